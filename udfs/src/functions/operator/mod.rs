//! What Hive's operators do that DataFusion's do not: the planner calls these for `CAST`, `LIKE` and arithmetic on decimals.

mod decimal_arithmetic;
mod hive_cast;
mod hive_like;
mod hive_time_difference;
mod pick_answers;
mod read_attributes;
mod target;
mod time_interval;
mod with_positions;

pub use decimal_arithmetic::{
    decimal_divide, decimal_minus, decimal_modulo, decimal_multiply, decimal_plus, decimal_pmod,
};
pub use hive_cast::{hive_cast, hive_cast_with};
pub use hive_like::hive_like;
pub use hive_time_difference::{hive_time_difference, hive_time_difference_with};
pub use pick_answers::pick_answers;
pub use read_attributes::read_attributes;
pub use time_interval::{
    hive_minus_interval, hive_minus_interval_with, hive_plus_interval, hive_plus_interval_with,
};
pub use with_positions::with_positions;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

use crate::Settings;

/// All functions behind operators.
pub fn functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    vec![
        decimal_divide(),
        decimal_minus(),
        decimal_modulo(),
        decimal_multiply(),
        decimal_plus(),
        decimal_pmod(),
        hive_cast_with(settings),
        hive_like(),
        pick_answers(),
        read_attributes(),
        with_positions(),
        hive_minus_interval_with(settings),
        hive_plus_interval_with(settings),
        hive_time_difference_with(settings),
    ]
}
