//! Event times.

mod dt_udf;
mod hour_udf;
mod local_time;
mod stm_udf;

pub(crate) use local_time::{zone, zone_of};

pub use dt_udf::{dt_udf, dt_udf_with};
pub use hour_udf::{hour_udf, hour_udf_with};
pub use stm_udf::{stm_udf, stm_udf_with};

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

use crate::Settings;

/// All functions on event times.
pub fn functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    vec![
        dt_udf_with(settings),
        hour_udf_with(settings),
        stm_udf_with(settings),
    ]
}
