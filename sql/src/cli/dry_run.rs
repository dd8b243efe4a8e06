//! `maidian run --dry-run`: all is planned, nothing is run.

use std::io::Write;

use super::Failure;
use super::messages::{Messages, count};
use crate::exec::{CheckedScript, Script, Session, Turn};

/// Prints the order, and what each script reads and writes; with `explain` each statement as it is planned.
pub(super) async fn dry_run(
    session: &Session,
    scripts: &[Script],
    order: &[Turn],
    explain: bool,
    messages: Messages,
) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    let mut problems = 0;
    for (position, _) in order {
        let Some(script) = scripts.get(*position) else {
            continue;
        };
        let checked = CheckedScript::of(session, &script.source).await;
        let statements = checked.statements.len();
        writeln!(
            output,
            "{} ({})",
            checked.name,
            count(statements, "statement")
        )?;
        let reads: Vec<&str> = script.reads.keys().map(String::as_str).collect();
        let writes: Vec<&str> = script.writes.iter().map(String::as_str).collect();
        for (verb, tables) in [("reads ", reads), ("writes", writes)] {
            if !tables.is_empty() {
                writeln!(output, "  {verb} {}", tables.join(", "))?;
            }
        }
        if explain {
            statements_of(&checked, &mut output)?;
        }
        output.flush()?;
        for problem in checked.problems() {
            problems += 1;
            messages.diagnostic(problem);
        }
    }
    if problems > 0 {
        messages.note(&format!("{}; nothing was run", count(problems, "problem")));
        return Err(Failure::Reported);
    }
    Ok(())
}

fn statements_of(script: &CheckedScript, output: &mut dyn Write) -> std::io::Result<()> {
    for statement in &script.statements {
        let number = statement.raw.number();
        writeln!(
            output,
            "  statement {number}: {}",
            statement.raw.first_line()
        )?;
        let Some((sql, plan)) = &statement.checked.planned else {
            continue;
        };
        writeln!(output, "    planned as: {sql}")?;
        for line in plan.lines() {
            writeln!(output, "      {line}")?;
        }
    }
    Ok(())
}
