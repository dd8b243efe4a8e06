//! `str_to_map(text[, between_pairs[, behind_key]])`: a text of pairs as a map.

use std::sync::{Arc, LazyLock};

use arrow::array::{MapBuilder, MapFieldNames, StringBuilder};
use arrow::datatypes::{DataType, Field, Fields};
use datafusion_common::{Result, ScalarValue, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{Patterns, check, searched};
use crate::batch::ImplicitText;
use crate::batch::{Arguments, Text, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::str_to_map::Pairs;

/// `str_to_map(text[, between_pairs[, behind_key]])`: the pairs of a text as a map.
///
/// - **Input**: text; two regular expressions of Java, `,` and `:` by default.
/// - **Output**: map of text to text. Empty pairs at the end do not count, a pair without the second delimiter has the value
///   NULL, and of a key that comes twice the last value counts.
/// - **Nulls**: NULL text gives an empty map, a NULL delimiter is the default; a search that takes more than a million steps
///   gives NULL.
/// - **Errors**: a pattern that Java refuses or that has no counterpart here: when planned for a literal, else when run.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFStringToMap`.
pub fn str_to_map() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(StrToMap));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "str_to_map",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::HiveText, "the pairs"),
            parameter(
                "between_pairs",
                Class::HiveText,
                "what stands between two pairs, a pattern; , by default",
            ),
            parameter(
                "behind_key",
                Class::HiveText,
                "what stands behind a key, a pattern; : by default",
            ),
        ],
        1,
    ),
    returns: "map<text,text>",
    description: "The pairs of a text as a map. Both delimiters are regular expressions. The last value of a key counts; \
                  NULL text gives an empty map.",
    example: ("SELECT str_to_map('a:1,b:2')", r#"{"a":"1","b":"2"}"#),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct StrToMap;

impl Function for StrToMap {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let mut literals = planned.literals.iter().flatten();
        if literals.any(|literal| matches!(literal, ScalarValue::Null)) {
            return plan_err!(
                "{}: NULL has no type here; CAST(NULL AS STRING) has",
                ABOUT.parameters.call(ABOUT.name)
            );
        }
        check(&ABOUT, planned, 1)?;
        check(&ABOUT, planned, 2)?;
        let pair = Fields::from(vec![
            Field::new("key", DataType::Utf8, false),
            Field::new("value", DataType::Utf8, true),
        ]);
        Ok(DataType::Map(
            Arc::new(Field::new("entries", DataType::Struct(pair), false)),
            false,
        ))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let (between_pairs, behind_key) = (delimiter(arguments, 1)?, delimiter(arguments, 2)?);
        let mut between_pairs = patterns(between_pairs.as_ref())?;
        let mut behind_key = patterns(behind_key.as_ref())?;
        let names = MapFieldNames {
            entry: "entries".to_owned(),
            key: "key".to_owned(),
            value: "value".to_owned(),
        };
        let mut maps = MapBuilder::new(Some(names), StringBuilder::new(), StringBuilder::new());
        let mut pairs = Pairs::default();
        for row in 0..arguments.rows() {
            let read = match text.get(row) {
                None => {
                    pairs.clear();
                    Some(())
                }
                Some(text) => {
                    let between_pairs = &between_pairs.get_or(row, ",")?.regex;
                    let behind_key = &behind_key.get_or(row, ":")?.regex;
                    searched(&ABOUT, pairs.read(text, between_pairs, behind_key))?
                }
            };
            if read.is_some() {
                let (keys, values) = maps.entries();
                for (key, value) in pairs.as_slice() {
                    keys.append_value(key);
                    values.append_option(*value);
                }
            }
            maps.append(read.is_some())?;
        }
        output::columnar(arguments, Arc::new(maps.finish()))
    }
}

fn delimiter<'a>(arguments: &Arguments<'a>, position: usize) -> Result<Option<ImplicitText<'a>>> {
    (position < arguments.len())
        .then(|| ImplicitText::new(arguments, position))
        .transpose()
}

/// The patterns of a delimiter; all NULL where it is left out.
fn patterns<'a>(delimiter: Option<&'a ImplicitText<'_>>) -> Result<Patterns<'a>> {
    Ok(Patterns::new(
        delimiter.map_or(Ok(Text::Literal(None)), ImplicitText::text)?,
    ))
}

#[cfg(test)]
mod tests {
    use super::str_to_map;
    use crate::functions::testing::{Column, shown};

    fn texts() -> Column<'static> {
        Column::Text(vec![
            None,
            Some(""),
            Some("a:1,b,a:2:3,,"),
            Some("a=1|b=中"),
            Some(","),
        ])
    }

    #[test]
    fn comma_and_colon_are_the_defaults() {
        assert_eq!(
            shown(&str_to_map(), &[texts()]),
            [
                "{}",
                "{: NULL}",
                "{a: 2:3, b: NULL}",
                "{a=1|b=中: NULL}",
                "{}"
            ]
        );
    }

    #[test]
    fn delimiters_are_patterns() {
        assert_eq!(
            shown(
                &str_to_map(),
                &[texts(), Column::literal("[,|]"), Column::literal("[=:]")]
            ),
            ["{}", "{: NULL}", "{a: 2:3, b: NULL}", "{a: 1, b: 中}", "{}"]
        );
    }

    #[test]
    fn delimiters_may_be_columns_and_null_is_the_default() {
        let between = Column::Text(vec![Some(","), Some(","), None, Some(r"\|"), Some("x")]);
        let behind = Column::Text(vec![Some(":"), Some("^"), None, Some("="), Some(",")]);
        assert_eq!(
            shown(&str_to_map(), &[texts(), between, behind]),
            [
                "{}",
                "{: NULL}",
                "{a: 2:3, b: NULL}",
                "{a: 1, b: 中}",
                "{: }"
            ]
        );
    }
}
