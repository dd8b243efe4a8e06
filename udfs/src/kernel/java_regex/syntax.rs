//! What a parsed pattern is made of. Flags are resolved while parsing: nothing here depends on a mode.

use std::borrow::Cow;

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    /// Matches the empty text everywhere.
    Empty,
    Char(char),
    Set(Set),
    Assert(Assertion),
    /// A capturing group; the first has index 1.
    Group {
        index: usize,
        body: Box<Node>,
    },
    /// The text that a group has matched; a group that does not exist never matches.
    BackReference {
        group: usize,
        ignore_case: bool,
    },
    Look {
        ahead: bool,
        negated: bool,
        body: Box<Node>,
    },
    /// `(?>…)`: once matched, never tried otherwise.
    Atomic(Box<Node>),
    Repeat {
        body: Box<Node>,
        min: u32,
        max: Option<u32>,
        greed: Greed,
    },
    Concat(Vec<Node>),
    Alternate(Vec<Node>),
}

/// How much a repetition takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Greed {
    Greedy,
    Lazy,
    /// Greedy, and never gives back.
    Possessive,
}

/// Which characters end a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lines {
    /// `\n`, `\r\n`, `\r`, U+0085, U+2028 and U+2029.
    Any,
    /// Only `\n`, after the flag `d`.
    Unix,
}

/// A condition on a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Assertion {
    TextStart,
    TextEnd,
    /// The end, or before a line terminator that ends the text: `$` and `\Z`.
    FinalEnd(Lines),
    /// `^` after the flag `m`.
    LineStart(Lines),
    /// `$` after the flag `m`.
    LineEnd(Lines),
    /// `\b` and `\B`; `unicode` after the flag `U`.
    WordBoundary {
        negated: bool,
        unicode: bool,
    },
}

/// A set of characters.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Set {
    /// Code points from the first to the second; surrogates among them match nothing.
    Range(u32, u32),
    /// What stands between the brackets of a class in the syntax of crate `regex`.
    Items(Cow<'static, str>),
    Not(Box<Set>),
    Union(Vec<Set>),
    Both(Box<Set>, Box<Set>),
}

impl Set {
    pub(super) const DIGITS: Self = Self::items("0-9");
    pub(super) const WORD: Self = Self::items("0-9A-Z_a-z");
    pub(super) const SPACE: Self = Self::items(r"\x09-\x0D\x20");
    pub(super) const HORIZONTAL: Self =
        Self::items(r"\x09\x20\xA0\x{1680}\x{180E}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}");
    pub(super) const VERTICAL: Self = Self::items(r"\x0A-\x0D\x{85}\x{2028}\x{2029}");
    pub(super) const ALL: Self = Self::items(r"\x00-\x{10FFFF}");

    pub(super) const fn items(items: &'static str) -> Self {
        Self::Items(Cow::Borrowed(items))
    }

    /// Which ASCII characters are in it; `None` where others are too, or that cannot be told.
    pub(super) fn ascii(&self) -> Option<[bool; 128]> {
        let mut set = [false; 128];
        match self {
            Self::Range(first, last) => {
                let (first, last) = (usize::try_from(*first).ok()?, usize::try_from(*last).ok()?);
                set.get_mut(first..=last)?.fill(true);
            }
            Self::Union(sets) => {
                for part in sets {
                    for (slot, is_in) in set.iter_mut().zip(part.ascii()?) {
                        *slot |= is_in;
                    }
                }
            }
            Self::Items(_) | Self::Not(_) | Self::Both(..) => return None,
        }
        Some(set)
    }

    /// `self`, or everything else.
    pub(super) fn negated_if(self, negated: bool) -> Self {
        if negated {
            Self::Not(Box::new(self))
        } else {
            self
        }
    }

    /// `.` without the flag `s`.
    pub(super) fn dot(lines: Lines) -> Self {
        Self::Not(Box::new(match lines {
            Lines::Any => Self::items(TERMINATORS),
            Lines::Unix => Self::items(r"\x0A"),
        }))
    }
}

/// The characters that end a line, as class items.
pub(super) const TERMINATORS: &str = r"\x0A\x0D\x{85}\x{2028}\x{2029}";

impl Node {
    /// Whether this matches only the empty text, wherever it matches.
    pub(super) fn is_zero_width(&self) -> bool {
        match self {
            Self::Empty | Self::Assert(_) | Self::Look { .. } => true,
            Self::Char(_) | Self::Set(_) | Self::BackReference { .. } => false,
            Self::Group { body, .. } | Self::Atomic(body) => body.is_zero_width(),
            Self::Repeat { body, max, .. } => *max == Some(0) || body.is_zero_width(),
            Self::Concat(parts) | Self::Alternate(parts) => parts.iter().all(Self::is_zero_width),
        }
    }

    /// Whether any part, itself included, is as `wanted` says.
    pub(super) fn any(&self, wanted: &impl Fn(&Self) -> bool) -> bool {
        wanted(self)
            || match self {
                Self::Group { body, .. }
                | Self::Atomic(body)
                | Self::Look { body, .. }
                | Self::Repeat { body, .. } => body.any(wanted),
                Self::Concat(parts) | Self::Alternate(parts) => {
                    parts.iter().any(|part| part.any(wanted))
                }
                _ => false,
            }
    }
}
