//! `mask_last_n(text[, count[, upper[, lower[, digit[, other]]]]])`: a text with its last characters masked.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::masks::{masked, masked_type};
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::text::Range;

/// `mask_last_n(text[, count[, upper[, lower[, digit[, other]]]]])`: a text with its last characters masked.
///
/// - **Input**: text, a whole number, of which digits become 1, or a date, which becomes 1900-01-01; how many characters; what upper case letters, lower case letters, digits and other characters
///   become, of which the first character counts; the number -1 leaves them.
/// - **Output**: text; X, x and n by default, other characters stay.
/// - **Nulls**: NULL gives NULL; so do values of other types, of which nothing is shown.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFMaskLastN`.
pub fn mask_last_n() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(MaskLastN));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "mask_last_n",
    aliases: &[],
    parameters: Parameters::optional(
        &[
            parameter("text", Class::HiveText, "the text"),
            parameter("count", Class::Integer, "how many characters; 4 by default"),
            parameter(
                "upper",
                Class::HiveText,
                "what upper case letters become; the number -1 leaves them",
            ),
            parameter(
                "lower",
                Class::HiveText,
                "what lower case letters become; the number -1 leaves them",
            ),
            parameter(
                "digit",
                Class::HiveText,
                "what digits become; the number -1 leaves them",
            ),
            parameter(
                "other",
                Class::HiveText,
                "what all other characters become; the number -1 leaves them",
            ),
        ],
        1,
    ),
    returns: "text",
    description: "A text with its last characters masked.",
    example: ("SELECT mask_last_n('Abc-123', 2)", "Abc-1nn"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct MaskLastN;

impl Function for MaskLastN {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        masked_type(planned)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        masked(arguments, Some(Range::Last))
    }
}
