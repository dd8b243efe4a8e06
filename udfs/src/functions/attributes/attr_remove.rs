//! `attr_remove(attributes[, key, …])`: an event's attributes without some of them.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::json_rows::json_rows;
use crate::batch::{Arguments, Text, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::attributes::{KeySet, ODS_KEYS, remove};

/// `attr_remove(attributes[, key, …])`, also `attr_remove_udf`: the object without the pairs under these keys, or,
/// with no key named, without those that the ODS step lifts into columns.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text; names, which may be
///   columns.
/// - **Output**: text, the rest byte for byte as it was and in its order. Of a map it is the JSON text of the other
///   pairs, values as strings or `null`.
/// - **Nulls**: NULL gives NULL, also as a key. Text that is no object comes back as it is.
/// - **Errors**: never.
pub fn attr_remove() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(AttrRemove));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "attr_remove",
    aliases: &["attr_remove_udf"],
    parameters: Parameters::variadic(
        &[
            parameter(
                "attributes",
                Class::Attributes,
                "the text of a JSON object, or a map",
            ),
            parameter(
                "key",
                Class::Text,
                "a name to drop; none: those that the ODS step lifts into columns",
            ),
        ],
        1,
    ),
    returns: "text",
    description: "The object without these keys, the rest byte for byte as it was and in its order. With no key \
                  named it drops $platform, $referrer_domain, $client_version, $channel, $device_type, \
                  $device_orientation, $language, $domain, $ip, $user_agent, $sdk_version and $data_source_id. \
                  Text that is no object comes back as it is; a map becomes the JSON text of its other pairs.",
    example: (
        r#"SELECT attr_remove('{"$ip":"1.0.1.1","a":1}')"#,
        r#"{"a":1}"#,
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct AttrRemove;

impl Function for AttrRemove {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        if arguments.len() == 1 {
            let set = KeySet::new(&ODS_KEYS);
            return json_rows(arguments, |_, json| Some(remove(json, &set)));
        }
        let keys = (1..arguments.len())
            .map(|position| arguments.text(position))
            .collect::<Result<Vec<Text<'_>>>>()?;
        let rows = arguments.rows();
        let constant: Option<Vec<_>> = keys.iter().map(|key| key.constant(rows)).collect();
        let Some(constant) = constant else {
            return json_rows(arguments, |row, json| {
                let keys: Option<Vec<&str>> = keys.iter().map(|key| key.get(row)).collect();
                Some(remove(json, &KeySet::new(&keys?)))
            });
        };
        let constant: Option<Vec<&str>> = constant.into_iter().collect();
        let Some(constant) = constant else {
            return output::nulls(arguments);
        };
        let set = KeySet::new(&constant);
        json_rows(arguments, |_, json| Some(remove(json, &set)))
    }
}

#[cfg(test)]
mod tests {
    use super::attr_remove;
    use crate::functions::testing::{Column, map_column, shown};

    fn events() -> Column<'static> {
        Column::Text(vec![
            None,
            Some("abc"),
            Some(r#"{"$ip":"1.0.1.1", "a": 1.0,"$channel":null}"#),
            Some(r#"{"a":"h?x={"s":"1"}","$ip":"2"}"#),
        ])
    }

    #[test]
    fn columns_of_the_ods_step_are_dropped_by_default() {
        assert_eq!(
            shown(&attr_remove(), &[events()]),
            ["NULL", "abc", r#"{"a": 1.0}"#, r#"{"a":"h?x={"s":"1"}"}"#]
        );
    }

    #[test]
    fn named_keys_are_dropped_alone() {
        let keys = [Column::literal("a"), Column::literal("$channel")];
        let [a, channel] = keys;
        assert_eq!(
            shown(&attr_remove(), &[events(), a, channel]),
            ["NULL", "abc", r#"{"$ip":"1.0.1.1"}"#, r#"{"$ip":"2"}"#]
        );
    }

    #[test]
    fn keys_may_be_columns() {
        let keys = Column::Text(vec![Some("a"), Some("a"), Some("a"), None]);
        assert_eq!(
            shown(&attr_remove(), &[events(), keys]),
            [
                "NULL",
                "abc",
                r#"{"$ip":"1.0.1.1", "$channel":null}"#,
                "NULL"
            ]
        );
    }

    #[test]
    fn map_becomes_json_without_the_keys() {
        let maps = map_column(&[
            Some(&[("$ip", Some("1")), ("a", Some("x\"y")), ("b", None)]),
            None,
            Some(&[("$ip", None)]),
        ]);
        assert_eq!(
            shown(&attr_remove(), &[maps]),
            [r#"{"a":"x\"y","b":null}"#, "NULL", "{}"]
        );
    }
}
