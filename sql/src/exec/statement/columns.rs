//! ALTER TABLE CHANGE COLUMN, as far as the files that are there can still be read.

use crate::catalog::{Column, HiveType, TableDefinition, TableFormat, list_files};
use crate::command::{ColumnPlace, Refusal};
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Changes a column's name, type, comment and place.
    ///
    /// Errors: there is no such column; files that are there would be read otherwise than they were written.
    pub(super) fn change_column(
        &self,
        statement: &Statement,
        definition: &mut TableDefinition,
        from: &str,
        to: Column,
        place: Option<ColumnPlace>,
    ) -> Result<(), Diagnostic> {
        let table = definition.full_name();
        let refused = |refusal: Refusal| refusal.diagnostic(statement);
        let Some(old) = position(definition, from) else {
            return Err(refused(
                Refusal::new(format!("`{table}` has no column `{from}`")).at(from),
            ));
        };
        if let Some(column) = definition.columns.get(old) {
            let has_files = self.has_files(statement, definition)?;
            check(definition, column, &to, place.is_some(), has_files).map_err(refused)?;
        }
        let mut column = definition.columns.remove(old);
        column.comment = to.comment.or(column.comment);
        column.name = to.name;
        column.data_type = to.data_type;
        let new = match place {
            None => old,
            Some(ColumnPlace::First) => 0,
            Some(ColumnPlace::After(other)) => match position(definition, &other) {
                Some(position) => position + 1,
                None => {
                    return Err(refused(
                        Refusal::new(format!("`{table}` has no column `{other}`")).at(other),
                    ));
                }
            },
        };
        definition.columns.insert(new, column);
        Ok(())
    }

    fn has_files(
        &self,
        statement: &Statement,
        definition: &TableDefinition,
    ) -> Result<bool, Diagnostic> {
        self.warehouse()
            .table_root(definition)
            .and_then(|root| list_files(&root))
            .map(|files| !files.is_empty())
            .map_err(|error| locate::about_name(statement, &definition.name, &error))
    }
}

fn position(definition: &TableDefinition, name: &str) -> Option<usize> {
    definition
        .columns
        .iter()
        .position(|column| column.name == name)
}

fn check(
    definition: &TableDefinition,
    from: &Column,
    to: &Column,
    moves: bool,
    has_files: bool,
) -> Result<(), Refusal> {
    if !widens(&from.data_type, &to.data_type) {
        let message = format!(
            "column `{}` is {}, which does not always fit into {}",
            from.name, from.data_type, to.data_type
        );
        return Err(Refusal::new(message)
            .at(to.name.as_str())
            .hint("make a new table, and INSERT the old one's rows with a CAST"));
    }
    let is_text = matches!(definition.format, TableFormat::TextFile(_));
    if has_files && from.name != to.name && !is_text {
        let message =
            "files that are there have the column under its old name, and would give NULL";
        return Err(Refusal::new(message)
            .at(from.name.as_str())
            .hint("make a view that renames it, or a new table"));
    }
    if has_files && moves && is_text {
        let message = "files that are there have the columns in the old order";
        return Err(Refusal::new(message)
            .at(from.name.as_str())
            .hint("make a view with the new order, or a new table"));
    }
    Ok(())
}

/// Whether every value of the one type is one of the other: what Hive's metastore asks by default.
fn widens(from: &HiveType, to: &HiveType) -> bool {
    use HiveType::{
        BigInt, Char, Date, Decimal, Double, Float, Int, SmallInt, String, Timestamp, TinyInt,
        Varchar,
    };
    let rank = |kind: &HiveType| match kind {
        TinyInt => Some(1),
        SmallInt => Some(2),
        Int => Some(3),
        BigInt => Some(4),
        Float => Some(5),
        Double => Some(6),
        _ => None,
    };
    if from == to {
        return true;
    }
    if let (Some(from), Some(to)) = (rank(from), rank(to)) {
        return from <= to;
    }
    match (from, to) {
        (_, String | Varchar(_) | Char(_)) => {
            rank(from).is_some()
                || matches!(
                    from,
                    String | Varchar(_) | Char(_) | Decimal(..) | Date | Timestamp
                )
        }
        (Decimal(p1, s1), Decimal(p2, s2)) => {
            s1 <= s2 && i32::from(*p1) - i32::from(*s1) <= i32::from(*p2) - i32::from(*s2)
        }
        (String | Varchar(_) | Char(_), Double) | (Decimal(..), Float | Double) => true,
        _ => false,
    }
}
