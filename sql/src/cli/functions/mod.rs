//! `maidian functions`: what is registered.

mod registered;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;

use self::registered::{Function, registered};
use super::args::{Format, Functions, Global, Variables};
use super::output::{RowWriter, WriteError};
use super::settings::{Keys, function_settings, open_session};
use super::{Failure, block_on};
use crate::script::{Diagnostic, nearest};

/// A column of the list.
type Column = (&'static str, fn(&Function) -> String);

const COLUMNS: [Column; 6] = [
    ("function", |it| it.name.clone()),
    ("kind", |it| it.kind.to_owned()),
    ("call", |it| it.call.replace('\n', " ")),
    ("does", |it| first_line(&it.does)),
    ("example", |it| first_line(&it.example)),
    ("origin", |it| it.origin.to_owned()),
];

/// More columns of one function alone.
const DETAILS: [Column; 2] = [
    ("aliases", |it| it.aliases.join(", ")),
    ("arguments", |it| {
        let arguments = it.arguments.iter();
        let arguments = arguments.map(|(name, meaning)| format!("{name}: {meaning}"));
        arguments.collect::<Vec<_>>().join("\n")
    }),
];

pub(super) fn functions(global: &Global, functions: &Functions) -> Result<(), Failure> {
    // The warehouse does not matter here, and nothing is written to it.
    let session = open_session(
        global,
        Keys::Configured,
        PathBuf::from("."),
        &Variables::default(),
    )?;
    let all = registered(&session);
    let Some(name) = &functions.name else {
        return rows(&all, &COLUMNS, functions.format.unwrap_or(Format::Table));
    };
    let named: Vec<Function> = all
        .iter()
        .filter(|it| it.is_called(name))
        .cloned()
        .collect();
    if named.is_empty() {
        return Err(unknown(name, &all).into());
    }
    match functions.format {
        Some(format) => rows(&named, &[COLUMNS.as_slice(), &DETAILS].concat(), format),
        None => named.iter().try_for_each(|function| show(global, function)),
    }
}

impl Function {
    fn is_called(&self, name: &str) -> bool {
        let mut names = std::iter::once(&self.name).chain(&self.aliases);
        names.any(|own| own.eq_ignore_ascii_case(name))
    }
}

fn unknown(name: &str, all: &[Function]) -> Diagnostic {
    let diagnostic = Diagnostic::error(format!("unknown function `{name}`"));
    match nearest(name, all.iter().map(|it| it.name.as_str())) {
        Some(near) => diagnostic.hint(format!("did you mean `{near}`?")),
        None => diagnostic,
    }
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().trim().to_owned()
}

fn rows(functions: &[Function], columns: &[Column], format: Format) -> Result<(), Failure> {
    let fields = columns
        .iter()
        .map(|(name, _)| Field::new(*name, DataType::Utf8, true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    let arrays = columns.iter().map(|(_, value)| {
        let values = functions.iter().map(|function| Some(value(function)));
        Arc::new(values.collect::<StringArray>()) as ArrayRef
    });
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays.collect())
        .map_err(|error| Diagnostic::error(error.to_string()))?;
    let rows = RecordBatchStreamAdapter::new(schema, futures::stream::iter([Ok(batch)]));
    block_on(1, async {
        let mut output = std::io::stdout().lock();
        match RowWriter::new(format)
            .write(Box::pin(rows), &mut output)
            .await
        {
            Ok(()) => Ok(output.flush()?),
            Err(WriteError::Output(error)) => Err(error.into()),
            Err(WriteError::Query(error)) => Err(Diagnostic::error(error.strip_backtrace()).into()),
        }
    })
}

/// Prints one function for reading.
fn show(global: &Global, function: &Function) -> Result<(), Failure> {
    let mut output = std::io::stdout().lock();
    let indented = |text: &str| text.replace('\n', "\n  ");
    writeln!(
        output,
        "{}\n\n  {}",
        function.call,
        indented(&function.does)
    )?;
    for (argument, meaning) in &function.arguments {
        writeln!(output, "  {argument}: {meaning}")?;
    }
    if !function.aliases.is_empty() {
        writeln!(output, "\nAlso called: {}", function.aliases.join(", "))?;
    }
    writeln!(output, "\nExample:\n  {}", indented(&function.example))?;
    writeln!(output, "\nKind: {}", function.kind)?;
    writeln!(output, "Origin: {}", function.origin)?;
    let settings = function_settings(global, Keys::Configured)?;
    for line in settings.describe_data(&function.name) {
        writeln!(output, "Data: {line}")?;
    }
    Ok(())
}
