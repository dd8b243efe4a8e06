//! Functions on text and its parts: `substr`, `instr`, `replace`, `lpad`, `initcap` and their like.

mod decimal_format;
mod decimal_pattern;
mod format_number;
mod initcap;
mod levenshtein;
mod like;
mod mask;
mod pad;
mod replace;
mod search;
mod sentences;
mod soundex;
mod substr;
mod substring_index;
mod translate;

pub use decimal_format::DecimalFormat;
pub use decimal_pattern::PatternError;
pub use format_number::{format_decimal, format_double, with_commas};
pub use initcap::initcap;
pub use levenshtein::levenshtein;
pub use like::LikePattern;
pub use mask::{Mask, Range, mask_digits};
pub use pad::{LONGEST, Side, pad};
pub use replace::Substitution;
pub use search::Needle;
pub use sentences::sentences;
pub use soundex::soundex;
pub use substr::{subbytes, substr};
pub use substring_index::substring_index;
pub use translate::Translation;

#[cfg(test)]
mod golden;
