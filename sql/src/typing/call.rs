//! The functions behind operators.

use std::sync::Arc;

use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::{Expr, ScalarUDF};
use maidian_udfs::{Settings, udfs};

/// The functions that operators become where DataFusion has no operator of Hive's meaning.
#[derive(Debug)]
pub struct Operators {
    pub(super) cast: Arc<ScalarUDF>,
    pub(super) like: Arc<ScalarUDF>,
    pub(super) coalesce: Arc<ScalarUDF>,
    pub(super) nullif: Arc<ScalarUDF>,
    pub(super) plus_interval: Arc<ScalarUDF>,
    pub(super) minus_interval: Arc<ScalarUDF>,
    pub(super) time_difference: Arc<ScalarUDF>,
}

impl Operators {
    /// The functions with these settings.
    pub fn new(settings: &Settings) -> Self {
        Self {
            cast: udfs::hive_cast_with(settings),
            like: udfs::hive_like(),
            coalesce: datafusion::functions::core::coalesce(),
            nullif: datafusion::functions::core::nullif(),
            plus_interval: udfs::hive_plus_interval_with(settings),
            minus_interval: udfs::hive_minus_interval_with(settings),
            time_difference: udfs::hive_time_difference_with(settings),
        }
    }
}

/// A call of a function.
pub(crate) fn call(function: &Arc<ScalarUDF>, arguments: Vec<Expr>) -> Expr {
    Expr::ScalarFunction(ScalarFunction::new_udf(Arc::clone(function), arguments))
}
