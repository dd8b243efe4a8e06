//! `pick_answers(answers, key, …)`: what `attr_pick` gives, of what `read_attributes` has read.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, ArrayRef, AsArray, StructArray};
use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::Arguments;
use crate::batch::output;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::attributes::Question;

/// `pick_answers(answers, key, …)`: the struct that `attr_pick(attributes, key, …)` gives, made of the answers of
/// [`read_attributes`](super::read_attributes()). The planner puts it in the place of `attr_pick` where more is asked about
/// the same text; nothing is copied.
///
/// - **Input**: a struct with the fields `is_object` and, of each key, `get KEY`; the keys, literals.
/// - **Output**: a struct of text with a field a key, named as the key.
/// - **Nulls**: NULL where `is_object` is NULL.
/// - **Errors**: when planned, an answer that is missing.
pub fn pick_answers() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(PickAnswers));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "pick_answers",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("answers", Class::Any, "what read_attributes gives"),
            parameter("key", Class::Text, "a name, as a literal"),
        ],
        2,
    ),
    returns: "struct of text, one field a key",
    description: "What attr_pick gives, made of the answers of read_attributes. The planner puts it in its place.",
    example: (
        r#"SELECT pick_answers(read_attributes('{"a":"1","XY_b":2}', 'is_object', 'get a', 'extract_xy'), 'a')"#,
        r#"{"a":"1"}"#,
    ),
    origin: Origin::Operator,
};

#[derive(Debug)]
struct PickAnswers;

impl Function for PickAnswers {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let call = ABOUT.parameters.call(ABOUT.name);
        let Some(DataType::Struct(answers)) = planned.types.first() else {
            return plan_err!("{call}: argument 1 `answers` is not what read_attributes gives");
        };
        let mut keys = Vec::new();
        for position in 1..planned.types.len() {
            let key = planned.literal_text(position).unwrap_or_default();
            let question = Question::Value(key.to_owned()).to_string();
            if answers.find(&question).is_none() {
                return plan_err!("{call}: argument {} `key` was not asked", position + 1);
            }
            keys.push(key);
        }
        Ok(DataType::Struct(output::text_struct(keys)))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let DataType::Struct(fields) = arguments.return_type() else {
            return exec_err!("{} was planned without its fields", ABOUT.name);
        };
        let answers = arguments.value(0)?.to_array(arguments.rows())?;
        let answers = answers.as_struct();
        let answer = |question: &Question| {
            if let Some(column) = answers.column_by_name(&question.to_string()) {
                return Ok(Arc::clone(column));
            }
            exec_err!("{}: '{question}' was not asked", ABOUT.name)
        };
        let columns = fields
            .iter()
            .map(|field| answer(&Question::Value(field.name().clone())));
        let columns = columns.collect::<Result<Vec<ArrayRef>>>()?;
        let nulls = answer(&Question::IsObject)?.logical_nulls();
        let picked =
            StructArray::try_new_with_length(fields.clone(), columns, nulls, answers.len())?;
        output::columnar(arguments, Arc::new(picked))
    }
}

#[cfg(test)]
mod tests {
    use crate::functions::attributes::attr_pick;
    use crate::functions::operator::read_attributes;
    use crate::functions::testing::{Column, called, plan_error, shown};
    use arrow::datatypes::DataType;

    use super::pick_answers;

    #[test]
    fn the_struct_is_that_of_attr_pick() {
        let texts = || {
            Column::Text(vec![
                None,
                Some("x"),
                Some("{}"),
                Some(r#"{"a":"1","b":null}"#),
                Some(r#"{"u":"h?x={"s":"1"}","a":"4"}"#),
            ])
        };
        let [a, b] = ["a", "b"].map(|key| move || Column::literal(key));
        let questions = ["get b", "is_object", "get a"].map(Column::literal);
        let mut asked = vec![texts()];
        asked.extend(questions);
        let answers = called(&read_attributes(), &asked);
        let picked = shown(&pick_answers(), &[Column::Array(answers), a(), b()]);
        assert_eq!(picked, shown(&attr_pick(), &[texts(), a(), b()]));
        assert_eq!(picked[3], "{a: 1, b: NULL}");
    }

    #[test]
    fn what_was_not_asked_is_told_when_planned() {
        let error = plan_error(
            &pick_answers(),
            &[
                (&DataType::Utf8View, None),
                (&DataType::Utf8View, Some("a")),
            ],
        );
        assert_eq!(
            error,
            "pick_answers(answers, key, …): argument 1 `answers` is not what read_attributes gives"
        );
    }
}
