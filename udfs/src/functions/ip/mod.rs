//! Network addresses.

mod ip_region;
mod ip_udf;

pub use ip_region::{ip_region, ip_region_with};
pub use ip_udf::{ip_udf, ip_udf_with};

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

use crate::Settings;

/// All functions on network addresses.
pub fn functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    vec![ip_region_with(settings), ip_udf_with(settings)]
}
