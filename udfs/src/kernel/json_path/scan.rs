//! A place in a JSON text, as Jackson reads it.

use memchr::memchr2;

/// Containers inside each other. Jackson has no limit but its stack; this one keeps ours.
const MAX_DEPTH: usize = 1000;

/// A place in a text. Reading methods give `None` where the text is not JSON; the place is undefined then.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// What stands between two quotes, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quoted<'t> {
    pub(super) body: &'t str,
    /// Whether there is a backslash in it.
    pub(super) escaped: bool,
}

impl<'t> Scanner<'t> {
    /// At the first character that is not white space.
    pub(super) fn new(text: &'t str) -> Self {
        let mut scanner = Self { text, at: 0 };
        scanner.blanks();
        scanner
    }

    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// Goes over a value of any kind and gives it as it is written.
    pub(super) fn value(&mut self) -> Option<&'t str> {
        self.value_at(0)
    }

    /// Shows the members of the object that begins here, and goes over it.
    pub(super) fn object(&mut self, member: impl FnMut(Quoted<'t>, &'t str)) -> Option<()> {
        self.object_at(0, member)
    }

    /// Shows the elements of the array that begins here, and goes over it.
    pub(super) fn array(&mut self, element: impl FnMut(&'t str)) -> Option<()> {
        self.array_at(0, element)
    }

    fn value_at(&mut self, depth: usize) -> Option<&'t str> {
        let start = self.at;
        match self.peek()? {
            b'"' => {
                self.string()?;
            }
            b'{' => self.object_at(depth, |_, _| {})?,
            b'[' => self.array_at(depth, |_| {})?,
            b't' => self.word("true")?,
            b'f' => self.word("false")?,
            b'n' => self.word("null")?,
            _ => self.number()?,
        }
        self.text.get(start..self.at)
    }

    fn object_at(
        &mut self,
        depth: usize,
        mut member: impl FnMut(Quoted<'t>, &'t str),
    ) -> Option<()> {
        self.open(b'{', depth)?;
        if self.eat(b'}') {
            return Some(());
        }
        loop {
            let key = self.string()?;
            self.blanks();
            if !self.eat(b':') {
                return None;
            }
            self.blanks();
            member(key, self.value_at(depth + 1)?);
            if self.next_or(b'}')? {
                return Some(());
            }
        }
    }

    fn array_at(&mut self, depth: usize, mut element: impl FnMut(&'t str)) -> Option<()> {
        self.open(b'[', depth)?;
        if self.eat(b']') {
            return Some(());
        }
        loop {
            element(self.value_at(depth + 1)?);
            if self.next_or(b']')? {
                return Some(());
            }
        }
    }

    fn open(&mut self, bracket: u8, depth: usize) -> Option<()> {
        if depth >= MAX_DEPTH || !self.eat(bracket) {
            return None;
        }
        self.blanks();
        Some(())
    }

    /// Over a comma to the next one, or over `close`, which is true.
    fn next_or(&mut self, close: u8) -> Option<bool> {
        self.blanks();
        if self.eat(b',') {
            self.blanks();
            return Some(false);
        }
        self.eat(close).then_some(true)
    }

    fn string(&mut self) -> Option<Quoted<'t>> {
        if !self.eat(b'"') {
            return None;
        }
        let start = self.at;
        let mut escaped = false;
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            self.at += memchr2(b'"', b'\\', rest)?;
            if self.peek() == Some(b'"') {
                let body = self.text.get(start..self.at)?;
                self.at += 1;
                return Some(Quoted { body, escaped });
            }
            escaped = true;
            self.escape()?;
        }
    }

    /// Over a backslash and what it escapes: any character, `u` with four digits.
    fn escape(&mut self) -> Option<()> {
        let escaped = self.text.get(self.at + 1..)?.chars().next()?;
        self.at += 1 + escaped.len_utf8();
        if escaped == 'u' {
            let digits = self.text.as_bytes().get(self.at..self.at + 4)?;
            if !digits.iter().all(u8::is_ascii_hexdigit) {
                return None;
            }
            self.at += 4;
        }
        Some(())
    }

    fn word(&mut self, word: &str) -> Option<()> {
        let found = self.text.get(self.at..)?.starts_with(word);
        self.at += word.len();
        found.then_some(())
    }

    fn number(&mut self) -> Option<()> {
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        } else if matches!(self.peek(), Some(b'0'..=b'9')) {
            return None;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _sign = self.eat(b'+') || self.eat(b'-');
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
