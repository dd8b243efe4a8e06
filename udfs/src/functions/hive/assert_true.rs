//! `assert_true(condition)`: NULL, or an end to the query.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, ArrayRef, AsArray, new_null_array};
use arrow::datatypes::DataType;
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::typing::hive_name;

/// `assert_true(condition)`: fails the query where a condition does not hold.
///
/// - **Input**: boolean. **Output**: NULL.
/// - **Nulls**: NULL does not hold.
/// - **Errors**: a condition that is no boolean when planned; one that does not hold when run.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFAssertTrue`.
pub fn assert_true() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(AssertTrue));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "assert_true",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("condition", Class::Any, "a boolean")]),
    returns: "void",
    description: "NULL where the condition is true; anything else ends the query with an error.",
    example: ("SELECT assert_true(1 = 1)", "NULL"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct AssertTrue;

impl Function for AssertTrue {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        match planned.types.first() {
            Some(DataType::Boolean) => Ok(DataType::Null),
            other => plan_err!(
                "assert_true(condition): argument 1 `condition` must be a boolean, got {}",
                other.map(|other| hive_name(other)).unwrap_or_default()
            ),
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let conditions: ArrayRef = match arguments.value(0)? {
            ColumnarValue::Array(array) => Arc::clone(array),
            ColumnarValue::Scalar(scalar) => scalar.to_array()?,
        };
        if conditions.as_boolean().true_count() < conditions.len() {
            return exec_err!("ASSERT_TRUE(): assertion failed.");
        }
        output::columnar(arguments, new_null_array(&DataType::Null, arguments.rows()))
    }
}
