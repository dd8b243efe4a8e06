//! Why a text is no command: it does not parse, or asks for what is not supported.

use std::ops::Range;

use datafusion::sql::sqlparser::parser::ParserError;
use datafusion::sql::sqlparser::tokenizer::Span;

use crate::script::{Diagnostic, Statement};

/// Why a statement is no command.
#[derive(Debug)]
pub enum Fault {
    /// It is no HiveQL; the message holds the place, as sqlparser writes it.
    Syntax(ParserError),
    /// It is, and is not supported.
    Refused(Refusal),
}

impl From<ParserError> for Fault {
    fn from(error: ParserError) -> Self {
        Self::Syntax(error)
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// What is not supported, what to do instead, and where it stands.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// What it is.
    pub message: String,
    /// What can be done.
    pub hint: Option<String>,
    /// Where it stands in the statement's text.
    pub mark: Mark,
}

/// A part of a statement's text.
#[derive(Debug, Clone)]
pub enum Mark {
    /// The first word of the statement.
    Start,
    /// The first place where this word, or these words, stand.
    Word(String),
    /// From one place to another.
    Span(Span),
}

impl Refusal {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hint: None,
            mark: Mark::Start,
        }
    }

    #[must_use]
    pub(crate) fn at(mut self, word: impl Into<String>) -> Self {
        self.mark = Mark::Word(word.into());
        self
    }

    #[must_use]
    pub(crate) fn span(mut self, span: Span) -> Self {
        self.mark = Mark::Span(span);
        self
    }

    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The refusal as a message that points into the script.
    pub fn diagnostic(&self, statement: &Statement) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(self.message.clone());
        if let Some(hint) = &self.hint {
            diagnostic = diagnostic.hint(hint.clone());
        }
        match &self.mark {
            Mark::Start => mark(statement, diagnostic, None),
            Mark::Word(word) => {
                let found = statement.find_word(word);
                // A class, a delimiter: what is refused may be a text.
                let found = found.or_else(|| statement.find_in_texts(word));
                mark(statement, diagnostic, found)
            }
            Mark::Span(span) => statement.mark_span(
                diagnostic,
                (span.start.line, span.start.column),
                (span.end.line, span.end.column),
            ),
        }
    }
}

/// Marks a range, or the first word where there is none.
pub(crate) fn mark(
    statement: &Statement,
    diagnostic: Diagnostic,
    range: Option<Range<usize>>,
) -> Diagnostic {
    let text = statement.text();
    let first_word = || 0..text.find(char::is_whitespace).unwrap_or(text.len());
    statement.mark(diagnostic, range.unwrap_or_else(first_word))
}
