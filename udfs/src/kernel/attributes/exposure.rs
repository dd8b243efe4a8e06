//! Region exposures: one event that reports many exposed items, each an object of its own.

use std::borrow::Cow;

use super::scan::Pair;
use super::walk::{Visitor, walk};
use super::xy::{Coordinates, XyFields};

/// One exposed item. Texts as [`get`](super::get) gives them from the item's object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExposureItem {
    /// The item's `WT_event`, or the name of its pair where that is missing or `null`.
    pub event: String,
    /// The item's `WT_envName`.
    pub env_name: Option<String>,
    /// The item's `WT_markId`.
    pub mark_id: Option<String>,
    /// The item's `WT_next_url`, as it is (not URL-decoded).
    pub next_url: Option<String>,
    /// The item's custom fields, as [`extract_xy`](super::extract_xy) gives them, coordinates among
    /// them.
    pub xy: Option<String>,
}

/// The items of the region exposure `attributes`: one for each pair whose name is `P` and 11 digits
/// and whose value is an object, as text or directly.
///
/// In the order of the text; repeated names give an item each. A value that is no object gives
/// none. Both the attributes and each item are recovered where they are broken, so that an item cut
/// short still counts with the fields it has; a broken item without one complete pair is no object.
/// No items: an empty list; `None` where the text is no object. Never fails.
///
/// Source: `exposure_items` of the function specification.
///
/// ```
/// use maidian_udfs::kernel::attributes::exposure_items;
///
/// let attributes = r#"{"WT_et":"imp","P00000090723":"{\"WT_envName\":\"icon1\",\"XY_a\":1}"}"#;
/// let items = exposure_items(attributes).unwrap_or_default();
/// assert_eq!(items.len(), 1);
/// assert_eq!(items[0].event, "P00000090723");
/// assert_eq!(items[0].env_name.as_deref(), Some("icon1"));
/// assert_eq!(items[0].xy.as_deref(), Some(r#"{"XY_a":1}"#));
/// ```
pub fn exposure_items(attributes: &str) -> Option<Vec<ExposureItem>> {
    let mut items = Items::default();
    walk(attributes, &mut items).then_some(items.0)
}

#[derive(Default)]
struct Items(Vec<ExposureItem>);

impl<'a> Visitor<'a> for Items {
    fn pair(&mut self, pair: Pair<'a>) {
        let key = pair.key.text();
        if is_item(&key)
            && let Some(object) = pair.value.text()
        {
            self.0.extend(item(key, &object));
        }
    }

    fn restart(&mut self) {
        self.0.clear();
    }
}

/// The exposed items of an object while its pairs are read, as an object of their own.
#[derive(Default)]
pub(super) struct ExposureObject(String);

impl ExposureObject {
    pub(super) fn pair(&mut self, pair: Pair<'_>) {
        let key = pair.key.text();
        if !is_item(&key) {
            return;
        }
        let Some(object) = pair.value.text() else {
            return;
        };
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        // As text, in which any object can be, a broken one too.
        let object = serde_json::Value::from(object);
        self.0.push_str(&format!("\"{key}\":{object}"));
    }

    pub(super) fn restart(&mut self) {
        self.0.clear();
    }

    pub(super) fn finish<'a>(mut self) -> Cow<'a, str> {
        if self.0.is_empty() {
            return Cow::Borrowed("{}");
        }
        self.0.push('}');
        Cow::Owned(self.0)
    }
}

fn is_item(key: &str) -> bool {
    let digits = key.strip_prefix('P').unwrap_or_default();
    digits.len() == 11 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn item(key: Cow<'_, str>, object: &str) -> Option<ExposureItem> {
    let mut fields = ItemFields::default();
    if !walk(object, &mut fields) || (fields.broken && !fields.any) {
        return None;
    }
    let [event, env_name, mark_id, next_url] = fields.named.map(|value| value.map(Cow::into_owned));
    Some(ExposureItem {
        event: event.unwrap_or_else(|| key.into_owned()),
        env_name,
        mark_id,
        next_url,
        xy: fields.xy.finish(),
    })
}

const NAMED: [&str; 4] = ["WT_event", "WT_envName", "WT_markId", "WT_next_url"];

/// One item while its pairs are read.
struct ItemFields<'a> {
    /// Values of the names in `NAMED`.
    named: [Option<Cow<'a, str>>; 4],
    xy: XyFields,
    broken: bool,
    any: bool,
}

impl Default for ItemFields<'_> {
    fn default() -> Self {
        Self {
            named: Default::default(),
            xy: XyFields::new(Coordinates::Keep),
            broken: false,
            any: false,
        }
    }
}

impl<'a> Visitor<'a> for ItemFields<'a> {
    fn pair(&mut self, pair: Pair<'a>) {
        self.any = true;
        self.xy.pair(pair);
        let key = pair.key.text();
        for (name, value) in NAMED.iter().zip(&mut self.named) {
            if *name == key {
                *value = pair.value.text();
            }
        }
    }

    fn restart(&mut self) {
        self.named = Default::default();
        self.xy.restart();
        self.broken = true;
        self.any = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> Vec<ExposureItem> {
        exposure_items(text).unwrap_or_default()
    }

    fn bare(event: &str) -> ExposureItem {
        ExposureItem {
            event: event.to_owned(),
            env_name: None,
            mark_id: None,
            next_url: None,
            xy: None,
        }
    }

    #[test]
    fn an_object_counts_as_text_and_directly() {
        let expected = ExposureItem {
            event: "e".to_owned(),
            env_name: Some("号卡".to_owned()),
            mark_id: Some("12".to_owned()),
            next_url: Some("https://x.example.cn/?a=%31".to_owned()),
            xy: Some(r#"{"XY_lat":"3","XY.b":{"c":1}}"#.to_owned()),
        };
        let direct = concat!(
            r#"{"XY_lat":"3","WT_event":"e","WT_envName":"\u53f7卡","WT_markId":12,"#,
            r#""WT_next_url":"https:\/\/x.example.cn/?a=%31","XY.b":{"c":1}}"#
        );
        let text = serde_json::Value::from(direct).to_string();
        let expected = [expected];
        assert_eq!(items(&format!("{{\"P00000000001\":{direct}}}")), expected);
        assert_eq!(items(&format!("{{\"P00000000001\":{text}}}")), expected);
    }

    #[test]
    fn the_name_of_the_pair_stands_in_for_a_missing_event() {
        assert_eq!(items(r#"{"P00000000001":{}}"#), [bare("P00000000001")]);
        assert_eq!(
            items(r#"{"P00000000001":{"WT_event":null}}"#),
            [bare("P00000000001")]
        );
        assert_eq!(
            items(r#"{"P00000000001":"{\"WT_event\":\"\"}"}"#),
            [bare("")]
        );
    }

    #[test]
    fn only_p_and_eleven_digits_name_an_item() {
        let names = [
            "P0000000001",
            "P000000000001",
            "p00000000001",
            "P0000000000a",
            "00000000001",
            "P０００",
        ];
        for name in names {
            assert_eq!(
                exposure_items(&format!("{{\"{name}\":{{}}}}")),
                Some(vec![]),
                "{name}"
            );
        }
    }

    #[test]
    fn a_value_that_is_no_object_gives_no_item() {
        for value in [
            "1", "null", "true", "[{}]", "\"\"", "\"x\"", "\"[{}]\"", "\"{\"", "\"{x\"",
        ] {
            let text = format!("{{\"P00000000001\":{value},\"P00000000002\":{{}}}}");
            assert_eq!(items(&text), [bare("P00000000002")], "{value}");
        }
    }

    #[test]
    fn items_keep_their_order_and_their_repetitions() {
        let text = r#"{"P00000000002":{"WT_event":"a"},"x":1,"P00000000001":{"WT_event":"b"},"P00000000002":"{}"}"#;
        assert_eq!(items(text), [bare("a"), bare("b"), bare("P00000000002")]);
    }

    #[test]
    fn items_of_broken_attributes_are_recovered() {
        let text = concat!(
            r#"{"P00000000001":"{\"WT_event\":\"e\",\"WT_ti\":\"x\"}","u":"a"b","#,
            r#""P00000000002":"{\"WT_event\":\"f\"}","P00000000003":"{\"WT_ev"#
        );
        assert_eq!(items(text), [bare("e"), bare("f")]);
    }

    #[test]
    fn a_broken_item_counts_with_its_complete_pairs() {
        let text = r#"{"P00000000001":"{\"WT_event\":\"e\",\"XY_q\":\"a\"b\",\"WT_markId\":\"1"}"#;
        let expected = ExposureItem {
            xy: Some(r#"{"XY_q":"a\"b"}"#.to_owned()),
            ..bare("e")
        };
        assert_eq!(items(text), [expected]);
    }

    #[test]
    fn a_broken_item_has_the_pairs_of_its_recovery_alone() {
        // By the recovery, `a` goes on to the next `","`.
        let pairs = r#"{\"a\":\"1\", \"WT_markId\":\"2\",\"WT_event\":\"e\",\"c"#;
        assert_eq!(
            items(&format!("{{\"P00000000001\":\"{pairs}\"}}")),
            [bare("e")]
        );
        let no_pair = r#"{\"a\":\"1\", \"b"#;
        assert_eq!(items(&format!("{{\"P00000000001\":\"{no_pair}\"}}")), []);
    }

    #[test]
    fn text_that_is_no_object_has_no_list() {
        for text in ["", "abc", "[1]", "\"x\"", "[{\"P00000000001\":{}}]"] {
            assert_eq!(exposure_items(text), None, "{text}");
        }
    }
}
