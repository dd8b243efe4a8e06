//! Arrays, maps and structs.

mod array;
mod array_contains;
mod extremes;
mod greatest;
mod least;
mod lists;
mod map;
mod map_keys;
mod map_values;
mod named_struct;
mod pairs;
mod size;
mod sort_array;
mod sort_array_by;
mod r#struct;

pub use array::array;
pub use array_contains::array_contains;
pub use greatest::greatest;
pub use least::least;
pub use map::map;
pub use map_keys::map_keys;
pub use map_values::map_values;
pub use named_struct::named_struct;
pub use size::size;
pub use sort_array::sort_array;
pub use sort_array_by::sort_array_by;
pub use r#struct::r#struct;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

/// All functions of this family.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    vec![
        array(),
        array_contains(),
        greatest(),
        least(),
        map(),
        map_keys(),
        map_values(),
        named_struct(),
        size(),
        sort_array(),
        sort_array_by(),
        r#struct(),
    ]
}
