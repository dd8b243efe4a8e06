//! `read_pairs(text, between_pairs, behind_key, key, …)`: the values of some keys of `str_to_map`, without the map.

use std::sync::{Arc, LazyLock};

use arrow::array::{ArrayRef, StringBuilder, StructArray};
use arrow::datatypes::{DataType, Field};
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::patterns::{Patterns, check, searched};
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::str_to_map::PairPicker;

/// `read_pairs(text, between_pairs, behind_key, key, …)`: what `str_to_map(text, between_pairs, behind_key)` has under each key.
/// The planner puts it in the place of maps of which only keys are asked: no map is made of the text.
///
/// - **Input**: text; the two delimiters and the keys, literals, the keys all different.
/// - **Output**: a struct of text with a field a key, named as the key.
/// - **Nulls**: never a NULL struct. Of NULL all fields are NULL, and of a text whose search takes more than a million steps.
/// - **Errors**: when planned, a delimiter or key that is no literal, a pattern that Java refuses, a key that comes twice.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFStringToMap`.
pub fn read_pairs() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ReadPairs));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "read_pairs",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("text", Class::Text, "the pairs"),
            parameter(
                "between_pairs",
                Class::Text,
                "what stands between two pairs, a pattern",
            ),
            parameter(
                "behind_key",
                Class::Text,
                "what stands behind a key, a pattern",
            ),
            parameter("key", Class::Text, "a key, as a literal"),
        ],
        4,
    ),
    returns: "struct of text, one field a key",
    description: "What str_to_map has under some keys. The planner puts it in the place of maps of which only keys are \
                  asked.",
    example: (
        "SELECT read_pairs('a:1,b:2', ',', ':', 'b', 'c')",
        r#"{"b":"2","c":null}"#,
    ),
    origin: Origin::Operator,
};

#[derive(Debug)]
struct ReadPairs;

impl Function for ReadPairs {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let call = ABOUT.parameters.call(ABOUT.name);
        check(&ABOUT, planned, 1)?;
        check(&ABOUT, planned, 2)?;
        let mut fields: Vec<Field> = Vec::new();
        for position in 3..planned.types.len() {
            let Some(key) = planned.literal_text(position) else {
                return plan_err!("{call}: argument {} is no literal", position + 1);
            };
            if fields.iter().any(|field| field.name() == key) {
                return plan_err!("{call}: argument {} repeats '{key}'", position + 1);
            }
            // Of the type of a map's values.
            fields.push(Field::new(key, DataType::Utf8, true));
        }
        Ok(DataType::Struct(fields.into()))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let DataType::Struct(fields) = arguments.return_type() else {
            return exec_err!("{} was planned without its fields", ABOUT.name);
        };
        let keys: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        let picker = PairPicker::new(&keys);
        let text = arguments.text(0)?;
        let mut between_pairs = Patterns::new(arguments.text(1)?);
        let mut behind_key = Patterns::new(arguments.text(2)?);
        let mut columns: Vec<StringBuilder> = keys.iter().map(|_| StringBuilder::new()).collect();
        let mut values = Vec::new();
        for row in 0..arguments.rows() {
            values.clear();
            if let Some(text) = text.get(row) {
                let between_pairs = &between_pairs.get_or(row, ",")?.regex;
                let behind_key = &behind_key.get_or(row, ":")?.regex;
                let read = picker.read(text, between_pairs, behind_key, &mut values);
                if searched(&ABOUT, read)?.is_none() {
                    values.clear();
                }
            }
            let mut values = values.iter().copied();
            for column in &mut columns {
                column.append_option(values.next().flatten());
            }
        }
        let columns: Vec<ArrayRef> = columns
            .into_iter()
            .map(|mut column| Arc::new(column.finish()) as ArrayRef)
            .collect();
        let structs =
            StructArray::try_new_with_length(fields.clone(), columns, None, arguments.rows())?;
        output::columnar(arguments, Arc::new(structs))
    }
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::DataType;

    use super::read_pairs;
    use crate::functions::testing::{Column, plan_error, shown};

    #[test]
    fn values_are_those_of_the_map() {
        let texts = Column::Text(vec![None, Some(""), Some("a:1,b,a:2:3,,"), Some("b:,:x")]);
        let [pairs, key, b, empty, a] = [",", ":", "b", "", "a"].map(Column::literal);
        assert_eq!(
            shown(&read_pairs(), &[texts, pairs, key, b, empty, a]),
            [
                "{b: NULL, : NULL, a: NULL}",
                "{b: NULL, : NULL, a: NULL}",
                "{b: NULL, : NULL, a: 2:3}",
                "{b: , : x, a: NULL}",
            ]
        );
    }

    #[test]
    fn patterns_and_keys_are_checked_when_planned() {
        let text = DataType::Utf8View;
        let call = "read_pairs(text, between_pairs, behind_key, key, …)";
        let planned = |pairs, keys: [Option<&'static str>; 2]| {
            let [first, second] = keys;
            let types = [
                (&text, None),
                (&text, Some(pairs)),
                (&text, Some(":")),
                (&text, first),
                (&text, second),
            ];
            plan_error(&read_pairs(), &types)
        };
        assert_eq!(
            planned(",", [Some("a"), Some("a")]),
            format!("{call}: argument 5 repeats 'a'")
        );
        assert_eq!(
            planned(",", [Some("a"), None]),
            format!("{call}: argument 5 is no literal")
        );
        assert!(planned("(", [Some("a"), Some("b")]).contains("`between_pairs`"));
    }
}
