//! `rand([seed])`: a random number from 0 up to 1.

use std::hash::BuildHasher;
use std::sync::{Arc, LazyLock};

use arrow::array::Float64Array;
use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF, Volatility};

use crate::batch::Arguments;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::java_random::JavaRandom;

/// `rand([seed])`: a random number from 0 up to 1.
///
/// - **Input**: a seed: the same seed gives the same numbers. Every batch of rows begins the sequence anew, as every task
///   of Hive does.
/// - **Output**: double, another for every row.
/// - **Nulls**: a NULL seed is 0.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.UDFRand`.
pub fn rand() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Rand));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "rand",
    aliases: &[],
    parameters: Parameters::optional(
        &[parameter("seed", Class::Integer, "where the numbers begin")],
        0,
    ),
    returns: "double",
    description: "A random number from 0 up to 1.",
    example: ("SELECT rand(0)", "0.730967787376657"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Rand;

impl Function for Rand {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Float64)
    }

    fn volatility(&self) -> Volatility {
        Volatility::Volatile
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let seed = if arguments.len() > 0 {
            arguments.integers(0)?.get(0).unwrap_or_default()
        } else {
            // The keys of a hasher are random.
            std::hash::RandomState::new().hash_one(()).cast_signed()
        };
        let mut random = JavaRandom::new(seed);
        let rows: Float64Array = (0..arguments.batch_rows())
            .map(|_| Some(random.next_double()))
            .collect();
        Ok(ColumnarValue::Array(Arc::new(rows)))
    }
}
