//! CREATE TABLE as a table definition.

use std::collections::BTreeMap;

use datafusion::sql::sqlparser::ast::{
    ColumnDef, ColumnOption, CommentDef, CreateTable, CreateTableOptions, Expr, FileFormat,
    HiveDelimiter, HiveDistributionStyle, HiveFormat, HiveIOFormat, HiveRowFormat, SqlOption,
    Value,
};

use super::{Refusal, lower, table_name};
use crate::catalog::{Column, HiveType, TableDefinition, TableFormat, TableKind, TextFormat};

/// The definition that a CREATE TABLE gives. `database` is that of a name without one.
///
/// Errors: clauses that are not supported, types that Hive has not.
pub fn create_table(create: CreateTable, database: &str) -> Result<TableDefinition, Refusal> {
    refuse_other_forms(&create)?;
    let name = table_name(&create.name)?;
    let partition_columns = match &create.hive_distribution {
        HiveDistributionStyle::PARTITIONED { columns } => columns.as_slice(),
        HiveDistributionStyle::NONE => &[],
        HiveDistributionStyle::SKEWED { .. } => {
            return Err(Refusal::new("SKEWED BY is not supported").at("skewed"));
        }
    };
    let hive = create.hive_formats.clone().unwrap_or_default();
    let properties = properties(&create.table_options);
    let mut format = format(&hive, create.file_format.as_ref())?;
    if let TableFormat::TextFile(text) = &mut format
        && let Some(lines) = properties.get("skip.header.line.count")
    {
        text.skip_header_lines = lines.parse().map_err(|_| {
            Refusal::new(format!(
                "skip.header.line.count must be a number, got '{lines}'"
            ))
            .at(lines)
        })?;
    }
    Ok(TableDefinition {
        database: name.database.unwrap_or_else(|| database.to_owned()),
        name: name.table,
        kind: if create.external {
            TableKind::External
        } else {
            TableKind::Managed
        },
        columns: columns(&create.columns)?,
        partition_columns: columns(partition_columns)?,
        format,
        location: hive.location.or(create.location),
        comment: create.comment.map(|comment| match comment {
            CommentDef::WithEq(text) | CommentDef::WithoutEq(text) => text,
        }),
        properties,
    })
}

fn refuse_other_forms(create: &CreateTable) -> Result<(), Refusal> {
    let refused = [
        (create.query.is_some(), "CREATE TABLE … AS SELECT", "as"),
        (create.like.is_some(), "CREATE TABLE … LIKE", "like"),
        (create.temporary, "CREATE TEMPORARY TABLE", "temporary"),
        (create.clustered_by.is_some(), "CLUSTERED BY", "clustered"),
    ];
    match refused.into_iter().find(|(is_given, _, _)| *is_given) {
        Some((_, form, word)) => Err(Refusal::new(format!("{form} is not supported yet")).at(word)),
        None => Ok(()),
    }
}

fn columns(definitions: &[ColumnDef]) -> Result<Vec<Column>, Refusal> {
    definitions.iter().map(column).collect()
}

fn column(definition: &ColumnDef) -> Result<Column, Refusal> {
    let text = definition.data_type.to_string();
    let data_type: HiveType = text.parse().map_err(|error| {
        Refusal::new(format!("column `{}`: {error}", definition.name.value)).at(&*text)
    })?;
    let mut column = Column::new(lower(&definition.name), data_type);
    for option in &definition.options {
        match &option.option {
            ColumnOption::Comment(comment) => column.comment = Some(comment.clone()),
            other => {
                return Err(Refusal::new(format!(
                    "column `{}`: {other} is not supported",
                    definition.name.value
                ))
                .at(definition.name.value.as_str()));
            }
        }
    }
    Ok(column)
}

fn format(hive: &HiveFormat, file_format: Option<&FileFormat>) -> Result<TableFormat, Refusal> {
    let stored_as = match &hive.storage {
        Some(HiveIOFormat::FileFormat { format }) => Some(format),
        Some(_) => {
            return Err(Refusal::new(
                "only STORED AS PARQUET, TEXTFILE and JSONFILE are supported",
            )
            .at("stored"));
        }
        None => file_format,
    };
    // Hive's default is TEXTFILE; tables that the warehouse itself writes and reads are better off as Parquet, but a script
    // that says nothing means what Hive means.
    match stored_as {
        Some(FileFormat::PARQUET) => Ok(TableFormat::Parquet),
        Some(FileFormat::JSONFILE) => Ok(TableFormat::JsonFile),
        Some(FileFormat::TEXTFILE) | None => text_format(hive.row_format.as_ref()),
        Some(other) => Err(Refusal::new(format!(
            "STORED AS {other} is not supported; supported: PARQUET, TEXTFILE, JSONFILE"
        ))
        .at(other.to_string())),
    }
}

fn text_format(row_format: Option<&HiveRowFormat>) -> Result<TableFormat, Refusal> {
    let mut text = TextFormat::default();
    let delimiters = match row_format {
        None => return Ok(TableFormat::TextFile(text)),
        Some(HiveRowFormat::SERDE { class }) if class.ends_with("JsonSerDe") => {
            return Ok(TableFormat::JsonFile);
        }
        Some(HiveRowFormat::SERDE { class }) => {
            return Err(
                Refusal::new(format!("ROW FORMAT SERDE '{class}' is not supported"))
                    .at(class.as_str()),
            );
        }
        Some(HiveRowFormat::DELIMITED { delimiters }) => delimiters,
    };
    for delimiter in delimiters {
        let value = delimiter.char.value.as_str();
        match delimiter.delimiter {
            HiveDelimiter::FieldsTerminatedBy => text.field_delimiter = one_character(value)?,
            HiveDelimiter::FieldsEscapedBy => text.escape = Some(one_character(value)?),
            HiveDelimiter::CollectionItemsTerminatedBy => {
                text.collection_delimiter = one_character(value)?;
            }
            HiveDelimiter::MapKeysTerminatedBy => text.map_key_delimiter = one_character(value)?,
            HiveDelimiter::NullDefinedAs => value.clone_into(&mut text.null_text),
            HiveDelimiter::LinesTerminatedBy if value == "\n" => {}
            HiveDelimiter::LinesTerminatedBy => {
                return Err(
                    Refusal::new("LINES TERMINATED BY supports '\\n' only, as Hive does")
                        .at("lines"),
                );
            }
        }
    }
    Ok(TableFormat::TextFile(text))
}

/// A delimiter is one character, or the number of one: `'\t'`, `'\001'`, `'1'` is U+0001 as in Hive.
fn one_character(text: &str) -> Result<char, Refusal> {
    if let Some(code) = text.parse::<u8>().ok().filter(u8::is_ascii) {
        return Ok(char::from(code));
    }
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(character), None) if character.is_ascii() => Ok(character),
        _ => {
            Err(Refusal::new(format!("a delimiter is one ASCII character, got '{text}'")).at(text))
        }
    }
}

fn properties(options: &CreateTableOptions) -> BTreeMap<String, String> {
    let CreateTableOptions::TableProperties(options) = options else {
        return BTreeMap::new();
    };
    options
        .iter()
        .filter_map(|option| match option {
            SqlOption::KeyValue {
                key,
                value: Expr::Value(value),
            } => match &value.value {
                Value::SingleQuotedString(text) => Some((key.value.clone(), text.clone())),
                other => Some((key.value.clone(), other.to_string())),
            },
            _ => None,
        })
        .collect()
}
