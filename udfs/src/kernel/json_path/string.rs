//! Strings: from what is written between two quotes to the text, and back as Jackson writes it.

use std::borrow::Cow;
use std::fmt::Write as _;

use memchr::memchr;

use super::scan::Quoted;

impl<'t> Quoted<'t> {
    /// The text. Of half a surrogate pair a `?` remains, as where Hive encodes it.
    pub(super) fn text(self) -> Cow<'t, str> {
        if self.escaped {
            Cow::Owned(unescape(self.body))
        } else {
            Cow::Borrowed(self.body)
        }
    }
}

fn unescape(body: &str) -> String {
    let mut text = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(backslash) = memchr(b'\\', rest.as_bytes()) {
        text.push_str(rest.get(..backslash).unwrap_or_default());
        let mut escape = rest.get(backslash + 1..).unwrap_or_default().chars();
        let letter = escape.next();
        rest = escape.as_str();
        text.extend(match letter {
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{c}'),
            Some('n') => Some('\n'),
            Some('r') => Some('\r'),
            Some('t') => Some('\t'),
            Some('u') => {
                let (c, behind) = unicode(rest);
                rest = behind;
                Some(c)
            }
            other => other,
        });
    }
    text.push_str(rest);
    text
}

/// The character of four digits, and of the escape behind them if both are a pair; what comes behind.
fn unicode(text: &str) -> (char, &str) {
    let Some((unit, behind)) = unit(text) else {
        return ('?', text);
    };
    if let Some((second, behind)) = behind.strip_prefix("\\u").and_then(self::unit)
        && let Some(Ok(c)) = char::decode_utf16([unit, second]).next()
        && c.len_utf16() == 2
    {
        return (c, behind);
    }
    (char::from_u32(u32::from(unit)).unwrap_or('?'), behind)
}

fn unit(text: &str) -> Option<(u16, &str)> {
    let (digits, behind) = text.split_at_checked(4)?;
    Some((u16::from_str_radix(digits, 16).ok()?, behind))
}

/// Appends a text in quotes.
pub(super) fn write_quoted(text: &str, out: &mut String) {
    out.push('"');
    let mut copied = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0C => "\\f",
            0..0x20 => "\\u",
            _ => continue,
        };
        out.push_str(text.get(copied..at).unwrap_or_default());
        out.push_str(escape);
        if escape == "\\u" {
            let _ = write!(out, "{byte:04X}");
        }
        copied = at + 1;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    out.push('"');
}
