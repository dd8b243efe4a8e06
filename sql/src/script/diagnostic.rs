//! A message to the user: what is wrong, where, why and what to do.

use std::error::Error;
use std::fmt;
use std::ops::Range;

use super::render::{Paint, render};
use super::{Place, RawStatement, Source};

/// How grave a [`Diagnostic`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// The statement cannot be run.
    Error,
    /// It runs, and something about it is probably not meant.
    Warning,
    /// For information.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A message with the text of the script it is about.
///
/// Built by chaining: [`Diagnostic::error`], then [`at`](Diagnostic::at), [`in_statement`](Diagnostic::in_statement),
/// [`because`](Diagnostic::because), [`hint`](Diagnostic::hint). `Display` is one line, `file:line:column: message`;
/// [`render`](Diagnostic::render) is the whole, with the line of the script and a mark under it.
///
/// ```
/// use maidian::script::{Diagnostic, Paint, Source};
///
/// let source = Source::new("a.sql", "select *\nfrom ham.nope");
/// let error = Diagnostic::error("no table `ham.nope`").at(&source, 14..22).hint("tables in `ham`: events");
/// assert_eq!(error.to_string(), "a.sql:2:6: no table `ham.nope`");
/// assert_eq!(
///     error.render(Paint::Plain),
///     "error: no table `ham.nope`\n \
///      --> a.sql:2:6\n  \
///        |\n\
///      2 | from ham.nope\n  \
///        |      ^^^^^^^^\n  \
///        = hint: tables in `ham`: events\n"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    // Boxed, so that a `Result` with a diagnostic stays small.
    parts: Box<Parts>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Parts {
    severity: Severity,
    message: String,
    place: Option<Place>,
    marked: Option<(Source, Range<usize>)>,
    statement: Option<(usize, String)>,
    hints: Vec<String>,
    causes: Vec<String>,
}

impl Diagnostic {
    /// A message of that severity, without a place.
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Self {
            parts: Box::new(Parts {
                severity,
                message: message.into(),
                place: None,
                marked: None,
                statement: None,
                hints: Vec::new(),
                causes: Vec::new(),
            }),
        }
    }

    /// An error.
    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    /// A warning.
    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    /// Marks a range of bytes of `source`; the message's place is the range's beginning.
    #[must_use]
    pub fn at(mut self, source: &Source, marked: Range<usize>) -> Self {
        self.parts.place = Some(source.place(marked.start));
        self.parts.marked = Some((source.clone(), marked));
        self
    }

    /// Names a place whose text cannot be shown.
    #[must_use]
    pub fn at_place(mut self, place: Place) -> Self {
        self.parts.place = Some(place);
        self.parts.marked = None;
        self
    }

    /// Names the statement: its number and its first line. Without a place, its beginning becomes the place.
    #[must_use]
    pub fn in_statement(mut self, statement: &RawStatement) -> Self {
        self.parts.statement = Some((statement.number(), statement.first_line()));
        if self.parts.place.is_none() {
            self.parts.place = Some(statement.place());
        }
        self
    }

    /// Adds what the user can do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.parts.hints.push(hint.into());
        self
    }

    /// Adds a cause in words.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.parts.causes.push(cause.into());
        self
    }

    /// Adds an error and its chain of sources as causes. One whose text is already part of the cause above is
    /// left out: many errors print their source's text within their own.
    #[must_use]
    pub fn because(mut self, error: &dyn Error) -> Self {
        let mut above = String::new();
        let mut next = Some(error);
        while let Some(error) = next {
            let text = error.to_string();
            if above.is_empty() || !above.contains(&text) {
                self.parts.causes.push(text.clone());
                above = text;
            }
            next = error.source();
        }
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.parts.severity
    }

    /// What is wrong, without place and hints.
    pub fn message(&self) -> &str {
        &self.parts.message
    }

    /// Where.
    pub fn place(&self) -> Option<&Place> {
        self.parts.place.as_ref()
    }

    /// The script that [`Diagnostic::marked`] is a range of.
    pub fn script(&self) -> Option<&Source> {
        self.parts.marked.as_ref().map(|(source, _)| source)
    }

    /// The marked range, in bytes of the script.
    pub fn marked(&self) -> Option<Range<usize>> {
        self.parts.marked.as_ref().map(|(_, range)| range.clone())
    }

    /// The marked text of the script.
    pub fn marked_text(&self) -> Option<&str> {
        self.parts
            .marked
            .as_ref()
            .map(|(source, range)| source.slice(range.clone()))
    }

    /// The statement's number in its script, from 1.
    pub fn statement_number(&self) -> Option<usize> {
        self.parts.statement.as_ref().map(|(number, _)| *number)
    }

    /// The statement's first line, cut at 80 characters.
    pub fn statement_line(&self) -> Option<&str> {
        self.parts.statement.as_ref().map(|(_, line)| line.as_str())
    }

    /// What the user can do.
    pub fn hints(&self) -> &[String] {
        &self.parts.hints
    }

    /// Why, outermost first.
    pub fn causes(&self) -> &[String] {
        &self.parts.causes
    }

    /// The whole message with the marked line of the script, ending in a line end.
    pub fn render(&self, paint: Paint) -> String {
        render(self, paint)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place() {
            write!(f, "{place}: ")?;
        }
        f.write_str(self.message())
    }
}

impl Error for Diagnostic {}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("{text}")]
    struct Chained {
        text: &'static str,
        source: Option<Box<Chained>>,
    }

    fn chained(text: &'static str, source: Option<Chained>) -> Chained {
        Chained {
            text,
            source: source.map(Box::new),
        }
    }

    #[test]
    fn causes_are_the_chain_without_repetitions() {
        let inner = chained("disk full", Some(chained("code 28", None)));
        let outer = chained("cannot write part 3: disk full", Some(inner));
        let error = Diagnostic::error("insert failed").because(&outer);
        assert_eq!(
            error.causes(),
            ["cannot write part 3: disk full", "code 28"]
        );
    }

    #[test]
    fn marked_text_is_of_the_script() {
        let source = Source::new("a", "select 省份");
        let error = Diagnostic::error("x").at(&source, 7..13);
        assert_eq!(error.marked_text(), Some("省份"));
        assert_eq!(error.marked(), Some(7..13));
        assert_eq!(error.to_string(), "a:1:8: x");
    }

    #[test]
    fn without_a_place_display_is_the_message() {
        assert_eq!(Diagnostic::warning("x").to_string(), "x");
    }

    #[test]
    fn a_result_with_a_diagnostic_is_small() {
        assert_eq!(size_of::<Result<(), Diagnostic>>(), size_of::<usize>());
    }
}
