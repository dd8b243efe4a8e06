//! A batch's texts to typed arrays.
//!
//! Decoders collect one text a row and column; only a whole column is converted, type by type. What a text means is
//! the same in every format, but for how arrays, maps and structs are taken apart.

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, ArrowPrimitiveType, BooleanArray, PrimitiveArray, StringViewArray, StringViewBuilder,
};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    SchemaRef, TimeUnit, TimestampMicrosecondType,
};
use datafusion::arrow::record_batch::{RecordBatch, RecordBatchOptions};
use datafusion::common::{Result, not_impl_err};

use super::nested::{self, Layout};
use super::scalar;

/// The texts of the columns of a batch.
pub(super) struct TextColumns {
    schema: SchemaRef,
    builders: Vec<StringViewBuilder>,
    rows: usize,
}

impl TextColumns {
    pub(super) fn new(schema: SchemaRef) -> Self {
        let builders = schema
            .fields()
            .iter()
            .map(|_| StringViewBuilder::new())
            .collect();
        Self {
            schema,
            builders,
            rows: 0,
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row. `texts` gives a text a column, as many as there are columns.
    ///
    /// **Errors** where a text has 4 GiB or more.
    pub(super) fn push<T: AsRef<str>>(
        &mut self,
        texts: impl IntoIterator<Item = Option<T>>,
    ) -> Result<()> {
        for (builder, text) in self.builders.iter_mut().zip(texts) {
            match text {
                Some(text) => builder.try_append_value(text)?,
                None => builder.append_null(),
            }
        }
        self.rows += 1;
        Ok(())
    }

    /// The rows so far as typed columns, which begins a new batch.
    pub(super) fn flush(&mut self, layout: &impl Layout) -> Result<RecordBatch> {
        let fields = self.schema.fields().iter();
        let columns = fields
            .zip(&mut self.builders)
            .map(|(field, builder)| convert(layout, field.data_type(), 1, builder.finish()))
            .collect::<Result<Vec<_>>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(self.rows));
        self.rows = 0;
        Ok(RecordBatch::try_new_with_options(
            Arc::clone(&self.schema),
            columns,
            &options,
        )?)
    }
}

/// An array of `data_type` of `texts`; NULL where a text does not convert.
///
/// **Errors** where no Hive type has `data_type`.
pub(super) fn convert(
    layout: &impl Layout,
    data_type: &DataType,
    depth: usize,
    texts: StringViewArray,
) -> Result<ArrayRef> {
    match data_type {
        DataType::List(field) => return nested::list(layout, field, depth, &texts),
        DataType::Map(field, sorted) => return nested::map(layout, field, *sorted, depth, &texts),
        DataType::Struct(fields) => return nested::structure(layout, fields, depth, &texts),
        _ => {}
    }
    let texts = layout.plain(texts);
    Ok(match data_type {
        DataType::Utf8View => Arc::new(texts),
        DataType::Boolean => Arc::new(
            texts
                .iter()
                .map(|text| text.and_then(scalar::boolean))
                .collect::<BooleanArray>(),
        ),
        DataType::Int8 => primitive::<Int8Type>(&texts, integer),
        DataType::Int16 => primitive::<Int16Type>(&texts, integer),
        DataType::Int32 => primitive::<Int32Type>(&texts, integer),
        DataType::Int64 => primitive::<Int64Type>(&texts, integer),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "Hive's float is the nearest to the double"
        )]
        DataType::Float32 => primitive::<Float32Type>(&texts, |text| {
            scalar::float(text).map(|number| number as f32)
        }),
        DataType::Float64 => primitive::<Float64Type>(&texts, scalar::float),
        DataType::Date32 => primitive::<Date32Type>(&texts, scalar::date),
        DataType::Timestamp(TimeUnit::Microsecond, None) => {
            primitive::<TimestampMicrosecondType>(&texts, scalar::timestamp)
        }
        DataType::Decimal128(..) => cast(&decimals(&texts), data_type)?,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Binary | DataType::BinaryView => {
            cast(&texts, data_type)?
        }
        other => return not_impl_err!("columns of type {other} in text files"),
    })
}

fn integer<T: TryFrom<i64>>(text: &str) -> Option<T> {
    T::try_from(scalar::integer(text)?).ok()
}

fn primitive<T: ArrowPrimitiveType>(
    texts: &StringViewArray,
    parse: impl Fn(&str) -> Option<T::Native>,
) -> ArrayRef {
    Arc::new(
        texts
            .iter()
            .map(|text| text.and_then(&parse))
            .collect::<PrimitiveArray<T>>(),
    )
}

fn cast(texts: &StringViewArray, data_type: &DataType) -> Result<ArrayRef> {
    // Safe means: NULL for what does not convert.
    Ok(cast_with_options(
        texts,
        data_type,
        &CastOptions {
            safe: true,
            ..Default::default()
        },
    )?)
}

/// Texts that Arrow's cast to a decimal, which rounds half up as Hive does, understands: it knows no exponents.
fn decimals(texts: &StringViewArray) -> StringViewArray {
    let plain = |text| scalar::without_exponent(text).map_or(Cow::Borrowed(text), Cow::Owned);
    texts
        .iter()
        .map(|text| text.map(|text| plain(text.trim())))
        .collect()
}
