//! Arrays of values: their elements in one type, and rows put together of several columns.

use std::cmp::Ordering;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, DynComparator, ListArray, UInt64Array, make_comparator, new_null_array,
};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::compute::{SortOptions, cast, interleave, take};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::{Result, exec_err, plan_err};

use crate::batch::Arguments;
use crate::batch::convert::{printed, to_decimal, to_double, to_float, to_integer, unpacked};
use crate::kernel::event_time::Zone;
use crate::typing::{self, Group};

/// How values are ordered: NULL first, text by its bytes.
const UP: SortOptions = SortOptions {
    descending: false,
    nulls_first: true,
};

/// The type inside arrays and maps: text is `Utf8` there, as the tables of the warehouse carry it.
pub(super) fn carried(data_type: &DataType) -> DataType {
    let field = |field: &Field| field.clone().with_data_type(carried(field.data_type()));
    match data_type {
        DataType::LargeUtf8 | DataType::Utf8View => DataType::Utf8,
        DataType::LargeBinary | DataType::BinaryView => DataType::Binary,
        DataType::Dictionary(_, value) => carried(value),
        DataType::List(element) | DataType::LargeList(element) => {
            DataType::List(Arc::new(field(element)))
        }
        DataType::Struct(fields) => {
            DataType::Struct(fields.iter().map(|inner| field(inner)).collect::<Fields>())
        }
        DataType::Map(entries, sorted) => DataType::Map(Arc::new(field(entries)), *sorted),
        other => other.clone(),
    }
}

/// The type of a field of a struct: text and bytes are views there, as they are in columns.
pub(super) fn field_type(data_type: &DataType) -> DataType {
    match typing::group(data_type) {
        Group::Text => DataType::Utf8View,
        Group::Binary => DataType::BinaryView,
        _ => data_type.clone(),
    }
}

/// The columns of a struct's fields.
pub(super) fn fields_of(
    arguments: &Arguments<'_>,
    positions: impl Iterator<Item = usize>,
) -> Result<Vec<ArrayRef>> {
    positions
        .map(|position| {
            let array = arguments.array(position)?;
            converted(&array, &field_type(array.data_type()))
        })
        .collect()
}

/// The one type of several values inside an array or a map; text where there is none.
///
/// Errors: values that have no type in common, when planned.
pub(super) fn common<'t>(
    call: &str,
    types: impl Iterator<Item = &'t DataType>,
) -> Result<DataType> {
    let types: Vec<DataType> = types.map(carried).collect();
    match typing::common(&types) {
        Some(DataType::Null) => Ok(DataType::Utf8),
        Some(common) => Ok(carried(&common)),
        None => {
            let shown: Vec<_> = types.iter().map(ToString::to_string).collect();
            plan_err!("{call}: the types {} have none in common", shown.join(", "))
        }
    }
}

/// The rows in another type, as Hive casts them by itself.
pub(super) fn converted(array: &ArrayRef, to: &DataType) -> Result<ArrayRef> {
    if array.data_type() == to {
        return Ok(Arc::clone(array));
    }
    let array = &unpacked(array)?;
    // Numbers are made of no times here.
    let zone = Zone::default();
    Ok(match (typing::group(array.data_type()), to) {
        (Group::Void, _) => new_null_array(to, array.len()),
        (Group::Number | Group::Time, DataType::Utf8 | DataType::Utf8View) => {
            cast(&printed(array)?, to)?
        }
        (Group::Number | Group::Text, DataType::Float64) => Arc::new(to_double(array, zone)?),
        (Group::Number, DataType::Float32) => Arc::new(to_float(array, zone)?),
        (Group::Number, DataType::Decimal128(precision, scale)) => {
            Arc::new(to_decimal(array, *precision, *scale, zone)?)
        }
        (Group::Number, to) if to.is_integer() => to_integer(array, to, zone)?,
        _ => cast(array, to)?,
    })
}

/// Rows of so many columns of one type, one after the other: the values of the first row, then those of the second.
pub(super) fn row_by_row(columns: &[ArrayRef], rows: usize) -> Result<ArrayRef> {
    let places: Vec<(usize, usize)> = (0..rows)
        .flat_map(|row| (0..columns.len()).map(move |column| (column, row)))
        .collect();
    let columns: Vec<&dyn Array> = columns.iter().map(AsRef::as_ref).collect();
    Ok(interleave(&columns, &places)?)
}

/// Compares two places of an array as Hive does.
pub(super) fn ordered(values: &ArrayRef) -> Result<DynComparator> {
    Ok(make_comparator(values.as_ref(), values.as_ref(), UP)?)
}

/// The list of an element type.
pub(super) fn list_of(element: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(element, true)))
}

/// Arrays of so many elements each.
pub(super) fn lists(
    values: ArrayRef,
    lengths: impl IntoIterator<Item = usize>,
    nulls: Option<NullBuffer>,
) -> Result<ListArray> {
    let element = Arc::new(Field::new_list_field(values.data_type().clone(), true));
    let offsets = OffsetBuffer::from_lengths(lengths);
    Ok(ListArray::try_new(element, offsets, values, nulls)?)
}

/// The places between the offsets of a row.
pub(super) fn range(offsets: &[i32], row: usize) -> std::ops::Range<usize> {
    let at = |place| {
        offsets
            .get(place)
            .and_then(|offset| usize::try_from(*offset).ok())
            .unwrap_or_default()
    };
    at(row)..at(row + 1)
}

/// Arrays with the elements of each in another order; equal ones keep theirs.
pub(super) fn reordered(
    arrays: &ListArray,
    compared: impl Fn(usize, usize) -> Ordering,
) -> Result<ListArray> {
    let mut places = Vec::with_capacity(arrays.values().len());
    let mut lengths = Vec::with_capacity(arrays.len());
    for row in 0..arrays.len() {
        let start = places.len();
        if arrays.is_valid(row) {
            places.extend(range(arrays.value_offsets(), row));
        }
        if let Some(row) = places.get_mut(start..) {
            row.sort_by(|a, b| compared(*a, *b));
        }
        lengths.push(places.len() - start);
    }
    let places: UInt64Array = places.into_iter().map(|place| Some(place as u64)).collect();
    let DataType::List(element) = arrays.data_type() else {
        return exec_err!("expected arrays, got {}", arrays.data_type());
    };
    Ok(ListArray::try_new(
        Arc::clone(element),
        OffsetBuffer::from_lengths(lengths),
        take(arrays.values(), &places, None)?,
        arrays.nulls().cloned(),
    )?)
}
