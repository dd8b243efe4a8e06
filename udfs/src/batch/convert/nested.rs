//! Arrays, maps and structs as text.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, StringViewArray};
use arrow::datatypes::DataType;
use datafusion_common::Result;

use super::text::printed;

/// Values that may be nested as text: `[1, null]`, `{a -> 1}`, `{1, x}`.
///
/// Hive casts none of them; this is what Spark makes of them.
pub(crate) fn nested_text(array: &ArrayRef) -> Result<ArrayRef> {
    Ok(Arc::new(StringViewArray::from_iter(rows(array)?)))
}

fn rows(array: &ArrayRef) -> Result<Vec<Option<String>>> {
    let valid = |row: usize, text: String| array.is_valid(row).then_some(text);
    Ok(match array.data_type() {
        DataType::List(_) => {
            let lists = array.as_list::<i32>();
            let values = rows(lists.values())?;
            (0..array.len())
                .map(|row| {
                    let parts =
                        between(lists.value_offsets(), row).map(|place| shown(&values, place));
                    valid(row, format!("[{}]", parts.collect::<Vec<_>>().join(", ")))
                })
                .collect()
        }
        DataType::Map(_, _) => {
            let maps = array.as_map();
            let (keys, values) = (rows(maps.keys())?, rows(maps.values())?);
            (0..array.len())
                .map(|row| {
                    let pairs = between(maps.value_offsets(), row).map(|place| {
                        format!("{} -> {}", shown(&keys, place), shown(&values, place))
                    });
                    valid(row, format!("{{{}}}", pairs.collect::<Vec<_>>().join(", ")))
                })
                .collect()
        }
        DataType::Struct(_) => {
            let columns = array.as_struct().columns().iter().map(rows);
            let columns = columns.collect::<Result<Vec<_>>>()?;
            (0..array.len())
                .map(|row| {
                    let fields: Vec<&str> =
                        columns.iter().map(|column| shown(column, row)).collect();
                    valid(row, format!("{{{}}}", fields.join(", ")))
                })
                .collect()
        }
        _ => {
            let printed = printed(array)?;
            let printed = arrow::compute::cast(&printed, &DataType::Utf8View)?;
            let printed = printed.as_string_view().iter();
            printed.map(|text| text.map(ToOwned::to_owned)).collect()
        }
    })
}

fn shown(rows: &[Option<String>], place: usize) -> &str {
    rows.get(place).and_then(Option::as_deref).unwrap_or("null")
}

fn between(offsets: &[i32], row: usize) -> std::ops::Range<usize> {
    let at = |place: usize| {
        let offset = offsets.get(place).copied().unwrap_or_default();
        usize::try_from(offset).unwrap_or_default()
    };
    at(row)..at(row + 1)
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use arrow::array::ListArray;
    use arrow::datatypes::Int32Type;

    use super::*;

    #[test]
    fn nulls_are_shown_inside_and_kept_outside() {
        let lists = ListArray::from_iter_primitive::<Int32Type, _, _>([
            Some(vec![Some(1), None]),
            Some(vec![]),
            None,
        ]);
        let text = nested_text(&(Arc::new(lists) as ArrayRef)).unwrap();
        let text: Vec<_> = text.as_string_view().iter().collect();
        assert_eq!(text, [Some("[1, null]"), Some("[]"), None]);
    }
}
