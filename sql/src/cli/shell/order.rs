//! What a line of the shell asks for.

use clap::ValueEnum;

use crate::cli::args::Format;
use crate::script::is_complete;

/// What to do with what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Order {
    /// Nothing was typed.
    Nothing,
    /// Run statements.
    Statements(String),
    /// `\q`, `quit`, `exit`
    Leave,
    /// `\?`
    Help,
    /// `\timing`
    Timing,
    /// `\format X`
    Format(Format),
    /// `\i FILE`
    File(String),
    /// It is none of these; what is wrong.
    Wrong(String),
}

/// What `\?` prints.
pub(super) const HELP: &str = "\
Statements end in `;` and may go over several lines. Ctrl-C stops a query or clears the line, Ctrl-D leaves.

\\d            tables of the current database
\\d TABLE      a table's columns
\\dt           tables of the current database
\\l            databases
\\timing       whether the time of each statement is told
\\format X     how rows are printed: table, csv, tsv, json, jsonl, markdown
\\i FILE       run the statements of a file
\\?            this list
\\q            leave; so do quit; and exit;
";

/// The commands that begin with a backslash, for completion.
pub(super) const COMMANDS: [&str; 8] = [
    "\\d", "\\dt", "\\l", "\\timing", "\\format", "\\i", "\\?", "\\q",
];

impl Order {
    /// Whether the text is all of an order, or a line more is needed.
    pub(super) fn is_complete(text: &str) -> bool {
        let trimmed = text.trim();
        trimmed.is_empty() || trimmed.starts_with('\\') || is_leaving(trimmed) || is_complete(text)
    }

    /// Reads what was typed.
    pub(super) fn read(text: &str) -> Self {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Self::Nothing;
        }
        if is_leaving(trimmed) {
            return Self::Leave;
        }
        if !trimmed.starts_with('\\') {
            return Self::Statements(text.to_owned());
        }
        let command = trimmed.trim_end_matches(';').trim_end();
        let (name, argument) = command
            .split_once(char::is_whitespace)
            .unwrap_or((command, ""));
        let argument = argument.trim();
        match (name, argument) {
            ("\\d" | "\\dt", "") => Self::Statements("show tables".to_owned()),
            ("\\d", table) => Self::Statements(format!("describe {table}")),
            ("\\l", "") => Self::Statements("show databases".to_owned()),
            ("\\timing", "") => Self::Timing,
            ("\\format", format) => Format::from_str(format, true).map_or_else(
                |_| Self::Wrong(format!("`{format}` is no format; \\? lists them")),
                Self::Format,
            ),
            ("\\i", "") => Self::Wrong("\\i takes a file".to_owned()),
            ("\\i", file) => Self::File(file.to_owned()),
            ("\\?" | "\\h", "") => Self::Help,
            ("\\q", "") => Self::Leave,
            _ => Self::Wrong(format!("`{command}` is no command; \\? lists them")),
        }
    }
}

fn is_leaving(text: &str) -> bool {
    let word = text.trim_end_matches(';').trim_end();
    word.eq_ignore_ascii_case("quit") || word.eq_ignore_ascii_case("exit")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_need_their_semicolon_and_commands_none() {
        for text in [
            "select 1;",
            "select ';';",
            "\\d",
            "quit",
            "EXIT;",
            "",
            "select 1; -- done",
        ] {
            assert!(Order::is_complete(text), "{text}");
        }
        for text in [
            "select 1",
            "select ';",
            "select 1; select",
            "select 1 -- ;",
            "/* ;",
        ] {
            assert!(!Order::is_complete(text), "{text}");
        }
    }

    #[test]
    fn commands_are_read() {
        let statements = |text: &str| Order::Statements(text.to_owned());
        assert_eq!(Order::read("\\d"), statements("show tables"));
        assert_eq!(Order::read("\\d ham.t;"), statements("describe ham.t"));
        assert_eq!(Order::read("\\dt"), statements("show tables"));
        assert_eq!(Order::read(" \\l "), statements("show databases"));
        assert_eq!(Order::read("\\format CSV"), Order::Format(Format::Csv));
        assert_eq!(
            Order::read("\\i a b.sql"),
            Order::File("a b.sql".to_owned())
        );
        assert_eq!(Order::read("Quit ;"), Order::Leave);
        assert_eq!(Order::read("\\q"), Order::Leave);
        assert_eq!(Order::read("  \n"), Order::Nothing);
        for wrong in ["\\format xml", "\\nope", "\\i", "\\l x"] {
            assert!(matches!(Order::read(wrong), Order::Wrong(_)), "{wrong}");
        }
    }
}
