//! Groups and flags: `(…)`, `(?:…)`, `(?<name>…)`, `(?=…)`, `(?i)` and the like.

use super::error::Problem;
use super::parse::{Parse, Parser};
use super::syntax::Node;

impl Parser {
    /// A group with its quantifier still to come; `None` for `(?flags)`.
    pub(super) fn group(&mut self) -> Parse<Option<Node>> {
        self.at += 1;
        let outer = self.flags;
        let node = if self.eat('?') {
            let kind = self.raw(0);
            self.at += 1;
            match kind {
                Some(':') => self.body()?,
                Some('=') => self.look(true, false)?,
                Some('!') => self.look(true, true)?,
                Some('>') => Node::Atomic(Box::new(self.body()?)),
                Some('<') => {
                    if let Some(sign @ ('=' | '!')) = self.raw(0) {
                        self.at += 1;
                        self.look(false, sign == '!')?
                    } else {
                        let name = self.group_name()?;
                        self.capture(Some(name))?
                    }
                }
                Some('$' | '@') | None => return Err(Problem::Syntax("an unknown kind of group")),
                Some(_) => {
                    self.at -= 1;
                    self.set_flags()?;
                    match self.raw(0) {
                        Some(')') => {
                            self.at += 1;
                            return Ok(None);
                        }
                        Some(':') => {
                            self.at += 1;
                            self.body()?
                        }
                        _ => {
                            self.at += 1;
                            return Err(Problem::Syntax("an unknown flag"));
                        }
                    }
                }
            }
        } else {
            self.capture(None)?
        };
        if !self.eat(')') {
            return Err(Problem::Syntax("a group that is not closed"));
        }
        self.flags = outer;
        Ok(Some(node))
    }

    fn body(&mut self) -> Parse<Node> {
        self.nested(Self::alternatives)
    }

    fn look(&mut self, ahead: bool, negated: bool) -> Parse<Node> {
        Ok(Node::Look {
            ahead,
            negated,
            body: Box::new(self.body()?),
        })
    }

    fn capture(&mut self, name: Option<String>) -> Parse<Node> {
        self.groups += 1;
        let index = self.groups;
        if let Some(name) = name {
            if self.names.iter().any(|(known, _)| *known == name) {
                return Err(Problem::Syntax("a name of a group that is already taken"));
            }
            self.names.push((name, index));
        }
        Ok(Node::Group {
            index,
            body: Box::new(self.body()?),
        })
    }

    /// The name of a group up to and with its `>`.
    pub(super) fn group_name(&mut self) -> Parse<String> {
        let mut name = String::new();
        loop {
            match self.raw(0) {
                Some(c) if c.is_ascii_alphabetic() || c.is_ascii_digit() && !name.is_empty() => {
                    name.push(c);
                }
                Some('>') if !name.is_empty() => {
                    self.at += 1;
                    return Ok(name);
                }
                _ => {
                    self.at += 1;
                    return Err(Problem::Syntax(
                        "a name of a group is letters and digits, and ends with >",
                    ));
                }
            }
            self.at += 1;
        }
    }

    fn set_flags(&mut self) -> Parse<()> {
        let mut on = true;
        while let Some(c) = self.peek() {
            match c {
                'i' => self.flags.ignore_case = on,
                'm' => self.flags.multi_line = on,
                's' => self.flags.dot_all = on,
                'd' => self.flags.unix_lines = on,
                'u' => self.flags.unicode_case = on,
                'x' => self.flags.comments = on,
                'U' => (self.flags.unicode_classes, self.flags.unicode_case) = (on, on),
                'c' => {
                    return Err(Problem::Unsupported(
                        "the flag c (canonical equivalence)".to_owned(),
                    ));
                }
                '-' if on => on = false,
                _ => break,
            }
            self.at += 1;
        }
        Ok(())
    }
}
