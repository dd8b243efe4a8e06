//! `maidian sql`: statements in, rows out.

use std::io::{IsTerminal, Read, Write};

use super::args::{Format, Global, Sql};
use super::init::{Doing, init, prepared};
use super::messages::Messages;
use super::output::RowWriter;
use super::settings::{Keys, open_session, threads, warehouse};
use super::shell::shell;
use super::{Failure, block_on};
use crate::exec::{Outcome, Session};
use crate::script::{Diagnostic, Source, split, substitute};

pub(super) fn sql(global: &Global, sql: &Sql, messages: Messages) -> Result<(), Failure> {
    let session = open_session(global, Keys::Configured, warehouse(global), &sql.variables)?;
    if is_for_shell(sql) {
        let session = prepared(
            threads(global),
            session,
            &sql.variables,
            Doing::Run,
            messages,
        )?;
        return shell(session, threads(global), sql.format, messages);
    }
    let (sources, mut session) = (sources(sql)?, session);
    block_on(threads(global), async {
        init(&mut session, &sql.variables, Doing::Run, messages).await?;
        for source in &sources {
            run_source(&mut session, source, sql.format, messages).await?;
        }
        Ok(())
    })
}

/// Whether nothing was given to run, and somebody sits at the terminal.
fn is_for_shell(sql: &Sql) -> bool {
    sql.execute.is_empty() && sql.file.is_empty() && std::io::stdin().is_terminal()
}

/// What is to be run: `-e`, `-f`, or standard input.
fn sources(sql: &Sql) -> Result<Vec<Source>, Failure> {
    if !sql.execute.is_empty() {
        return Ok(sql
            .execute
            .iter()
            .map(|text| Source::new("-e", text))
            .collect());
    }
    if !sql.file.is_empty() {
        return Ok(sql
            .file
            .iter()
            .map(|path| Source::read(path))
            .collect::<Result<_, _>>()?);
    }
    let mut input = std::io::stdin();
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| Diagnostic::error(format!("cannot read standard input: {error}")))?;
    Ok(vec![Source::from_bytes("<stdin>", &bytes)?])
}

/// Runs the statements of a source and prints the rows of each, up to the first that fails.
pub(super) async fn run_source(
    session: &mut Session,
    source: &Source,
    format: Format,
    messages: Messages,
) -> Result<(), Failure> {
    for raw in split(source)? {
        let statement = substitute(&raw, &session.variables)?;
        messages.warnings(&statement);
        messages.echo(&statement);
        if statement.text().trim().is_empty() {
            continue;
        }
        let outcome = session.execute(&statement, &|_| {}).await;
        session
            .take_notices()
            .iter()
            .for_each(|notice| messages.diagnostic(notice));
        match outcome? {
            Outcome::Rows(rows) => {
                let mut output = std::io::BufWriter::new(std::io::stdout().lock());
                let result = RowWriter::new(format).write(rows, &mut output).await;
                output.flush()?;
                drop(output);
                result.map_err(|failure| match failure {
                    super::output::WriteError::Output(error) => Failure::Output(error),
                    super::output::WriteError::Query(error) => {
                        Failure::Message(session.engine_error(&statement, &error))
                    }
                })?;
            }
            Outcome::Written(written) => messages.note(&format!(
                "{}: {} rows in {} files, {} bytes, {:.1} s",
                written.table,
                written.report.rows,
                written.report.files,
                written.report.bytes,
                written.elapsed.as_secs_f64()
            )),
            Outcome::Done(line) if line.is_empty() => {}
            Outcome::Done(line) => messages.note(&line),
        }
    }
    Ok(())
}
