//! `maidian functions`: what is registered.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::logical_expr::{Documentation, ScalarUDF};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;

use super::args::{Functions, Global, Variables};
use super::output::{RowWriter, WriteError};
use super::settings::{Keys, function_settings, open_session};
use super::{Failure, block_on};
use crate::exec::Session;
use crate::script::{Diagnostic, nearest};

pub(super) fn functions(global: &Global, functions: &Functions) -> Result<(), Failure> {
    // The warehouse does not matter here, and nothing is written to it.
    let session = open_session(
        global,
        Keys::Configured,
        PathBuf::from("."),
        &Variables::default(),
    )?;
    match &functions.name {
        None => list(&session, functions),
        Some(name) => show(global, &session, name),
    }
}

/// All registered scalar functions by name, each once.
fn registered(session: &Session) -> Vec<Arc<ScalarUDF>> {
    let state = session.context().state();
    let mut functions: Vec<Arc<ScalarUDF>> =
        state.scalar_functions().values().map(Arc::clone).collect();
    functions.sort_by(|a, b| a.name().cmp(b.name()));
    functions.dedup_by(|a, b| a.name() == b.name());
    functions
}

fn list(session: &Session, functions: &Functions) -> Result<(), Failure> {
    let registered = registered(session);
    let column = |f: &dyn Fn(&Documentation) -> String| -> Arc<StringArray> {
        Arc::new(
            registered
                .iter()
                // The engine documents not all of its own.
                .map(|udf| Some(udf.documentation().map_or_else(String::new, f)))
                .collect::<StringArray>(),
        )
    };
    let names: StringArray = registered
        .iter()
        .map(|udf| Some(udf.name().to_owned()))
        .collect();
    let schema = Arc::new(Schema::new(
        ["function", "call", "does", "origin"]
            .map(|name| Field::new(name, DataType::Utf8, true))
            .to_vec(),
    ));
    let batch = RecordBatch::try_new(
        Arc::clone(&schema),
        vec![
            Arc::new(names),
            column(&|about| about.syntax_example.clone()),
            column(&|about| {
                about
                    .description
                    .lines()
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            }),
            column(&|about| origin(about).to_owned()),
        ],
    )
    .map_err(|error| Diagnostic::error(error.to_string()))?;
    let rows = RecordBatchStreamAdapter::new(schema, futures::stream::iter([Ok(batch)]));
    block_on(1, async {
        let mut output = std::io::stdout().lock();
        match RowWriter::new(functions.format)
            .write(Box::pin(rows), &mut output)
            .await
        {
            Ok(()) => Ok(output.flush()?),
            Err(WriteError::Output(error)) => Err(error.into()),
            Err(WriteError::Query(error)) => Err(Diagnostic::error(error.strip_backtrace()).into()),
        }
    })
}

/// Ours are of the domain or Hive's; the others come with the engine.
fn origin(about: &Documentation) -> &str {
    match about.doc_section.label {
        label @ ("domain" | "hive") => label,
        _ => "engine",
    }
}

fn show(global: &Global, session: &Session, name: &str) -> Result<(), Failure> {
    let registered = registered(session);
    let is_named = |udf: &&Arc<ScalarUDF>| {
        udf.name().eq_ignore_ascii_case(name)
            || udf
                .aliases()
                .iter()
                .any(|alias| alias.eq_ignore_ascii_case(name))
    };
    let Some(udf) = registered.iter().find(is_named) else {
        let mut diagnostic = Diagnostic::error(format!("unknown function `{name}`"));
        if let Some(near) = nearest(name, registered.iter().map(|udf| udf.name())) {
            diagnostic = diagnostic.hint(format!("did you mean `{near}`?"));
        }
        return Err(diagnostic.into());
    };
    let mut output = std::io::stdout().lock();
    let Some(about) = udf.documentation() else {
        writeln!(output, "{}", udf.name())?;
        return Ok(());
    };
    writeln!(
        output,
        "{}\n\n  {}",
        about.syntax_example,
        about.description.trim()
    )?;
    for (argument, description) in about.arguments.iter().flatten() {
        writeln!(output, "  {argument}: {description}")?;
    }
    if !udf.aliases().is_empty() {
        writeln!(output, "\nAlso called: {}", udf.aliases().join(", "))?;
    }
    if let Some(example) = &about.sql_example {
        writeln!(
            output,
            "\nExample:\n  {}",
            example.trim().replace('\n', "\n  ")
        )?;
    }
    writeln!(output, "\nOrigin: {}", origin(about))?;
    let settings = function_settings(global, Keys::Configured)?;
    for line in settings.describe_data(udf.name()) {
        writeln!(output, "Data: {line}")?;
    }
    Ok(())
}
