//! CSV as RFC 4180 has it, and the tab-separated lines of the Hive client. NULL is empty in CSV and `NULL` in TSV.

use std::io::{self, Write};

use datafusion::arrow::datatypes::SchemaRef;

use super::{Layout, text};
use crate::exec::Cells;

pub(super) struct Csv;

impl Layout for Csv {
    fn begin(&mut self, schema: &SchemaRef, output: &mut dyn Write) -> io::Result<()> {
        let names = schema
            .fields()
            .iter()
            .map(|field| quoted(field.name(), false));
        line(names, ",", output)
    }

    fn batch(&mut self, columns: &[Cells], rows: usize, output: &mut dyn Write) -> io::Result<()> {
        for row in 0..rows {
            let values = columns.iter().map(|column| {
                // An empty text is quoted, so that it differs from NULL.
                quoted(&text(column, row, ""), !column.is_null(row))
            });
            line(values, ",", output)?;
        }
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

pub(super) struct Tsv;

impl Layout for Tsv {
    fn begin(&mut self, schema: &SchemaRef, output: &mut dyn Write) -> io::Result<()> {
        line(
            schema.fields().iter().map(|field| escaped(field.name())),
            "\t",
            output,
        )
    }

    fn batch(&mut self, columns: &[Cells], rows: usize, output: &mut dyn Write) -> io::Result<()> {
        for row in 0..rows {
            line(
                columns
                    .iter()
                    .map(|column| escaped(&text(column, row, "NULL"))),
                "\t",
                output,
            )?;
        }
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

fn line(
    values: impl Iterator<Item = String>,
    separator: &str,
    output: &mut dyn Write,
) -> io::Result<()> {
    for (position, value) in values.enumerate() {
        if position > 0 {
            output.write_all(separator.as_bytes())?;
        }
        output.write_all(value.as_bytes())?;
    }
    output.write_all(b"\n")
}

fn quoted(value: &str, quote_empty: bool) -> String {
    if value.contains(['"', ',', '\n', '\r']) || (quote_empty && value.is_empty()) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value.to_owned()
    }
}

/// A value must not break the line or the column.
fn escaped(value: &str) -> String {
    if value.contains(['\t', '\n', '\r']) {
        value
            .replace('\t', "\\t")
            .replace('\n', "\\n")
            .replace('\r', "\\r")
    } else {
        value.to_owned()
    }
}
