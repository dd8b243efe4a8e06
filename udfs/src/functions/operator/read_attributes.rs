//! `read_attributes(attributes, question, …)`: what several functions ask about one text, in one walk.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::Arguments;
use crate::batch::output::{self, TextStructBuilder};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::attributes::{Answers, Question, Reader};

/// `read_attributes(attributes, question, …)`: the answers of several functions about one text, in one walk. The planner puts
/// it in the place of these functions; scripts call them.
///
/// - **Input**: text; [questions](Question) as their texts, literals that are all different.
/// - **Output**: a struct of text with a field a question, named as the question.
/// - **Nulls**: never a NULL struct. Of NULL all fields are NULL, otherwise each is as its function gives it.
/// - **Errors**: when planned, a question that is none, is no literal, or comes twice.
pub fn read_attributes() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(ReadAttributes));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "read_attributes",
    aliases: &[],
    parameters: Parameters::variadic(
        &[
            parameter("attributes", Class::Text, "the text of a JSON object"),
            parameter(
                "question",
                Class::Text,
                "what a function asks, as a literal: get KEY, json KEY, tuple KEY, remove [KEYS], extract_xy, \
                 extract_xy_no_lag_lat, exposures, is_object",
            ),
        ],
        2,
    ),
    returns: "struct of text, one field a question",
    description: "What several functions ask about the text of attributes, answered in one walk. The planner puts it in \
                  their place.",
    example: (
        r#"SELECT read_attributes('{"a":"1","XY_b":2}', 'get a', 'extract_xy')"#,
        r#"{"get a":"1","extract_xy":"{\"XY_b\":2}"}"#,
    ),
    origin: Origin::Operator,
};

#[derive(Debug)]
struct ReadAttributes;

impl Function for ReadAttributes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let call = ABOUT.parameters.call(ABOUT.name);
        let mut questions: Vec<&str> = Vec::new();
        for position in 1..planned.types.len() {
            let text = planned.literal_text(position).unwrap_or_default();
            if text.parse::<Question>().is_err() {
                return plan_err!("{call}: argument {} is no question", position + 1);
            }
            if questions.contains(&text) {
                return plan_err!("{call}: argument {} repeats '{text}'", position + 1);
            }
            questions.push(text);
        }
        Ok(DataType::Struct(output::text_struct(questions)))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let DataType::Struct(fields) = arguments.return_type() else {
            return exec_err!("{} was planned without its fields", ABOUT.name);
        };
        let questions: Result<Vec<Question>, _> =
            fields.iter().map(|field| field.name().parse()).collect();
        let reader = match questions {
            Ok(questions) => Reader::new(&questions),
            Err(error) => return exec_err!("{}: {error}", ABOUT.name),
        };
        let attributes = arguments.text(0)?;
        let rows = arguments.rows();
        let mut structs = TextStructBuilder::new(fields.clone(), rows);
        let mut answers = Answers::default();
        for row in 0..rows {
            match attributes.get(row) {
                Some(text) => {
                    reader.read(text, &mut answers);
                    structs.append_places(answers.take());
                }
                None => structs.append_places(std::iter::empty::<(usize, &str)>()),
            }
        }
        output::columnar(arguments, Arc::new(structs.finish()?))
    }
}

#[cfg(test)]
mod tests {
    use arrow::datatypes::DataType;

    use super::*;
    use crate::functions::testing::{Column, plan_error, shown};

    #[test]
    fn answers_are_the_fields_in_their_order() {
        let events = Column::Text(vec![
            None,
            Some("x"),
            Some(r#"{"a":"1","XY_b":2}"#),
            Some(r#"{"u":"h?x={"s":"1"}","a":"4"}"#),
        ]);
        let questions = ["remove [\"a\"]", "get a", "extract_xy"].map(Column::literal);
        let [rest, value, fields] = questions;
        assert_eq!(
            shown(&read_attributes(), &[events, rest, value, fields]),
            [
                "{remove [\"a\"]: NULL, get a: NULL, extract_xy: NULL}",
                "{remove [\"a\"]: x, get a: NULL, extract_xy: NULL}",
                r#"{remove ["a"]: {"XY_b":2}, get a: 1, extract_xy: {"XY_b":2}}"#,
                r#"{remove ["a"]: {"u":"h?x={"s":"1"}"}, get a: 4, extract_xy: NULL}"#,
            ]
        );
    }

    #[test]
    fn questions_are_checked_when_planned() {
        let text = DataType::Utf8View;
        let call = "read_attributes(attributes, question, …)";
        assert_eq!(
            plan_error(&read_attributes(), &[(&text, None), (&text, Some("a"))]),
            format!("{call}: argument 2 is no question")
        );
        let repeated = [
            (&text, None),
            (&text, Some("get a")),
            (&text, Some("get a")),
        ];
        assert_eq!(
            plan_error(&read_attributes(), &repeated),
            format!("{call}: argument 3 repeats 'get a'")
        );
    }
}
