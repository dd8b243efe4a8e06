//! `crc32(value)`: the CRC-32 checksum of a value.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitBytes, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::digest;

/// `crc32(value)`: the CRC-32 checksum of a value.
///
/// - **Input**: text, taken in UTF-8, or binary.
/// - **Output**: bigint.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFCrc32`.
pub fn crc32() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Crc32));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "crc32",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("value", Class::HiveBytes, "text, or bytes")]),
    returns: "bigint",
    description: "The CRC-32 checksum of a value.",
    example: ("SELECT crc32('abc')", "891568578"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Crc32;

impl Function for Crc32 {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Int64)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let value = ImplicitBytes::new(arguments, 0)?;
        let value = value.bytes()?;
        output::bigint_rows(arguments, |row| Some(digest::crc32(value.get(row)?)))
    }
}
