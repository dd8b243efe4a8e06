//! `greatest(value, …)`: the greatest of several values.

use std::cmp::Ordering;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::extremes::{extreme_type, extremes};
use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `greatest(value, …)`: the greatest of several values.
///
/// - **Input**: values; numbers and text are compared as doubles, text by its bytes.
/// - **Output**: the type in which Hive compares the values.
/// - **Nulls**: NULL where one of them is NULL.
/// - **Errors**: arrays, maps and structs, when planned.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFBaseNwayCompare`.
pub fn greatest() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Greatest));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "greatest",
    aliases: &[],
    parameters: Parameters::variadic(&[parameter("value", Class::Any, "the values")], 2),
    returns: "the common type",
    description: "The greatest of several values.",
    example: ("SELECT greatest(3, 1, 2)", "3"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Greatest;

impl Function for Greatest {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        extreme_type(&ABOUT, planned)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        extremes(arguments, Ordering::Greater)
    }
}
