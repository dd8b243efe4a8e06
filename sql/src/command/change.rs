//! DROP, TRUNCATE, LOAD DATA and what else changes tables as a whole.

use datafusion::sql::sqlparser::parser::Parser;

use super::partition::{PartitionCondition, conditions, values};
use super::words::Words;
use super::{Command, Fault, TableName};

/// What is dropped.
#[derive(Debug, PartialEq, Eq)]
pub enum Dropped {
    /// `DROP TABLE t`
    Table(TableName),
    /// `DROP VIEW v`
    View(TableName),
    /// `DROP DATABASE d`
    Database {
        /// The database.
        name: String,
        /// Whether its tables go too.
        cascade: bool,
    },
    /// `DROP TEMPORARY FUNCTION f`
    Function(String),
}

/// `LOAD DATA LOCAL INPATH 'path' OVERWRITE INTO TABLE t PARTITION (dt = 'x')`
#[derive(Debug)]
pub struct Load {
    /// The file or folder as the script writes it.
    pub path: String,
    /// Whether the files stay where they are.
    pub local: bool,
    /// Whether what is there is replaced.
    pub overwrite: bool,
    /// The table.
    pub table: TableName,
    /// The partition.
    pub partition: Vec<(String, Option<String>)>,
}

/// DROP and what follows it.
pub(super) fn drop(parser: &mut Parser) -> Result<Command, Fault> {
    let start = parser.here();
    parser.expect("drop")?;
    if parser.take("table") {
        let if_exists = parser.take("if exists");
        let dropped = Dropped::Table(parser.table()?);
        parser.take("purge");
        return Ok(Command::Drop { dropped, if_exists });
    }
    if parser.take("view") {
        let if_exists = parser.take("if exists");
        let dropped = Dropped::View(parser.table()?);
        return Ok(Command::Drop { dropped, if_exists });
    }
    if parser.take("database") || parser.take("schema") {
        let if_exists = parser.take("if exists");
        let name = parser.name()?;
        let cascade = !parser.take("restrict") && parser.take("cascade");
        let dropped = Dropped::Database { name, cascade };
        return Ok(Command::Drop { dropped, if_exists });
    }
    if parser.take("function") || parser.take("temporary function") {
        let if_exists = parser.take("if exists");
        let dropped = Dropped::Function(parser.table()?.table);
        return Ok(Command::Drop { dropped, if_exists });
    }
    Err(super::known::refuse(parser, "DROP", start).into())
}

/// TRUNCATE TABLE.
pub(super) fn truncate(parser: &mut Parser) -> Result<Command, Fault> {
    parser.expect("truncate")?;
    parser.take("table");
    let table = parser.table()?;
    let partition = optional_conditions(parser)?;
    if parser.at("columns") {
        return Err(parser
            .refused("TRUNCATE of single columns is not supported")
            .into());
    }
    Ok(Command::Truncate { table, partition })
}

/// MSCK REPAIR TABLE.
pub(super) fn repair(parser: &mut Parser) -> Result<Command, Fault> {
    parser.expect("msck")?;
    parser.take("repair");
    parser.expect("table")?;
    let table = parser.table()?;
    let _ = parser.take("add partitions")
        || parser.take("drop partitions")
        || parser.take("sync partitions");
    Ok(Command::Repair(table))
}

/// LOAD DATA.
pub(super) fn load(parser: &mut Parser) -> Result<Command, Fault> {
    parser.expect("load data")?;
    let local = parser.take("local");
    parser.expect("inpath")?;
    let path = parser.text()?;
    let overwrite = parser.take("overwrite");
    parser.expect("into table")?;
    let table = parser.table()?;
    let partition = if parser.take("partition") {
        values(parser)?
    } else {
        Vec::new()
    };
    Ok(Command::Load(Load {
        path,
        local,
        overwrite,
        table,
        partition,
    }))
}

/// ANALYZE TABLE … COMPUTE STATISTICS: there are none to keep.
pub(super) fn analyze(parser: &mut Parser) -> Result<Command, Fault> {
    parser.expect("analyze table")?;
    let table = parser.table()?;
    if parser.take("partition") {
        super::partition::items(parser)?;
    }
    parser.expect("compute statistics")?;
    if parser.take("for columns") {
        while !parser.at_end() && !parser.at("noscan") {
            parser.advance_token();
        }
    }
    let _ = parser.take("noscan") || parser.take("partialscan");
    let _ = parser.take("cache metadata");
    Ok(Command::Analyze(table))
}

/// `PARTITION (…)` if it comes next.
pub(super) fn optional_conditions(parser: &mut Parser) -> Result<Vec<PartitionCondition>, Fault> {
    if parser.take("partition") {
        conditions(parser)
    } else {
        Ok(Vec::new())
    }
}
