//! Patterns that need no engine: plain text, and plain text around `(.*)`.

use memchr::memmem::Finder;
use memchr::{memchr2, memchr2_iter};

use super::parse::Parsed;
use super::syntax::{Assertion, Greed, Lines, Node, Set};

/// A pattern that is searched for without an engine.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// Plain text, at least one character.
    Literal(Box<Finder<'static>>),
    /// `^prefix(.*)suffix$`. Only for texts that do not end with a line terminator.
    Enclosed { prefix: Box<str>, suffix: Box<str> },
}

/// Start and end of a match or group, in bytes.
pub(super) type Span = (usize, usize);

impl Shape {
    /// The shape of a pattern, if it has one.
    pub(super) fn of(parsed: &Parsed) -> Option<Self> {
        let parts = match &parsed.root {
            Node::Concat(parts) => parts.as_slice(),
            only => std::slice::from_ref(only),
        };
        if let Some(text) = plain(parts) {
            return (!text.is_empty())
                .then(|| Self::Literal(Box::new(Finder::new(text.as_bytes()).into_owned())));
        }
        let [
            Node::Assert(Assertion::TextStart),
            inner @ ..,
            Node::Assert(Assertion::FinalEnd(Lines::Any)),
        ] = parts
        else {
            return None;
        };
        let (before, rest) = inner.split_at(
            inner
                .iter()
                .position(|part| !matches!(part, Node::Char(_)))?,
        );
        let [Node::Group { body, .. }, after @ ..] = rest else {
            return None;
        };
        let any = Node::Repeat {
            body: Box::new(Node::Set(Set::dot(Lines::Any))),
            min: 0,
            max: None,
            greed: Greed::Greedy,
        };
        (**body == any).then_some(())?;
        Some(Self::Enclosed {
            prefix: plain(before)?.into(),
            suffix: plain(after)?.into(),
        })
    }

    /// The first match at or behind `start`: the whole and its group.
    #[inline]
    pub(super) fn find(&self, text: &str, start: usize) -> Option<(Span, Option<Span>)> {
        match self {
            Self::Literal(finder) => {
                let found = start + finder.find(text.as_bytes().get(start..)?)?;
                Some(((found, found + finder.needle().len()), None))
            }
            Self::Enclosed { prefix, suffix } => {
                if start > 0 {
                    return None;
                }
                let inner = text.strip_prefix(&**prefix)?.strip_suffix(&**suffix)?;
                if has_terminator(inner) {
                    return None;
                }
                Some((
                    (0, text.len()),
                    Some((prefix.len(), text.len() - suffix.len())),
                ))
            }
        }
    }
}

/// The text of parts that are all characters.
fn plain(parts: &[Node]) -> Option<String> {
    parts
        .iter()
        .map(|part| match part {
            Node::Char(c) => Some(*c),
            _ => None,
        })
        .collect()
}

/// Whether a text holds a line terminator.
fn has_terminator(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2(b'\n', b'\r', bytes).is_some()
        || memchr2_iter(0xC2, 0xE2, bytes).any(|at| {
            let rest = bytes.get(at..).unwrap_or_default();
            rest.starts_with(&[0xC2, 0x85]) || matches!(rest, [0xE2, 0x80, 0xA8 | 0xA9, ..])
        })
}

/// Whether a text ends with a line terminator.
#[inline]
pub(super) fn is_terminated(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        [.., b'\n' | b'\r'] | [.., 0xC2, 0x85] | [.., 0xE2, 0x80, 0xA8 | 0xA9]
    )
}
