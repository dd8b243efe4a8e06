//! Functions of Hive that DataFusion lacks, or has with another meaning.

mod assert_true;
mod get_json_object;
mod instr;
mod parse_url;
mod patterns;
pub(in crate::functions) mod query_keys;
mod read_pairs;
mod regexp_extract;
mod regexp_replace;
mod replace;
mod rlike;
mod split;
mod str_to_map;
mod subscript;
mod substr;

pub use assert_true::assert_true;
pub use get_json_object::get_json_object;
pub use instr::instr;
pub use parse_url::parse_url;
pub use read_pairs::read_pairs;
pub use regexp_extract::regexp_extract;
pub use regexp_replace::regexp_replace;
pub use replace::replace;
pub use rlike::rlike;
pub use split::split;
pub use str_to_map::str_to_map;
pub use subscript::subscript;
pub use substr::substr;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

/// All functions of Hive.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    vec![
        assert_true(),
        get_json_object(),
        instr(),
        parse_url(),
        read_pairs(),
        regexp_extract(),
        regexp_replace(),
        replace(),
        rlike(),
        split(),
        str_to_map(),
        subscript(),
        substr(),
    ]
}
