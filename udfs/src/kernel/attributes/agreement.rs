//! The strict walk against `serde_json`, and the functions against each other, on generated texts.

#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

use std::collections::HashMap;

use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;

use super::scan::{Outcome, Pair, scan};
use super::walk::Visitor;
use super::*;

/// What the strict walk shows.
#[derive(Default)]
struct Shown(Vec<TextPair<'static>>);

impl<'a> Visitor<'a> for Shown {
    fn pair(&mut self, pair: Pair<'a>) {
        let key = pair.key.text().into_owned().into();
        self.0.push((
            key,
            pair.value.text().map(|value| value.into_owned().into()),
        ));
    }

    fn restart(&mut self) {}
}

/// Whether `found` is what `attr_get` gives for `raw`, by `serde_json`. That library refuses halves
/// of surrogate pairs, so any text will do for them.
fn is_value_of(found: Option<&str>, raw: &RawValue) -> bool {
    match raw.get() {
        "null" => found.is_none(),
        string if string.starts_with('"') => serde_json::from_str::<String>(string)
            .map_or(found.is_some(), |expected| found == Some(&*expected)),
        json => found == Some(json),
    }
}

/// The strict walk takes what `serde_json` takes and finds the same values.
fn agrees_with_serde_json(text: &str) -> TestCaseResult {
    let mut shown = Shown::default();
    let is_object = scan(text, &mut shown) == Outcome::Object;
    let blanks = [' ', '\n', '\r', '\t'];
    let expected = text.trim_start_matches(blanks).starts_with('{')
        && serde_json::from_str::<IgnoredAny>(text).is_ok();
    prop_assert_eq!(is_object, expected, "{:?}", text);
    if let Ok(values) = serde_json::from_str::<HashMap<String, &RawValue>>(text) {
        let found: HashMap<_, _> = shown.0.into_iter().collect();
        prop_assert_eq!(found.len(), values.len(), "{:?}", text);
        for (key, raw) in values {
            let found = found.get(key.as_str()).and_then(Option::as_deref);
            prop_assert!(
                is_value_of(found, raw),
                "{:?} for {} in {:?}",
                found,
                raw,
                text
            );
        }
    }
    Ok(())
}

/// All functions see one and the same pairs.
fn functions_agree(text: &str) -> TestCaseResult {
    let all = pairs(text);
    let mut values = Answers::default();
    let found: Vec<TextPair> = all.clone().unwrap_or_default();
    let mut keys: Vec<&str> = found.iter().map(|(key, _)| &**key).collect();
    keys.extend(["missing", "a", "a"]);
    prop_assert_eq!(
        Picker::new(&keys).pick(text, &mut values),
        all.is_some(),
        "{:?}",
        text
    );
    for (key, value) in keys.iter().zip(values.iter()) {
        prop_assert_eq!(&get(text, key), value, "{:?} in {:?}", key, text);
    }
    for ((key, value), picked) in found.iter().zip(values.iter()) {
        prop_assert_eq!(value, picked, "{:?} in {:?}", key, text);
    }
    prop_assert_eq!(exposure_items(text).is_some(), all.is_some());
    for coordinates in [Coordinates::Keep, Coordinates::Drop] {
        if let Some(json) = extract_xy(text, coordinates) {
            prop_assert!(
                serde_json::from_str::<IgnoredAny>(&json).is_ok(),
                "{} of {}",
                json,
                text
            );
            let fields: HashMap<_, _> = found.iter().cloned().collect();
            let extracted = pairs(&json).unwrap_or_default();
            prop_assert!(!extracted.is_empty(), "{} of {}", json, text);
            for (key, value) in extracted {
                prop_assert_eq!(Some(&value), fields.get(&key), "{} of {}", json, text);
            }
        }
    }
    let rest = remove(text, &KeySet::new(&keys));
    if found.is_empty() {
        prop_assert_eq!(rest, text);
    } else {
        prop_assert!(rest.len() < text.len(), "{:?}", text);
    }
    Ok(())
}

/// Values of JSON in every spelling, halves of surrogate pairs apart, white space among them.
fn value() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        r#""([ -!#-\[\]-~号😀]|\\["\\/bfnrt]|\\u00[0-7][0-9a-fA-F]|\\ud83d\\ude0[0-9]){0,12}""#,
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
        "true|false|null",
    ];
    scalar.prop_recursive(3, 8, 3, |inner| {
        let member =
            ("\"[a-c]\"", blanks(), inner.clone()).prop_map(|(k, b, v)| format!("{k}{b}:{v}"));
        prop_oneof![
            (prop::collection::vec(inner, 0..3), blanks())
                .prop_map(|(items, b)| format!("[{b}{}]", items.join(&b_comma(&b)))),
            (prop::collection::vec(member, 0..3), blanks())
                .prop_map(|(items, b)| format!("{{{}{b}}}", items.join(&b_comma(&b)))),
        ]
    })
}

fn b_comma(blanks: &str) -> String {
    format!("{blanks},{blanks}")
}

fn blanks() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 1 => "[ \n\r\t]{1,3}"]
}

/// Objects with names worth picking, some of them repeated.
fn object() -> impl Strategy<Value = String> {
    let key = r#""(a|b|WT_x|XY_[a-c]|XY\.lat|P0000000000[12]|\\u0061|)""#;
    let pair = (key, blanks(), value()).prop_map(|(key, b, value)| format!("{key}{b}:{b}{value}"));
    (prop::collection::vec(pair, 0..6), blanks(), blanks())
        .prop_map(|(pairs, b, c)| format!("{b}{{{c}{}{b}}}{c}", pairs.join(&b_comma(&b))))
}

/// Objects with up to two characters taken out, put in or cut off.
fn damaged() -> impl Strategy<Value = String> {
    let damage = (
        any::<prop::sample::Index>(),
        0..4u8,
        "[{}\\[\\]\",:\\\\ue0\\-.+ n\u{0}-\u{1f}x]",
    );
    (object(), prop::collection::vec(damage, 1..3)).prop_map(|(text, damages)| {
        let mut characters: Vec<char> = text.chars().collect();
        for (place, kind, character) in damages {
            let place = place.index(characters.len() + 1);
            match kind {
                0 if place < characters.len() => drop(characters.remove(place)),
                1 => characters.truncate(place),
                _ => characters
                    .splice(place..place, character.chars())
                    .for_each(drop),
            }
        }
        characters.into_iter().collect()
    })
}

/// Objects, damaged ones, and texts that are neither.
pub(super) fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        object(),
        damaged(),
        "\\{?[{}\\[\\]\",:\\\\ud83X_Y P0n1号 ]{0,60}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn sound_objects_are_read_as_serde_json_reads_them(text in object()) {
        prop_assert!(serde_json::from_str::<IgnoredAny>(&text).is_ok(), "{}", text);
        agrees_with_serde_json(&text)?;
        functions_agree(&text)?;
    }

    #[test]
    fn damaged_objects_are_refused_where_serde_json_refuses_them(text in damaged()) {
        agrees_with_serde_json(&text)?;
        functions_agree(&text)?;
    }

    #[test]
    fn any_text_is_answered(
        text in "\\{?[{}\\[\\]\",:\\\\ud83X_Y P0n1号 ]{0,60}",
        other in any::<String>(),
    ) {
        for text in [text, other] {
            agrees_with_serde_json(&text)?;
            functions_agree(&text)?;
        }
    }
}

#[test]
fn spellings_at_the_border_of_json() {
    let texts = [
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":+1}",
        "{\"a\":0}",
        "{\"a\":-0.0e-0}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":truee}",
        "{\"a\":\"\u{1}\"}",
        "{\"a\":\"\u{7f}\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\v\"}",
        "{\"a\":\"\\'\"}",
        "{\"a\":\"\\U0041\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u+123\"}",
        "{\"a\":\"\\ud800\"}",
        "{\"\\ud800\":1}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1}{}",
        "{\"a\":1} x",
        "{\"a\":1}\u{0}",
        "{\"a\":[1,]}",
        "{\"a\":[,]}",
        "{\"a\":[1}",
        "{\"a\":{\"b\"}}",
        "{} \u{a0}",
        "\u{b}{}",
        "{\u{c}}",
        "{\"a\":1/**/}",
        "{\"a\":\"",
    ];
    for text in texts {
        agrees_with_serde_json(text).unwrap();
    }
}
