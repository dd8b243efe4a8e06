//! Partitions that statements mean by values and comparisons.

use std::cmp::Ordering;
use std::path::Path;

use datafusion::common::ScalarValue;

use crate::catalog::{
    CatalogError, Column, Partition, TableDefinition, partition_name, table_partitions,
};
use crate::command::{Comparison, PartitionCondition, PartitionValues, Refusal};
use crate::exec::locate;
use crate::script::{Diagnostic, Statement};

/// The folder of the partition with these values, which must be all.
pub(super) fn whole_name(
    definition: &TableDefinition,
    values: &PartitionValues,
) -> Result<String, Refusal> {
    check_columns(definition, values.iter().map(|(name, _)| name))?;
    let mut folders = Vec::new();
    for column in &definition.partition_columns {
        let Some((_, value)) = values.iter().find(|(name, _)| *name == column.name) else {
            return Err(
                Refusal::new(format!("PARTITION does not name `{}`", column.name)).at("partition"),
            );
        };
        let value = match value.as_deref() {
            Some(text) => Some(canonical(column, text)?),
            None => None,
        };
        folders.push(partition_name(&column.name, value.as_deref()));
    }
    Ok(folders.join("/"))
}

/// A value as folders are named after it: of a number without leading zeros.
fn canonical(column: &Column, text: &str) -> Result<String, Refusal> {
    let data_type = column.data_type.arrow_type();
    if data_type.is_string() {
        return Ok(text.to_owned());
    }
    ScalarValue::try_from_string(text.to_owned(), &data_type)
        .map(|value| value.to_string())
        .map_err(|_| {
            let message = format!(
                "the partition column '{}' is {}, '{text}' is none",
                column.name, column.data_type
            );
            Refusal::new(message).at(text)
        })
}

fn check_columns<'a>(
    definition: &TableDefinition,
    named: impl Iterator<Item = &'a String>,
) -> Result<(), Refusal> {
    for name in named {
        let is_one = definition
            .partition_columns
            .iter()
            .any(|column| column.name == *name);
        if !is_one {
            let table = definition.full_name();
            return Err(
                Refusal::new(format!("`{name}` is no partition column of `{table}`")).at(name),
            );
        }
    }
    Ok(())
}

/// Why partitions could not be found.
pub(super) enum Unfound {
    /// The statement is wrong.
    Refused(Refusal),
    /// The disk cannot be read.
    Disk(CatalogError),
}

impl Unfound {
    /// As a message; `name` is the table's.
    pub(super) fn diagnostic(&self, statement: &Statement, name: &str) -> Diagnostic {
        match self {
            Self::Refused(refusal) => refusal.diagnostic(statement),
            Self::Disk(error) => locate::about_name(statement, name, error),
        }
    }
}

/// The partitions for which all conditions hold.
pub(super) fn matching(
    root: &Path,
    definition: &TableDefinition,
    conditions: &[PartitionCondition],
) -> Result<Vec<Partition>, Unfound> {
    check_columns(
        definition,
        conditions.iter().map(|condition| &condition.column),
    )
    .map_err(Unfound::Refused)?;
    let mut partitions = table_partitions(root, definition).map_err(Unfound::Disk)?;
    for (place, column) in definition.partition_columns.iter().enumerate() {
        for condition in conditions
            .iter()
            .filter(|condition| condition.column == column.name)
        {
            partitions.retain(|partition| {
                let value = partition.values.get(place).and_then(Option::as_deref);
                holds(condition, column, value)
            });
        }
    }
    Ok(partitions)
}

/// Whether a partition's value fulfils a condition, compared in the column's type. NULL equals NULL only.
fn holds(condition: &PartitionCondition, column: &Column, value: Option<&str>) -> bool {
    let (Some(value), Some(wanted)) = (value, condition.value.as_deref()) else {
        let is_same = value.is_none() && condition.value.is_none();
        return match condition.comparison {
            Comparison::Equal => is_same,
            Comparison::NotEqual => !is_same,
            _ => false,
        };
    };
    let data_type = column.data_type.arrow_type();
    let typed = |text: &str| ScalarValue::try_from_string(text.to_owned(), &data_type).ok();
    let order = match (typed(value), typed(wanted)) {
        (Some(value), Some(wanted)) => value.partial_cmp(&wanted),
        _ => Some(value.cmp(wanted)),
    };
    match condition.comparison {
        Comparison::Equal => order == Some(Ordering::Equal),
        Comparison::NotEqual => order != Some(Ordering::Equal),
        Comparison::Less => order == Some(Ordering::Less),
        Comparison::LessOrEqual => order.is_some_and(Ordering::is_le),
        Comparison::Greater => order == Some(Ordering::Greater),
        Comparison::GreaterOrEqual => order.is_some_and(Ordering::is_ge),
    }
}
