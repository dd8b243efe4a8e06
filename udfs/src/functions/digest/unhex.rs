//! `unhex(text)`: the bytes that hexadecimal digits stand for.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::codec;

/// `unhex(text)`: the bytes that hexadecimal digits stand for.
///
/// - **Input**: hexadecimal digits; an odd number of them has a 0 in front.
/// - **Output**: binary.
/// - **Nulls**: NULL gives NULL; so does what is no hexadecimal digit.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFUnhex`.
pub fn unhex() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Unhex));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "unhex",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "binary",
    description: "The bytes that hexadecimal digits stand for.",
    example: ("SELECT CAST(unhex('616263') AS STRING)", "abc"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Unhex;

impl Function for Unhex {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::BinaryView)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        output::bytes_rows(arguments, |row| codec::unhex(text.get(row)?))
    }
}
