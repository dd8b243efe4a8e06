//! Patterns of LIKE.

use memchr::memmem;
use regex::Regex;

/// A pattern of LIKE, compiled.
///
/// `%` is any text, `_` any one character; `\%` and `\_` are the signs themselves, any other backslash is text. In patterns
/// other than `abc`, `abc%`, `%abc` and `%abc%` the wildcards stop at line ends.
///
/// **Source**: Hive's `UDFLike`, whose general case is a `java.util.regex.Pattern` without DOTALL.
///
/// ```
/// use maidian_udfs::kernel::text::LikePattern;
///
/// assert!(LikePattern::new("a%").is_match("a\nb"));
/// assert!(!LikePattern::new("a_b").is_match("a\nb"));
/// ```
#[derive(Debug, Clone)]
pub struct LikePattern(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Equal(String),
    Prefix(String),
    Suffix(String),
    Within(String),
    General(Regex),
    /// Larger than the engine takes: nothing is like it.
    Nothing,
}

/// What Java's `.` does not match, beside line feeds.
const ANY: &str = r"[^\n\r\x{85}\x{2028}\x{2029}]";

impl LikePattern {
    /// Compiles a pattern.
    pub fn new(pattern: &str) -> Self {
        Self(simple(pattern).unwrap_or_else(|| general(pattern)))
    }

    /// Whether all of a text is like the pattern.
    pub fn is_match(&self, text: &str) -> bool {
        match &self.0 {
            Kind::Equal(whole) => text == whole,
            Kind::Prefix(start) => text.starts_with(start),
            Kind::Suffix(end) => text.ends_with(end),
            Kind::Within(part) => memmem::find(text.as_bytes(), part.as_bytes()).is_some(),
            Kind::General(regex) => regex.is_match(text),
            Kind::Nothing => false,
        }
    }
}

/// Text with `%` at its ends or nowhere, where `\%` and `\_` stand for the signs.
fn simple(pattern: &str) -> Option<Kind> {
    let mut text = String::with_capacity(pattern.len());
    let (mut at_start, mut at_end) = (false, false);
    let mut rest = pattern.chars().peekable();
    let mut is_first = true;
    while let Some(ch) = rest.next() {
        match ch {
            _ if at_end => return None,
            '\\' if matches!(rest.peek(), Some('%' | '_')) => text.extend(rest.next()),
            '_' => return None,
            '%' if is_first => at_start = true,
            '%' => at_end = true,
            other => text.push(other),
        }
        is_first = false;
    }
    Some(match (at_start, at_end) {
        (false, false) => Kind::Equal(text),
        (false, true) => Kind::Prefix(text),
        (true, false) => Kind::Suffix(text),
        (true, true) => Kind::Within(text),
    })
}

fn general(pattern: &str) -> Kind {
    let mut regex = String::from(r"\A");
    let mut rest = pattern.chars().peekable();
    while let Some(ch) = rest.next() {
        match ch {
            '\\' if matches!(rest.peek(), Some('%' | '_')) => regex.extend(rest.next()),
            '_' => regex.push_str(ANY),
            '%' => {
                regex.push_str(ANY);
                // The shortest way to what follows, as a reluctant quantifier finds it; the answer is the same.
                regex.push_str("*?");
            }
            other => regex.push_str(&regex::escape(other.encode_utf8(&mut [0; 4]))),
        }
    }
    regex.push_str(r"\z");
    Regex::new(&regex).map_or(Kind::Nothing, Kind::General)
}

#[cfg(test)]
mod tests {
    use super::LikePattern;

    // Answers of Hive 2.3.10.
    #[test]
    fn texts_are_like_patterns() {
        for (text, pattern) in [
            ("abc", "a%"),
            ("abc", "%c"),
            ("abc", "%b%"),
            ("abc", "_b_"),
            ("", ""),
            ("", "%"),
            ("a_c", r"a\_c"),
            ("中文", "_文"),
            ("🙂", "_"),
            ("a\nb", "%b"),
            ("a(b", "a(b"),
            ("aXbXc", "a%b%c"),
            ("a%b", r"%\%%"),
            (r"a\", r"a\"),
        ] {
            assert!(
                LikePattern::new(pattern).is_match(text),
                "{text} LIKE {pattern}"
            );
        }
    }

    #[test]
    fn texts_are_not_like_patterns() {
        for (text, pattern) in [
            ("abc", "__"),
            ("abc", r"a\%c"),
            ("a\nb", "a_b"),
            ("a\nb", "a%b"),
            ("abc", "a.c"),
            (r"a\c", r"a\\c"),
            ("abc ", "abc"),
            ("abc", r"a\_c"),
        ] {
            assert!(
                !LikePattern::new(pattern).is_match(text),
                "{text} LIKE {pattern}"
            );
        }
    }
}
