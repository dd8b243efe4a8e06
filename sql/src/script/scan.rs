//! The lexical layer that splitting and substitution share: quotes, comments, blanks and separators.

use std::ops::Range;

use super::reference;

/// What a stretch of a script is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// White space, and byte order marks that joining files left in the middle.
    Blank,
    /// `-- …` up to the line's end, or `/* … */`. Hints `/*+ … */` too.
    Comment,
    /// A quoted text or name with its quotes.
    Quoted,
    /// Anything else.
    Code,
    /// `\;` outside quotes: a semicolon that does not end the statement.
    EscapedSemicolon,
    /// `;`
    Separator,
}

/// What was opened and not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    SingleQuote,
    DoubleQuote,
    Backquote,
    Comment,
}

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub kind: Kind,
    pub range: Range<usize>,
}

/// A quote or comment that runs to the end of the text. The range is its opening mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unterminated {
    pub opening: Opening,
    pub range: Range<usize>,
}

/// Cuts a text into stretches without gaps. Ends after an error.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// A stretch of the next `length` bytes.
    fn take(&mut self, kind: Kind, length: usize) -> Stretch {
        let start = self.at;
        self.at += length;
        Stretch {
            kind,
            range: start..self.at,
        }
    }

    fn fail(&mut self, opening: Opening, mark: usize) -> Unterminated {
        let start = self.at;
        self.at = self.text.len();
        Unterminated {
            opening,
            range: start..start + mark,
        }
    }

    fn quoted(&mut self, quote: char, opening: Opening) -> Result<Stretch, Unterminated> {
        // As Hive's lexer: a backslash escapes in texts, not in backquoted names. A doubled quote needs no
        // care: two quoted stretches side by side end where one with the quote inside would.
        let escapes = opening != Opening::Backquote;
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            if c == quote {
                return Ok(self.take(Kind::Quoted, at + 1));
            }
            if escapes && c == '\\' {
                chars.next();
            }
        }
        Err(self.fail(opening, 1))
    }

    fn code(&mut self) -> Stretch {
        let rest = self.rest();
        let mut end = 0;
        while let Some(c) = rest.get(end..).and_then(|tail| tail.chars().next()) {
            let tail = rest.get(end..).unwrap_or_default();
            if c == '$' {
                // A variable's name may hold what is a comment elsewhere: `${hivevar:a--b}`.
                end += reference::length_at_start(tail).unwrap_or(1);
            } else if c == '\\' && !tail.starts_with("\\;") {
                // As in Hive's splitter, a quote behind a backslash opens nothing.
                end += 1 + tail.chars().nth(1).map_or(0, char::len_utf8);
            } else if special(tail, c) {
                break;
            } else {
                end += c.len_utf8();
            }
        }
        self.take(Kind::Code, end)
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// Whether a stretch of another kind than code begins here. `c` is the first character of `tail`.
fn special(tail: &str, c: char) -> bool {
    matches!(c, '\'' | '"' | '`' | ';')
        || is_blank(c)
        || tail.starts_with("--")
        || tail.starts_with("/*")
        || tail.starts_with("\\;")
}

impl Iterator for Scanner<'_> {
    type Item = Result<Stretch, Unterminated>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        Some(match first {
            '\'' => self.quoted(first, Opening::SingleQuote),
            '"' => self.quoted(first, Opening::DoubleQuote),
            '`' => self.quoted(first, Opening::Backquote),
            ';' => Ok(self.take(Kind::Separator, 1)),
            '\\' if rest.starts_with("\\;") => Ok(self.take(Kind::EscapedSemicolon, 2)),
            '-' if rest.starts_with("--") => {
                Ok(self.take(Kind::Comment, rest.find('\n').unwrap_or(rest.len())))
            }
            '/' if rest.starts_with("/*") => {
                // Not nested, as in Hive. The opening's star is no part of the closing: `/*/` goes on.
                match rest.get(2..).and_then(|inside| inside.find("*/")) {
                    Some(length) => Ok(self.take(Kind::Comment, length + 4)),
                    None => Err(self.fail(Opening::Comment, 2)),
                }
            }
            c if is_blank(c) => {
                let length = rest.find(|c| !is_blank(c)).unwrap_or(rest.len());
                Ok(self.take(Kind::Blank, length))
            }
            _ => Ok(self.code()),
        })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn stretches(text: &str) -> Vec<(Kind, &str)> {
        Scanner::new(text)
            .map(Result::unwrap)
            .map(|s| (s.kind, &text[s.range]))
            .collect()
    }

    #[test]
    fn each_kind() {
        assert_eq!(
            stretches("a 'b;' -- c;\n\"d\";/*;*/`e\\`\\;"),
            [
                (Kind::Code, "a"),
                (Kind::Blank, " "),
                (Kind::Quoted, "'b;'"),
                (Kind::Blank, " "),
                (Kind::Comment, "-- c;"),
                (Kind::Blank, "\n"),
                (Kind::Quoted, "\"d\""),
                (Kind::Separator, ";"),
                (Kind::Comment, "/*;*/"),
                (Kind::Quoted, "`e\\`"),
                (Kind::EscapedSemicolon, "\\;"),
            ]
        );
    }

    #[test]
    fn comment_closes_after_its_opening() {
        assert_eq!(
            stretches("/*/ a */b"),
            [(Kind::Comment, "/*/ a */"), (Kind::Code, "b")]
        );
        assert_eq!(stretches("/**/"), [(Kind::Comment, "/**/")]);
    }

    #[test]
    fn operators_are_code() {
        assert_eq!(stretches("a-b/c*d"), [(Kind::Code, "a-b/c*d")]);
    }

    #[test]
    fn references_are_code_whatever_they_hold() {
        assert_eq!(
            stretches("${hivevar:a--b}"),
            [(Kind::Code, "${hivevar:a--b}")]
        );
        assert_eq!(stretches("${a/*b}c"), [(Kind::Code, "${a/*b}c")]);
    }

    #[test]
    fn wide_blanks_and_inner_marks_are_blank() {
        assert_eq!(
            stretches("a\u{3000}\u{FEFF}b")[1],
            (Kind::Blank, "\u{3000}\u{FEFF}")
        );
    }

    #[test]
    fn quote_behind_a_backslash_opens_nothing() {
        assert_eq!(stretches("x=it\\'s"), [(Kind::Code, "x=it\\'s")]);
    }

    #[test]
    fn unterminated_points_at_the_opening() {
        for (text, opening, range) in [
            ("a 'b;", Opening::SingleQuote, 2..3),
            ("a \"b\\\"", Opening::DoubleQuote, 2..3),
            ("`", Opening::Backquote, 0..1),
            ("a /* b *", Opening::Comment, 2..4),
            ("'\\", Opening::SingleQuote, 0..1),
        ] {
            let mut scanner = Scanner::new(text);
            let error = scanner.find_map(Result::err).unwrap();
            assert_eq!(error, Unterminated { opening, range }, "{text}");
            assert!(scanner.next().is_none());
        }
    }
}
