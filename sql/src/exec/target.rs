//! Where the rows of an INSERT go.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, StringViewArray};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::parquet::basic::Compression;

use super::insert_error::InsertError;
use super::writer::{Cells, codec};
use crate::catalog::{Column, HiveType, TableDefinition, TableFormat, partition_name};

/// The value of one partition column in a PARTITION clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartitionValue {
    /// `dt='2024-11-25'`: one value for all rows; `None` and '' are the default partition.
    Static(Option<String>),
    /// `hour`: taken from the rows.
    Dynamic,
}

/// What happens to the rows that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WriteMode {
    /// `INSERT OVERWRITE`: they are replaced. Fully static, or without partitions: all of them, also by no rows. With
    /// dynamic partitions: in the partitions that receive rows.
    Overwrite,
    /// `INSERT INTO`: they stay; new files follow theirs.
    Append,
}

/// The table of an INSERT, with its PARTITION clause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The table.
    pub definition: TableDefinition,
    /// One value a partition column, in the table's order: static ones first, dynamic ones after.
    pub partition: Vec<PartitionValue>,
    /// What happens to the rows that are there.
    pub mode: WriteMode,
    /// The codec of its Parquet files, where its own properties name none.
    pub codec: Option<String>,
}

/// A target as the writers need it.
#[derive(Debug)]
pub(super) struct Layout {
    /// `database.table`
    pub(super) table: String,
    pub(super) format: TableFormat,
    /// How the pages of Parquet files are compressed.
    pub(super) codec: Compression,
    /// The columns in the files.
    pub(super) file_schema: SchemaRef,
    /// The folder that all rows go to: `dt=2024-11-25`, or nothing.
    pub(super) static_folder: String,
    /// The columns that follow the file's in the query and choose the folder below.
    pub(super) dynamic: Vec<Column>,
}

impl Target {
    /// The columns that the query must give: the table's, then the dynamic partition columns.
    ///
    /// Errors: a PARTITION clause with too many or too few values, or with static values after dynamic ones.
    pub(super) fn columns(&self) -> Result<impl Iterator<Item = &Column>, InsertError> {
        Ok(self
            .definition
            .columns
            .iter()
            .chain(self.dynamic_columns()?))
    }

    fn dynamic_columns(&self) -> Result<&[Column], InsertError> {
        let columns = &self.definition.partition_columns;
        if self.partition.len() != columns.len() {
            let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
            return Err(self.fault(format!(
                "it is partitioned by ({}), the INSERT names {} partition columns",
                names.join(", "),
                self.partition.len()
            )));
        }
        let fixed = self.fixed();
        let after = self
            .partition
            .iter()
            .skip(fixed)
            .zip(columns.iter().skip(fixed));
        for (value, column) in after {
            if *value != PartitionValue::Dynamic {
                return Err(self.fault(format!(
                    "the partition column '{}' has a value, but one before it has none; give the outer ones first",
                    column.name
                )));
            }
        }
        Ok(columns.get(fixed..).unwrap_or_default())
    }

    /// How many partition columns have a value.
    fn fixed(&self) -> usize {
        self.partition
            .iter()
            .take_while(|value| **value != PartitionValue::Dynamic)
            .count()
    }

    /// Errors: as [`Self::columns`]; a static value that its column's type cannot hold.
    pub(super) fn layout(&self) -> Result<Arc<Layout>, InsertError> {
        let dynamic = self.dynamic_columns()?.to_vec();
        let mut folders = Vec::new();
        for (value, column) in self
            .partition
            .iter()
            .zip(&self.definition.partition_columns)
        {
            if let PartitionValue::Static(value) = value {
                let value = self.canonical(column, value.as_deref())?;
                folders.push(partition_name(&column.name, value.as_deref()));
            }
        }
        Ok(Arc::new(Layout {
            table: self.definition.full_name(),
            format: self.definition.format.clone(),
            codec: self.codec()?,
            file_schema: self.definition.file_schema(),
            static_folder: folders.join("/"),
            dynamic,
        }))
    }

    /// Errors: Parquet files are to have a codec that there is none of.
    fn codec(&self) -> Result<Compression, InsertError> {
        if self.definition.format != TableFormat::Parquet {
            return Ok(codec::default());
        }
        let own = self.definition.properties.get(codec::PROPERTY);
        let Some(name) = own.or(self.codec.as_ref()) else {
            return Ok(codec::default());
        };
        codec::named(name).ok_or_else(|| InsertError::Codec {
            table: self.definition.full_name(),
            name: name.clone(),
        })
    }

    /// The value as its type prints it, so that `hour='07'` of an `int` column is the folder `hour=7`.
    fn canonical(
        &self,
        column: &Column,
        value: Option<&str>,
    ) -> Result<Option<String>, InsertError> {
        let Some(text) = value.filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        if matches!(
            column.data_type,
            HiveType::String | HiveType::Varchar(_) | HiveType::Char(_)
        ) {
            return Ok(Some(text.to_owned()));
        }
        let safe = CastOptions {
            safe: true,
            ..CastOptions::default()
        };
        let array = StringViewArray::from_iter_values([text]);
        let typed = cast_with_options(&array, &column.data_type.arrow_type(), &safe)?;
        if typed.is_null(0) {
            return Err(self.fault(format!(
                "the partition column '{}' is {}, '{text}' is none",
                column.name, column.data_type
            )));
        }
        Ok(partition_text(&Cells::try_new(&typed)?, 0))
    }

    fn fault(&self, reason: String) -> InsertError {
        InsertError::Partition {
            table: self.definition.full_name(),
            reason,
        }
    }
}

/// The partition value of a row, as its folder shows it.
pub(super) fn partition_text(cells: &Cells, row: usize) -> Option<String> {
    if cells.is_null(row) {
        return None;
    }
    let mut text = Vec::new();
    cells.write_plain(row, &mut text);
    Some(String::from_utf8_lossy(&text).into_owned())
}

impl Layout {
    /// The folder of a row with these dynamic values.
    pub(super) fn folder(&self, dynamic: &[Cells], row: usize) -> String {
        let mut folder = self.static_folder.clone();
        for (column, cells) in self.dynamic.iter().zip(dynamic) {
            if !folder.is_empty() {
                folder.push('/');
            }
            folder.push_str(&partition_name(
                &column.name,
                partition_text(cells, row).as_deref(),
            ));
        }
        folder
    }

    /// Whether the query's columns are the table's: the file's, then the dynamic ones.
    pub(super) fn fits(&self, columns: &[ArrayRef]) -> bool {
        let files = self
            .file_schema
            .fields()
            .iter()
            .map(|field| field.data_type().clone());
        let dynamic = self
            .dynamic
            .iter()
            .map(|column| column.data_type.arrow_type());
        files
            .chain(dynamic)
            .eq(columns.iter().map(|column| column.data_type().clone()))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn target(partition: Vec<PartitionValue>) -> Target {
        let columns = vec![Column::new("a", HiveType::String)];
        let mut definition = TableDefinition::new("ham", "t", columns, TableFormat::Parquet);
        definition.partition_columns = vec![
            Column::new("dt", HiveType::String),
            Column::new("hour", HiveType::Int),
        ];
        Target {
            definition,
            partition,
            mode: WriteMode::Overwrite,
            codec: None,
        }
    }

    fn fixed(text: &str) -> PartitionValue {
        PartitionValue::Static(Some(text.to_owned()))
    }

    #[test]
    fn static_values_are_folders_and_dynamic_ones_columns() {
        let target = target(vec![fixed("2024-11-25"), PartitionValue::Dynamic]);
        let names: Vec<_> = target.columns().unwrap().map(|c| c.name.as_str()).collect();
        assert_eq!(names, ["a", "hour"]);
        assert_eq!(target.layout().unwrap().static_folder, "dt=2024-11-25");
    }

    #[test]
    fn typed_static_values_are_written_canonically() {
        let folder = |hour: &str| {
            target(vec![fixed("x"), fixed(hour)])
                .layout()
                .map(|l| l.static_folder.clone())
        };
        assert_eq!(folder("07").unwrap(), "dt=x/hour=7");
        assert_eq!(folder("").unwrap(), "dt=x/hour=__HIVE_DEFAULT_PARTITION__");
        let error = folder("noon").unwrap_err().to_string();
        assert!(error.contains("'hour' is int, 'noon' is none"), "{error}");
    }

    #[test]
    fn wrong_clauses_are_errors() {
        let error = target(vec![]).layout().unwrap_err().to_string();
        assert!(
            error.contains("partitioned by (dt, hour), the INSERT names 0"),
            "{error}"
        );
        let error = target(vec![PartitionValue::Dynamic, fixed("7")])
            .layout()
            .unwrap_err();
        assert!(error.to_string().contains("'hour' has a value"), "{error}");
    }
}
