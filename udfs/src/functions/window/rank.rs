//! `rank() OVER (…)`: the rank of the row in its partition, with gaps after ties.

use std::sync::{Arc, LazyLock};

use datafusion_expr::WindowUDF;
use datafusion_functions_window::rank::rank_udwf;

use super::rank_function::rank_function;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::Parameters;

/// `rank() OVER (…)`: the rank of the row in its partition, with gaps after ties.
///
/// - **Input**: none.
/// - **Output**: int.
/// - **Nulls**: the result is never NULL.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFRank`.
pub fn rank() -> Arc<WindowUDF> {
    static UDWF: LazyLock<Arc<WindowUDF>> = LazyLock::new(|| rank_function(&ABOUT, rank_udwf()));
    Arc::clone(&UDWF)
}

static ABOUT: About = About {
    name: "rank",
    aliases: &[],
    parameters: Parameters::exactly(&[]),
    returns: "int",
    description: "The rank of the row in its partition; after ties there are gaps.",
    example: (
        "SELECT max(r) FROM (SELECT rank() OVER (ORDER BY v) AS r FROM (VALUES (1), (1), (2)) AS t(v)) x",
        "3",
    ),
    origin: Origin::Hive,
};
