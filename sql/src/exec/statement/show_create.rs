//! SHOW CREATE TABLE: a text that makes the same table or view again, a row a line.

use std::fmt::Write as _;

use crate::catalog::{Column, TableDefinition, TableFormat, TableKind, TextFormat};
use crate::command::TableName;
use crate::exec::execute::Outcome;
use crate::exec::listing::listing;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Carries out SHOW CREATE TABLE.
    pub(super) fn show_create(
        &self,
        statement: &Statement,
        table: &TableName,
    ) -> Result<Outcome, Diagnostic> {
        let definition = self.definition(statement, table)?;
        let text = create_text(&definition);
        listing(
            &["createtab_stmt"],
            text.lines().map(|line| [line.to_owned()]),
        )
    }
}

fn create_text(definition: &TableDefinition) -> String {
    let mut text = String::new();
    // A String takes every write.
    let _ = match &definition.view {
        Some(view) => write_view(&mut text, definition, &view.query),
        None => write_table(&mut text, definition),
    };
    text
}

fn write_view(text: &mut String, definition: &TableDefinition, query: &str) -> std::fmt::Result {
    let names: Vec<String> = definition
        .columns
        .iter()
        .map(|column| name(&column.name))
        .collect();
    write!(text, "CREATE VIEW {}", full_name(definition))?;
    write!(text, " ({})", names.join(", "))?;
    if let Some(comment) = &definition.comment {
        write!(text, " COMMENT {}", quoted(comment))?;
    }
    write!(text, " AS\n{query}\n")
}

fn write_table(text: &mut String, definition: &TableDefinition) -> std::fmt::Result {
    let kind = match definition.kind {
        TableKind::External => "EXTERNAL ",
        TableKind::Temporary => "TEMPORARY ",
        TableKind::Managed | TableKind::View => "",
    };
    writeln!(text, "CREATE {kind}TABLE {}(", full_name(definition))?;
    columns(text, &definition.columns)?;
    text.push_str(")\n");
    if let Some(comment) = &definition.comment {
        writeln!(text, "COMMENT {}", quoted(comment))?;
    }
    if !definition.partition_columns.is_empty() {
        text.push_str("PARTITIONED BY (\n");
        columns(text, &definition.partition_columns)?;
        text.push_str(")\n");
    }
    match &definition.format {
        TableFormat::Parquet => text.push_str("STORED AS PARQUET\n"),
        TableFormat::JsonFile => text.push_str("STORED AS JSONFILE\n"),
        TableFormat::TextFile(format) => text_format(text, format)?,
    }
    if let Some(location) = &definition.location
        && definition.kind != TableKind::Temporary
    {
        writeln!(text, "LOCATION\n  {}", quoted(location))?;
    }
    if !definition.properties.is_empty() {
        let pairs = definition.properties.iter();
        let pairs: Vec<String> = pairs
            .map(|(name, value)| format!("  {}={}", quoted(name), quoted(value)))
            .collect();
        writeln!(text, "TBLPROPERTIES (\n{})", pairs.join(",\n"))?;
    }
    Ok(())
}

fn columns(text: &mut String, columns: &[Column]) -> std::fmt::Result {
    for (position, column) in columns.iter().enumerate() {
        write!(text, "  {} {}", name(&column.name), column.data_type)?;
        if let Some(comment) = &column.comment {
            write!(text, " COMMENT {}", quoted(comment))?;
        }
        if position + 1 < columns.len() {
            text.push_str(",\n");
        }
    }
    Ok(())
}

fn text_format(text: &mut String, format: &TextFormat) -> std::fmt::Result {
    let default = TextFormat::default();
    // Header lines are a property.
    let is_default = TextFormat {
        skip_header_lines: 0,
        ..format.clone()
    } == default;
    if !is_default {
        text.push_str("ROW FORMAT DELIMITED\n");
        writeln!(
            text,
            "  FIELDS TERMINATED BY {}",
            character(format.field_delimiter)
        )?;
        if let Some(escape) = format.escape {
            writeln!(text, "  ESCAPED BY {}", character(escape))?;
        }
        if format.collection_delimiter != default.collection_delimiter {
            let delimiter = character(format.collection_delimiter);
            writeln!(text, "  COLLECTION ITEMS TERMINATED BY {delimiter}")?;
        }
        if format.map_key_delimiter != default.map_key_delimiter {
            let delimiter = character(format.map_key_delimiter);
            writeln!(text, "  MAP KEYS TERMINATED BY {delimiter}")?;
        }
        if format.null_text != default.null_text {
            writeln!(text, "  NULL DEFINED AS {}", quoted(&format.null_text))?;
        }
    }
    text.push_str("STORED AS TEXTFILE\n");
    Ok(())
}

fn full_name(definition: &TableDefinition) -> String {
    format!("{}.{}", name(&definition.database), name(&definition.name))
}

fn name(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

fn character(c: char) -> String {
    quoted(&c.to_string())
}

/// A text as a literal on one line.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for c in text.chars() {
        match c {
            '\'' | '\\' | ';' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_ascii_control() => {
                // A String takes every write.
                let _ = write!(quoted, "\\{:03o}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('\'');
    quoted
}
