//! Patterns that need no engine: plain text, plain text around `(.*)`, one of a few characters, and plain text before a run of
//! characters (`key=([0-9a-z]+)`).

use memchr::memmem::Finder;
use memchr::{memchr, memchr2, memchr2_iter, memchr3};

use super::parse::Parsed;
use super::syntax::{Assertion, Greed, Lines, Node, Set};

/// A pattern that is searched for without an engine.
#[derive(Debug, Clone)]
pub(super) enum Shape {
    /// Plain text, at least one character.
    Literal(Box<Finder<'static>>),
    /// `^prefix(.*)suffix$`. Only for texts that do not end with a line terminator.
    Enclosed { prefix: Box<str>, suffix: Box<str> },
    /// One of up to three ASCII characters: `[\n\r\t]`.
    AnyOf(Few),
    /// Plain text, then a group of one or more characters of an ASCII set: `key=([0-9a-z]+)`.
    Run {
        before: Box<Finder<'static>>,
        set: Box<[bool; 128]>,
    },
}

/// Up to three bytes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Few {
    One(u8),
    Two(u8, u8),
    Three(u8, u8, u8),
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
        if let [Node::Set(set)] = parts {
            return Few::of(&set.ascii()?).map(Self::AnyOf);
        }
        if let Some(run) = run(parts) {
            return Some(run);
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
            Self::AnyOf(few) => {
                let found = start + few.find(text.as_bytes().get(start..)?)?;
                Some(((found, found + 1), None))
            }
            Self::Run { before, set } => {
                let bytes = text.as_bytes();
                let mut from = start;
                loop {
                    let found = from + before.find(bytes.get(from..)?)?;
                    let first = found + before.needle().len();
                    let behind = bytes.get(first..)?;
                    let is_outside = |byte: &u8| !set.get(usize::from(*byte)).is_some_and(|it| *it);
                    let length = behind.iter().position(is_outside).unwrap_or(behind.len());
                    if length > 0 {
                        let end = first + length;
                        return Some(((found, end), Some((first, end))));
                    }
                    from = found + 1;
                }
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

impl Few {
    fn of(set: &[bool; 128]) -> Option<Self> {
        let mut bytes = (0_u8..128).filter(|byte| set.get(usize::from(*byte)) == Some(&true));
        match (bytes.next(), bytes.next(), bytes.next(), bytes.next()) {
            (Some(a), None, ..) => Some(Self::One(a)),
            (Some(a), Some(b), None, _) => Some(Self::Two(a, b)),
            (Some(a), Some(b), Some(c), None) => Some(Self::Three(a, b, c)),
            _ => None,
        }
    }

    #[inline]
    fn find(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::One(a) => memchr(a, bytes),
            Self::Two(a, b) => memchr2(a, b, bytes),
            Self::Three(a, b, c) => memchr3(a, b, c, bytes),
        }
    }
}

/// The shape of plain text before a group that is a run.
fn run(parts: &[Node]) -> Option<Shape> {
    let (Node::Group { body, .. }, before) = parts.split_last()? else {
        return None;
    };
    let Node::Repeat {
        body,
        min: 1,
        max: None,
        greed: Greed::Greedy | Greed::Possessive,
    } = body.as_ref()
    else {
        return None;
    };
    let Node::Set(set) = body.as_ref() else {
        return None;
    };
    let text = plain(before)?;
    if text.is_empty() {
        return None;
    }
    Some(Shape::Run {
        before: Box::new(Finder::new(text.as_bytes()).into_owned()),
        set: Box::new(set.ascii()?),
    })
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
