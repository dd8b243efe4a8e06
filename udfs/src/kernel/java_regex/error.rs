//! What can be wrong with a pattern, a replacement or a search.

use thiserror::Error;

/// A pattern that Java refuses as well, or that asks for something that has no counterpart here.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("regular expression {pattern:?}: {problem} (character {position})")]
pub struct PatternError {
    pub(super) pattern: String,
    pub(super) problem: Problem,
    /// Where in the pattern, counted in characters from 1.
    pub(super) position: usize,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(super) enum Problem {
    /// Java refuses it too.
    #[error("{0}")]
    Syntax(&'static str),
    /// Java refuses it too: no such property.
    #[error("there is no character property {0:?}")]
    Property(String),
    /// Java knows it.
    #[error("{0} is not supported")]
    Unsupported(String),
    /// An engine refuses the translation, mostly for its size.
    #[error("cannot be compiled: {0}")]
    Engine(String),
}

/// A search that was given up.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MatchError {
    /// The pattern needs back-tracking (look-around, back-references, possessive quantifiers, …) and took too many steps on
    /// this text.
    #[error("regular expression {0:?} took too many steps")]
    TooManySteps(String),
    /// The text ends with a line terminator or is not ASCII, and the form of the pattern for such texts can't be compiled.
    #[error("regular expression {0:?} cannot be applied to this text: {1}")]
    Unsupported(String, String),
    /// A group was asked for that the pattern does not have.
    #[error("regular expression {pattern:?} has {groups} groups, there is no group {group}")]
    NoSuchGroup {
        /// The pattern.
        pattern: String,
        /// How many groups it has.
        groups: usize,
        /// The group asked for.
        group: i64,
    },
    /// A replacement that Java refuses as soon as the pattern matches.
    #[error(transparent)]
    Replacement(#[from] ReplacementError),
}

/// A replacement text that can't be applied.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("replacement {replacement:?}: {problem}")]
pub struct ReplacementError {
    pub(super) replacement: String,
    pub(super) problem: String,
}
