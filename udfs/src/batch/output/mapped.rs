//! Functions that leave many rows as they are.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, StringViewArray, StringViewBuilder};
use arrow::compute::interleave;
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use super::{append, columnar, text_rows};
use crate::batch::{Arguments, Text};

/// Rows that tell how many more will stay as they are.
const SAMPLE: usize = 64;

/// A function of one text argument: NULL for NULL.
///
/// Of a column of views, rows that do not change are not copied: the result has views on the column's buffers, and if no
/// row changes it is the column. That keeps the buffers in memory for as long as the result, so that it is done where
/// at least about a quarter of the rows stay; otherwise all are copied.
pub(crate) fn map_text<'a>(
    arguments: &Arguments<'a>,
    position: usize,
    mut f: impl FnMut(&'a str) -> Option<Cow<'a, str>>,
) -> Result<ColumnarValue> {
    map_text_rows(arguments, position, |_, text| f(text))
}

/// [`map_text`] for a function that looks at other arguments of the row too. It may be asked several times about a row.
pub(crate) fn map_text_rows<'a>(
    arguments: &Arguments<'a>,
    position: usize,
    mut f: impl FnMut(usize, &'a str) -> Option<Cow<'a, str>>,
) -> Result<ColumnarValue> {
    let text = arguments.text(position)?;
    let mut changed = |row| text.get(row).and_then(|text| f(row, text));
    let (Text::View(array), ColumnarValue::Array(original)) = (&text, arguments.value(position)?)
    else {
        return text_rows(arguments, changed);
    };
    let rows = arguments.rows();
    let mut stays = |row| is_same(text.get(row), changed(row).as_ref());
    let Some(first) = (0..rows).position(|row| !stays(row)) else {
        return Ok(ColumnarValue::Array(Arc::clone(original)));
    };
    let sample = first..rows.min(first + SAMPLE);
    let end = sample.end;
    let staying = first + sample.filter(|row| stays(*row)).count();
    let array = if staying * 4 < end {
        copied(array, first, rows, changed)
    } else {
        shared(array, first, rows, changed)?
    };
    columnar(arguments, array)
}

/// Whether a row is as before: NULL, or the same place in memory.
fn is_same(before: Option<&str>, after: Option<&Cow<'_, str>>) -> bool {
    match (before, after) {
        (None, None) => true,
        (Some(before), Some(Cow::Borrowed(after))) => std::ptr::eq(before, *after),
        _ => false,
    }
}

/// All rows written anew; those before `first` are as they were.
fn copied<'a>(
    array: &StringViewArray,
    first: usize,
    rows: usize,
    mut changed: impl FnMut(usize) -> Option<Cow<'a, str>>,
) -> ArrayRef {
    let mut builder = StringViewBuilder::with_capacity(rows);
    for row in 0..first {
        append(&mut builder, array.is_valid(row).then(|| array.value(row)));
    }
    for row in first..rows {
        append(&mut builder, changed(row).as_deref());
    }
    Arc::new(builder.finish())
}

/// Rows that change written anew, and views on the column's buffers for the others, as all before `first` are.
fn shared<'a>(
    array: &'a StringViewArray,
    first: usize,
    rows: usize,
    mut changed: impl FnMut(usize) -> Option<Cow<'a, str>>,
) -> Result<ArrayRef> {
    let mut builder = StringViewBuilder::new();
    let mut written = 0;
    let mut places: Vec<(usize, usize)> = Vec::with_capacity(rows);
    places.extend((0..first).map(|row| (0, row)));
    for row in first..rows {
        let before = array.is_valid(row).then(|| array.value(row));
        let after = changed(row);
        if is_same(before, after.as_ref()) {
            places.push((0, row));
        } else {
            append(&mut builder, after.as_deref());
            places.push((1, written));
            written += 1;
        }
    }
    // Takes over no buffer but those that a row has a view on.
    Ok(interleave(&[array, &builder.finish()], &places)?)
}

#[cfg(test)]
mod tests;
