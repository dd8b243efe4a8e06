//! `shiftright(number, places)`: the bits of an integer moved to the right, its sign kept.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::typed::{integer_rows, integer_type};
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `shiftright(number, places)`: the bits of an integer moved to the right, its sign kept.
///
/// - **Input**: an integer; a number of places, of which as many bits count as the integer has places.
/// - **Output**: bigint for a bigint, else int.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a number that is no integer, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFOPBitShiftRight`.
pub fn shiftright() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Shiftright));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "shiftright",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("number", Class::Any, "an integer"),
        parameter("places", Class::Integer, "how many places"),
    ]),
    returns: "int or bigint",
    description: "The bits of an integer moved to the right, its sign kept.",
    example: ("SELECT shiftright(-16, 2)", "-4"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Shiftright;

impl Function for Shiftright {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        integer_type(&ABOUT, planned)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        integer_rows(
            arguments,
            |number: i32, places| number.wrapping_shr(places),
            |number: i64, places| number.wrapping_shr(places),
        )
    }
}
