//! Java's regular expressions on the linear-time engine, wherever that gives the same answers.
//!
//! A pattern is read by the rules of `java.util.regex.Pattern` and written anew for an engine:
//!
//! - Plain text, and `^text(.*)text$`, need no engine at all.
//! - Most patterns run on the crate `regex`, in time linear in the text. `$` there means the very end and `\b` looks at ASCII;
//!   a text that ends with a line terminator (for `$`) or is not ASCII (for `\b`) is searched by the other engine instead.
//! - Look-around, back-references, possessive quantifiers, atomic groups and `^` and `$` after `(?m)` run on the crate
//!   `fancy-regex`, which goes back and tries again, and gives up after a million steps.
//!
//! Refused with the name of the construct: `\X`, `\G`, `\b{g}`, `\N{…}`, the flag `c`, back-references that ignore case in ASCII
//! only, rare Unicode blocks, and nesting deeper than 100.
//!
//! Text is UTF-8 here and never cut inside a character. Java goes by UTF-16 units: where a pattern matches the empty text, Java
//! also matches between the two halves of a character beyond U+FFFF, which is not followed. Where a group is repeated and can
//! match the empty text, as in `(a?|b)+`, the whole match is Java's, but which round the group shows may not be.
//!
//! Reference: `java.util.regex` of Java 9 to 18 (`\b` knows all scripts; a negated class is negated as a whole).

mod blocks;
mod case;
mod class;
mod emit;
mod engine;
mod error;
mod escape;
mod group;
mod parse;
mod property;
mod quote;
mod replace;
mod shape;
mod split;
mod syntax;

#[cfg(test)]
mod golden;
#[cfg(test)]
mod tests;

pub use engine::{Groups, JavaRegex};
pub use error::{MatchError, PatternError, ReplacementError};
pub use replace::Replacement;
