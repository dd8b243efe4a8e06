//! Classes: `[…]` with ranges, unions, intersections and negations.

use super::error::Problem;
use super::escape::Escaped;
use super::parse::{Parse, Parser};
use super::syntax::Set;

impl Parser {
    /// A class, from behind its opening bracket to behind its closing one.
    ///
    /// A negation is one of the whole class, unions and intersections included, as since Java 9.
    pub(super) fn class(&mut self) -> Parse<Set> {
        self.nested(|parser| {
            let negated = parser.peek() == Some('^');
            parser.at += usize::from(negated);
            let set = parser.members()?;
            parser.at += 1;
            Ok(set.negated_if(negated))
        })
    }

    /// What stands in a class, up to the bracket that closes it.
    fn members(&mut self) -> Parse<Set> {
        let mut members: Vec<Set> = Vec::new();
        loop {
            match self.peek() {
                None => return Err(Problem::Syntax("a character class that is not closed")),
                // The first one is a bracket among the members.
                Some(']') if !members.is_empty() => return Ok(union(members)),
                Some('[') => {
                    self.at += 1;
                    members.push(self.class()?);
                }
                Some('&') if self.double_ampersand() => {
                    // With nothing on the right Java compiles some of them, and throws when they are used.
                    let Some(right) = self.intersected()? else {
                        return Err(Problem::Syntax("an intersection with nothing"));
                    };
                    members = vec![if members.is_empty() {
                        right
                    } else {
                        Set::Both(Box::new(union(members)), Box::new(right))
                    }];
                }
                Some(_) => members.push(self.range()?),
            }
        }
    }

    /// Goes over `&&`.
    fn double_ampersand(&mut self) -> bool {
        let start = self.at;
        self.at += 1;
        if self.eat('&') {
            return true;
        }
        self.at = start;
        false
    }

    /// What stands to the right of `&&`: classes, or all that follows.
    fn intersected(&mut self) -> Parse<Option<Set>> {
        let mut right: Vec<Set> = Vec::new();
        loop {
            match self.peek() {
                Some(']' | '&') => return Ok((!right.is_empty()).then(|| union(right))),
                Some('[') => {
                    self.at += 1;
                    right.push(self.class()?);
                }
                _ => right.push(self.nested(Self::members)?),
            }
        }
    }

    /// A character, a range, or an escape that stands for several characters.
    fn range(&mut self) -> Parse<Set> {
        let first = match self.member(self.raw(2) == Some('-'))? {
            Escaped::Code(code) => code,
            Escaped::Set(set) => return Ok(set),
        };
        if self.peek() != Some('-') || matches!(self.raw(1), Some('[' | ']')) {
            return Ok(self.char_set(first));
        }
        self.at += 1;
        let last = match self.peek() {
            None => return Err(Problem::Syntax("a character class that is not closed")),
            Some(_) => self.member(true)?,
        };
        match last {
            Escaped::Code(last) if first <= last => Ok(self.range_set(first, last)),
            _ => Err(Problem::Syntax(
                "a character range whose end is before its start",
            )),
        }
    }

    fn member(&mut self, in_range: bool) -> Parse<Escaped> {
        match self.peek() {
            Some('\\') => self.escaped(in_range),
            Some(c) => {
                self.at += 1;
                Ok(Escaped::Code(u32::from(c)))
            }
            None => Err(Problem::Syntax("a character class that is not closed")),
        }
    }
}

fn union(mut members: Vec<Set>) -> Set {
    match members.pop() {
        Some(only) if members.is_empty() => only,
        last => Set::Union(members.into_iter().chain(last).collect()),
    }
}
