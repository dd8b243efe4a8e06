//! Aggregate functions of Hive that DataFusion lacks, or has with another meaning.

mod avg;
mod collect_list;
mod collect_set;
mod collected;
mod corr;
mod covar_pop;
mod covar_samp;
mod decimal_average;
mod distinct;
mod fold;
mod function;
mod histogram_fold;
mod histogram_numeric;
mod lists;
mod literal;
mod numbers;
mod percentile;
mod percentile_approx;
mod replay;
mod statistic;
mod stddev_pop;
mod stddev_samp;
mod sum;
mod var_pop;
mod var_samp;

pub use avg::avg;
pub use collect_list::collect_list;
pub use collect_set::collect_set;
pub use corr::corr;
pub use covar_pop::covar_pop;
pub use covar_samp::covar_samp;
pub use histogram_numeric::histogram_numeric;
pub use percentile::percentile;
pub use percentile_approx::percentile_approx;
pub use stddev_pop::stddev_pop;
pub use stddev_samp::stddev_samp;
pub use sum::sum;
pub use var_pop::var_pop;
pub use var_samp::var_samp;

use std::sync::Arc;

use datafusion_expr::AggregateUDF;

/// All aggregate functions.
pub fn functions() -> Vec<Arc<AggregateUDF>> {
    vec![
        avg(),
        collect_list(),
        collect_set(),
        corr(),
        covar_pop(),
        covar_samp(),
        histogram_numeric(),
        percentile(),
        percentile_approx(),
        stddev_pop(),
        stddev_samp(),
        sum(),
        var_pop(),
        var_samp(),
    ]
}
