//! `maidian check`: scripts parsed and planned, all that is wrong told, nothing run.

use std::io::Write;

use serde_json::{Value, json};

use super::args::{Check, CheckFormat, Global};
use super::checked::{CheckedScript, CheckedStatement};
use super::init::{Doing, init};
use super::messages::{Messages, count};
use super::run::script_files;
use super::settings::{Keys, open_session, threads, warehouse};
use super::{Failure, block_on};
use crate::exec::{Script, Session, Verdict, order};
use crate::script::{Diagnostic, Source};

pub(super) fn check(global: &Global, check: &Check, messages: Messages) -> Result<(), Failure> {
    let files = script_files(&check.paths)?;
    // Scripts are checked where they are written, which is not where the keys are.
    let session = open_session(global, Keys::StandIn, warehouse(global), &check.variables)?;
    let mut session = session.rehearsal();
    let checked = block_on(threads(global), async {
        init(&mut session, &check.variables, Doing::Check, messages).await?;
        let schemas = check.schema.iter().map(|path| Source::read(path));
        let mut problems = Vec::new();
        for schema in schemas.collect::<Result<Vec<_>, _>>()? {
            problems.push(CheckedScript::of(&session, &schema).await);
        }
        problems.retain(|schema| schema.problems().next().is_some());
        let (sources, mut checked) = sources(&files);
        for source in in_order(sources, &session) {
            checked.push(CheckedScript::of(&session, &source).await);
        }
        problems.extend(checked);
        Ok(problems)
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
                .flat_map(|it| objects(it, check.lineage))
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

/// The scripts that can be read, and what is to be said of the others.
fn sources(files: &[std::path::PathBuf]) -> (Vec<Source>, Vec<CheckedScript>) {
    let (mut sources, mut unreadable) = (Vec::new(), Vec::new());
    for file in files {
        match Source::read(file) {
            Ok(source) => sources.push(source),
            Err(problem) => {
                let name = file.display().to_string();
                unreadable.push(CheckedScript::unreadable(name, problem));
            }
        }
    }
    (sources, unreadable)
}

/// Scripts in the order in which they would be run; as they are given, where that cannot be told.
fn in_order(sources: Vec<Source>, session: &Session) -> Vec<Source> {
    let analyze = |source: &Source| {
        Script::analyze(source.clone(), &session.variables, session.database()).ok()
    };
    let scripts: Option<Vec<Script>> = sources.iter().map(analyze).collect();
    let Some(order) = scripts.and_then(|scripts| order(&scripts).ok()) else {
        return sources;
    };
    order
        .iter()
        .filter_map(|(position, _)| sources.get(*position).cloned())
        .collect()
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

/// An object a statement; one without a statement for a script that has none.
fn objects(script: &CheckedScript, lineage: bool) -> Vec<Value> {
    if let Some(problem) = &script.problem {
        return vec![json!({
            "script": script.name,
            "statement": null,
            "verdict": "refused",
            "problems": [told(problem)],
        })];
    }
    let statements = script.statements.iter();
    statements
        .map(
            |CheckedStatement {
                 raw,
                 checked,
                 warnings,
             }| {
                let (name, rewrites) = match &checked.verdict {
                    Verdict::Supported => ("supported", &[] as &[&str]),
                    Verdict::Rewritten(rewrites) => ("rewritten", rewrites.as_slice()),
                    Verdict::Refused => ("refused", &[] as &[&str]),
                };
                let mut object = json!({
                    "script": script.name,
                    "statement": raw.number(),
                    "line": raw.place().line,
                    "text": raw.first_line(),
                    "verdict": name,
                    "rewrites": rewrites,
                    "target": checked.target,
                    "reads": checked.reads,
                    "problems": checked.problems.iter().map(told).collect::<Vec<_>>(),
                    "warnings": warnings.iter().map(told).collect::<Vec<_>>(),
                });
                if lineage && let Some(object) = object.as_object_mut() {
                    let columns = checked.lineage.iter();
                    let columns = columns.map(
                        |it| json!({"table": it.table, "column": it.column, "sources": it.sources}),
                    );
                    object.insert("lineage".to_owned(), columns.collect());
                }
                object
            },
        )
        .collect()
}

fn told(diagnostic: &Diagnostic) -> Value {
    json!({
        "message": diagnostic.message(),
        "file": diagnostic.place().map(|place| place.file.as_ref()),
        "line": diagnostic.place().map(|place| place.line),
        "column": diagnostic.place().map(|place| place.column),
        "marked": diagnostic.marked_text(),
        "causes": diagnostic.causes(),
        "hints": diagnostic.hints(),
    })
}
