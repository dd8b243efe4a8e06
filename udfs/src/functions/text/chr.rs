//! `chr(code)`: the character of a code.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Int64Type};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `chr(code)`: the character of a code.
///
/// - **Input**: a number, of which the last eight bits count.
/// - **Output**: text: a character up to U+00FF; `''` for a negative code.
/// - **Nulls**: NULL gives NULL, and so does text that is no number.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFChr`.
pub fn chr() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Chr));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "chr",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "code",
        Class::Numeric,
        "the code of a character",
    )]),
    returns: "text",
    description: "The character of a code.",
    example: ("SELECT chr(65)", "A"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Chr;

impl Function for Chr {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let whole = arguments.value(0)?.data_type().is_integer();
        let integers = whole
            .then(|| cast(&arguments.array(0)?, &DataType::Int64))
            .transpose()?;
        let doubles = arguments.doubles(0)?;
        output::text_rows(arguments, |row| {
            #[expect(clippy::cast_possible_truncation, reason = "as Java narrows")]
            let code = match &integers {
                Some(integers) => {
                    let integers = integers.as_primitive::<Int64Type>();
                    integers.is_valid(row).then(|| integers.value(row))?
                }
                None => doubles.get(row)? as i64,
            };
            Some(Cow::Owned(character(code)))
        })
    }
}

/// The character of a code's last byte; none of a code that is negative, or whose last 16 bits are.
fn character(code: i64) -> String {
    match code.to_le_bytes() {
        _ if code < 0 => String::new(),
        [_, high, ..] if high >= 0x80 => String::new(),
        [low, ..] => String::from(char::from(low)),
    }
}
