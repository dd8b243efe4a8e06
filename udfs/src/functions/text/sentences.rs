//! `sentences(text[, language[, country]])`: a text as sentences of words.

use std::sync::{Arc, LazyLock};

use arrow::array::{ListBuilder, StringBuilder};
use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::sentences as split;

/// `sentences(text[, language[, country]])`: a text as sentences of words.
///
/// - **Input**: text; a language and a country, which change nothing.
/// - **Output**: list of sentences, each a list of its words.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSentences`. Java's rules for words and sentences are
///   followed as far as English and Chinese go.
pub fn sentences() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Sentences));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "sentences",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::HiveText, "the text"),
            parameter(
                "language",
                Class::HiveText,
                "a language, which changes nothing",
            ),
            parameter(
                "country",
                Class::HiveText,
                "a country, which changes nothing",
            ),
        ],
        1,
    ),
    returns: "list<list<text>>",
    description: "A text as sentences of words.",
    example: (
        "SELECT sentences('Hello there! I am.')",
        "[[\"Hello\",\"there\"],[\"I\",\"am\"]]",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Sentences;

impl Function for Sentences {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::new_list(
            DataType::new_list(DataType::Utf8, true),
            true,
        ))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let mut lists = ListBuilder::new(ListBuilder::new(StringBuilder::new()));
        for row in 0..arguments.rows() {
            let text = text.get(row);
            for sentence in text.map(split).unwrap_or_default() {
                for word in sentence {
                    lists.values().values().append_value(word);
                }
                lists.values().append(true);
            }
            lists.append(text.is_some());
        }
        output::columnar(arguments, Arc::new(lists.finish()))
    }
}
