//! Patterns in the syntax of RE2, as ClickHouse's `match` takes them.

use std::iter::Peekable;
use std::str::Chars;

use regex::{Regex, RegexBuilder};
use thiserror::Error;

/// A text that is no pattern.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("'{pattern}' is no regular expression: {problem}")]
pub struct PatternError {
    pattern: String,
    problem: String,
}

/// A compiled pattern.
///
/// **Input**: RE2's syntax. As in ClickHouse `.` matches line breaks too, unless the pattern begins with `(?-s)`.
/// `\d`, `\w`, `\s` and `\b` know ASCII alone, while `.` and classes such as `\pL` are about characters of Unicode.
/// **Reference**: github.com/google/re2/wiki/Syntax, ClickHouse's function `match`. Octal escapes (`\123`) and
/// `\C` are refused.
///
/// ```
/// use maidian_udfs::kernel::re2::Pattern;
///
/// let phone = Pattern::compile(r"^1\d{10}$")?;
/// assert!(phone.matches("10000007919"));
/// assert!(!phone.matches("1000000791"));
/// # Ok::<(), maidian_udfs::kernel::re2::PatternError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Pattern(Regex);

impl Pattern {
    /// Compiles a pattern.
    ///
    /// **Errors**: text that is no pattern, or one that compiles to more than 10 MB.
    pub fn compile(pattern: &str) -> Result<Self, PatternError> {
        let build = |text: &str| RegexBuilder::new(text).dot_matches_new_line(true).build();
        build(&translate(pattern)).map(Self).map_err(|error| {
            // The pattern as it was written gives the clearer message, if it is wrong as well.
            let error = build(pattern).err().unwrap_or(error);
            PatternError {
                pattern: pattern.to_owned(),
                problem: problem(&error),
            }
        })
    }

    /// Whether the pattern is found anywhere in the text.
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

/// What is wrong, without the drawing of several lines that the regex crate puts before it.
fn problem(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}

/// Writes a pattern of RE2 in the syntax of the regex crate, where that differs.
fn translate(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() + 16);
    let mut rest = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(char) = rest.next() {
        match char {
            '\\' => escape(&mut out, &mut rest, in_class),
            '[' if !in_class => {
                in_class = true;
                out.push('[');
                out.extend(rest.next_if_eq(&'^'));
                if rest.next_if_eq(&']').is_some() {
                    out.push_str(r"\]");
                }
            }
            '[' if rest.peek() == Some(&':') => {
                out.push('[');
                // The closing bracket of `[:alpha:]` does not close the class.
                for char in rest.by_ref() {
                    out.push(char);
                    if char == ']' {
                        break;
                    }
                }
            }
            // Operators on classes, which RE2 does not have.
            '[' | '&' | '~' if in_class => out.extend(['\\', char]),
            ']' => {
                in_class = false;
                out.push(']');
            }
            _ => out.push(char),
        }
    }
    out
}

/// Writes what follows a backslash.
fn escape(out: &mut String, rest: &mut Peekable<Chars<'_>>, in_class: bool) {
    match rest.next() {
        Some('d') => out.push_str("[0-9]"),
        Some('D') => out.push_str("[^0-9]"),
        Some('w') => out.push_str("[0-9A-Za-z_]"),
        Some('W') => out.push_str("[^0-9A-Za-z_]"),
        Some('s') => out.push_str(r"[\t\n\f\r ]"),
        Some('S') => out.push_str(r"[^\t\n\f\r ]"),
        Some('b') if !in_class => out.push_str(r"(?-u:\b)"),
        Some('B') if !in_class => out.push_str(r"(?-u:\B)"),
        Some('Q') if !in_class => {
            let text: String = rest.clone().collect();
            let quoted = text
                .split_once(r"\E")
                .map_or(text.as_str(), |(quoted, _)| quoted);
            out.push_str(&regex::escape(quoted));
            // Behind the quoted text and `\E`.
            let taken = quoted.chars().count() + 2;
            rest.by_ref().take(taken).for_each(drop);
        }
        Some(char) => out.extend(['\\', char]),
        None => out.push('\\'),
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use proptest::prelude::*;

    use super::Pattern;

    #[track_caller]
    fn check(pattern: &str, found_in: &[&str], not_in: &[&str]) {
        let pattern = Pattern::compile(pattern).unwrap();
        for text in found_in {
            assert!(pattern.matches(text), "{pattern:?} in {text}");
        }
        for text in not_in {
            assert!(!pattern.matches(text), "{pattern:?} in {text}");
        }
    }

    #[test]
    fn pattern_is_found_anywhere() {
        check("b+", &["abc", "b"], &["", "ac"]);
        check("", &["", "a"], &[]);
        check(
            "^1[0-9]{10}$",
            &["10000007919"],
            &["x10000007919", "1000000791"],
        );
    }

    #[test]
    fn dot_matches_line_breaks_unless_told_otherwise() {
        check("a.b", &["a\nb", "a中b"], &["ab"]);
        check("(?-s)a.b", &["a中b"], &["a\nb"]);
    }

    #[test]
    fn escaped_classes_are_ascii() {
        check(r"^\d\w\s$", &["1a ", "0_\t"], &["١a ", "1é ", "1a\u{a0}"]);
        check(r"^[\d-]+$", &["1-2"], &["١"]);
        check(r"^[\D]$", &["a", "١"], &["1"]);
        check(r"\ba", &["中a", "-a"], &["ba"]);
    }

    #[test]
    fn class_has_no_operators() {
        check("^[[]$", &["["], &["a"]);
        check("^[a&&b]+$", &["a&b"], &["c"]);
        check("^[]a]+$", &["]a"], &["b"]);
        check("^[^]a]$", &["b"], &["]", "a"]);
        check("^[[:alpha:]1]+$", &["ab1"], &["2"]);
    }

    #[test]
    fn quoted_text_is_taken_as_it_is() {
        check(r"^\Qa.b\E+$", &["a.b", "a.bb"], &["axb"]);
        check(r"\Q(", &["("], &["a"]);
    }

    #[test]
    fn malformed_pattern_is_an_error_that_shows_it() {
        assert_eq!(
            Pattern::compile("(a").unwrap_err().to_string(),
            "'(a' is no regular expression: unclosed group"
        );
        for pattern in ["[", "a**+(", r"\", r"(?=a)", r"\1"] {
            assert!(Pattern::compile(pattern).is_err(), "{pattern}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(pattern in r"([a\[\]\\dQE:^&~()-]|\PC){0,12}", text in any::<String>()) {
            if let Ok(pattern) = Pattern::compile(&pattern) {
                pattern.matches(&text);
            }
        }
    }
}
