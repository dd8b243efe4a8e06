//! A diagnostic as text for people.

use super::Diagnostic;
use super::diagnostic::Severity;
use super::excerpt::{Excerpt, excerpt, push_visible};

/// Whether rendered text carries ANSI colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Paint {
    /// Text alone: for files, pipes and `NO_COLOR`.
    Plain,
    /// With ANSI escape sequences: for terminals.
    Ansi,
}

const RESET: &str = "\u{1b}[0m";
const BOLD: &str = "\u{1b}[1m";
const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const CYAN: &str = "\u{1b}[1;36m";
const BLUE: &str = "\u{1b}[1;34m";

impl Paint {
    fn paint(self, style: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Ansi => format!("{style}{text}{RESET}"),
        }
    }
}

pub(super) fn render(diagnostic: &Diagnostic, paint: Paint) -> String {
    let colour = match diagnostic.severity() {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Note => CYAN,
    };
    let severity = diagnostic.severity().to_string();
    let indent = severity.len() + 2;
    let message = printable(diagnostic.message(), indent);
    let mut lines = vec![format!(
        "{}{} {}",
        paint.paint(colour, &severity),
        paint.paint(BOLD, ":"),
        paint.paint(BOLD, &message)
    )];

    // Without an excerpt the notes stand where they would under one of a line below 10.
    let mut gutter = 1;
    if let Some(place) = diagnostic.place() {
        let place_text = printable(&place.to_string(), 0);
        lines.push(format!(" {} {place_text}", paint.paint(BLUE, "-->")));
        if let Some(Excerpt { text, carets }) = marked_line(diagnostic) {
            let number = place.line.to_string();
            gutter = number.len();
            let bar = paint.paint(BLUE, "|");
            let empty = " ".repeat(gutter);
            let line = format!("{} {bar} {text}", paint.paint(BLUE, &number));
            lines.push(format!("{empty} {bar}"));
            lines.push(line.trim_end().to_owned());
            lines.push(format!("{empty} {bar} {}", paint.paint(colour, &carets)));
        }
    }

    let note = |name: &str, text: &str| {
        let text = printable(text, gutter + name.len() + 5);
        let sign = paint.paint(BLUE, "=");
        format!(
            "{} {sign} {}: {text}",
            " ".repeat(gutter),
            paint.paint(BOLD, name)
        )
    };
    if let (Some(number), Some(line)) = (diagnostic.statement_number(), diagnostic.statement_line())
    {
        lines.push(note(&format!("statement {number}"), line));
    }
    lines.extend(diagnostic.causes().iter().map(|cause| note("cause", cause)));
    lines.extend(diagnostic.hints().iter().map(|hint| note("hint", hint)));
    lines.join("\n") + "\n"
}

/// The line on which the mark begins. A mark over several lines ends with the first.
fn marked_line(diagnostic: &Diagnostic) -> Option<Excerpt> {
    let (source, marked) = (diagnostic.script()?, diagnostic.marked()?);
    let line = source.line_range(marked.start);
    let start = marked.start.min(line.end) - line.start;
    let end = marked.end.min(line.end).max(line.start) - line.start;
    Some(excerpt(source.slice(line), start..end))
}

/// `text` with its further lines indented to the first, and nothing in it that moves the cursor.
fn printable(text: &str, indent: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.trim_end().lines().enumerate() {
        if number > 0 {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
        }
        line.chars().for_each(|c| push_visible(&mut out, c));
    }
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::super::{Source, split};
    use super::*;

    /// Eleven lines, then the statement, so that the line number has two digits.
    fn script() -> Source {
        let text = "select 1;\nselect 2;\n".to_owned()
            + &"\n".repeat(8)
            + "insert overwrite table x\nselect * from ham.nope;\n";
        Source::new("scripts/a.sql", &text)
    }

    fn missing_table(source: &Source) -> Diagnostic {
        let at = source.text().find("ham.nope").unwrap();
        Diagnostic::error("no table `ham.nope` in the warehouse")
            .at(source, at..at + "ham.nope".len())
            .in_statement(split(source).unwrap().last().unwrap())
            .cause("no folder")
            .hint("tables in `ham`: events")
    }

    #[test]
    fn the_whole_form() {
        let expected = "\
error: no table `ham.nope` in the warehouse
 --> scripts/a.sql:12:15
   |
12 | select * from ham.nope;
   |               ^^^^^^^^
   = statement 3: insert overwrite table x …
   = cause: no folder
   = hint: tables in `ham`: events
";
        assert_eq!(missing_table(&script()).render(Paint::Plain), expected);
    }

    #[test]
    fn colours_add_nothing_but_escapes() {
        let painted = missing_table(&script()).render(Paint::Ansi);
        let mut plain = String::new();
        let mut rest = painted.as_str();
        while let Some((text, escape)) = rest.split_once("\u{1b}[") {
            plain += text;
            rest = escape.split_once('m').unwrap().1;
        }
        assert_eq!(plain + rest, missing_table(&script()).render(Paint::Plain));
        assert!(painted.starts_with("\u{1b}[1;31merror\u{1b}[0m"));
        let warning = Diagnostic::warning("w").render(Paint::Ansi);
        assert!(warning.starts_with("\u{1b}[1;33mwarning\u{1b}[0m"));
    }

    #[test]
    fn without_a_place() {
        let note = Diagnostic::new(Severity::Note, "ignored").hint("leave it out");
        assert_eq!(
            note.render(Paint::Plain),
            "note: ignored\n  = hint: leave it out\n"
        );
    }

    #[test]
    fn place_of_a_statement_without_a_mark() {
        let source = script();
        let error = Diagnostic::error("x").in_statement(&split(&source).unwrap()[1]);
        assert_eq!(
            error.render(Paint::Plain),
            "error: x\n --> scripts/a.sql:2:1\n  = statement 2: select 2\n"
        );
    }

    #[test]
    fn carriage_returns_are_not_printed() {
        let source = Source::new("a", "select\r\n  nope\r\nfrom t");
        let text = Diagnostic::error("x")
            .at(&source, 10..14)
            .render(Paint::Plain);
        assert_eq!(text, "error: x\n --> a:2:3\n  |\n2 |   nope\n  |   ^^^^\n");
    }

    #[test]
    fn mark_over_several_lines_ends_with_the_first() {
        let source = Source::new("a", "select (1\n+ 2)\n");
        let text = Diagnostic::error("x")
            .at(&source, 7..14)
            .render(Paint::Plain);
        assert!(text.ends_with("1 | select (1\n  |        ^^\n"), "{text}");
    }

    #[test]
    fn mark_at_the_end_of_the_file() {
        let source = Source::new("a", "select\n");
        let text = Diagnostic::error("x")
            .at(&source, 7..7)
            .render(Paint::Plain);
        assert_eq!(text, "error: x\n --> a:2:1\n  |\n2 |\n  | ^\n");
        let text = Diagnostic::error("x")
            .at(&source, 6..7)
            .render(Paint::Plain);
        assert!(text.ends_with("1 | select\n  |       ^\n"), "{text}");
    }

    #[test]
    fn further_lines_of_a_message_are_indented() {
        let text = Diagnostic::error("a\nb")
            .hint("c\r\nd\u{1b}")
            .render(Paint::Plain);
        assert_eq!(
            text,
            "error: a\n       b\n  = hint: c\n          d\u{FFFD}\n"
        );
    }
}
