//! Results in the caller's own text type: who passes `string` gets `string`, who passes `string_view` gets that.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, GenericStringBuilder, OffsetSizeTrait, StructArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Fields};
use arrow::error::ArrowError;

/// The text type that goes with a column's type; `None` for one that holds no text.
pub(super) fn text_of(data_type: &DataType) -> Option<DataType> {
    match data_type {
        DataType::Utf8 | DataType::Binary => Some(DataType::Utf8),
        DataType::LargeUtf8 | DataType::LargeBinary => Some(DataType::LargeUtf8),
        DataType::Utf8View | DataType::BinaryView => Some(DataType::Utf8View),
        DataType::Dictionary(_, values) => text_of(values),
        DataType::Map(field, _) => text_of(field.data_type()),
        DataType::Struct(fields) => fields.iter().find_map(|field| text_of(field.data_type())),
        _ => None,
    }
}

/// `data_type` with all its text as `text`, and bytes alike.
pub(super) fn with_text(data_type: &DataType, text: &DataType) -> DataType {
    let within = |field: &Arc<Field>| {
        let data_type = with_text(field.data_type(), text);
        Arc::new(field.as_ref().clone().with_data_type(data_type))
    };
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => text.clone(),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => match text {
            DataType::LargeUtf8 => DataType::LargeBinary,
            DataType::Utf8View => DataType::BinaryView,
            _ => DataType::Binary,
        },
        DataType::List(field) => DataType::List(within(field)),
        DataType::Map(field, sorted) => DataType::Map(within(field), *sorted),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(within).collect()),
        other => other.clone(),
    }
}

/// The same rows as `data_type`, which is one that [`with_text`] gave for theirs.
pub(super) fn convert(array: &ArrayRef, data_type: &DataType) -> Result<ArrayRef, ArrowError> {
    match (array.data_type(), data_type) {
        (from, to) if from == to => Ok(Arc::clone(array)),
        (DataType::Utf8View, DataType::Utf8) => contiguous::<i32>(array),
        (DataType::Utf8View, DataType::LargeUtf8) => contiguous::<i64>(array),
        (DataType::Struct(_), DataType::Struct(fields)) => structs(array, fields),
        (_, other) => cast(array, other),
    }
}

fn structs(array: &ArrayRef, fields: &Fields) -> Result<ArrayRef, ArrowError> {
    let structs = array.as_struct();
    let columns = structs.columns().iter().zip(fields);
    let columns = columns
        .map(|(column, field)| convert(column, field.data_type()))
        .collect::<Result<Vec<_>, _>>()?;
    let nulls = structs.nulls().cloned();
    let converted = StructArray::try_new_with_length(fields.clone(), columns, nulls, array.len())?;
    Ok(Arc::new(converted))
}

/// Views as one text after the other. Unlike Arrow's own cast it makes room for all of it at once, and grows nothing.
fn contiguous<O: OffsetSizeTrait>(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let views = array.as_string_view();
    // A view begins with the length of its text.
    let length = |view: &u128| usize::try_from(view & u128::from(u32::MAX)).unwrap_or_default();
    let total = views.views().iter().map(length).sum();
    if O::from_usize(total).is_none() {
        return Err(ArrowError::OffsetOverflowError(total));
    }
    let mut text = GenericStringBuilder::<O>::with_capacity(views.len(), total);
    if views.null_count() == 0 {
        (0..views.len()).for_each(|row| text.append_value(views.value(row)));
    } else {
        views.iter().for_each(|value| text.append_option(value));
    }
    Ok(Arc::new(text.finish()))
}
