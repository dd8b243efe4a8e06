//! The text of a script and the name it goes by in messages.

use std::fmt;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::{Diagnostic, Place};

const BOM: char = '\u{FEFF}';

/// A script: its text, shared and never copied, and its name.
///
/// A byte order mark at the beginning is dropped. Line ends stay as they are, `\n` or `\r\n`.
/// Ranges and offsets everywhere in this module are bytes of [`Source::text`].
#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    name: Arc<str>,
    text: Arc<str>,
}

impl Source {
    /// A script of that text. `name` is what messages print: the path as typed, `-e`, `<stdin>`.
    pub fn new(name: impl Into<Arc<str>>, text: &str) -> Self {
        let text = text.strip_prefix(BOM).unwrap_or(text);
        Self {
            name: name.into(),
            text: Arc::from(text),
        }
    }

    /// A script of those bytes, which must be UTF-8.
    ///
    /// **Errors**: bytes that are not UTF-8, with the line and column of the first bad one.
    pub fn from_bytes(name: impl Into<Arc<str>>, bytes: &[u8]) -> Result<Self, Diagnostic> {
        let name = name.into();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Self::new(name, text)),
            Err(error) => Err(not_utf8(&name, bytes, error.valid_up_to())),
        }
    }

    /// Reads a script. Its name is the path as given.
    ///
    /// **Errors**: a file that cannot be read, with the system's reason; bytes that are not UTF-8.
    pub fn read(path: &Path) -> Result<Self, Diagnostic> {
        let name = path.display().to_string();
        match std::fs::read(path) {
            Ok(bytes) => Self::from_bytes(name, &bytes),
            Err(error) => {
                Err(Diagnostic::error(format!("cannot read the script `{name}`")).because(&error))
            }
        }
    }

    /// The name that messages print.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, without a byte order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a range; empty when the range is not one of this text.
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The place of an offset. One beyond the end, or inside a character, is moved back to the nearest place.
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.text.floor_char_boundary(offset);
        Place::after(&self.name, self.slice(0..offset))
    }

    /// The range of the line that holds `offset`, without its line end.
    pub(super) fn line_range(&self, offset: usize) -> Range<usize> {
        let offset = self.text.floor_char_boundary(offset);
        let start = self
            .slice(0..offset)
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        let rest = self.slice(start..self.text.len());
        let line = rest.split('\n').next().unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        start..start + line.len()
    }
}

/// Without the text: scripts are long.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Source")
            .field("name", &self.name)
            .field("bytes", &self.text.len())
            .finish()
    }
}

fn not_utf8(name: &Arc<str>, bytes: &[u8], valid_up_to: usize) -> Diagnostic {
    let valid = bytes.get(..valid_up_to).unwrap_or_default();
    let valid = std::str::from_utf8(valid).unwrap_or_default();
    let place = Place::after(name, valid.strip_prefix(BOM).unwrap_or(valid));
    let byte = bytes.get(valid_up_to).copied().unwrap_or_default();
    let hint = if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        "it begins like UTF-16: save it as UTF-8, for example `iconv -f UTF-16 -t UTF-8`"
    } else {
        "save it as UTF-8; a GBK file becomes one by `iconv -f GB18030 -t UTF-8`"
    };
    Diagnostic::error(format!("the script is not UTF-8 (byte 0x{byte:02X})"))
        .at_place(place)
        .hint(hint)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn byte_order_mark_is_dropped() {
        assert_eq!(Source::new("a", "\u{FEFF}select 1").text(), "select 1");
        assert_eq!(
            Source::from_bytes("a", b"\xEF\xBB\xBFselect 1")
                .unwrap()
                .text(),
            "select 1"
        );
    }

    #[test]
    fn carriage_returns_are_kept_but_not_part_of_a_line() {
        let source = Source::new("a", "one\r\ntwo\r\n");
        assert_eq!(source.text(), "one\r\ntwo\r\n");
        assert_eq!(source.slice(source.line_range(6)), "two");
        assert_eq!(source.slice(source.line_range(3)), "one");
        assert_eq!(source.slice(source.line_range(10)), "");
    }

    #[test]
    fn places_are_clamped_to_the_text_and_to_characters() {
        let source = Source::new("a", "x\n省");
        assert_eq!(source.place(99).to_string(), "a:2:2");
        assert_eq!(source.place(3).to_string(), "a:2:1");
    }

    #[test]
    fn bytes_of_another_encoding_are_named_with_line_and_column() {
        // The first byte of a GBK character stands behind eight characters of line 2.
        let error = Source::from_bytes("gbk.sql", b"select\nselect '\xC9\xCF'").unwrap_err();
        assert_eq!(error.place().unwrap().to_string(), "gbk.sql:2:9");
        assert!(error.message().contains("0xC9"), "{error}");
        assert!(error.hints().iter().any(|hint| hint.contains("GB18030")));
    }

    #[test]
    fn utf16_is_recognised() {
        let error = Source::from_bytes("a", b"\xFF\xFEs\0e\0").unwrap_err();
        assert!(error.hints().iter().any(|hint| hint.contains("UTF-16")));
        assert_eq!(error.place().unwrap().to_string(), "a:1:1");
    }

    #[test]
    fn missing_file_says_which() {
        let error = Source::read(Path::new("no/such/file.sql")).unwrap_err();
        assert!(error.message().contains("no/such/file.sql"));
        assert_eq!(error.causes().len(), 1);
    }

    #[test]
    fn debug_does_not_print_the_script() {
        assert_eq!(
            format!("{:?}", Source::new("a", "secret")),
            r#"Source { name: "a", bytes: 6 }"#
        );
    }
}
