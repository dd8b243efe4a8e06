//! `attr_pick(attributes, key, …)`: several values of an event's attributes, in one pass.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::output::{self, TextStructBuilder};
use crate::batch::{Arguments, Attributes};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::attributes::{Answers, Picker};

/// `attr_pick(attributes, key, …)`: the values under several keys, as `attr_get` gives them, in one pass.
///
/// - **Input**: the text of a JSON object, broken ones included, or a map of text to text; names, literals that are
///   all different.
/// - **Output**: a struct of text with one field a key, named as the key and in the order given.
/// - **Nulls**: NULL gives a NULL struct; so does text that is no object. A missing key gives a NULL field.
/// - **Errors**: when planned, a key that is no literal or comes twice.
pub fn attr_pick() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(AttrPick));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "attr_pick",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter(
                "attributes",
                Class::Attributes,
                "the text of a JSON object, or a map",
            ),
            parameter("key", Class::Text, "a name, as a literal"),
        ],
        2,
    ),
    returns: "struct of text, one field a key",
    description: "The values under several keys, as attr_get gives them, in one pass over the text. Keys are \
                  literals, all different.",
    example: (
        r#"SELECT attr_pick('{"a":"1","b":2}', 'b', 'c')"#,
        r#"{"b":"2","c":null}"#,
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct AttrPick;

impl Function for AttrPick {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let call = ABOUT.parameters.call(ABOUT.name);
        let mut keys = Vec::new();
        let mut seen = HashSet::new();
        for position in 1..planned.types.len() {
            let Some(key) = planned.literal_text(position) else {
                return plan_err!(
                    "{call}: argument {} `key` must be a literal text",
                    position + 1
                );
            };
            if !seen.insert(key) {
                return plan_err!("{call}: argument {} `key` repeats '{key}'", position + 1);
            }
            keys.push(key);
        }
        Ok(DataType::Struct(output::text_struct(keys)))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        // The fields are the keys, also where these arrive as columns from a foreign engine.
        let DataType::Struct(fields) = arguments.return_type() else {
            return exec_err!("{} was planned without its fields", ABOUT.name);
        };
        let keys: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        let rows = arguments.rows();
        let mut structs = TextStructBuilder::new(fields.clone(), rows);
        match arguments.attributes(0)? {
            Attributes::Text(text) => {
                let picker = Picker::new(&keys);
                let mut values = Answers::default();
                for row in 0..rows {
                    if text
                        .get(row)
                        .is_some_and(|text| picker.pick(text, &mut values))
                    {
                        structs.append_places(values.take());
                    } else {
                        structs.append_null();
                    }
                }
            }
            Attributes::Maps(maps) => {
                for row in 0..rows {
                    if maps.pairs(row).is_some() {
                        structs.append(keys.iter().map(|key| maps.get(row, key)));
                    } else {
                        structs.append_null();
                    }
                }
            }
        }
        output::columnar(arguments, Arc::new(structs.finish()?))
    }
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::DataType;

    use super::attr_pick;
    use crate::functions::testing::{Column, map_column, plan_error, shown};

    #[test]
    fn keys_are_the_fields_in_their_order() {
        let events = Column::Text(vec![
            None,
            Some("x"),
            Some(r#"{"a":"1","b":2,"a":"3"}"#),
            Some("{}"),
            Some(r#"{"b":"h?x={"s":"1"}","a":"4"}"#),
        ]);
        assert_eq!(
            shown(
                &attr_pick(),
                &[events, Column::literal("b"), Column::literal("a")]
            ),
            [
                "NULL",
                "NULL",
                "{b: 2, a: 3}",
                "{b: NULL, a: NULL}",
                r#"{b: h?x={"s":"1"}, a: 4}"#,
            ]
        );
    }

    #[test]
    fn map_gives_the_same_struct() {
        let maps = map_column(&[Some(&[("a", Some("1")), ("b", None)]), None]);
        assert_eq!(
            shown(
                &attr_pick(),
                &[maps, Column::literal("b"), Column::literal("a")]
            ),
            ["{b: NULL, a: 1}", "NULL"]
        );
    }

    #[test]
    fn keys_are_checked_when_planned() {
        let text = DataType::Utf8View;
        assert_eq!(
            plan_error(
                &attr_pick(),
                &[(&text, None), (&text, Some("a")), (&text, None)]
            ),
            "attr_pick(attributes, key, …): argument 3 `key` must be a literal text"
        );
        assert_eq!(
            plan_error(
                &attr_pick(),
                &[(&text, None), (&text, Some("a")), (&text, Some("a"))]
            ),
            "attr_pick(attributes, key, …): argument 3 `key` repeats 'a'"
        );
        assert_eq!(
            plan_error(&attr_pick(), &[(&text, None)]),
            "attr_pick(attributes, key, …) takes at least 2 arguments, got 1"
        );
    }
}
