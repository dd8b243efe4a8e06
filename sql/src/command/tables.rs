//! Which tables a command touches, by name.

use datafusion::sql::sqlparser::ast::{Ident, ObjectName, Query};

use super::{Command, Content, Destination, Dropped, TableChange, TableName};

impl Command {
    /// The tables that it creates, fills, changes or drops.
    pub fn written(&self) -> Vec<&TableName> {
        match self {
            Self::Insert(inserts) => inserts
                .iter()
                .filter_map(|insert| match &insert.into {
                    Destination::Table(table) => Some(&table.table),
                    Destination::Directory { .. } => None,
                })
                .collect(),
            Self::CreateTable(create) => vec![&create.table],
            Self::CreateView(create) => vec![&create.view],
            Self::Drop {
                dropped: Dropped::Table(table) | Dropped::View(table),
                ..
            }
            | Self::AlterTable { table, .. }
            | Self::Truncate { table, .. } => vec![table],
            Self::Load(load) => vec![&load.table],
            Self::Repair(table) => vec![table],
            _ => Vec::new(),
        }
    }

    /// The table that is there afterwards, if it was not before.
    pub fn created(&self) -> Option<&TableName> {
        match self {
            Self::CreateTable(create) => Some(&create.table),
            Self::CreateView(create) => Some(&create.view),
            Self::AlterTable {
                change: TableChange::Rename(to),
                ..
            } => Some(to),
            _ => None,
        }
    }

    /// The tables that it changes and that must be there before.
    pub fn needed(&self) -> Vec<&TableName> {
        match self {
            Self::CreateTable(_) | Self::CreateView(_) | Self::Drop { .. } => Vec::new(),
            other => other.written(),
        }
    }

    /// The tables that it takes as they are, without a query.
    pub fn copied(&self) -> Option<&TableName> {
        match self {
            Self::CreateTable(create) => match &create.content {
                Content::Like(table) => Some(table),
                _ => None,
            },
            _ => None,
        }
    }

    /// Its queries.
    pub fn queries(&self) -> Vec<&Query> {
        match self {
            Self::Query(query) => vec![query],
            Self::Explain { of, .. } => of.iter().map(|(_, query)| query.as_ref()).collect(),
            Self::Insert(inserts) => inserts
                .iter()
                .map(|insert| insert.source.as_ref())
                .collect(),
            Self::CreateView(create) => vec![&create.query],
            Self::CreateTable(create) => match &create.content {
                Content::Query(query) => vec![query],
                _ => Vec::new(),
            },
            _ => Vec::new(),
        }
    }
}

/// `db.table` or `table`; `None` for other names.
pub(crate) fn table_name(name: &ObjectName) -> Option<TableName> {
    let lower = |ident: &Ident| ident.value.to_lowercase();
    let mut parts = name.0.iter().filter_map(|part| part.as_ident().map(lower));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(table), None, _) => Some(TableName {
            database: None,
            table,
        }),
        (Some(database), Some(table), None) => Some(TableName {
            database: Some(database),
            table,
        }),
        _ => None,
    }
}
