//! Tables of one session: their definitions are kept in memory and on no disk.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::TableDefinition;

/// Temporary tables by database and name.
#[derive(Debug, Default)]
pub(super) struct TemporaryTables(Mutex<BTreeMap<(String, String), TableDefinition>>);

impl TemporaryTables {
    fn tables(&self) -> MutexGuard<'_, BTreeMap<(String, String), TableDefinition>> {
        // Nothing is left half done in the map, whatever its holder died of.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The tables that there are now, for another session.
    pub(super) fn copy(&self) -> Self {
        Self(Mutex::new(self.tables().clone()))
    }

    /// The names of the tables of a database.
    pub(super) fn names(&self, database: &str) -> Vec<String> {
        self.tables()
            .keys()
            .filter(|(of, _)| of == database)
            .map(|(_, name)| name.clone())
            .collect()
    }

    /// The definition of a table.
    pub(super) fn get(&self, database: &str, name: &str) -> Option<TableDefinition> {
        self.tables()
            .get(&(database.to_owned(), name.to_owned()))
            .cloned()
    }

    /// Keeps a definition.
    pub(super) fn put(&self, table: TableDefinition) {
        self.tables()
            .insert((table.database.clone(), table.name.clone()), table);
    }

    /// Forgets a definition.
    pub(super) fn remove(&self, database: &str, name: &str) {
        self.tables()
            .remove(&(database.to_owned(), name.to_owned()));
    }
}
