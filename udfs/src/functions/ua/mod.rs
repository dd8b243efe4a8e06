//! User agents.

mod clients;
mod ua_all;
mod ua_all_udf;
mod ua_parse;

pub use ua_all::{ua_all, ua_all_with};
pub use ua_all_udf::{ua_all_udf, ua_all_udf_with};
pub use ua_parse::{ua_parse, ua_parse_with};

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

use crate::Settings;

/// All functions on user agents.
pub fn functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    vec![
        ua_all_with(settings),
        ua_all_udf_with(settings),
        ua_parse_with(settings),
    ]
}
