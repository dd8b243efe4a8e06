//! HiveQL scripts as text: statements, variables, places in the source and the messages that point at them.
//!
//! Nothing here knows SQL's grammar or the engine. A script goes through three steps:
//!
//! 1. [`Source`] holds the text under the name that messages print.
//! 2. [`split`] cuts it into [`RawStatement`]s at the semicolons that separate statements.
//! 3. [`substitute`] replaces `${…}` from [`Variables`] and gives a [`Statement`], whose text goes to the
//!    parser and whose offsets lead back to the source.
//!
//! Whatever is wrong on the way, here or in the parser and the engine above, is told by a [`Diagnostic`].
//!
//! ```
//! use maidian::script::{Namespace, Paint, Source, Variables, split, substitute};
//!
//! let source = Source::new("daily.sql", "select 1;\nselect * from t\nwhere dt = '${hivevar:dt}';\n");
//! let statements = split(&source)?;
//! assert_eq!(statements.len(), 2);
//!
//! let mut variables = Variables::default();
//! let error = substitute(&statements[1], &variables).unwrap_err();
//! assert!(error.render(Paint::Plain).contains("daily.sql:3:13"));
//!
//! variables.set(Namespace::HiveVar, "dt", "2024-01-22")?;
//! let statement = substitute(&statements[1], &variables)?;
//! assert_eq!(statement.text(), "select * from t\nwhere dt = '2024-01-22'");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod diagnostic;
mod excerpt;
mod origin;
mod place;
mod reference;
mod render;
mod scan;
mod source;
mod split;
mod statement;
mod substitute;
mod suggest;
mod vars;
mod words;

pub use diagnostic::{Diagnostic, Severity};
pub use place::Place;
pub use render::Paint;
pub use source::Source;
pub use split::{is_complete, split};
pub use statement::{RawStatement, Statement};
pub use substitute::substitute;
pub use suggest::nearest;
pub use vars::{Namespace, VariableError, Variables, parse_assignment};

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    const PIECES: [&str; 26] = [
        "'",
        "\"",
        "`",
        "\\",
        ";",
        "-",
        "--",
        "/",
        "*",
        "/*",
        "*/",
        "\n",
        "\r\n",
        "\t",
        " ",
        "省",
        "é",
        "\u{FEFF}",
        "\u{1b}",
        "$",
        "${",
        "}",
        "${x}",
        "${hivevar:y}",
        "${hivevar:",
        "a",
    ];

    /// Pseudo-random nonsense, with values that open and close what the script has closed and opened.
    #[test]
    fn any_text_goes_through_and_every_place_is_within_its_statement() {
        let mut variables = Variables::default();
        variables.set(Namespace::HiveVar, "x", "'\n省--").unwrap();
        variables.set(Namespace::HiveVar, "y", "${").unwrap();
        variables.set(Namespace::HiveVar, "a", "").unwrap();
        let (mut state, mut substituted) = (55_u64, 0);
        for round in 0..20_000 {
            let mut script = String::new();
            for _ in 0..round % 12 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                script += PIECES[usize::try_from(state >> 33).unwrap() % PIECES.len()];
            }
            let statements = match split(&Source::new("a", &script)) {
                Ok(statements) => statements,
                Err(error) => {
                    assert!(!error.marked_text().unwrap().is_empty(), "{script:?}");
                    assert!(error.render(Paint::Plain).contains('^'));
                    continue;
                }
            };
            for raw in statements {
                let Ok(statement) = substitute(&raw, &variables) else {
                    continue;
                };
                substituted += usize::from(statement.text() != raw.text());
                let mut last = raw.range().start;
                for (at, c) in statement.text().char_indices() {
                    let range = statement.source_range(at..at + c.len_utf8());
                    assert!(last <= range.start && range.start < range.end, "{script:?}");
                    assert!(range.end <= raw.range().end, "{script:?}");
                    last = range.start;
                }
                let text = statement
                    .mark_end(Diagnostic::error("x"))
                    .render(Paint::Ansi);
                assert!(text.contains('^') && !text.contains("\u{1b}\u{1b}"));
            }
        }
        assert!(substituted > 1_000, "{substituted}");
    }
}
