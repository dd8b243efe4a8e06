//! From the bytes of a file, or of a range of it, to lines.

use memchr::memchr;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// What [`Lines::next`] found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step<'a> {
    /// A line without its `\n` or `\r\n`.
    Line(&'a [u8]),
    /// The line goes on behind the bytes fed so far.
    Starved,
    /// There is no further line.
    End,
}

/// Cuts bytes that arrive in chunks into lines.
///
/// A line belongs to the byte range in which its first byte is, so the ranges of a file give every line once, wherever
/// they are cut. A byte order mark at the start of a file is no part of its first line.
#[derive(Debug)]
pub(super) struct Lines {
    chunk: Vec<u8>,
    /// The first byte of `chunk` that no line has had.
    at: usize,
    /// The current line's bytes from earlier chunks.
    partial: Vec<u8>,
    /// `partial` was handed out and is to be cleared.
    spent: bool,
    /// Where the current line starts in the file.
    line_start: u64,
    /// Where the range ends.
    end: u64,
    /// In the tail of a line that belongs to the range before.
    skipping: bool,
    /// Lines to leave out at the start of the file.
    header: usize,
    complete: bool,
}

impl Lines {
    /// Lines that start at `start` or later and before `end`, byte offsets in the file. The bytes to feed begin at
    /// [`Lines::first_byte`]. `header_lines` lines at the start of a file are left out.
    pub(super) fn new(start: u64, end: u64, header_lines: usize) -> Self {
        Self {
            chunk: Vec::new(),
            at: 0,
            partial: Vec::new(),
            spent: false,
            line_start: Self::first_byte(start),
            end,
            skipping: start > 0,
            header: if start == 0 { header_lines } else { 0 },
            complete: false,
        }
    }

    /// The byte to begin with for a range from `start`: whether a line starts at `start` is seen at the byte before.
    pub(super) fn first_byte(start: u64) -> u64 {
        start.saturating_sub(1)
    }

    /// Adds the next bytes of the file; only when starved.
    pub(super) fn feed(&mut self, chunk: Vec<u8>) {
        self.chunk = chunk;
        self.at = 0;
    }

    /// Says that the file has no more bytes; only when starved.
    pub(super) fn finish(&mut self) {
        self.complete = true;
    }

    /// The next line.
    pub(super) fn next(&mut self) -> Step<'_> {
        if self.spent {
            self.partial.clear();
            self.spent = false;
        }
        let (from, to) = loop {
            if !self.skipping && self.partial.is_empty() && self.line_start >= self.end {
                return Step::End;
            }
            let rest = self.chunk.get(self.at..).unwrap_or_default();
            let Some(length) = memchr(b'\n', rest) else {
                if self.skipping {
                    self.line_start += rest.len() as u64;
                } else {
                    self.partial.extend_from_slice(rest);
                }
                self.feed(Vec::new());
                if !self.complete {
                    return Step::Starved;
                }
                if self.partial.is_empty()
                    || self.partial == BYTE_ORDER_MARK && self.line_start == 0
                {
                    return Step::End;
                }
                if self.header > 0 {
                    return Step::End;
                }
                // The next call finds nothing and ends.
                break (0, 0);
            };
            let from = self.at;
            self.at += length + 1;
            if self.skipping {
                self.skipping = false;
                self.line_start += length as u64 + 1;
            } else if self.header > 0 {
                self.header -= 1;
                self.line_start += (self.partial.len() + length) as u64 + 1;
                self.partial.clear();
            } else {
                break (from, from + length);
            }
        };
        let first = self.line_start == 0;
        self.line_start += (self.partial.len() + to - from) as u64 + 1;
        let tail = self.chunk.get(from..to).unwrap_or_default();
        if self.partial.is_empty() {
            return Step::Line(content(tail, first));
        }
        self.partial.extend_from_slice(tail);
        self.spent = true;
        Step::Line(content(&self.partial, first))
    }
}

/// A line without what does not count as its text.
fn content(line: &[u8], first: bool) -> &[u8] {
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    if first {
        line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line)
    } else {
        line
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use super::*;

    /// The lines of a range, fed `size` bytes at a time.
    fn lines(file: &[u8], start: u64, end: u64, size: usize, header_lines: usize) -> Vec<String> {
        let mut lines = Lines::new(start, end, header_lines);
        let first = usize::try_from(Lines::first_byte(start)).unwrap();
        let mut chunks = file[first.min(file.len())..].chunks(size);
        let mut found = Vec::new();
        loop {
            match lines.next() {
                Step::Line(line) => found.push(String::from_utf8(line.to_vec()).unwrap()),
                Step::Starved => match chunks.next() {
                    Some(chunk) => lines.feed(chunk.to_vec()),
                    None => lines.finish(),
                },
                Step::End => return found,
            }
        }
    }

    fn whole(file: &str, size: usize) -> Vec<String> {
        lines(file.as_bytes(), 0, u64::MAX, size, 0)
    }

    #[test]
    fn lines_do_not_depend_on_the_chunks() {
        for size in 1..20 {
            assert_eq!(
                whole("one\ntwo\r\n\n号three\n", size),
                ["one", "two", "", "号three"],
                "{size}"
            );
        }
    }

    #[test]
    fn the_last_line_needs_no_end() {
        for size in 1..6 {
            assert_eq!(whole("a\nbc", size), ["a", "bc"]);
            assert_eq!(whole("a\nbc\r", size), ["a", "bc"]);
        }
    }

    #[test]
    fn a_carriage_return_inside_a_line_stays() {
        assert_eq!(whole("a\rb\r\r\n", 3), ["a\rb\r"]);
    }

    #[test]
    fn an_empty_file_has_no_line() {
        assert_eq!(whole("", 1), Vec::<String>::new());
        assert_eq!(whole("\u{feff}", 1), Vec::<String>::new());
    }

    #[test]
    fn a_byte_order_mark_counts_at_the_start_of_the_file_alone() {
        for size in 1..5 {
            assert_eq!(whole("\u{feff}a\n\u{feff}b", size), ["a", "\u{feff}b"]);
            assert_eq!(whole("\u{feff}\n", size), [""]);
        }
    }

    #[test]
    fn ranges_cut_anywhere_give_every_line_once_and_in_order() {
        let file = "\u{feff}first\n\nsecond\r\n号\nand a last one";
        let expected = whole(file, 64);
        assert_eq!(expected, ["first", "", "second", "号", "and a last one"]);
        let size = file.len() as u64;
        for one in 0..=size {
            for two in one..=size {
                for chunk in [1, 3, 64] {
                    let mut found = lines(file.as_bytes(), 0, one, chunk, 0);
                    found.extend(lines(file.as_bytes(), one, two, chunk, 0));
                    found.extend(lines(file.as_bytes(), two, size, chunk, 0));
                    assert_eq!(found, expected, "{one} {two} {chunk}");
                }
            }
        }
    }

    #[test]
    fn a_line_belongs_to_the_range_of_its_first_byte() {
        let file = b"aa\nbb\ncc\n";
        assert_eq!(lines(file, 0, 3, 9, 0), ["aa"]);
        assert_eq!(lines(file, 3, 4, 9, 0), ["bb"]);
        assert_eq!(lines(file, 4, 6, 9, 0), Vec::<String>::new());
        assert_eq!(lines(file, 6, 9, 9, 0), ["cc"]);
    }

    #[test]
    fn header_lines_are_left_out_of_the_first_range_alone() {
        for size in 1..8 {
            assert_eq!(lines(b"h1\nh2\na\nb", 0, u64::MAX, size, 2), ["a", "b"]);
            assert_eq!(lines(b"h\na\nb", 2, u64::MAX, size, 1), ["a", "b"]);
            assert_eq!(lines(b"h", 0, u64::MAX, size, 1), Vec::<String>::new());
            assert_eq!(lines(b"h\na", 0, u64::MAX, size, 9), Vec::<String>::new());
        }
    }

    #[test]
    fn a_line_longer_than_many_chunks_is_whole() {
        let long = "x".repeat(100_000);
        assert_eq!(whole(&format!("{long}\ny\n"), 7), [long.as_str(), "y"]);
    }
}
