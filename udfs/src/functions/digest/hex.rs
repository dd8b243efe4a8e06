//! `hex(value)`: a number or bytes in hexadecimal digits.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::array::{Array, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Int64Type};
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitBytes, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::codec::{Case, hex as digits};

/// `hex(value)`: a number or bytes in hexadecimal digits.
///
/// - **Input**: an integer; text, taken in UTF-8; binary.
/// - **Output**: text: the digits of an integer, without a sign and without noughts in front; two digits for every byte
///   of all else.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFHex`.
pub fn hex() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Hex));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "hex",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::HiveBytes, "text, or bytes")]),
    returns: "text",
    description: "A number or bytes in hexadecimal digits.",
    example: ("SELECT hex('abc')", "616263"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Hex;

impl Function for Hex {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        if arguments.value(0)?.data_type().is_integer() {
            let numbers = cast(&arguments.array(0)?, &DataType::Int64)?;
            let numbers = numbers.as_primitive::<Int64Type>();
            return output::text_rows(arguments, |row| {
                let number = numbers.is_valid(row).then(|| numbers.value(row))?;
                Some(Cow::Owned(format!("{number:X}")))
            });
        }
        let value = ImplicitBytes::new(arguments, 0)?;
        let value = value.bytes()?;
        output::text_rows(arguments, |row| {
            Some(Cow::Owned(digits(value.get(row)?, Case::Upper)))
        })
    }
}
