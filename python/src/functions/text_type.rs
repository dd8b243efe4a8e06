//! Results in the caller's own text type: who passes `string` gets `string`, who passes `string_view` gets that.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, GenericStringArray, OffsetSizeTrait, StructArray};
use arrow::buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
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

/// The longest text that is within its view.
const INLINE: usize = 12;

/// Views as one text after the other. Arrow's own cast asks for room and looks at the encoding of every row again, which costs
/// as much as the cheaper functions themselves.
fn contiguous<O: OffsetSizeTrait>(array: &ArrayRef) -> Result<ArrayRef, ArrowError> {
    let views = array.as_string_view();
    // A view begins with the length of its text; that of a NULL is empty, and would do no harm if it were not.
    let length = |view: &u128| usize::try_from(view & u128::from(u32::MAX)).unwrap_or_default();
    let mut total = 0;
    let mut offsets = Vec::with_capacity(views.len() + 1);
    offsets.push(O::default());
    offsets.extend(views.views().iter().map(|view| {
        total += length(view);
        O::usize_as(total)
    }));
    if O::from_usize(total).is_none() {
        return Err(ArrowError::OffsetOverflowError(total));
    }
    let mut bytes: Vec<u8> = Vec::with_capacity(total + INLINE);
    for (row, view) in views.views().iter().enumerate() {
        let length = length(view);
        if length > INLINE {
            bytes.extend_from_slice(views.value(row).as_bytes());
        } else if length > 0 {
            // Copying a fixed number of bytes, and giving the rest back, is quicker than copying as many as there are.
            let end = bytes.len() + length;
            let [_, _, _, _, text @ ..] = view.to_le_bytes();
            bytes.extend_from_slice(&text);
            bytes.truncate(end);
        }
    }
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    Ok(Arc::new(text(offsets, bytes, views.nulls().cloned())))
}

/// Text whose bytes were text before: looking at them once more would cost a tenth of what decoding links does.
#[expect(unsafe_code, reason = "the bytes are those of views, which are UTF-8")]
fn text<O: OffsetSizeTrait>(
    offsets: OffsetBuffer<O>,
    bytes: Vec<u8>,
    nulls: Option<NullBuffer>,
) -> GenericStringArray<O> {
    // SAFETY: `bytes` are whole texts of a valid array of views, one after the other, and `offsets` their ends.
    unsafe { GenericStringArray::new_unchecked(offsets, Buffer::from_vec(bytes), nulls) }
}
