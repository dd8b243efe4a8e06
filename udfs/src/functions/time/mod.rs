//! Event times.

mod dt_udf;
mod hour_udf;
mod local_time;
mod stm_udf;
mod unix_timestamp;

pub(crate) use local_time::zone;

pub use dt_udf::{dt_udf, dt_udf_with};
pub use hour_udf::{hour_udf, hour_udf_with};
pub use stm_udf::{stm_udf, stm_udf_with};
pub use unix_timestamp::{unix_timestamp, unix_timestamp_with};

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

use crate::Settings;

/// All functions on event times.
pub fn functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    vec![
        dt_udf_with(settings),
        hour_udf_with(settings),
        stm_udf_with(settings),
        unix_timestamp_with(settings),
    ]
}
