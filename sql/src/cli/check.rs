//! `maidian check`: scripts parsed and planned, all that is wrong told, nothing run.

use std::io::Write;

use serde_json::Value;

use super::args::{Check, CheckFormat, Global};
use super::init::{Doing, init};
use super::messages::{Messages, count};
use super::settings::{Keys, open_session, threads, warehouse};
use super::{Failure, block_on};
use crate::exec::{CheckedScript, CheckedStatement, Verdict, check_scripts, script_files};

pub(super) fn check(global: &Global, check: &Check, messages: Messages) -> Result<(), Failure> {
    let files = script_files(&check.paths)?;
    // Scripts are checked where they are written, which is not where the keys are.
    let session = open_session(global, Keys::StandIn, warehouse(global), &check.variables)?;
    let mut session = session.rehearsal();
    let checked = block_on(threads(global), async {
        init(&mut session, &check.variables, Doing::Check, messages).await?;
        Ok(check_scripts(&session, &files, &check.schema).await?)
    })?;
    let mut output = std::io::stdout().lock();
    match check.format {
        CheckFormat::Text => {
            for script in &checked {
                text(script, check.lineage, messages, &mut output)?;
            }
        }
        CheckFormat::Json => {
            let all: Vec<Value> = checked
                .iter()
                .flat_map(|it| it.objects(check.lineage))
                .collect();
            writeln!(output, "{:#}", Value::Array(all))?;
        }
    }
    let statements: usize = checked.iter().map(|script| script.statements.len()).sum();
    let problems = checked.iter().flat_map(CheckedScript::problems).count();
    messages.note(&format!(
        "{}, {}, {}",
        count(checked.len(), "script"),
        count(statements, "statement"),
        count(problems, "problem")
    ));
    if problems > 0 {
        return Err(Failure::Reported);
    }
    Ok(())
}

fn text(
    script: &CheckedScript,
    lineage: bool,
    messages: Messages,
    output: &mut dyn Write,
) -> Result<(), Failure> {
    writeln!(output, "{}", script.name)?;
    script.problem.iter().for_each(|it| messages.diagnostic(it));
    for CheckedStatement {
        raw,
        checked,
        warnings,
    } in &script.statements
    {
        let number = raw.number();
        writeln!(
            output,
            "  {number:>3}  {}: {}",
            verdict(&checked.verdict),
            raw.first_line()
        )?;
        if lineage {
            for column in &checked.lineage {
                let target = column.table.as_ref();
                let target = target.map_or_else(String::new, |target| format!("{target}."));
                let sources: Vec<&str> = column.sources.iter().map(String::as_str).collect();
                let sources = if sources.is_empty() {
                    "no column".to_owned()
                } else {
                    sources.join(", ")
                };
                writeln!(output, "       {target}{} ← {sources}", column.column)?;
            }
        }
        output.flush()?;
        let told = warnings.iter().chain(&checked.problems);
        told.for_each(|diagnostic| messages.diagnostic(diagnostic));
    }
    Ok(())
}

fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Supported => "supported".to_owned(),
        Verdict::Rewritten(rewrites) => format!("rewritten ({})", rewrites.join(", ")),
        Verdict::Refused => "refused".to_owned(),
    }
}
