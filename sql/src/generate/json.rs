//! Compact JSON text, written straight into a string, and the digits that go into it.

use std::fmt::Write as _;

/// Appends `text` with JSON's escapes, without the quotes around it.
pub fn push_escaped(out: &mut String, text: &str) {
    let special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    let mut rest = text;
    while let Some(at) = rest.bytes().position(special) {
        let (clean, tail) = rest.split_at(at);
        out.push_str(clean);
        let mut characters = tail.chars();
        match characters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(control) => {
                // Writing to a string cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            None => {}
        }
        rest = characters.as_str();
    }
    out.push_str(rest);
}

/// Appends `text` as a JSON string, quotes included.
pub fn push_string(out: &mut String, text: &str) {
    out.push('"');
    push_escaped(out, text);
    out.push('"');
}

/// Appends a number in decimal.
pub fn push_number(out: &mut String, number: u64) {
    push_padded(out, number, 1);
}

/// Appends a number in decimal with zeros in front up to `width` digits.
pub fn push_padded(out: &mut String, number: u64, width: usize) {
    let mut digits = [b'0'; 20];
    let mut rest = number;
    let mut used = 0;
    for slot in digits.iter_mut().rev() {
        if rest == 0 {
            break;
        }
        *slot = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        used += 1;
    }
    let shown = used.max(width.min(digits.len()));
    push_ascii(out, digits.get(digits.len() - shown..).unwrap_or_default());
}

/// Appends bytes that are ASCII, all at once: characters one by one cost more than all the rest of
/// an event.
fn push_ascii(out: &mut String, bytes: &[u8]) {
    out.push_str(str::from_utf8(bytes).unwrap_or_default());
}

/// Appends the lowest `digits` hexadecimal digits of a word (at most 16), in lower case.
pub fn push_hex(out: &mut String, word: u64, digits: usize) {
    let text = hex(word);
    push_ascii(out, text.get(16 - digits.min(16)..).unwrap_or_default());
}

/// All hexadecimal digits of a word.
fn hex(word: u64) -> [u8; 16] {
    // Without branches or a table, so that the compiler does all digits at once.
    let digit = |nibble: u8| nibble + b'0' + u8::from(nibble > 9) * (b'a' - b'0' - 10);
    let mut text = [0; 16];
    for (pair, byte) in text
        .as_chunks_mut::<2>()
        .0
        .iter_mut()
        .zip(word.to_be_bytes())
    {
        *pair = [digit(byte >> 4), digit(byte & 0xf)];
    }
    text
}

/// Appends the UUID (version 4) that two words make.
pub fn push_uuid(out: &mut String, high: u64, low: u64) {
    push_hex(out, high >> 32, 8);
    out.push('-');
    push_hex(out, high >> 16, 4);
    out.push_str("-4");
    push_hex(out, high, 3);
    out.push_str("-8");
    push_hex(out, low >> 52, 3);
    out.push('-');
    push_hex(out, low, 12);
}

/// A JSON object that is being written. Keys are the program's own words and need no escapes.
#[derive(Debug)]
pub struct Object<'a> {
    out: &'a mut String,
    start: usize,
}

impl<'a> Object<'a> {
    /// Opens an object at the end of `out`.
    pub fn open(out: &'a mut String) -> Self {
        let start = out.len();
        out.push('{');
        Self { out, start }
    }

    /// Writes a key; the caller appends the value, as JSON text, to the string that comes back.
    pub fn key(&mut self, key: &str) -> &mut String {
        self.out.push_str(if self.out.len() == self.start + 1 {
            "\""
        } else {
            ",\""
        });
        self.out.push_str(key);
        self.out.push_str("\":");
        self.out
    }

    /// A pair with any text as its value.
    pub fn text(&mut self, key: &str, value: &str) -> &mut Self {
        push_string(self.key(key), value);
        self
    }

    /// A pair with a number as its value.
    pub fn number(&mut self, key: &str, value: u64) -> &mut Self {
        push_number(self.key(key), value);
        self
    }

    /// A pair whose value is a JSON string that `write` fills with text that needs no escapes.
    pub fn plain(&mut self, key: &str, write: impl FnOnce(&mut String)) -> &mut Self {
        let out = self.key(key);
        out.push('"');
        write(out);
        out.push('"');
        self
    }

    /// Bytes written so far, the opening brace included.
    pub fn len(&self) -> usize {
        self.out.len() - self.start
    }

    /// Closes the object.
    pub fn close(self) {
        self.out.push('}');
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::*;

    #[test]
    fn strings_are_what_serde_json_writes() {
        for text in [
            "",
            "a",
            "首页",
            "a\"b\\c",
            "\n\r\t\u{1}\u{1f}",
            "尾\"",
            "\u{7f}/",
        ] {
            let mut out = String::new();
            push_string(&mut out, text);
            assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
        }
    }

    #[test]
    fn numbers_are_padded_but_never_cut() {
        let mut out = String::new();
        for (number, width) in [(0, 1), (7, 3), (1234, 2), (u64::MAX, 1)] {
            push_padded(&mut out, number, width);
            out.push(' ');
        }
        assert_eq!(out, "0 007 1234 18446744073709551615 ");
    }

    #[test]
    fn a_uuid_has_its_version_and_variant() {
        let mut out = String::new();
        push_uuid(&mut out, 0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210);
        assert_eq!(out, "01234567-89ab-4def-8fed-ba9876543210");
    }

    #[test]
    fn an_object_separates_its_pairs() {
        let mut out = String::from("x");
        let mut object = Object::open(&mut out);
        object
            .text("a", "1\"")
            .number("b", 20)
            .plain("c", |value| value.push('d'));
        assert_eq!(object.len(), 25);
        object.close();
        assert_eq!(out, r#"x{"a":"1\"","b":20,"c":"d"}"#);
        let mut empty = String::new();
        Object::open(&mut empty).close();
        assert_eq!(empty, "{}");
    }
}
