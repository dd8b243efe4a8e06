//! Window functions of Hive that DataFusion has with another type.

mod dense_rank;
mod ntile;
mod rank;
mod rank_function;
mod row_number;

pub use dense_rank::dense_rank;
pub use ntile::ntile;
pub use rank::rank;
pub use row_number::row_number;

use std::sync::Arc;

use datafusion_expr::WindowUDF;

/// All window functions.
pub fn functions() -> Vec<Arc<WindowUDF>> {
    vec![dense_rank(), ntile(), rank(), row_number()]
}
