//! Cutting a script into statements.

use super::scan::{Kind, Opening, Scanner, Unterminated};
use super::{Diagnostic, RawStatement, Source};

/// Cuts a script at the semicolons that separate statements.
///
/// A `;` inside `'…'`, `"…"`, backquotes, `-- …` and `/* … */` separates nothing, nor does `\;` (Hive's shell hands
/// it on as `;`, and so does [`substitute`](super::substitute)). A backslash escapes the next character inside
/// `'…'` and `"…"`. The last statement needs no `;`. What holds white space and comments alone is no statement.
///
/// A statement begins with its first character that is neither white space nor comment and ends with its last such;
/// comments between stay. Nothing is copied: statements are ranges of the source.
///
/// **Errors**: a quote or comment that is opened and never closed, marked at its opening.
///
/// ```
/// use maidian::script::{Source, split};
///
/// let source = Source::new("-e", "-- daily;\nselect ';' -- one;\nfrom t; ;\nselect 2");
/// let texts: Vec<_> = split(&source)?.iter().map(|s| s.text().to_owned()).collect();
/// assert_eq!(texts, ["select ';' -- one;\nfrom t", "select 2"]);
/// # Ok::<(), maidian::script::Diagnostic>(())
/// ```
pub fn split(source: &Source) -> Result<Vec<RawStatement>, Diagnostic> {
    let mut statements = Vec::new();
    let mut open = None;
    for stretch in Scanner::new(source.text()) {
        match stretch {
            Ok(stretch) => match stretch.kind {
                Kind::Blank | Kind::Comment => {}
                Kind::Separator => close(source, open.take(), &mut statements),
                Kind::Quoted | Kind::Code | Kind::EscapedSemicolon => {
                    let start = open.map_or(stretch.range.start, |(start, _)| start);
                    open = Some((start, stretch.range.end));
                }
            },
            Err(error) => {
                let start = open.map(|(start, _)| start);
                return Err(unterminated(source, &error, start, statements.len() + 1));
            }
        }
    }
    close(source, open, &mut statements);
    Ok(statements)
}

/// Whether a text ends with a `;` that separates statements, comments and blanks behind it aside: the test of a shell for
/// whether to run what was typed.
pub fn is_complete(text: &str) -> bool {
    let mut ends = false;
    for stretch in Scanner::new(text) {
        match stretch {
            Ok(stretch) => match stretch.kind {
                Kind::Blank | Kind::Comment => {}
                kind => ends = kind == Kind::Separator,
            },
            Err(_) => return false,
        }
    }
    ends
}

fn close(source: &Source, open: Option<(usize, usize)>, statements: &mut Vec<RawStatement>) {
    if let Some((start, end)) = open {
        statements.push(RawStatement::new(
            source.clone(),
            start..end,
            statements.len() + 1,
        ));
    }
}

/// `statement` is where the statement begins that the error is in, if it has begun before the error.
fn unterminated(
    source: &Source,
    error: &Unterminated,
    statement: Option<usize>,
    number: usize,
) -> Diagnostic {
    let (what, hint) = match error.opening {
        Opening::SingleQuote => (
            "the text opened by `'`",
            "close it with `'`; a `'` inside the text is written `\\'`",
        ),
        Opening::DoubleQuote => (
            "the text opened by `\"`",
            "close it with `\"`; a `\"` inside the text is written `\\\"`",
        ),
        Opening::Backquote => (
            "the name opened by a backquote",
            "close it with a backquote; one inside the name is doubled",
        ),
        Opening::Comment => ("the comment opened by `/*`", "close it with `*/`"),
    };
    let diagnostic =
        Diagnostic::error(format!("{what} is not closed before the end of the script"))
            .at(source, error.range.clone())
            .hint(hint);
    let start = match error.opening {
        Opening::Comment => statement,
        _ => Some(statement.unwrap_or(error.range.start)),
    };
    match start {
        Some(start) => {
            let range = start..source.text().len();
            diagnostic.in_statement(&RawStatement::new(source.clone(), range, number))
        }
        None => diagnostic,
    }
}

#[cfg(test)]
mod tests;
