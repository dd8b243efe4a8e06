//! `octet_length(value)`: how many bytes a value has.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `octet_length(value)`: how many bytes a value has.
///
/// - **Input**: text, taken in UTF-8, or binary.
/// - **Output**: int.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a number, a boolean, a date or a timestamp, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFOctetLength`.
pub fn octet_length() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(OctetLength));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "octet_length",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::Binary, "text, or bytes")]),
    returns: "int",
    description: "How many bytes a value has.",
    example: ("SELECT octet_length('中文a')", "7"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct OctetLength;

impl Function for OctetLength {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int32)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let value = arguments.bytes(0)?;
        output::int_rows(arguments, |row| {
            Some(i32::try_from(value.get(row)?.len()).unwrap_or(i32::MAX))
        })
    }
}
