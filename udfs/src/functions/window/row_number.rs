//! `row_number() OVER (…)`: the number of the row in its partition.

use std::sync::{Arc, LazyLock};

use datafusion_expr::WindowUDF;
use datafusion_functions_window::row_number::row_number_udwf;

use super::rank_function::rank_function;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::Parameters;

/// `row_number() OVER (…)`: the number of the row in its partition.
///
/// - **Input**: none.
/// - **Output**: int.
/// - **Nulls**: the result is never NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFRowNumber`.
pub fn row_number() -> Arc<WindowUDF> {
    static UDWF: LazyLock<Arc<WindowUDF>> =
        LazyLock::new(|| rank_function(&ABOUT, row_number_udwf()));
    Arc::clone(&UDWF)
}

static ABOUT: About = About {
    name: "row_number",
    aliases: &[],
    parameters: Parameters::exactly(&[]),
    returns: "int",
    description: "The number of the row in its partition, from 1.",
    example: (
        "SELECT max(r) FROM (SELECT row_number() OVER (ORDER BY v) AS r FROM (VALUES (1), (1), (2)) AS t(v)) x",
        "3",
    ),
    origin: Origin::Hive,
};
