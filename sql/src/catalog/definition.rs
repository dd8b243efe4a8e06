//! What a table is: its columns, partition columns, format and place.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use datafusion::arrow::datatypes::{Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};

use super::{CatalogError, HiveType};

/// A table as `CREATE TABLE` declares it and as its file in `.catalog` holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableDefinition {
    /// The database, in lower case.
    pub database: String,
    /// The table, in lower case.
    pub name: String,
    /// Who owns the data.
    pub kind: TableKind,
    /// The columns that the files hold, in order.
    pub columns: Vec<Column>,
    /// The columns that the folders hold, outermost first. They follow the others in `SELECT *`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partition_columns: Vec<Column>,
    /// How the files are written.
    pub format: TableFormat,
    /// An absolute path or `file://` URL of a folder or a single file. `None`: the table's folder in the warehouse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// `COMMENT` of the table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// `TBLPROPERTIES`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub properties: BTreeMap<String, String>,
    /// The query, of a view.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub view: Option<ViewText>,
    /// Folders of an external table that `DROP PARTITION` took out of it, as [`Partition`](super::Partition) names them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub detached: BTreeSet<String>,
}

/// What a view was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewText {
    /// The query, as its author wrote it, with variables replaced.
    pub query: String,
    /// The database that names without one meant.
    pub database: String,
}

/// Who owns a table's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableKind {
    /// The warehouse: `DROP TABLE` deletes the data.
    Managed,
    /// Somebody else: `DROP TABLE` forgets the definition only.
    External,
    /// The session that made it: it ends with the session, and nobody else sees it.
    Temporary,
    /// Nobody: a view has a query instead of data.
    View,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// The name, in lower case.
    pub name: String,
    /// Its Hive type.
    #[serde(rename = "type")]
    pub data_type: HiveType,
    /// `COMMENT` of the column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// `STORED AS`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// `STORED AS PARQUET`
    Parquet,
    /// `STORED AS JSONFILE`: one object a line.
    JsonFile,
    /// `STORED AS TEXTFILE`, with its `ROW FORMAT DELIMITED`.
    TextFile(TextFormat),
}

/// `ROW FORMAT DELIMITED`, with the defaults of Hive's LazySimpleSerDe. Lines end with `\n`; delimiters are ASCII.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TextFormat {
    /// `FIELDS TERMINATED BY`, default U+0001.
    pub field_delimiter: char,
    /// `COLLECTION ITEMS TERMINATED BY`, default U+0002. Deeper levels use U+0004 and on.
    pub collection_delimiter: char,
    /// `MAP KEYS TERMINATED BY`, default U+0003.
    pub map_key_delimiter: char,
    /// `ESCAPED BY`: this character makes the next one ordinary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub escape: Option<char>,
    /// `NULL DEFINED AS`, default `\N`.
    pub null_text: String,
    /// `skip.header.line.count`: lines at the start of each file that hold no rows.
    pub skip_header_lines: usize,
}

impl Default for TextFormat {
    fn default() -> Self {
        Self {
            field_delimiter: '\u{1}',
            collection_delimiter: '\u{2}',
            map_key_delimiter: '\u{3}',
            escape: None,
            null_text: r"\N".to_owned(),
            skip_header_lines: 0,
        }
    }
}

impl TableFormat {
    /// The ending of the files that an INSERT writes.
    pub fn extension(&self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::JsonFile => "json",
            Self::TextFile(_) => "txt",
        }
    }
}

impl Column {
    /// A column without comment.
    pub fn new(name: impl Into<String>, data_type: HiveType) -> Self {
        Self {
            name: name.into(),
            data_type,
            comment: None,
        }
    }

    /// The column as an Arrow field; every column of a Hive table may be NULL.
    pub fn field(&self) -> Field {
        Field::new(&self.name, self.data_type.arrow_type(), true)
    }
}

impl TableDefinition {
    /// A managed table of `format` in the warehouse, without partitions.
    pub fn new(
        database: impl Into<String>,
        name: impl Into<String>,
        columns: Vec<Column>,
        format: TableFormat,
    ) -> Self {
        Self {
            database: database.into(),
            name: name.into(),
            kind: TableKind::Managed,
            columns,
            partition_columns: Vec::new(),
            format,
            location: None,
            comment: None,
            properties: BTreeMap::new(),
            view: None,
            detached: BTreeSet::new(),
        }
    }

    /// `database.name`, as messages show it.
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.database, self.name)
    }

    /// The schema of the files.
    pub fn file_schema(&self) -> SchemaRef {
        Arc::new(Schema::new(
            self.columns.iter().map(Column::field).collect::<Vec<_>>(),
        ))
    }

    /// The schema of the table: the files' columns, then the partition columns.
    pub fn schema(&self) -> SchemaRef {
        let columns = self.columns.iter().chain(&self.partition_columns);
        Arc::new(Schema::new(columns.map(Column::field).collect::<Vec<_>>()))
    }

    /// The definition with all names in lower case.
    ///
    /// Errors: no columns, a name that comes twice, a name that cannot be used, a partition column that is no
    /// plain value.
    pub fn normalized(mut self) -> Result<Self, CatalogError> {
        self.database = valid_name("database", &self.database)?;
        self.name = valid_name("table", &self.name)?;
        for column in self.columns.iter_mut().chain(&mut self.partition_columns) {
            column.name = column.name.to_lowercase();
        }
        let reason = self.fault();
        match reason {
            None => Ok(self),
            Some(reason) => Err(CatalogError::Definition {
                table: self.full_name(),
                reason,
            }),
        }
    }

    fn fault(&self) -> Option<String> {
        if self.columns.is_empty() {
            return Some("it needs at least one column that is not a partition column".to_owned());
        }
        if let TableFormat::TextFile(format) = &self.format {
            let delimiters = [
                Some(format.field_delimiter),
                Some(format.collection_delimiter),
                Some(format.map_key_delimiter),
                format.escape,
            ];
            if let Some(c) = delimiters.into_iter().flatten().find(|c| !c.is_ascii()) {
                return Some(format!("the delimiter '{c}' is not an ASCII character"));
            }
        }
        let names: Vec<_> = self
            .columns
            .iter()
            .chain(&self.partition_columns)
            .map(|c| c.name.as_str())
            .collect();
        for (index, name) in names.iter().enumerate() {
            if name.is_empty() {
                return Some("a column has no name".to_owned());
            }
            if names.iter().take(index).any(|other| other == name) {
                return Some(format!("the column '{name}' comes twice"));
            }
        }
        self.partition_columns.iter().find_map(|column| {
            if column.name.starts_with(['_', '.']) {
                return Some(format!(
                    "the partition column '{}' starts with '_' or '.', which hides its folders",
                    column.name
                ));
            }
            matches!(
                column.data_type,
                HiveType::Array(_) | HiveType::Map(..) | HiveType::Struct(_) | HiveType::Binary
            )
            .then(|| {
                format!(
                    "the partition column '{}' must be a plain value",
                    column.name
                )
            })
        })
    }
}

/// `name` in lower case, if it is letters, digits and '_' only.
pub(super) fn valid_name(what: &'static str, name: &str) -> Result<String, CatalogError> {
    let lower = name.to_ascii_lowercase();
    let valid = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
    if lower.is_empty() || !lower.bytes().all(valid) {
        return Err(CatalogError::Name {
            what,
            name: name.to_owned(),
        });
    }
    Ok(lower)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn table(columns: &[&str], partitions: &[&str]) -> TableDefinition {
        let columns_of = |names: &[&str]| {
            names
                .iter()
                .map(|name| Column::new(*name, HiveType::String))
                .collect::<Vec<_>>()
        };
        let mut table =
            TableDefinition::new("Ham", "T_1", columns_of(columns), TableFormat::Parquet);
        table.partition_columns = columns_of(partitions);
        table
    }

    #[test]
    fn names_become_lower_case() {
        let table = table(&["WT_av"], &["DT"]).normalized().unwrap();
        assert_eq!(table.full_name(), "ham.t_1");
        let schema = table.schema();
        let names: Vec<_> = schema.fields().iter().map(|f| f.name().as_str()).collect();
        assert_eq!(names, ["wt_av", "dt"]);
    }

    #[test]
    fn faulty_definitions_are_errors() {
        for (columns, partitions, reason) in [
            (vec![], vec!["dt"], "at least one column"),
            (vec!["a", "A"], vec![], "'a' comes twice"),
            (vec!["a"], vec!["a"], "'a' comes twice"),
            (vec!["a"], vec!["_dt"], "hides its folders"),
        ] {
            let error = table(&columns, &partitions)
                .normalized()
                .unwrap_err()
                .to_string();
            assert!(
                error.contains(reason) && error.contains("ham.t_1"),
                "{error}"
            );
        }
    }

    #[test]
    fn names_with_other_characters_are_errors() {
        for name in ["", "a.b", "../x", "a b", "表"] {
            assert!(valid_name("table", name).is_err(), "{name}");
        }
    }

    #[test]
    fn json_comes_back_as_the_same_definition() {
        let mut table = table(&["a"], &["dt"]).normalized().unwrap();
        table.kind = TableKind::External;
        table.location = Some("/data/x".to_owned());
        table.format = TableFormat::TextFile(TextFormat {
            field_delimiter: '|',
            ..TextFormat::default()
        });
        let json = serde_json::to_string(&table).unwrap();
        assert_eq!(
            serde_json::from_str::<TableDefinition>(&json).unwrap(),
            table
        );
    }
}
