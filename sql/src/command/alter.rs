//! ALTER TABLE and ALTER VIEW.

use std::collections::BTreeMap;

use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Token;

use super::column::{column, columns};
use super::create::altered_view;
use super::partition::{PartitionCondition, conditions, values};
use super::storage::properties;
use super::words::Words;
use super::{Command, Fault, TableName};
use crate::catalog::Column;

/// The values of one partition by column.
pub type PartitionValues = Vec<(String, Option<String>)>;

/// What ALTER TABLE changes.
#[derive(Debug)]
pub enum TableChange {
    /// `RENAME TO other`
    Rename(TableName),
    /// `ADD COLUMNS (a int)`
    AddColumns(Vec<Column>),
    /// `REPLACE COLUMNS (a int)`
    ReplaceColumns(Vec<Column>),
    /// `CHANGE COLUMN a b int COMMENT 'x' AFTER c`
    ChangeColumn {
        /// The column's name.
        from: String,
        /// What it becomes.
        to: Column,
        /// Where it goes.
        place: Option<ColumnPlace>,
    },
    /// `ADD PARTITION (dt = 'x') LOCATION 'path' PARTITION (…)`
    AddPartitions {
        /// Whether partitions that are there are left as they are.
        if_not_exists: bool,
        /// The partitions and where they lie.
        partitions: Vec<(PartitionValues, Option<String>)>,
    },
    /// `DROP PARTITION (dt < 'x'), PARTITION (…)`
    DropPartitions {
        /// Whether it is no error that there are none.
        if_exists: bool,
        /// Those that go: all conditions of one of these hold.
        partitions: Vec<Vec<PartitionCondition>>,
    },
    /// `PARTITION (dt = 'x') SET LOCATION 'path'`
    SetPartitionLocation {
        /// The partition.
        partition: PartitionValues,
        /// The folder.
        location: String,
    },
    /// `SET LOCATION 'path'`
    SetLocation(String),
    /// `SET TBLPROPERTIES ('a' = 'b')`
    SetProperties(BTreeMap<String, String>),
    /// `UNSET TBLPROPERTIES IF EXISTS ('a')`
    UnsetProperties(Vec<String>),
}

/// Where CHANGE COLUMN puts a column.
#[derive(Debug, PartialEq, Eq)]
pub enum ColumnPlace {
    /// `FIRST`
    First,
    /// `AFTER c`
    After(String),
}

/// ALTER and what follows it.
pub(super) fn alter(parser: &mut Parser) -> Result<Command, Fault> {
    let start = parser.here();
    parser.expect("alter")?;
    if parser.take("view") {
        let view = parser.table()?;
        if parser.at("as") {
            return Ok(Command::CreateView(Box::new(altered_view(parser, view)?)));
        }
        let change = view_change(parser)?;
        return Ok(Command::AlterTable {
            table: view,
            change,
        });
    }
    if !parser.take("table") {
        return Err(super::known::refuse(parser, "ALTER", start).into());
    }
    let table = parser.table()?;
    let change = change(parser)?;
    Ok(Command::AlterTable { table, change })
}

fn view_change(parser: &mut Parser) -> Result<TableChange, Fault> {
    if parser.take("rename to") {
        return parser.table().map(TableChange::Rename);
    }
    if parser.take("set tblproperties") {
        return properties(parser).map(TableChange::SetProperties);
    }
    parser.unexpected("AS, RENAME TO or SET TBLPROPERTIES")
}

fn change(parser: &mut Parser) -> Result<TableChange, Fault> {
    if parser.take("rename to") {
        return parser.table().map(TableChange::Rename);
    }
    if parser.take("add columns") {
        let columns = columns(parser)?;
        cascade(parser);
        return Ok(TableChange::AddColumns(columns));
    }
    if parser.take("replace columns") {
        let columns = columns(parser)?;
        cascade(parser);
        return Ok(TableChange::ReplaceColumns(columns));
    }
    if parser.take("change") {
        return change_column(parser);
    }
    if parser.at("add if not exists partition") || parser.at("add partition") {
        return add_partitions(parser);
    }
    if parser.at("drop if exists partition") || parser.at("drop partition") {
        return drop_partitions(parser);
    }
    if parser.at("partition") {
        return partition_change(parser);
    }
    setting(parser)
}

/// SET and UNSET, and what is none of all these.
fn setting(parser: &mut Parser) -> Result<TableChange, Fault> {
    if parser.take("set location") {
        return parser.text().map(TableChange::SetLocation);
    }
    if parser.take("set tblproperties") {
        return properties(parser).map(TableChange::SetProperties);
    }
    if parser.take("unset tblproperties") {
        parser.take("if exists");
        return parser.listed(Words::text).map(TableChange::UnsetProperties);
    }
    let words: Vec<String> = (0..2)
        .map(|n| {
            parser
                .peek_nth_token_ref(n)
                .token
                .to_string()
                .to_uppercase()
        })
        .collect();
    let refusal = parser.refused(&format!(
        "ALTER TABLE … {} is not supported",
        words.join(" ")
    ));
    Err(refusal
        .hint(
            "supported: RENAME TO, ADD COLUMNS, REPLACE COLUMNS, CHANGE COLUMN, ADD PARTITION, DROP PARTITION, \
             SET LOCATION, SET TBLPROPERTIES",
        )
        .into())
}

/// Whether partitions keep their own columns is Hive's question; here there is one list of columns.
fn cascade(parser: &mut Parser) {
    let _ = parser.take("cascade") || parser.take("restrict");
}

fn change_column(parser: &mut Parser) -> Result<TableChange, Fault> {
    parser.take("column");
    let from = parser.name()?;
    let to = column(parser)?;
    let place = if parser.take("first") {
        Some(ColumnPlace::First)
    } else if parser.take("after") {
        Some(ColumnPlace::After(parser.name()?))
    } else {
        None
    };
    cascade(parser);
    Ok(TableChange::ChangeColumn { from, to, place })
}

fn add_partitions(parser: &mut Parser) -> Result<TableChange, Fault> {
    parser.expect("add")?;
    let if_not_exists = parser.take("if not exists");
    let mut partitions = Vec::new();
    while parser.take("partition") {
        let values = values(parser)?;
        let location = if parser.take("location") {
            Some(parser.text()?)
        } else {
            None
        };
        partitions.push((values, location));
        // Hive wants blanks between them, Impala and people write commas.
        let _ = parser.consume_token(&Token::Comma);
    }
    Ok(TableChange::AddPartitions {
        if_not_exists,
        partitions,
    })
}

fn drop_partitions(parser: &mut Parser) -> Result<TableChange, Fault> {
    parser.expect("drop")?;
    let if_exists = parser.take("if exists");
    let mut partitions = Vec::new();
    loop {
        parser.expect("partition")?;
        partitions.push(conditions(parser)?);
        if !parser.consume_token(&Token::Comma) {
            break;
        }
    }
    let _ = parser.take("ignore protection");
    parser.take("purge");
    Ok(TableChange::DropPartitions {
        if_exists,
        partitions,
    })
}

fn partition_change(parser: &mut Parser) -> Result<TableChange, Fault> {
    parser.expect("partition")?;
    let partition = values(parser)?;
    if parser.take("set location") {
        return Ok(TableChange::SetPartitionLocation {
            partition,
            location: parser.text()?,
        });
    }
    Err(parser
        .refused("this change of a partition is not supported")
        .hint("supported: SET LOCATION; a partition is renamed by INSERT into a new one and DROP PARTITION")
        .into())
}
