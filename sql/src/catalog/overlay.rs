//! Changes to a warehouse's definitions that are kept in memory: a script's tables are there for the check of the script,
//! and nowhere else.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::TableDefinition;

/// What differs from the disk. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct Overlay {
    changes: Arc<Mutex<Changes>>,
}

#[derive(Debug, Default)]
struct Changes {
    /// Whether a database is there.
    databases: BTreeMap<String, bool>,
    /// Tables by database and name; `None` where one was dropped.
    tables: BTreeMap<(String, String), Option<TableDefinition>>,
}

impl Overlay {
    fn changes(&self) -> MutexGuard<'_, Changes> {
        // Nothing panics while it holds the lock, and what it guards is whole after every line.
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the database is there; `None` if the disk says.
    pub(super) fn has_database(&self, database: &str) -> Option<bool> {
        self.changes().databases.get(database).copied()
    }

    /// Creates or drops a database; its tables were dropped before.
    pub(super) fn set_database(&self, database: &str, is_there: bool) {
        let mut changes = self.changes();
        changes.databases.insert(database.to_owned(), is_there);
    }

    /// The definition of a table, `Some(None)` where it was dropped; `None` if the disk says.
    #[expect(
        clippy::option_option,
        reason = "dropped and unchanged are different answers"
    )]
    pub(super) fn table(&self, database: &str, table: &str) -> Option<Option<TableDefinition>> {
        let key = (database.to_owned(), table.to_owned());
        self.changes().tables.get(&key).cloned()
    }

    /// Defines a table.
    pub(super) fn put(&self, table: TableDefinition) {
        let key = (table.database.clone(), table.name.clone());
        self.changes().tables.insert(key, Some(table));
    }

    /// Drops a table.
    pub(super) fn drop(&self, database: &str, table: &str) {
        let key = (database.to_owned(), table.to_owned());
        self.changes().tables.insert(key, None);
    }

    /// `names`, the databases on disk, with the changes.
    pub(super) fn databases(&self, names: Vec<String>) -> Vec<String> {
        let changes = self.changes();
        changed(
            names,
            changes.databases.iter().map(|(name, is)| (name, *is)),
        )
    }

    /// `names`, the tables of `database` on disk, with the changes.
    pub(super) fn tables(&self, database: &str, names: Vec<String>) -> Vec<String> {
        let changes = self.changes();
        let own = changes.tables.iter();
        let own = own.filter(|((owner, _), _)| owner == database);
        changed(names, own.map(|((_, name), table)| (name, table.is_some())))
    }
}

fn changed<'a>(
    names: Vec<String>,
    changes: impl Iterator<Item = (&'a String, bool)>,
) -> Vec<String> {
    let mut all: std::collections::BTreeSet<String> = names.into_iter().collect();
    for (name, is_there) in changes {
        if is_there {
            all.insert(name.clone());
        } else {
            all.remove(name);
        }
    }
    all.into_iter().collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use crate::catalog::{Column, HiveType, TableDefinition, TableFormat, Warehouse};

    fn table(database: &str, name: &str) -> TableDefinition {
        let columns = vec![Column::new("a", HiveType::String)];
        TableDefinition::new(database, name, columns, TableFormat::Parquet)
    }

    #[test]
    fn changes_are_seen_and_the_disk_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let disk = Warehouse::open(folder.path().join("w")).unwrap();
        disk.create_database("ham", false).unwrap();
        disk.create_table(table("ham", "kept"), false).unwrap();
        disk.create_table(table("ham", "gone"), false).unwrap();

        let memory = disk.in_memory();
        memory.create_database("other", false).unwrap();
        assert!(memory.create_table(table("other", "t"), false).unwrap());
        assert!(!memory.create_table(table("other", "t"), true).unwrap());
        memory.create_table(table("other", "t"), false).unwrap_err();
        memory.drop_table("ham", "gone", false).unwrap();
        assert_eq!(memory.databases().unwrap(), ["default", "ham", "other"]);
        assert_eq!(memory.tables("other").unwrap(), ["t"]);
        assert_eq!(memory.tables("ham").unwrap(), ["kept"]);
        assert_eq!(memory.table("ham", "gone").unwrap(), None);
        // A dropped table can be made again, a clone sees the same.
        assert!(memory.create_table(table("ham", "gone"), false).unwrap());
        assert!(memory.clone().table("ham", "gone").unwrap().is_some());
        memory.drop_database("other", false, true).unwrap();
        assert!(!memory.has_database("other").unwrap());

        assert_eq!(disk.databases().unwrap(), ["default", "ham"]);
        assert_eq!(disk.tables("ham").unwrap(), ["gone", "kept"]);
        assert!(!folder.path().join("w/other.db").exists());
    }
}
