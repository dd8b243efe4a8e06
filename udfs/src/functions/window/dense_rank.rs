//! `dense_rank() OVER (…)`: the rank of the row in its partition, without gaps.

use std::sync::{Arc, LazyLock};

use datafusion_expr::WindowUDF;
use datafusion_functions_window::rank::dense_rank_udwf;

use super::rank_function::rank_function;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::Parameters;

/// `dense_rank() OVER (…)`: the rank of the row in its partition, without gaps.
///
/// - **Input**: none.
/// - **Output**: int.
/// - **Nulls**: the result is never NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFDenseRank`.
pub fn dense_rank() -> Arc<WindowUDF> {
    static UDWF: LazyLock<Arc<WindowUDF>> =
        LazyLock::new(|| rank_function(&ABOUT, dense_rank_udwf()));
    Arc::clone(&UDWF)
}

static ABOUT: About = About {
    name: "dense_rank",
    aliases: &[],
    parameters: Parameters::exactly(&[]),
    returns: "int",
    description: "The rank of the row in its partition, without gaps.",
    example: (
        "SELECT max(r) FROM (SELECT dense_rank() OVER (ORDER BY v) AS r FROM (VALUES (1), (1), (2)) AS t(v)) x",
        "2",
    ),
    origin: Origin::Hive,
};
