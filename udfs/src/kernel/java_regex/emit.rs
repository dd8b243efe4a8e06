//! From [`Node`]s to the syntax of the crates `regex` and `fancy-regex`.

use std::fmt::Write as _;

use super::parse::Parsed;
use super::syntax::{Assertion, Greed, Lines, Node, Set, TERMINATORS};

/// Which engine is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// Crate `regex`: for patterns that need nothing else, and only for texts on which `$` is `\z` and `\b` is that of
    /// ASCII, see [`Needs`].
    Linear,
    /// Crate `fancy-regex`: every pattern on every text.
    BackTracking,
}

/// What a pattern needs to run on the linear engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needs {
    /// It can't: look-around, back-references, possessive quantifiers, `^` and `$` at lines.
    pub(super) back_tracking: bool,
    /// Texts that do not end with a line terminator.
    pub(super) unterminated: bool,
    /// Texts in ASCII.
    pub(super) ascii: bool,
}

impl Needs {
    pub(super) fn of(root: &Node) -> Self {
        use Assertion::{FinalEnd, LineEnd, LineStart, WordBoundary};
        Self {
            back_tracking: root.any(&|node| {
                matches!(
                    node,
                    Node::Look { .. }
                        | Node::Atomic(_)
                        | Node::BackReference { .. }
                        | Node::Repeat {
                            greed: Greed::Possessive,
                            ..
                        }
                        | Node::Assert(LineStart(_) | LineEnd(_))
                )
            }),
            unterminated: root.any(&|node| matches!(node, Node::Assert(FinalEnd(_)))),
            ascii: root
                .any(&|node| matches!(node, Node::Assert(WordBoundary { unicode: false, .. }))),
        }
    }
}

/// A pattern in the syntax of an engine.
pub(super) fn emit(parsed: &Parsed, target: Target) -> String {
    let mut emitter = Emitter {
        out: String::new(),
        target,
        groups: parsed.groups,
    };
    emitter.node(&parsed.root);
    emitter.out
}

struct Emitter {
    out: String,
    target: Target,
    groups: usize,
}

impl Emitter {
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Empty => {}
            Node::Char(c) => self.char(u32::from(*c)),
            Node::Set(set) => self.set(set),
            Node::Assert(assertion) => self.assertion(*assertion),
            Node::Group { body, .. } => self.wrapped("(", body),
            Node::BackReference { group, .. } if *group > self.groups => self.push(NOTHING),
            // In a group, so that a digit behind it does not become part of the number.
            Node::BackReference { group, ignore_case } => {
                self.push(if *ignore_case { "(?i:\\" } else { "(?:\\" });
                let _ = write!(self.out, "{group})");
            }
            Node::Look {
                ahead,
                negated,
                body,
            } => {
                let open = match (ahead, negated) {
                    (true, false) => "(?=",
                    (true, true) => "(?!",
                    (false, false) => "(?<=",
                    (false, true) => "(?<!",
                };
                self.wrapped(open, body);
            }
            Node::Atomic(body) => self.wrapped("(?>", body),
            Node::Repeat {
                body,
                min,
                max,
                greed,
            } => self.repeat(body, *min, *max, *greed),
            Node::Concat(parts) => {
                for part in parts {
                    if matches!(part, Node::Alternate(_)) {
                        self.wrapped("(?:", part);
                    } else {
                        self.node(part);
                    }
                }
            }
            Node::Alternate(branches) => {
                for (position, branch) in branches.iter().enumerate() {
                    if position > 0 {
                        self.push("|");
                    }
                    self.node(branch);
                }
            }
        }
    }

    fn wrapped(&mut self, open: &str, body: &Node) {
        self.push(open);
        self.node(body);
        self.push(")");
    }

    fn repeat(&mut self, body: &Node, min: u32, max: Option<u32>, greed: Greed) {
        if body.is_zero_width() {
            // A second time it matches nothing new, and the engines refuse to repeat look-around. Never left out: its groups count.
            self.push(if min == 0 && greed == Greed::Lazy {
                "(?:|"
            } else {
                "(?:"
            });
            self.node(body);
            self.push(match (min, max) {
                (0, Some(0)) => "|){0}",
                (0, _) if greed != Greed::Lazy => "|)",
                _ => ")",
            });
            return;
        }
        if greed == Greed::Possessive {
            self.push("(?>");
        }
        match body {
            Node::Char(_)
            | Node::Set(_)
            | Node::Group { .. }
            | Node::Atomic(_)
            | Node::BackReference { .. } => {
                self.node(body);
            }
            _ => self.wrapped("(?:", body),
        }
        let _ = match (min, max) {
            (0, Some(1)) => write!(self.out, "?"),
            (0, None) => write!(self.out, "*"),
            (1, None) => write!(self.out, "+"),
            (min, None) => write!(self.out, "{{{min},}}"),
            (min, Some(max)) if min == max => write!(self.out, "{{{min}}}"),
            (min, Some(max)) => write!(self.out, "{{{min},{max}}}"),
        };
        match greed {
            Greed::Greedy => {}
            Greed::Lazy => self.push("?"),
            Greed::Possessive => self.push(")"),
        }
    }

    fn assertion(&mut self, assertion: Assertion) {
        match assertion {
            Assertion::TextStart => self.push(r"\A"),
            Assertion::FinalEnd(lines) if self.target == Target::BackTracking => self.push(match lines {
                Lines::Any => {
                    r"(?:\z|(?=\x0D\x0A\z)|(?<!\x0D)(?=\x0A\z)|(?=[\x0D\x{85}\x{2028}\x{2029}]\z))"
                }
                Lines::Unix => r"(?=\x0A?\z)",
            }),
            // The linear engine gets only texts on which both are the same.
            Assertion::TextEnd | Assertion::FinalEnd(_) => self.push(r"\z"),
            // Not at the end of the text, even behind a line terminator; in an empty text neither.
            Assertion::LineStart(Lines::Any) => {
                let _ = write!(self.out, r"(?:(?:\A|(?<=[\x0A\x{{85}}\x{{2028}}\x{{2029}}])|(?<=\x0D)(?!\x0A))(?!\z))");
            }
            Assertion::LineStart(Lines::Unix) => self.push(r"(?:(?:\A|(?<=\x0A))(?!\z))"),
            Assertion::LineEnd(Lines::Any) => {
                let _ = write!(self.out, r"(?:\z|(?=[{TERMINATORS}])(?!(?<=\x0D)\x0A))");
            }
            Assertion::LineEnd(Lines::Unix) => self.push(r"(?:\z|(?=\x0A))"),
            Assertion::WordBoundary { negated, unicode } => {
                if unicode || self.target == Target::Linear {
                    self.push(if negated { r"\B" } else { r"\b" });
                } else {
                    self.push(if negated { "(?!" } else { "(?:" });
                    self.push(WORD_BOUNDARY);
                    self.push(")");
                }
            }
        }
    }

    fn set(&mut self, set: &Set) {
        if let Set::Not(inner) = set {
            self.push("[^");
            self.items(inner);
        } else {
            self.push("[");
            self.items(set);
        }
        self.push("]");
    }

    /// What stands between the brackets.
    fn items(&mut self, set: &Set) {
        match set {
            Set::Range(first, last) => self.range(*first, *last),
            Set::Items(items) => self.push(items),
            Set::Union(sets) => sets.iter().for_each(|set| self.items(set)),
            Set::Not(_) => self.set(set),
            Set::Both(left, right) => {
                self.push("[");
                self.set(left);
                self.push("&&");
                self.set(right);
                self.push("]");
            }
        }
    }

    /// A range without the surrogates in it.
    fn range(&mut self, first: u32, last: u32) {
        let parts = [(first, last.min(0xD7FF)), (first.max(0xE000), last)];
        let mut parts = parts
            .into_iter()
            .filter(|(first, last)| first <= last)
            .peekable();
        if parts.peek().is_none() {
            self.push(NOTHING);
        }
        for (first, last) in parts {
            self.char(first);
            if first < last {
                self.push("-");
                self.char(last);
            }
        }
    }

    fn char(&mut self, code: u32) {
        match char::from_u32(code) {
            Some(c) if c.is_ascii_alphanumeric() || !c.is_ascii() => self.out.push(c),
            _ => {
                let _ = write!(self.out, "\\x{code:02X}");
            }
        }
    }
}

/// A class that no character is in.
const NOTHING: &str = r"[^\x00-\x{10FFFF}]";

/// `\b` before Java 19: words are letters, digits and `_` of all scripts; a combining mark belongs to the letter or digit that
/// it stands behind.
const WORD_BOUNDARY: &str = concat!(
    r"(?<=[\p{L}\p{Nd}_]|[\p{L}\p{Nd}]\p{Mn}+)(?![\p{L}\p{Nd}_])(?:(?!\p{Mn})|(?<=_))",
    r"|(?<![\p{L}\p{Nd}_]|[\p{L}\p{Nd}]\p{Mn}+)(?=[\p{L}\p{Nd}_])",
);
