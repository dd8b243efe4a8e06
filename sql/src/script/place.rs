//! A place in a script, as messages print it.

use std::fmt;
use std::sync::Arc;

/// File, line and column: `scripts/a.sql:12:6`.
///
/// Editors and terminals make a link of this form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The script's name: its path as the user typed it, `-e` or `<stdin>`.
    pub file: Arc<str>,
    /// Line, counted from 1. Lines end at `\n`, a `\r` before it belongs to the line's end.
    pub line: usize,
    /// Column, counted from 1 in characters (not bytes, not terminal cells), so a tab is one column.
    pub column: usize,
}

impl Place {
    /// The place right behind `before`, the text of the file up to there.
    pub(super) fn after(file: &Arc<str>, before: &str) -> Self {
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let on_line = before.get(line_start..).unwrap_or_default();
        Self {
            file: Arc::clone(file),
            line: before.matches('\n').count() + 1,
            column: on_line.chars().count() + 1,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(before: &str) -> (usize, usize) {
        let place = Place::after(&Arc::from("a.sql"), before);
        (place.line, place.column)
    }

    #[test]
    fn counting_starts_at_one() {
        assert_eq!(after(""), (1, 1));
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(after("select '省份"), (1, 11));
        assert_eq!(after("\t\tx"), (1, 4));
    }

    #[test]
    fn both_line_ends_count_once() {
        assert_eq!(after("a\nb\nc"), (3, 2));
        assert_eq!(after("a\r\nb\r\nc"), (3, 2));
        assert_eq!(after("a\n"), (2, 1));
    }

    #[test]
    fn prints_as_file_line_column() {
        let place = Place::after(&Arc::from("dir/a.sql"), "x\nyy");
        assert_eq!(place.to_string(), "dir/a.sql:2:3");
    }
}
