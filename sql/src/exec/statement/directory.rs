//! INSERT OVERWRITE DIRECTORY: a folder is written like a table without a definition.

use std::path::Path;

use datafusion::logical_expr::LogicalPlan;

use super::create_table::columns_of;
use crate::catalog::{TableDefinition, TableKind};
use crate::command::{Refusal, Storage};
use crate::exec::insert::{Target, WriteMode};
use crate::exec::locate;
use crate::exec::session::Session;
use crate::script::{Diagnostic, Statement};

/// The database of the definitions that stand for folders; no real one can have a blank in its name.
const FOLDERS: &str = "a folder";

impl Session {
    /// The folder `path` as the target of a query.
    pub(super) fn directory(
        &self,
        statement: &Statement,
        path: &str,
        storage: &Storage,
        plan: &LogicalPlan,
    ) -> Result<Target, Diagnostic> {
        let refused = |refusal: Refusal| refusal.diagnostic(statement);
        let format = storage
            .format(&std::collections::BTreeMap::new())
            .map_err(refused)?;
        let columns = columns_of(plan.schema())
            .map_err(|error| locate::about_name(statement, path, &error))?;
        let mut definition = TableDefinition::new(FOLDERS, path, columns, format);
        definition.kind = TableKind::External;
        definition.location = Some(self.absolute(path));
        let root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| locate::about_name(statement, path, &error))?;
        if holds(&root, self.warehouse().root()) {
            let message = format!("the folder {} is or holds the warehouse", root.display());
            return Err(refused(Refusal::new(message).at(path).hint(
                "INSERT OVERWRITE DIRECTORY replaces all that a folder holds: name another one",
            )));
        }
        Ok(Target {
            definition,
            partition: Vec::new(),
            mode: WriteMode::Overwrite,
            codec: self.codec(),
        })
    }
}

fn holds(folder: &Path, warehouse: &Path) -> bool {
    warehouse.starts_with(folder)
}

/// What was written, for messages: `database.table`, or a folder's path.
pub(super) fn shown(definition: &TableDefinition) -> String {
    if definition.database == FOLDERS {
        definition.name.clone()
    } else {
        definition.full_name()
    }
}
