//! `ntile(buckets) OVER (…)`: the bucket of the row, where its partition is cut into equal ones.

use std::sync::{Arc, LazyLock};

use datafusion_expr::WindowUDF;
use datafusion_functions_window::ntile::ntile_udwf;

use super::rank_function::rank_function;
use crate::functions::function::{About, Origin};
use crate::functions::parameters::{Class, Parameters, parameter};

/// `ntile(buckets) OVER (…)`: the bucket of the row, where its partition is cut into equal ones.
///
/// - **Input**: the number of buckets, a literal.
/// - **Output**: int.
/// - **Nulls**: the result is never NULL.
/// - **Errors**: a number below 1.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDAFNTile`.
pub fn ntile() -> Arc<WindowUDF> {
    static UDWF: LazyLock<Arc<WindowUDF>> = LazyLock::new(|| rank_function(&ABOUT, ntile_udwf()));
    Arc::clone(&UDWF)
}

static ABOUT: About = About {
    name: "ntile",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter(
        "buckets",
        Class::Integer,
        "how many buckets there are",
    )]),
    returns: "int",
    description: "The bucket of the row, from 1, where its partition is cut into as many of equal size; the first ones have a row more.",
    example: (
        "SELECT max(r) FROM (SELECT ntile(2) OVER (ORDER BY v) AS r FROM (VALUES (1), (1), (2)) AS t(v)) x",
        "2",
    ),
    origin: Origin::Hive,
};
