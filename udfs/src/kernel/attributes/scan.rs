//! The strict walk: what RFC 8259 calls an object, in one pass, giving borrowed names and values.
//!
//! Accepts what `serde_json` accepts, its limit of 127 nested containers included, with two
//! differences, both allowed by the RFC: escapes of half a surrogate pair, and numbers of any size
//! (nothing here computes with them).

#![expect(
    clippy::inline_always,
    reason = "out of line, what they give goes through memory: a quarter slower, by benches/benches/kernels/attributes.rs"
)]

use super::run::plain_run;
use super::value::{Quoted, Value};
use super::walk::Visitor;

/// Objects and arrays inside each other, the outermost counted.
pub(super) const MAX_DEPTH: usize = 127;

/// A pair as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) key: Quoted<'a>,
    pub(super) value: Value<'a>,
    /// Byte offset of the pair's first character, the quote before its name.
    pub(super) start: usize,
    /// Byte offset behind its value.
    pub(super) end: usize,
}

/// What a text is to the strict walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// One object and nothing else but white space.
    Object,
    /// Begins as an object does; the pairs seen so far count for nothing.
    Broken,
    /// Does not begin with `{`.
    NoObject,
}

/// Shows the pairs of the object in `text` to `visitor`.
pub(super) fn scan<'a>(text: &'a str, visitor: &mut impl Visitor<'a>) -> Outcome {
    let mut scanner = Scanner::at(text, 0);
    scanner.blanks();
    if scanner.peek() != Some(b'{') {
        return Outcome::NoObject;
    }
    if scanner.object(1, visitor).is_none() {
        return Outcome::Broken;
    }
    scanner.blanks();
    if scanner.peek().is_none() {
        Outcome::Object
    } else {
        Outcome::Broken
    }
}

/// Whether `body` may stand between two quotes in JSON.
pub(super) fn is_string_body(body: &str) -> bool {
    let mut scanner = Scanner::at(body, 0);
    scanner.body().is_some() && scanner.peek().is_none()
}

/// For nested objects, whose pairs are nobody's business.
struct Ignore;

impl<'a> Visitor<'a> for Ignore {
    fn pair(&mut self, _pair: Pair<'a>) {}
    fn restart(&mut self) {}
}

/// A place in a text. Reading methods give `None` where the text is not JSON; the place is
/// undefined then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub(super) fn at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// Byte offset of the place.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    #[inline]
    pub(super) fn blanks(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    #[inline]
    pub(super) fn eat(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// A string with its quotes.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Option<Quoted<'a>> {
        self.eat(b'"')?;
        let start = self.at;
        let escaped = self.body()?;
        let body = self.text.get(start..self.at)?;
        self.eat(b'"')?;
        Some(Quoted { body, escaped })
    }

    /// The colon behind a name, with the white space round it.
    #[inline]
    pub(super) fn colon(&mut self) -> Option<()> {
        self.blanks();
        self.eat(b':')?;
        self.blanks();
        Some(())
    }

    /// A value; `depth` is that of a container that begins here.
    #[inline(always)]
    pub(super) fn value(&mut self, depth: usize) -> Option<Value<'a>> {
        if self.peek()? == b'"' {
            return self.string().map(Value::Text);
        }
        self.json(depth).map(Value::Json)
    }

    /// A value that is no string.
    fn json(&mut self, depth: usize) -> Option<&'a str> {
        let start = self.at;
        match self.peek()? {
            b'{' => self.object(depth, &mut Ignore)?,
            b'[' => self.array(depth)?,
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => self.number()?,
        }
        self.text.get(start..self.at)
    }

    fn object(&mut self, depth: usize, visitor: &mut impl Visitor<'a>) -> Option<()> {
        self.open(depth)?;
        if self.eat(b'}').is_some() {
            return Some(());
        }
        loop {
            let start = self.at;
            let key = self.string()?;
            self.colon()?;
            let value = self.value(depth + 1)?;
            visitor.pair(Pair {
                key,
                value,
                start,
                end: self.at,
            });
            if self.next_or(b'}')? {
                return Some(());
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<()> {
        self.open(depth)?;
        if self.eat(b']').is_some() {
            return Some(());
        }
        loop {
            self.value(depth + 1)?;
            if self.next_or(b']')? {
                return Some(());
            }
        }
    }

    fn open(&mut self, depth: usize) -> Option<()> {
        self.at += 1;
        self.blanks();
        (depth <= MAX_DEPTH).then_some(())
    }

    /// Behind a member: over a comma to the next one, or over `close`, which is true.
    #[inline]
    fn next_or(&mut self, close: u8) -> Option<bool> {
        self.blanks();
        let byte = self.peek()?;
        self.at += 1;
        if byte == b',' {
            self.blanks();
            Some(false)
        } else {
            (byte == close).then_some(true)
        }
    }

    /// Goes over what stands between two quotes, up to the closing one or to the end; whether there were escapes.
    #[inline(always)]
    fn body(&mut self) -> Option<bool> {
        self.plain()?;
        match self.peek() {
            None | Some(b'"') => Some(false),
            Some(_) => self.body_with_escapes(),
        }
    }

    #[inline(always)]
    fn plain(&mut self) -> Option<()> {
        self.at += plain_run(self.text.as_bytes().get(self.at..)?);
        Some(())
    }

    #[inline(never)]
    fn body_with_escapes(&mut self) -> Option<bool> {
        loop {
            match self.peek() {
                None | Some(b'"') => return Some(true),
                Some(b'\\') => self.escape()?,
                Some(_) => return None,
            }
            self.plain()?;
        }
    }

    fn escape(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at + 1)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
            b'u' => {
                let digits = bytes.get(self.at + 2..self.at + 6)?;
                if !digits.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                self.at += 6;
            }
            _ => return None,
        }
        Some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        self.rest().starts_with(word).then(|| self.at += word.len())
    }

    fn number(&mut self) -> Option<()> {
        let _sign = self.eat(b'-');
        if self.eat(b'0').is_none() {
            self.digits()?;
        }
        if self.eat(b'.').is_some() {
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    /// One digit or more.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        (self.at > start).then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(text: &str) -> Outcome {
        scan(text, &mut Ignore)
    }

    fn nested(depth: usize) -> String {
        format!(
            "{{\"a\":{}{}}}",
            "[".repeat(depth - 1),
            "]".repeat(depth - 1)
        )
    }

    #[test]
    fn nesting_stops_where_serde_json_stops() {
        assert_eq!(outcome(&nested(127)), Outcome::Object);
        assert!(serde_json::from_str::<serde_json::Value>(&nested(127)).is_ok());
        assert_eq!(outcome(&nested(128)), Outcome::Broken);
        assert!(serde_json::from_str::<serde_json::Value>(&nested(128)).is_err());
    }

    #[test]
    fn deep_nesting_does_not_exhaust_the_stack() {
        assert_eq!(outcome(&"{\"a\":".repeat(100_000)), Outcome::Broken);
    }

    #[test]
    fn numbers_of_any_size_are_json() {
        assert_eq!(
            outcome(r#"{"a":1e999,"b":123456789012345678901234567890}"#),
            Outcome::Object
        );
    }

    #[test]
    fn text_without_a_brace_is_no_object() {
        for text in [
            "",
            " ",
            "abc",
            "[1]",
            "\"x\"",
            "null",
            "1",
            "\u{feff}{}",
            "\u{a0}{}",
        ] {
            assert_eq!(outcome(text), Outcome::NoObject, "{text:?}");
        }
    }
}
