//! Numbers in text, as Hive's casts read them.

mod decimal;
mod double;
mod integer;

pub use decimal::{Decimal, parse_decimal, pow10, round_to_scale};
pub use double::{parse_double, parse_float};
pub use integer::parse_integer;
