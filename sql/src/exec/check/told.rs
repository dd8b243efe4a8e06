//! What a check found, as JSON.

use serde_json::{Value, json};

use super::Verdict;
use super::script::{CheckedScript, CheckedStatement};
use crate::script::Diagnostic;

impl CheckedScript {
    /// An object a statement; one without a statement for a script that has none.
    pub fn objects(&self, lineage: bool) -> Vec<Value> {
        objects(self, lineage)
    }
}

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
