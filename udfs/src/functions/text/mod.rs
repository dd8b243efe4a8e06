//! Functions on text.

mod ascii;
mod chr;
mod concat;
mod concat_ws;
mod elt;
mod field;
mod find_in_set;
mod format_number;
mod initcap;
mod json_tuple;
mod length;
mod levenshtein;
mod locate;
mod lower;
mod lpad;
mod ltrim;
mod mask;
mod mask_first_n;
mod mask_hash;
mod mask_last_n;
mod mask_show_first_n;
mod mask_show_last_n;
mod masks;
mod octet_length;
mod of_text;
mod parse_url_tuple;
mod printed_values;
mod printf;
mod quote;
mod repeat;
mod reverse;
mod rpad;
mod rtrim;
mod sentences;
mod soundex;
mod space;
mod substring_index;
mod texts;
mod translate;
mod trim;
mod upper;

pub use ascii::ascii;
pub use chr::chr;
pub use concat::concat;
pub use concat_ws::concat_ws;
pub use elt::elt;
pub use field::field;
pub use find_in_set::find_in_set;
pub use format_number::format_number;
pub use initcap::initcap;
pub use json_tuple::json_tuple;
pub use length::length;
pub use levenshtein::levenshtein;
pub use locate::locate;
pub use lower::lower;
pub use lpad::lpad;
pub use ltrim::ltrim;
pub use mask::mask;
pub use mask_first_n::mask_first_n;
pub use mask_hash::mask_hash;
pub use mask_last_n::mask_last_n;
pub use mask_show_first_n::mask_show_first_n;
pub use mask_show_last_n::mask_show_last_n;
pub use octet_length::octet_length;
pub use parse_url_tuple::parse_url_tuple;
pub use printf::printf;
pub use quote::quote;
pub use repeat::repeat;
pub use reverse::reverse;
pub use rpad::rpad;
pub use rtrim::rtrim;
pub use sentences::sentences;
pub use soundex::soundex;
pub use space::space;
pub use substring_index::substring_index;
pub use translate::translate;
pub use trim::trim;
pub use upper::upper;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

/// All functions of this family.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    vec![
        ascii(),
        chr(),
        concat(),
        concat_ws(),
        elt(),
        field(),
        find_in_set(),
        format_number(),
        initcap(),
        json_tuple(),
        length(),
        levenshtein(),
        locate(),
        lower(),
        lpad(),
        ltrim(),
        mask(),
        mask_first_n(),
        mask_hash(),
        mask_last_n(),
        mask_show_first_n(),
        mask_show_last_n(),
        octet_length(),
        parse_url_tuple(),
        printf(),
        quote(),
        repeat(),
        reverse(),
        rpad(),
        rtrim(),
        sentences(),
        soundex(),
        space(),
        substring_index(),
        translate(),
        trim(),
        upper(),
    ]
}
