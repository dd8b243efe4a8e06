//! Functions against libraries and against the plain way of doing the same.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringViewArray};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF};
use maidian_tests::addresses::Segment;
use maidian_tests::{call, data};
use maidian_udfs::{Settings, udfs};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::value::RawValue;

use super::generators::{self, WORDS};

/// A function of text and perhaps a literal key, for one row.
fn text(udf: &ScalarUDF, row: &str, key: Option<&str>) -> Option<String> {
    let column: ArrayRef = Arc::new(StringViewArray::from(vec![row]));
    let mut arguments = vec![ColumnarValue::Array(column)];
    arguments.extend(key.map(|key| ColumnarValue::Scalar(ScalarValue::from(key))));
    let planned = call::plan(udf, &arguments).unwrap();
    let result = call::invoke(udf, &planned, &arguments, 1)
        .unwrap()
        .into_array(1)
        .unwrap();
    let result = result.as_string_view();
    result.is_valid(0).then(|| result.value(0).to_owned())
}

/// What `attr_get` is to give for a value, by serde_json.
fn as_text(raw: &RawValue) -> Option<String> {
    match raw.get() {
        "null" => None,
        json if json.starts_with('"') => serde_json::from_str(json).ok(),
        json => Some(json.to_owned()),
    }
}

static SAMPLES: LazyLock<[String; 2]> = LazyLock::new(|| {
    ["ipv4", "ipv6"].map(|name| {
        data::compressed_text(&format!("data/ip2region/{name}_sample.txt.zst")).unwrap()
    })
});
static SEGMENTS: LazyLock<Vec<Segment<'static>>> = LazyLock::new(|| {
    SAMPLES
        .iter()
        .flat_map(|text| text.lines())
        .map(|line| Segment::parse(line).unwrap())
        .collect()
});

#[test]
fn a_column_with_nothing_to_decode_is_not_copied() {
    let column: ArrayRef = Arc::new(StringViewArray::from(vec![
        Some("https://h.example.cn/a/long/enough/path/to/be/in/a/buffer"),
        None,
        Some(""),
    ]));
    let result = call::column(&udfs::decode_url(), Arc::clone(&column)).unwrap();
    assert!(result.to_data().ptr_eq(&column.to_data()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn decode_url_is_percent_encoding_on_good_input(text_of in any::<String>(), plus in "[a-z ]{0,8}") {
        let escaped: String = percent_encoding::utf8_percent_encode(&text_of, percent_encoding::NON_ALPHANUMERIC).collect();
        let row = format!("{}{escaped}", plus.replace(' ', "+"));
        let expected = percent_encoding::percent_decode_str(&row.replace('+', " ")).decode_utf8().map(Cow::into_owned);
        prop_assert_eq!(text(&udfs::decode_url(), &row, None), expected.ok());
    }

    #[test]
    fn decode_url_undoes_encode_url(row in any::<String>()) {
        let encoded = text(&udfs::encode_url(), &row, None).unwrap();
        prop_assert_eq!(text(&udfs::decode_url(), &encoded, None), Some(row));
    }

    #[test]
    fn attr_get_is_serde_json_on_valid_objects(row in generators::object()) {
        let values: HashMap<String, &RawValue> = serde_json::from_str(&row).unwrap();
        for key in WORDS {
            let expected = values.get(key).and_then(|raw| as_text(raw));
            prop_assert_eq!(text(&udfs::attr_get(), &row, Some(key)), expected, "{} in {}", key, row);
        }
    }

    #[test]
    fn attr_remove_leaves_the_other_pairs(row in generators::object(), key in any::<Index>()) {
        let key = *key.get(&WORDS);
        let rest = text(&udfs::attr_remove(), &row, Some(key)).unwrap();
        let mut expected: HashMap<String, &RawValue> = serde_json::from_str(&row).unwrap();
        expected.remove(key);
        let found: HashMap<String, &RawValue> = serde_json::from_str(&rest).unwrap();
        let spelled = |values: &HashMap<String, &RawValue>| -> Vec<(String, String)> {
            let mut pairs: Vec<_> = values.iter().map(|(key, raw)| (key.clone(), raw.get().to_owned())).collect();
            pairs.sort();
            pairs
        };
        prop_assert_eq!(spelled(&found), spelled(&expected), "{} without {}", row, key);
    }

    #[test]
    fn an_address_has_the_region_that_a_linear_scan_finds(row in any::<Index>(), offset in any::<u64>()) {
        let address = row.get(&SEGMENTS).at(offset.into());
        let expected = SEGMENTS.iter().find(|segment| segment.holds(address)).unwrap();
        let settings = Settings::default();
        let region = settings.ip_databases().region(address).unwrap();
        prop_assert_eq!(region.parts(), expected.parts, "{}", address);
    }
}
