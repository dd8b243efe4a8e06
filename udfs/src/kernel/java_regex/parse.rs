//! From the text of a pattern to its [`Node`]s: sequences, groups, flags and quantifiers.

use super::error::{PatternError, Problem};
use super::quote::unquote;
use super::syntax::{Assertion, Greed, Lines, Node, Set};

/// Groups inside each other. Java has no limit; this one keeps hostile patterns from exhausting the stack.
const MAX_DEPTH: usize = 100;

/// A pattern that has been read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parsed {
    pub(super) root: Node,
    /// How many capturing groups there are.
    pub(super) groups: usize,
    /// Names of groups.
    pub(super) names: Vec<(String, usize)>,
}

/// Reads a pattern.
pub(super) fn parse(pattern: &str) -> Result<Parsed, PatternError> {
    let mut parser = Parser::new(pattern);
    parser.whole().map_err(|problem| PatternError {
        pattern: pattern.to_owned(),
        problem,
        position: parser.at.max(1),
    })
}

/// The letters of `(?…)`.
#[derive(Debug, Clone, Copy, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "Java's flags, each on or off by itself"
)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) unicode_case: bool,
    pub(super) unicode_classes: bool,
    pub(super) multi_line: bool,
    pub(super) dot_all: bool,
    pub(super) unix_lines: bool,
    pub(super) comments: bool,
}

impl Flags {
    fn lines(self) -> Lines {
        if self.unix_lines {
            Lines::Unix
        } else {
            Lines::Any
        }
    }
}

/// A place in a pattern, and what has been seen of it.
#[derive(Debug)]
pub(super) struct Parser {
    chars: Vec<char>,
    pub(super) at: usize,
    pub(super) flags: Flags,
    pub(super) groups: usize,
    pub(super) names: Vec<(String, usize)>,
    depth: usize,
}

pub(super) type Parse<T> = Result<T, Problem>;

impl Parser {
    fn new(pattern: &str) -> Self {
        Self {
            chars: unquote(pattern),
            at: 0,
            flags: Flags::default(),
            groups: 0,
            names: Vec::new(),
            depth: 0,
        }
    }

    fn whole(&mut self) -> Parse<Parsed> {
        let root = self.alternatives()?;
        if self.peek().is_some() {
            return Err(Problem::Syntax(
                "a closing parenthesis without an opening one",
            ));
        }
        Ok(Parsed {
            root,
            groups: self.groups,
            names: std::mem::take(&mut self.names),
        })
    }

    /// The character `ahead` of the place, whatever the flags.
    pub(super) fn raw(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    /// What is left of the pattern.
    pub(super) fn rest(&self) -> &[char] {
        self.chars.get(self.at..).unwrap_or_default()
    }

    /// The next character that means something: the flag `x` hides blanks and comments.
    pub(super) fn peek(&mut self) -> Option<char> {
        if self.flags.comments {
            loop {
                match self.raw(0) {
                    Some(' ' | '\t'..='\r') => self.at += 1,
                    Some('#') => {
                        while self.raw(0).is_some_and(|c| !self.ends_comment(c)) {
                            self.at += 1;
                        }
                    }
                    _ => break,
                }
            }
        }
        self.raw(0)
    }

    fn ends_comment(&self, c: char) -> bool {
        c == '\n'
            || !self.flags.unix_lines && matches!(c, '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
    }

    /// Goes over the next character if it is `c`.
    pub(super) fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    /// Goes one level deeper for as long as `parse` takes.
    pub(super) fn nested<T>(&mut self, parse: impl FnOnce(&mut Self) -> Parse<T>) -> Parse<T> {
        if self.depth >= MAX_DEPTH {
            return Err(Problem::Unsupported(format!(
                "nesting deeper than {MAX_DEPTH}"
            )));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    pub(super) fn alternatives(&mut self) -> Parse<Node> {
        let mut branches = vec![self.sequence()?];
        while self.eat('|') {
            branches.push(self.sequence()?);
        }
        Ok(match branches.pop() {
            Some(only) if branches.is_empty() => only,
            last => Node::Alternate(branches.into_iter().chain(last).collect()),
        })
    }

    fn sequence(&mut self) -> Parse<Node> {
        let mut parts = Vec::new();
        while let Some(c) = self.peek() {
            let part = match c {
                '|' | ')' => break,
                '(' => match self.group()? {
                    Some(group) => group,
                    // Flags only: nothing that a quantifier could repeat.
                    None => continue,
                },
                // Java reads the quantifier as one of the empty text.
                '{' => Node::Empty,
                '?' | '*' | '+' => {
                    self.at += 1;
                    return Err(Problem::Syntax("a quantifier without anything to repeat"));
                }
                '\\' => self.escape()?,
                _ => {
                    self.at += 1;
                    self.single(c)?
                }
            };
            let part = self.quantified(part)?;
            if part != Node::Empty {
                parts.push(part);
            }
        }
        Ok(match parts.pop() {
            None => Node::Empty,
            Some(only) if parts.is_empty() => only,
            last => Node::Concat(parts.into_iter().chain(last).collect()),
        })
    }

    /// What one character that is no operator stands for.
    fn single(&mut self, c: char) -> Parse<Node> {
        let lines = self.flags.lines();
        Ok(match c {
            '[' => Node::Set(self.class()?),
            '.' if self.flags.dot_all => Node::Set(Set::ALL),
            '.' => Node::Set(Set::dot(lines)),
            '^' if self.flags.multi_line => Node::Assert(Assertion::LineStart(lines)),
            '^' => Node::Assert(Assertion::TextStart),
            '$' if self.flags.multi_line => Node::Assert(Assertion::LineEnd(lines)),
            '$' => self.final_end(),
            _ => self.literal(u32::from(c)),
        })
    }

    pub(super) fn final_end(&self) -> Node {
        Node::Assert(Assertion::FinalEnd(self.flags.lines()))
    }

    /// A character, or all that are equal to it under the flag `i`.
    pub(super) fn literal(&self, code: u32) -> Node {
        match self.char_set(code) {
            Set::Range(first, last) if first == last => {
                char::from_u32(first).map_or(Node::Set(Set::Range(first, last)), Node::Char)
            }
            set => Node::Set(set),
        }
    }

    fn quantified(&mut self, body: Node) -> Parse<Node> {
        let (min, max) = match self.peek() {
            Some('?') => (0, Some(1)),
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('{') => {
                self.at += 1;
                self.counts()?
            }
            _ => return Ok(body),
        };
        self.at += 1;
        let greed = match self.peek() {
            Some('?') => Greed::Lazy,
            Some('+') => Greed::Possessive,
            _ => Greed::Greedy,
        };
        self.at += usize::from(greed != Greed::Greedy);
        Ok(match body {
            Node::Empty => Node::Empty,
            body => Node::Repeat {
                body: Box::new(body),
                min,
                max,
                greed,
            },
        })
    }

    /// `2`, `2,` or `2,3` up to the brace that closes.
    fn counts(&mut self) -> Parse<(u32, Option<u32>)> {
        let Some(min) = self.number()? else {
            return Err(Problem::Syntax(
                "a brace that begins no repetition must be escaped",
            ));
        };
        let max = if self.raw(0) == Some(',') {
            self.at += 1;
            match self.number()? {
                None if self.raw(0) == Some('}') => None,
                None => Some(0),
                max => max,
            }
        } else {
            Some(min)
        };
        if self.raw(0) != Some('}') {
            return Err(Problem::Syntax("a repetition that is not closed"));
        }
        if max.is_some_and(|max| max < min) {
            return Err(Problem::Syntax("a repetition of more than its maximum"));
        }
        Ok((min, max))
    }

    fn number(&mut self) -> Parse<Option<u32>> {
        let mut number = None;
        while let Some(digit) = self.raw(0).and_then(|c| c.to_digit(10)) {
            let sum = number
                .unwrap_or(0_i32)
                .checked_mul(10)
                .and_then(|tens| tens.checked_add_unsigned(digit));
            let Some(sum) = sum else {
                return Err(Problem::Syntax("a repetition that is too large"));
            };
            number = Some(sum);
            self.at += 1;
        }
        Ok(number.map(i32::unsigned_abs))
    }
}
