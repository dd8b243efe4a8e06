//! Functions on parts of a text: `substr`, `instr`, `replace`.

mod replace;
mod search;
mod substr;

pub use replace::Substitution;
pub use search::Needle;
pub use substr::substr;

#[cfg(test)]
mod golden;
