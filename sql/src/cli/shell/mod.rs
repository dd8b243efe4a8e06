//! `maidian sql` on a terminal: statements typed, rows printed, until one leaves.

mod complete;
mod history;
mod order;

use std::io::IsTerminal;
use std::path::Path;
use std::time::Instant;

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Behavior, CompletionType, Config, Editor};
use tokio::runtime::Runtime;

use self::complete::Assistant;
use self::history::history_file;
use self::order::{HELP, Order};
use super::args::Format;
use super::messages::Messages;
use super::sql::run_source;
use super::{Failure, SHUTDOWN, runtime};
use crate::exec::Session;
use crate::script::{Diagnostic, Source};

/// What messages call the text that was typed.
const NAME: &str = "<shell>";

type LineEditor = Editor<Assistant, FileHistory>;

/// A shell and what its user has chosen.
struct Shell {
    session: Session,
    runtime: Runtime,
    format: Format,
    tells_time: bool,
    messages: Messages,
}

/// Reads and runs statements until the user leaves.
pub(super) fn shell(
    session: Session,
    threads: usize,
    format: Format,
    messages: Messages,
) -> Result<(), Failure> {
    let runtime = runtime(threads)?;
    // From here on an interrupt ends what is running, and never the shell itself. The editor puts this back whenever it is
    // done with a line, so that it comes first.
    runtime.block_on(async {
        let interrupt = std::pin::pin!(tokio::signal::ctrl_c());
        let _ = futures::poll!(interrupt);
    });
    let mut editor = editor(&session)?;
    let history = history_file();
    if let Some(path) = &history {
        // There is none at first, and a damaged one is no reason not to work.
        let _ = editor.load_history(path);
    }
    messages.note("maidian: statements end in `;`, \\? is help, \\q leaves");
    let mut shell = Shell {
        session,
        runtime,
        format,
        tells_time: false,
        messages,
    };
    let result = shell.converse(&mut editor);
    if let Some(path) = &history {
        let _ = editor.save_history(path);
    }
    shell.runtime.shutdown_timeout(SHUTDOWN);
    result
}

fn editor(session: &Session) -> Result<LineEditor, Failure> {
    // Rows may go to a file while one types on the terminal.
    let behavior = if std::io::stdout().is_terminal() {
        Behavior::Stdio
    } else {
        Behavior::PreferTerm
    };
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .behavior(behavior)
        .auto_add_history(true)
        .build();
    let mut editor = LineEditor::with_config(config).map_err(|error| unusable(&error))?;
    editor.set_helper(Some(Assistant::new(session)));
    Ok(editor)
}

fn unusable(error: &ReadlineError) -> Failure {
    Diagnostic::error(format!("the terminal cannot be read: {error}")).into()
}

impl Shell {
    fn converse(&mut self, editor: &mut LineEditor) -> Result<(), Failure> {
        loop {
            let prompt = format!("{}> ", self.session.database());
            match editor.readline(&prompt) {
                Ok(line) => {
                    if !self.obey(Order::read(&line))? {
                        return Ok(());
                    }
                    editor.set_helper(Some(Assistant::new(&self.session)));
                }
                // Ctrl-C clears the line, Ctrl-D leaves.
                Err(ReadlineError::Interrupted) => {}
                Err(ReadlineError::Eof) => return Ok(()),
                Err(error) => return Err(unusable(&error)),
            }
        }
    }

    /// Whether the shell goes on. What is wrong with an order is told, and is no end.
    fn obey(&mut self, order: Order) -> Result<bool, Failure> {
        match order {
            Order::Nothing => {}
            Order::Leave => return Ok(false),
            Order::Help => self.messages.say(HELP.trim_end()),
            Order::Wrong(what) => self.messages.diagnostic(&Diagnostic::error(what)),
            Order::Timing => {
                self.tells_time = !self.tells_time;
                let state = if self.tells_time { "on" } else { "off" };
                self.messages.say(&format!("timing is {state}"));
            }
            Order::Format(format) => self.format = format,
            Order::Statements(text) => self.run(&Source::new(NAME, &text))?,
            Order::File(path) => match Source::read(Path::new(&path)) {
                Ok(source) => self.run(&source)?,
                Err(diagnostic) => self.messages.diagnostic(&diagnostic),
            },
        }
        Ok(true)
    }

    /// Runs statements. Ctrl-C drops the one that is running, which leaves the warehouse as it was.
    fn run(&mut self, source: &Source) -> Result<(), Failure> {
        let started = Instant::now();
        let (session, format, messages) = (&mut self.session, self.format, self.messages);
        let result = self.runtime.block_on(async {
            tokio::select! {
                result = run_source(session, source, format, messages) => result,
                _ = tokio::signal::ctrl_c() => Err(Diagnostic::error("interrupted").into()),
            }
        });
        match result {
            Ok(()) | Err(Failure::Reported) => {}
            Err(Failure::Message(diagnostic) | Failure::Usage(diagnostic)) => {
                self.messages.diagnostic(&diagnostic);
            }
            Err(Failure::Output(error)) => return Err(Failure::Output(error)),
        }
        if self.tells_time {
            let seconds = started.elapsed().as_secs_f64();
            self.messages.say(&format!("{seconds:.3} s"));
        }
        Ok(())
    }
}
