//! Arrays, maps and structs: texts taken apart by their format, the parts converted like columns.

use std::borrow::Cow;
use std::sync::Arc;

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, ListArray, MapArray, StringViewArray, StringViewBuilder, StructArray,
};
use datafusion::arrow::buffer::{NullBuffer, OffsetBuffer};
use datafusion::arrow::compute::{filter, is_not_null};
use datafusion::arrow::datatypes::{DataType, FieldRef, Fields};
use datafusion::common::{Result, exec_err, not_impl_err};

use super::column::convert;

/// The text of a value inside another one; `None` is NULL.
pub(super) type Part<'a> = Option<Cow<'a, str>>;

/// How a format writes values that hold values. `depth` counts the levels above, 1 for a column's own value. `None` is
/// NULL: the text is no such value.
pub(super) trait Layout {
    /// The elements of an array.
    fn elements<'a>(&self, text: &'a str, depth: usize) -> Option<Vec<Part<'a>>>;

    /// The entries of a map, every key once.
    fn entries<'a>(&self, text: &'a str, depth: usize) -> Option<Vec<(Cow<'a, str>, Part<'a>)>>;

    /// The fields of a struct, one part each.
    fn fields<'a>(&self, text: &'a str, depth: usize, fields: &Fields) -> Option<Vec<Part<'a>>>;

    /// How many levels a map takes: those of its delimiters.
    fn map_levels(&self) -> usize;

    /// The texts meant by texts as they are written, for values that hold no others.
    fn plain(&self, texts: StringViewArray) -> StringViewArray;
}

/// An array of arrays; NULL where a text is none.
pub(super) fn list(
    layout: &impl Layout,
    field: &FieldRef,
    depth: usize,
    texts: &StringViewArray,
) -> Result<ArrayRef> {
    let mut elements = StringViewBuilder::new();
    let mut lengths = Vec::with_capacity(texts.len());
    let mut valid = Vec::with_capacity(texts.len());
    for text in texts {
        let parts = text.and_then(|text| layout.elements(text, depth));
        valid.push(parts.is_some());
        lengths.push(parts.as_ref().map_or(0, Vec::len));
        elements.extend(parts.unwrap_or_default());
    }
    let elements = convert(layout, field.data_type(), depth + 1, elements.finish())?;
    let offsets = offsets(lengths)?;
    Ok(Arc::new(ListArray::try_new(
        Arc::clone(field),
        offsets,
        elements,
        Some(NullBuffer::from(valid)),
    )?))
}

/// An array of maps; NULL where a text is none.
pub(super) fn map(
    layout: &impl Layout,
    field: &FieldRef,
    sorted: bool,
    depth: usize,
    texts: &StringViewArray,
) -> Result<ArrayRef> {
    let DataType::Struct(fields) = field.data_type() else {
        return not_impl_err!("maps of {} in text files", field.data_type());
    };
    let [key_field, value_field] = fields.as_ref() else {
        return not_impl_err!("maps of {} in text files", field.data_type());
    };
    let (mut keys, mut values) = (StringViewBuilder::new(), StringViewBuilder::new());
    let mut rows = Vec::with_capacity(texts.len());
    let mut valid = Vec::with_capacity(texts.len());
    for (row, text) in texts.iter().enumerate() {
        let entries = text.and_then(|text| layout.entries(text, depth));
        valid.push(entries.is_some());
        for (key, value) in entries.unwrap_or_default() {
            keys.append_value(key);
            values.append_option(value);
            rows.push(row);
        }
    }
    let depth = depth + layout.map_levels();
    let keys = convert(layout, key_field.data_type(), depth, keys.finish())?;
    // A key that does not convert has no entry: a map's key is never NULL.
    let kept = is_not_null(&keys)?;
    let keys = filter(&keys, &kept)?;
    let values = filter(&values.finish(), &kept)?;
    let values = convert(
        layout,
        value_field.data_type(),
        depth,
        values.as_string_view().clone(),
    )?;
    let mut lengths = vec![0; texts.len()];
    for (row, _) in rows.iter().zip(kept.values()).filter(|(_, kept)| *kept) {
        if let Some(length) = lengths.get_mut(*row) {
            *length += 1;
        }
    }
    let entries = StructArray::try_new(fields.clone(), vec![keys, values], None)?;
    let offsets = offsets(lengths)?;
    let valid = Some(NullBuffer::from(valid));
    Ok(Arc::new(MapArray::try_new(
        Arc::clone(field),
        offsets,
        entries,
        valid,
        sorted,
    )?))
}

/// Where each value's parts begin.
///
/// **Errors** where a batch has more parts than Arrow can count.
fn offsets(lengths: Vec<usize>) -> Result<OffsetBuffer<i32>> {
    if i32::try_from(lengths.iter().sum::<usize>()).is_err() {
        return exec_err!(
            "a batch of lines holds more than 2147483647 array elements or map entries"
        );
    }
    Ok(OffsetBuffer::from_lengths(lengths))
}

/// An array of structs; NULL where a text is none.
pub(super) fn structure(
    layout: &impl Layout,
    fields: &Fields,
    depth: usize,
    texts: &StringViewArray,
) -> Result<ArrayRef> {
    let mut builders: Vec<_> = fields.iter().map(|_| StringViewBuilder::new()).collect();
    let mut valid = Vec::with_capacity(texts.len());
    for text in texts {
        let parts = text.and_then(|text| layout.fields(text, depth, fields));
        valid.push(parts.is_some());
        let mut parts = parts.unwrap_or_default().into_iter();
        for builder in &mut builders {
            builder.append_option(parts.next().flatten());
        }
    }
    let columns = fields
        .iter()
        .zip(&mut builders)
        .map(|(field, builder)| convert(layout, field.data_type(), depth + 1, builder.finish()))
        .collect::<Result<Vec<_>>>()?;
    let valid = Some(NullBuffer::from(valid));
    Ok(Arc::new(StructArray::try_new_with_length(
        fields.clone(),
        columns,
        valid,
        texts.len(),
    )?))
}
