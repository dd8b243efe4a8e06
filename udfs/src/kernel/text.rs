//! Functions on parts of a text: `substr`, `instr`, `replace`.

mod like;
mod replace;
mod search;
mod substr;

pub use like::LikePattern;
pub use replace::Substitution;
pub use search::Needle;
pub use substr::substr;

#[cfg(test)]
mod golden;
