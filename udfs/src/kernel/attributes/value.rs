//! From a name or value as it is written to its text.

use std::borrow::Cow;

use memchr::memchr;

/// What stands between two quotes. Of a broken object it may hold quotes and control characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted<'a> {
    pub(super) body: &'a str,
    /// Whether `body` holds a backslash.
    pub(super) escaped: bool,
}

/// A value as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value<'a> {
    Text(Quoted<'a>),
    /// A number, boolean, `null`, object or array.
    Json(&'a str),
}

impl<'a> Quoted<'a> {
    /// `body` as it is written in a broken object.
    pub(super) fn broken(body: &'a str) -> Self {
        Self {
            body,
            escaped: memchr(b'\\', body.as_bytes()).is_some(),
        }
    }

    /// Whether its text is `text`.
    #[inline]
    pub(super) fn is(self, text: &str) -> bool {
        if self.escaped {
            self.text() == text
        } else {
            self.body == text
        }
    }

    /// The text meant. As written where a backslash begins no escape, which only a broken object
    /// has: there it is more likely a character of the value than damage to an escape.
    pub(super) fn text(self) -> Cow<'a, str> {
        if !self.escaped {
            return Cow::Borrowed(self.body);
        }
        unescape(self.body).map_or(Cow::Borrowed(self.body), Cow::Owned)
    }
}

impl<'a> Value<'a> {
    /// The text that stands for the value; `None` is `null`.
    pub(super) fn text(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(quoted) => Some(quoted.text()),
            Self::Json("null") => None,
            Self::Json(json) => Some(Cow::Borrowed(json)),
        }
    }
}

/// Replaces the escapes of JSON; `None` where a backslash begins none. Quotes and control
/// characters pass, as broken objects have them, which is why no JSON library does this.
fn unescape(body: &str) -> Option<String> {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(backslash) = memchr(b'\\', rest.as_bytes()) {
        text.push_str(rest.get(..backslash)?);
        let escape = rest.get(backslash + 1..)?;
        let letter = *escape.as_bytes().first()?;
        rest = escape.get(1..)?;
        text.push(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let (character, behind) = unicode(rest)?;
                rest = behind;
                character
            }
            _ => return None,
        });
    }
    text.push_str(rest);
    Some(text)
}

/// The character of the four digits that `text` begins with, or of them and the other half of their
/// surrogate pair; U+FFFD for half a pair.
fn unicode(text: &str) -> Option<(char, &str)> {
    let (unit, rest) = hex(text)?;
    let second = rest.strip_prefix("\\u").and_then(hex);
    let pair = [unit, second.map_or(0, |(unit, _)| unit)];
    let character = char::decode_utf16(pair)
        .next()?
        .unwrap_or(char::REPLACEMENT_CHARACTER);
    match second {
        Some((_, behind)) if character.len_utf16() == 2 => Some((character, behind)),
        _ => Some((character, rest)),
    }
}

fn hex(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    // `from_str_radix` takes a sign as well.
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    Some((u16::from_str_radix(digits, 16).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> Cow<'_, str> {
        Quoted::broken(body).text()
    }

    #[test]
    fn every_escape_is_replaced() {
        assert_eq!(
            text(r#"\"\\\/\b\f\n\r\t\u0041\u53f7"#),
            "\"\\/\u{8}\u{c}\n\r\tA号"
        );
        assert_eq!(text(r"a\tb\tc"), "a\tb\tc");
        assert_eq!(text(r"\\u0041"), r"\u0041");
    }

    #[test]
    fn text_without_escapes_is_borrowed() {
        assert!(matches!(text("省号卡专区"), Cow::Borrowed("省号卡专区")));
    }

    #[test]
    fn surrogate_pairs_are_one_character() {
        assert_eq!(text(r"\ud83d\ude00"), "😀");
        assert_eq!(text(r"\uD83D\uDE00x"), "😀x");
    }

    #[test]
    fn half_a_surrogate_pair_is_the_replacement_character() {
        assert_eq!(text(r"\ud83d"), "\u{fffd}");
        assert_eq!(text(r"\ude00x"), "\u{fffd}x");
        assert_eq!(text(r"\ud83dx"), "\u{fffd}x");
        assert_eq!(text(r"\ud83d\u0041"), "\u{fffd}A");
        assert_eq!(text(r"\ud83d\n"), "\u{fffd}\n");
        assert_eq!(text(r"\ud83d\ud83d\ude00"), "\u{fffd}😀");
    }

    #[test]
    fn a_backslash_that_begins_no_escape_leaves_the_text_as_written() {
        for body in [
            r"C:\q",
            r"\t and \x",
            "end\\",
            r"\u12",
            r"\u+123",
            r"\u12号",
        ] {
            assert_eq!(text(body), body);
        }
    }

    #[test]
    fn quotes_and_line_breaks_of_broken_objects_pass() {
        assert_eq!(text("a\"b\\/c\nd"), "a\"b/c\nd");
    }
}
