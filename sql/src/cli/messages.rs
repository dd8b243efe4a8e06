//! What is said on standard error. Results alone go to standard output.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use super::args::Global;
use crate::script::{Diagnostic, Paint, Severity, Statement};

/// How messages are printed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Messages {
    paint: Paint,
    quiet: bool,
    verbose: bool,
    terminal: bool,
}

impl Messages {
    /// Colours on a terminal, unless NO_COLOR asks for none.
    pub(super) fn new(global: &Global) -> Self {
        let terminal = std::io::stderr().is_terminal();
        let colour = terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
        if let Some(filter) = &global.log {
            tracing_subscriber::fmt()
                .with_env_filter(EnvFilter::new(filter))
                .with_writer(std::io::stderr)
                .with_ansi(colour)
                .init();
        }
        Self {
            paint: if colour { Paint::Ansi } else { Paint::Plain },
            quiet: global.quiet,
            verbose: global.verbose,
            terminal,
        }
    }

    /// Whether a progress bar makes sense.
    pub(super) fn shows_progress(self) -> bool {
        self.terminal && !self.quiet
    }

    /// Prints the answer to what was asked for.
    #[expect(clippy::print_stderr, reason = "this is where messages are printed")]
    #[expect(clippy::unused_self, reason = "called as all other messages are")]
    pub(super) fn say(self, text: &str) {
        eprintln!("{text}");
    }

    /// Prints a statement that is about to be run, with `--verbose`.
    #[expect(clippy::print_stderr, reason = "this is where messages are printed")]
    pub(super) fn echo(self, statement: &Statement) {
        if self.verbose {
            eprintln!("{};", statement.text());
        }
    }

    /// Prints an error or a warning; a notice unless `--quiet`.
    #[expect(clippy::print_stderr, reason = "this is where messages are printed")]
    pub(super) fn diagnostic(self, diagnostic: &Diagnostic) {
        if self.quiet && diagnostic.severity() == Severity::Note {
            return;
        }
        eprint!("{}", with_newline(diagnostic.render(self.paint)));
    }

    /// Prints a line of progress, unless `--quiet`.
    #[expect(clippy::print_stderr, reason = "this is where messages are printed")]
    pub(super) fn note(self, line: &str) {
        if !self.quiet {
            eprintln!("{line}");
        }
    }

    /// Prints the warnings that substitution had, unless `--quiet`.
    pub(super) fn warnings(self, statement: &Statement) {
        if !self.quiet {
            statement
                .warnings()
                .iter()
                .for_each(|warning| self.diagnostic(warning));
        }
    }
}

fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// `1 script`, `2 scripts`.
pub(super) fn count(number: usize, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}
