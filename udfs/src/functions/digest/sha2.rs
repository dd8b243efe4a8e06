//! `sha2(value, bits)`: the SHA-2 digest of a value.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitBytes, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::digest;

/// `sha2(value, bits)`: the SHA-2 digest of a value.
///
/// - **Input**: text, taken in UTF-8, or binary; how many bits: 224, 256, 384 or 512, 0 for 256, and 1 for
///   SHA-1.
/// - **Output**: text: hexadecimal digits in lower case.
/// - **Nulls**: NULL gives NULL; so does any other number of bits.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFSha2`.
pub fn sha2() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Sha2));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "sha2",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("value", Class::HiveBytes, "text, or bytes"),
        parameter("bits", Class::Integer, "224, 256, 384 or 512; 0 is 256"),
    ]),
    returns: "text",
    description: "The SHA-2 digest of a value.",
    example: (
        "SELECT sha2('abc', 256)",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Sha2;

impl Function for Sha2 {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Utf8View)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let value = ImplicitBytes::new(arguments, 0)?;
        let value = value.bytes()?;
        let bits = arguments.integers(1)?;
        output::text_rows(arguments, |row| {
            digest::sha2(value.get(row)?, bits.get(row)?).map(Cow::Owned)
        })
    }
}
