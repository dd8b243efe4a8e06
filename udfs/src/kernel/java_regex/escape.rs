//! What follows a backslash.

use super::error::Problem;
use super::parse::{Parse, Parser};
use super::property::property;
use super::syntax::{Assertion, Node, Set};

/// What an escape stands for inside and outside of classes.
#[derive(Debug)]
pub(super) enum Escaped {
    /// A code point; a lone surrogate matches nothing.
    Code(u32),
    Set(Set),
}

impl Parser {
    /// An escape outside of classes, from its backslash.
    pub(super) fn escape(&mut self) -> Parse<Node> {
        let Some(letter) = self.raw(1) else {
            self.at += 1;
            return Err(Problem::Syntax("a backslash at the end"));
        };
        let boundary = |negated| {
            Node::Assert(Assertion::WordBoundary {
                negated,
                unicode: self.flags.unicode_classes,
            })
        };
        let node = match letter {
            '1'..='9' => return self.numbered_reference(),
            'k' => return self.named_reference(),
            'A' => Node::Assert(Assertion::TextStart),
            'z' => Node::Assert(Assertion::TextEnd),
            'Z' => self.final_end(),
            'b' if self.raw(2) == Some('{') && self.raw(3) == Some('g') => {
                return self.refused(r"\b{g} (a boundary of grapheme clusters)");
            }
            'b' => boundary(false),
            'B' => boundary(true),
            'R' => line_break(),
            'G' => return self.refused(r"\G (the end of the previous match)"),
            'X' => return self.refused(r"\X (a grapheme cluster)"),
            _ => {
                return Ok(match self.escaped(false)? {
                    Escaped::Code(code) => self.literal(code),
                    Escaped::Set(set) => Node::Set(set),
                });
            }
        };
        self.at += 2;
        Ok(node)
    }

    /// An error for the escape that begins here.
    fn refused(&mut self, what: &str) -> Parse<Node> {
        self.at += 1;
        Err(Problem::Unsupported(what.to_owned()))
    }

    /// An escape that stands for characters, from its backslash. `in_range`: as an end of a range `\v` is one character.
    pub(super) fn escaped(&mut self, in_range: bool) -> Parse<Escaped> {
        let Some(letter) = self.raw(1) else {
            self.at += 1;
            return Err(Problem::Syntax("a backslash at the end"));
        };
        self.at += 2;
        let unicode = self.flags.unicode_classes;
        let class = |ascii: Set, all: &'static str| if unicode { Set::items(all) } else { ascii };
        let negated = letter.is_ascii_uppercase();
        let set = match letter {
            'd' | 'D' => class(Set::DIGITS, r"\p{Nd}"),
            's' | 'S' => class(Set::SPACE, r"\p{White_Space}"),
            'w' | 'W' => class(Set::WORD, r"\w"),
            'h' | 'H' => Set::HORIZONTAL,
            'v' if in_range => return Ok(Escaped::Code(0x0B)),
            'v' | 'V' => Set::VERTICAL,
            'p' | 'P' => self.property()?,
            _ => return Ok(Escaped::Code(self.code(letter)?)),
        };
        Ok(Escaped::Set(set.negated_if(negated)))
    }

    /// The code point of an escape, from behind its letter.
    fn code(&mut self, letter: char) -> Parse<u32> {
        Ok(match letter {
            'a' => 0x07,
            'e' => 0x1B,
            'f' => 0x0C,
            'n' => 0x0A,
            'r' => 0x0D,
            't' => 0x09,
            '0' => self.octal()?,
            'x' => self.hexadecimal()?,
            'u' => self.unicode()?,
            'c' => match self.raw(0) {
                Some(c) => {
                    self.at += 1;
                    u32::from(c) ^ 0x40
                }
                None => return Err(Problem::Syntax("a control escape without its character")),
            },
            'N' => {
                return Err(Problem::Unsupported(
                    r"\N{…} (a character by its name)".to_owned(),
                ));
            }
            _ if letter.is_ascii_alphanumeric() => {
                return Err(Problem::Syntax("an escape that does not exist"));
            }
            other => u32::from(other),
        })
    }

    fn digit(&mut self, radix: u32) -> Option<u32> {
        let digit = self.raw(0)?.to_digit(radix)?;
        self.at += 1;
        Some(digit)
    }

    /// One to three octal digits, up to 377.
    fn octal(&mut self) -> Parse<u32> {
        let Some(mut code) = self.digit(8) else {
            return Err(Problem::Syntax(r"\0 without an octal digit"));
        };
        let more = if code <= 3 { 2 } else { 1 };
        for _ in 0..more {
            let Some(digit) = self.digit(8) else { break };
            code = code * 8 + digit;
        }
        Ok(code)
    }

    /// `41` or `{1F600}`.
    fn hexadecimal(&mut self) -> Parse<u32> {
        const PROBLEM: Problem = Problem::Syntax("a hexadecimal escape that is not complete");
        if self.raw(0) != Some('{') {
            let (high, low) = (self.digit(16), self.digit(16));
            return high
                .zip(low)
                .map(|(high, low)| high * 16 + low)
                .ok_or(PROBLEM);
        }
        self.at += 1;
        let mut code = self.digit(16).ok_or(PROBLEM)?;
        while let Some(digit) = self.digit(16) {
            code = code * 16 + digit;
            if code > u32::from(char::MAX) {
                return Err(Problem::Syntax("a code point beyond 10FFFF"));
            }
        }
        if self.raw(0) != Some('}') {
            return Err(PROBLEM);
        }
        self.at += 1;
        Ok(code)
    }

    /// Four hexadecimal digits; with an escape of the other half behind it, a surrogate pair.
    fn unicode(&mut self) -> Parse<u32> {
        let high = self.unit()?;
        if (0xD800..0xDC00).contains(&high) && self.raw(0) == Some('\\') && self.raw(1) == Some('u')
        {
            let behind_high = self.at;
            self.at += 2;
            let low = self.unit()?;
            if (0xDC00..0xE000).contains(&low) {
                return Ok(0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00));
            }
            self.at = behind_high;
        }
        Ok(high)
    }

    fn unit(&mut self) -> Parse<u32> {
        (0..4)
            .try_fold(0, |code, _| Some(code * 16 + self.digit(16)?))
            .ok_or(Problem::Syntax(
                "a Unicode escape needs four hexadecimal digits",
            ))
    }

    /// `\p` and `\P`, from behind the letter: `L` or `{IsHan}`.
    fn property(&mut self) -> Parse<Set> {
        let name: String = if self.raw(0) == Some('{') {
            self.at += 1;
            let rest = self.rest();
            let Some(length) = rest.iter().position(|c| *c == '}') else {
                return Err(Problem::Syntax("a character property that is not closed"));
            };
            let name = rest.iter().take(length).collect();
            self.at += length + 1;
            name
        } else {
            self.raw(0).into_iter().inspect(|_| self.at += 1).collect()
        };
        property(&name, self.flags)
    }

    /// `\12` is group 12 where there are as many groups in front of it, else group 1 and a `2`.
    fn numbered_reference(&mut self) -> Parse<Node> {
        self.at += 1;
        let mut group = 0;
        while let Some(digit) = self.raw(0).and_then(|c| c.to_digit(10)) {
            let longer = group * 10 + digit as usize;
            if group > 0 && longer > self.groups {
                break;
            }
            group = longer;
            self.at += 1;
        }
        self.reference(group)
    }

    fn named_reference(&mut self) -> Parse<Node> {
        self.at += 2;
        if self.raw(0) != Some('<') {
            return Err(Problem::Syntax(r"\k needs the name of a group in < and >"));
        }
        self.at += 1;
        let name = self.group_name()?;
        match self.names.iter().find(|(known, _)| *known == name) {
            Some((_, group)) => self.reference(*group),
            None => Err(Problem::Syntax(
                "a reference to a group that does not exist",
            )),
        }
    }

    fn reference(&self, group: usize) -> Parse<Node> {
        let flags = self.flags;
        if flags.ignore_case && !flags.unicode_case {
            // The engine compares without case in all of Unicode or not at all.
            return Err(Problem::Unsupported(
                "a back-reference that ignores case in ASCII only (without the flag u)".to_owned(),
            ));
        }
        Ok(Node::BackReference {
            group,
            ignore_case: flags.ignore_case,
        })
    }
}

/// `\R`.
fn line_break() -> Node {
    Node::Alternate(vec![
        Node::Concat(vec![Node::Char('\r'), Node::Char('\n')]),
        Node::Set(Set::VERTICAL),
    ])
}
