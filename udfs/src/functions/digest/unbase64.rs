//! `unbase64(text)`: the bytes that base64 stands for.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::codec;

/// `unbase64(text)`: the bytes that base64 stands for.
///
/// - **Input**: base64 in the standard or the URL alphabet; what belongs to neither is passed over, and what follows a
///   `=` does not count.
/// - **Output**: binary.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFUnbase64`.
pub fn unbase64() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Unbase64));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "unbase64",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "binary",
    description: "The bytes that base64 stands for.",
    example: ("SELECT CAST(unbase64('YWJj') AS STRING)", "abc"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Unbase64;

impl Function for Unbase64 {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::BinaryView)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        output::bytes_rows(arguments, |row| Some(codec::unbase64(text.get(row)?)))
    }
}
