//! The command `maidian`: what is typed, what is done with it, and what is printed.

mod args;
mod check;
mod config;
mod demo;
mod dry_run;
mod functions;
mod generate;
mod init;
mod messages;
mod output;
mod progress;
mod report;
mod run;
mod settings;
mod shell;
mod sql;
mod summary;

use std::ffi::OsString;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use self::args::{Arguments, Command};
use self::config::Config;
use self::messages::Messages;
use crate::script::Diagnostic;

/// Exit code of a command that has done what it should.
const DONE: u8 = 0;
/// Exit code of a command that failed.
const FAILED: u8 = 1;
/// Exit code of a command that was not understood.
const USAGE: u8 = 2;

/// Runs the command line of this process: 0 done, 1 failed, 2 wrong usage.
pub fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os()))
}

/// Runs a command line, which begins with the program's name, and gives its exit code. Wrong usage ends the process.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    // clap prints usage errors itself, and exits with 2.
    let mut arguments = Arguments::parse_from(arguments);
    let configured = configure(&mut arguments);
    let messages = Messages::new(&arguments.global);
    match configured
        .map_err(Failure::Usage)
        .and_then(|()| command(arguments, messages))
    {
        Ok(()) => DONE,
        Err(Failure::Usage(diagnostic)) => {
            messages.diagnostic(&diagnostic);
            USAGE
        }
        Err(Failure::Reported) => FAILED,
        Err(Failure::Message(diagnostic)) => {
            messages.diagnostic(&diagnostic);
            FAILED
        }
        // The reader of our output has gone, as `head` does: that is no error of ours.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => DONE,
        Err(Failure::Output(error)) => {
            messages.diagnostic(&Diagnostic::error(format!(
                "cannot write the result: {error}"
            )));
            FAILED
        }
    }
}

/// Why a command ends early.
enum Failure {
    /// The messages are printed already.
    Reported,
    /// This is to be printed.
    Message(Diagnostic),
    /// This is to be printed, and the command itself is wrong.
    Usage(Diagnostic),
    /// Standard output could not be written.
    Output(std::io::Error),
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self::Message(diagnostic)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}

/// Fills in what the file of settings says.
fn configure(arguments: &mut Arguments) -> Result<(), Diagnostic> {
    let config = Config::load(&arguments.global)?;
    config.complete(&mut arguments.global);
    match &mut arguments.command {
        Command::Run(run) => config.complete_variables(&mut run.variables),
        Command::Check(check) => config.complete_variables(&mut check.variables),
        Command::Sql(sql) => config.complete_variables(&mut sql.variables),
        _ => {}
    }
    Ok(())
}

fn command(arguments: Arguments, messages: Messages) -> Result<(), Failure> {
    let global = arguments.global;
    match arguments.command {
        Command::Demo(demo) => demo::demo(&global, &demo, messages),
        Command::Run(run) => run::run(&global, &run, messages),
        Command::Check(check) => check::check(&global, &check, messages),
        Command::Sql(sql) => sql::sql(&global, &sql, messages),
        Command::Functions(functions) => functions::functions(&global, &functions),
        Command::Generate(generate) => generate::generate(&generate, messages),
        Command::Completions { shell } => Ok(args::completions(shell)?),
    }
}

/// How long an end waits for work that was dropped: work that never looks up would keep the process for ever.
const SHUTDOWN: Duration = Duration::from_secs(5);

/// Runs a future to its end on a runtime with one worker a thread.
///
/// Ctrl-C drops it: what it had begun is undone by the drop (staging folders go, tables stay as they were).
fn block_on<T>(
    threads: usize,
    future: impl Future<Output = Result<T, Failure>>,
) -> Result<T, Failure> {
    let runtime = runtime(threads)?;
    let result = runtime.block_on(async {
        tokio::select! {
            result = future => result,
            _ = tokio::signal::ctrl_c() => {
                Err(Diagnostic::error("interrupted; tables that were being written are as they were").into())
            }
        }
    });
    runtime.shutdown_timeout(SHUTDOWN);
    result
}

/// A runtime with one worker a thread.
fn runtime(threads: usize) -> Result<tokio::runtime::Runtime, Diagnostic> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .map_err(|error| Diagnostic::error(format!("cannot start threads: {error}")))
}
