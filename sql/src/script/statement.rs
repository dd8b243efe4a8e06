//! One statement: as written, and as the parser gets it.

use std::ops::Range;

use super::origin::MappedText;
use super::scan::{Kind, Scanner};
use super::{Diagnostic, Place, Source};

/// Longest first line that messages show, in characters.
const FIRST_LINE: usize = 80;

/// A statement as it stands in its script: a range of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawStatement {
    source: Source,
    range: Range<usize>,
    number: usize,
}

impl RawStatement {
    pub(super) fn new(source: Source, range: Range<usize>, number: usize) -> Self {
        Self {
            source,
            range,
            number,
        }
    }

    /// The text as written, without the `;` and without comments and white space round it.
    pub fn text(&self) -> &str {
        self.source.slice(self.range.clone())
    }

    /// The range of [`RawStatement::text`], in bytes of the source.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The statement's number in its script, from 1. Empty statements have none.
    pub fn number(&self) -> usize {
        self.number
    }

    /// The script.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// Where the statement begins.
    pub fn place(&self) -> Place {
        self.source.place(self.range.start)
    }

    /// The first line for messages, cut at 80 characters; `…` stands for what is left out.
    pub fn first_line(&self) -> String {
        let text = self.text();
        let line = text.lines().next().unwrap_or_default().trim_end();
        match line.char_indices().nth(FIRST_LINE) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
            None if line.len() < text.trim_end().len() => format!("{line} …"),
            None => line.to_owned(),
        }
    }
}

/// A statement with its variables replaced: the text for the parser, and the way back to the script.
///
/// The parser and the engine speak of offsets, or of lines and columns counted from 1 in characters, in
/// [`Statement::text`]. The `mark…` functions put those on a [`Diagnostic`] as places in the script. What stands
/// in the value of a variable is marked as the `${…}` it came from.
#[derive(Debug, Clone)]
pub struct Statement {
    raw: RawStatement,
    // `None` when nothing was replaced, so that the text is not copied.
    replaced: Option<MappedText>,
    warnings: Vec<Diagnostic>,
}

impl Statement {
    pub(super) fn new(
        raw: RawStatement,
        replaced: Option<MappedText>,
        warnings: Vec<Diagnostic>,
    ) -> Self {
        Self {
            raw,
            replaced,
            warnings,
        }
    }

    /// The text for the parser. May be blank, when all of the statement was a variable.
    pub fn text(&self) -> &str {
        self.replaced
            .as_ref()
            .map_or_else(|| self.raw.text(), MappedText::text)
    }

    /// The statement's number in its script, from 1.
    pub fn number(&self) -> usize {
        self.raw.number()
    }

    /// The statement as written.
    pub fn raw(&self) -> &RawStatement {
        &self.raw
    }

    /// What substitution had to say: `${x}` that stayed as they are.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The offset in [`Statement::text`] of a line and column, both from 1. A column behind the line's end is the
    /// line's end. `None` when there is no such line; line 0 is the parser's word for "no place".
    pub fn offset(&self, line: u64, column: u64) -> Option<usize> {
        let text = self.text();
        let line = usize::try_from(line).ok()?.checked_sub(1)?;
        let column = usize::try_from(column).ok()?.saturating_sub(1);
        let start = match line.checked_sub(1) {
            Some(newlines) => text.match_indices('\n').nth(newlines)?.0 + 1,
            None => 0,
        };
        let line = text.get(start..)?.split('\n').next()?;
        Some(
            start
                + line
                    .char_indices()
                    .nth(column)
                    .map_or(line.len(), |(at, _)| at),
        )
    }

    /// The bytes of the script that a range of [`Statement::text`] came from.
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let written = self.raw.range();
        if let Some(text) = &self.replaced {
            return text.origin(range).unwrap_or(written);
        }
        let start = (written.start + range.start).min(written.end);
        start..(written.start + range.end).clamp(start, written.end)
    }

    /// The place in the script of an offset in [`Statement::text`].
    pub fn place(&self, offset: usize) -> Place {
        self.raw
            .source()
            .place(self.source_range(offset..offset).start)
    }

    /// Marks a range of [`Statement::text`] in the script and names the statement.
    #[must_use]
    pub fn mark(&self, diagnostic: Diagnostic, range: Range<usize>) -> Diagnostic {
        diagnostic
            .at(self.raw.source(), self.source_range(range))
            .in_statement(&self.raw)
    }

    /// Marks the word, quoted text or sign at a line and column as the parser gives them. Where there is no such
    /// place, the message points at the statement's beginning and marks nothing.
    #[must_use]
    pub fn mark_position(&self, diagnostic: Diagnostic, line: u64, column: u64) -> Diagnostic {
        match self.offset(line, column) {
            Some(offset) => self.mark(diagnostic, self.word_at(offset)),
            None => diagnostic.in_statement(&self.raw),
        }
    }

    /// Marks from `start` up to and not including `end`, lines and columns as the parser's spans give them.
    #[must_use]
    pub fn mark_span(
        &self,
        diagnostic: Diagnostic,
        start: (u64, u64),
        end: (u64, u64),
    ) -> Diagnostic {
        match (self.offset(start.0, start.1), self.offset(end.0, end.1)) {
            (Some(start), Some(end)) if start < end => self.mark(diagnostic, start..end),
            _ => self.mark_position(diagnostic, start.0, start.1),
        }
    }

    /// Marks the point behind the statement's last character: for "unexpected end".
    #[must_use]
    pub fn mark_end(&self, diagnostic: Diagnostic) -> Diagnostic {
        let end = self.text().len();
        self.mark(diagnostic, end..end)
    }

    fn word_at(&self, offset: usize) -> Range<usize> {
        let tail = self.text().get(offset..).unwrap_or_default();
        let in_word = |c: char| c.is_alphanumeric() || c == '_';
        let length = match tail.chars().next() {
            Some(c) if in_word(c) => tail.find(|c| !in_word(c)).unwrap_or(tail.len()),
            Some('\'' | '"' | '`') => match Scanner::new(tail).next() {
                Some(Ok(stretch)) if stretch.kind == Kind::Quoted => stretch.range.end,
                _ => 1,
            },
            Some(c) if !c.is_whitespace() => c.len_utf8(),
            _ => 0,
        };
        offset..offset + length
    }
}

#[cfg(test)]
mod tests;
