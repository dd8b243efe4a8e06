//! What DESCRIBE FORMATTED and EXTENDED add to the columns, under Hive's headings.

use std::path::Path;

use super::describe::Row;
use crate::catalog::{TableDefinition, TableFormat, TableKind};
use crate::command::Detail;

/// The rows after the columns. `root` is the folder of the table or partition.
pub(super) fn detail_rows(definition: &TableDefinition, root: &Path, detail: Detail) -> Vec<Row> {
    match detail {
        Detail::Columns => Vec::new(),
        Detail::Extended => extended(definition, root),
        Detail::Formatted => formatted(definition, root),
    }
}

/// Three texts as a row.
pub(super) fn row(name: &str, data_type: &str, comment: &str) -> Row {
    [name, data_type, comment].map(|text| Some(text.to_owned()))
}

fn heading(text: &str) -> [Row; 2] {
    [
        [Some(String::new()), None, None],
        [Some(text.to_owned()), None, None],
    ]
}

fn pair(name: &str, value: &str) -> Row {
    [Some(name.to_owned()), Some(value.to_owned()), None]
}

fn formatted(definition: &TableDefinition, root: &Path) -> Vec<Row> {
    let mut rows = Vec::new();
    rows.extend(heading("# Detailed Table Information"));
    rows.push(pair("Database:", &definition.database));
    if definition.kind != TableKind::View {
        rows.push(pair("Location:", &root.to_string_lossy()));
    }
    rows.push(pair("Table Type:", kind(definition)));
    rows.push([Some("Table Parameters:".to_owned()), None, None]);
    let comment = definition
        .comment
        .as_deref()
        .map(|comment| ("comment", comment));
    let properties = definition.properties.iter();
    let properties = properties.map(|(name, value)| (name.as_str(), value.as_str()));
    for (name, value) in comment.into_iter().chain(properties) {
        rows.push(row("", name, value));
    }
    rows.extend(storage(definition));
    if let Some(view) = &definition.view {
        rows.extend(heading("# View Information"));
        rows.push(pair("View Original Text:", &view.query));
    }
    rows
}

fn storage(definition: &TableDefinition) -> Vec<Row> {
    let mut rows = Vec::from(heading("# Storage Information"));
    let [serde, input, output] = classes(&definition.format);
    rows.push(pair("SerDe Library:", serde));
    rows.push(pair("InputFormat:", input));
    rows.push(pair("OutputFormat:", output));
    rows.push(pair("Compressed:", "No"));
    rows.push(pair("Num Buckets:", "-1"));
    rows.push(pair("Bucket Columns:", "[]"));
    rows.push(pair("Sort Columns:", "[]"));
    if let TableFormat::TextFile(format) = &definition.format {
        rows.push([Some("Storage Desc Params:".to_owned()), None, None]);
        let delimiter = |c: char| c.escape_default().to_string();
        rows.push(row("", "field.delim", &delimiter(format.field_delimiter)));
        if let Some(escape) = format.escape {
            rows.push(row("", "escape.delim", &delimiter(escape)));
        }
        rows.push(row("", "serialization.null.format", &format.null_text));
    }
    rows
}

fn extended(definition: &TableDefinition, root: &Path) -> Vec<Row> {
    let properties: Vec<String> = definition
        .properties
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let text = format!(
        "Table(tableName:{}, dbName:{}, location:{}, inputFormat:{}, parameters:{{{}}}, tableType:{})",
        definition.name,
        definition.database,
        root.display(),
        classes(&definition.format)[1],
        properties.join(", "),
        kind(definition)
    );
    let [empty, _] = heading("");
    vec![empty, pair("Detailed Table Information", &text)]
}

fn kind(definition: &TableDefinition) -> &'static str {
    match definition.kind {
        TableKind::Managed | TableKind::Temporary => "MANAGED_TABLE",
        TableKind::External => "EXTERNAL_TABLE",
        TableKind::View => "VIRTUAL_VIEW",
    }
}

/// Hive's classes for a format: SerDe, input and output.
fn classes(format: &TableFormat) -> [&'static str; 3] {
    match format {
        TableFormat::Parquet => [
            "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
            "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat",
        ],
        TableFormat::JsonFile => [
            "org.apache.hive.hcatalog.data.JsonSerDe",
            "org.apache.hadoop.mapred.TextInputFormat",
            "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        ],
        TableFormat::TextFile(_) => [
            "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
            "org.apache.hadoop.mapred.TextInputFormat",
            "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        ],
    }
}
