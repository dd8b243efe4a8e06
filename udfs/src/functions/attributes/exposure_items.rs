//! `exposure_items(attributes)`: the items of a region exposure.

use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, ListArray, StringBuilder, StructArray};
use arrow::buffer::{NullBuffer, OffsetBuffer};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::attributes;
use crate::kernel::attributes::ExposureItem;

/// `exposure_items(attributes)`: one element for every pair whose key is `P` and 11 digits and whose value is
/// itself a JSON object, as text or as an object.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text.
/// - **Output**: a list of structs of text: `event` (the item's `WT_event`, or the key where that is missing),
///   `env_name` (`WT_envName`), `mark_id` (`WT_markId`), `next_url` (`WT_next_url`), and `xy` (as `extract_xy`
///   of the item). No items: an empty list.
/// - **Nulls**: NULL gives NULL; so does text that is no object.
/// - **Errors**: never.
pub fn exposure_items() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ExposureItems));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "exposure_items",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "attributes",
        Class::Attributes,
        "the text of a JSON object, or a map",
    )]),
    returns: "list<struct<event, env_name, mark_id, next_url, xy text>>",
    description: "One element for every pair whose key is P and 11 digits and whose value is a JSON object, as text \
                  or as an object: a region exposure. event is its WT_event, or the key where that is missing. No \
                  items give an empty list. Use with LATERAL VIEW explode(exposure_items(attributes)) x AS item.",
    example: (
        r#"SELECT exposure_items('{"P00000090723":{"WT_envName":"icon1"}}')"#,
        r#"[{"event":"P00000090723","env_name":"icon1","mark_id":null,"next_url":null,"xy":null}]"#,
    ),
    origin: Origin::Domain,
};

const FIELDS: [&str; 5] = ["event", "env_name", "mark_id", "next_url", "xy"];

fn fields() -> Fields {
    FIELDS
        .into_iter()
        .map(|name| Field::new(name, DataType::Utf8, true))
        .collect()
}

#[derive(Debug)]
struct ExposureItems;

impl Function for ExposureItems {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        let item = Field::new_list_field(DataType::Struct(fields()), true);
        Ok(DataType::List(Arc::new(item)))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let attributes = arguments.attributes(0)?;
        let rows = arguments.rows();
        let mut columns: [StringBuilder; 5] = Default::default();
        let mut lengths = Vec::with_capacity(rows);
        let mut valid = Vec::with_capacity(rows);
        let mut buffer = Vec::new();
        for row in 0..rows {
            let items = attributes
                .json(row, &mut buffer)
                .and_then(attributes::exposure_items);
            valid.push(items.is_some());
            lengths.push(items.as_ref().map_or(0, Vec::len));
            for item in items.into_iter().flatten() {
                append(&mut columns, item);
            }
        }
        let columns = columns
            .map(|mut column| Arc::new(column.finish()) as ArrayRef)
            .into();
        let items = StructArray::try_new(fields(), columns, None)?;
        let item = Arc::new(Field::new_list_field(DataType::Struct(fields()), true));
        let offsets = OffsetBuffer::from_lengths(lengths);
        let nulls = valid.contains(&false).then(|| NullBuffer::from(valid));
        let lists = ListArray::try_new(item, offsets, Arc::new(items), nulls)?;
        output::columnar(arguments, Arc::new(lists))
    }
}

fn append(columns: &mut [StringBuilder; 5], item: ExposureItem) {
    let values = [
        Some(item.event),
        item.env_name,
        item.mark_id,
        item.next_url,
        item.xy,
    ];
    for (column, value) in columns.iter_mut().zip(values) {
        column.append_option(value);
    }
}

#[cfg(test)]
mod tests {
    use super::exposure_items;
    use crate::functions::testing::{Column, map_column, shown};

    const ITEM: &str =
        r#"{"WT_event":"e","WT_envName":"n","WT_markId":"m","WT_next_url":"u","XY_a":1}"#;

    #[test]
    fn every_item_is_an_element() {
        let two = format!(
            r#"{{"a":"1","P00000000001":{ITEM},"P00000000002":"{{\"WT_markId\":\"x\"}}"}}"#
        );
        let cut = r#"{"P00000000003":{"WT_envName":"n"},"P0000"#;
        let events = Column::Text(vec![
            None,
            Some("abc"),
            Some(r#"{"P1":"{}"}"#),
            Some(&two),
            Some(cut),
        ]);
        assert_eq!(
            shown(&exposure_items(), &[events]),
            [
                "NULL",
                "NULL",
                "[]",
                "[{event: e, env_name: n, mark_id: m, next_url: u, xy: {\"XY_a\":1}}, \
                 {event: P00000000002, env_name: NULL, mark_id: x, next_url: NULL, xy: NULL}]",
                "[{event: P00000000003, env_name: n, mark_id: NULL, next_url: NULL, xy: NULL}]",
            ]
        );
    }

    #[test]
    fn items_of_a_map_are_texts_of_objects() {
        let maps = map_column(&[
            Some(&[("P00000000001", Some(ITEM)), ("P00000000002", None)]),
            None,
            Some(&[]),
        ]);
        assert_eq!(
            shown(&exposure_items(), &[maps]),
            [
                "[{event: e, env_name: n, mark_id: m, next_url: u, xy: {\"XY_a\":1}}]",
                "NULL",
                "[]",
            ]
        );
    }
}
