//! Event attributes.

mod attr_get;
mod attr_map;
mod attr_pick;
mod attr_remove;
mod exposure_items;
mod extract_xy;
mod extract_xy_no_lag_lat;
mod json_rows;

pub use attr_get::attr_get;
pub use attr_map::attr_map;
pub use attr_pick::attr_pick;
pub use attr_remove::attr_remove;
pub use exposure_items::exposure_items;
pub use extract_xy::extract_xy;
pub use extract_xy_no_lag_lat::extract_xy_no_lag_lat;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

/// All functions on event attributes.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    vec![
        attr_get(),
        attr_map(),
        attr_pick(),
        attr_remove(),
        exposure_items(),
        extract_xy(),
        extract_xy_no_lag_lat(),
    ]
}
