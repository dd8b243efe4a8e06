//! Links.

mod decode_url;
mod encode_url;
mod query_param;

pub use decode_url::decode_url;
pub use encode_url::encode_url;
pub use query_param::query_param;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

/// All functions on links.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    vec![decode_url(), encode_url(), query_param()]
}
