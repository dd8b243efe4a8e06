//! `maidian sql`: statements in, rows out.

use std::io::{IsTerminal, Read, Write};

use super::args::{Global, Sql};
use super::messages::Messages;
use super::output::RowWriter;
use super::settings::{Keys, open_session, threads, warehouse};
use super::{Failure, block_on};
use crate::exec::{Outcome, Session};
use crate::script::{Diagnostic, Source, split, substitute};

pub(super) fn sql(global: &Global, sql: &Sql, messages: Messages) -> Result<(), Failure> {
    let sources = sources(sql)?;
    let mut session = open_session(global, Keys::Configured, warehouse(global), &sql.variables)?;
    block_on(threads(global), async {
        for source in &sources {
            run_source(&mut session, source, sql, messages).await?;
        }
        Ok(())
    })
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
    if input.is_terminal() {
        let message = "nothing to run: the interactive shell is not there yet";
        return Err(Diagnostic::error(message)
            .hint("maidian sql -e 'SQL', maidian sql -f FILE, or SQL on standard input")
            .into());
    }
    let mut bytes = Vec::new();
    input
        .read_to_end(&mut bytes)
        .map_err(|error| Diagnostic::error(format!("cannot read standard input: {error}")))?;
    Ok(vec![Source::from_bytes("<stdin>", &bytes)?])
}

async fn run_source(
    session: &mut Session,
    source: &Source,
    sql: &Sql,
    messages: Messages,
) -> Result<(), Failure> {
    for raw in split(source)? {
        let statement = substitute(&raw, &session.variables)?;
        messages.warnings(&statement);
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
                let result = RowWriter::new(sql.format).write(rows, &mut output).await;
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
