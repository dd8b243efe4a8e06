//! The warehouse folder: creating, dropping and listing databases and tables.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process;
use std::sync::Arc;

use super::definition::valid_name;
use super::listing::{entries, is_visible};
use super::overlay::Overlay;
use super::temporary::TemporaryTables;
use super::{CatalogError, DatabaseDefinition, TableDefinition, TableKind, definition_file};

/// The database that always exists and that unqualified names mean.
pub const DEFAULT_DATABASE: &str = "default";

/// The folder of definitions inside a database's folder.
pub(super) const CATALOG: &str = ".catalog";

/// A warehouse: one folder, `<database>.db` folders in it. Cheap to clone; holds no state but the path, and what is
/// temporary: clones share that.
///
/// Every call looks at the disk, so that tables of other processes are seen. Names are taken in any case.
///
/// ```
/// # use maidian::catalog::{CatalogError, Column, HiveType, TableDefinition, TableFormat, Warehouse};
/// # let folder = tempfile::tempdir().map_err(|_| CatalogError::DropDefault)?;
/// let warehouse = Warehouse::open(folder.path().join("warehouse"))?;
/// warehouse.create_database("ham", false)?;
/// let columns = vec![Column::new("wt_et", HiveType::String)];
/// let table = TableDefinition::new("ham", "events", columns, TableFormat::Parquet);
/// assert!(warehouse.create_table(table, false)?);
/// assert_eq!(warehouse.tables("ham")?, ["events"]);
/// # Ok::<(), CatalogError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Warehouse {
    root: Arc<Path>,
    temporary: Arc<TemporaryTables>,
    /// Changes that are not to reach the disk.
    pub(super) overlay: Option<Overlay>,
}

impl Warehouse {
    /// The warehouse in `root`, which need not exist: folders are created when something is first written.
    ///
    /// Errors: `root` is a file, or the current directory of a relative one is unknown.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, CatalogError> {
        let absolute = resolve(root.as_ref())?;
        if absolute.is_file() {
            let cause = std::io::ErrorKind::NotADirectory.into();
            return Err(CatalogError::Io {
                action: "use as warehouse",
                path: absolute,
                cause,
            });
        }
        Ok(Self {
            root: absolute.into(),
            temporary: Arc::default(),
            overlay: None,
        })
    }

    /// The same warehouse for another session: the temporary tables that there are now, and from here on its own.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self {
            temporary: Arc::new(self.temporary.copy()),
            ..self.clone()
        }
    }

    /// This warehouse as it is now, whose databases and tables change in memory alone from here on.
    #[must_use]
    pub fn in_memory(&self) -> Self {
        Self {
            overlay: Some(Overlay::default()),
            ..self.fork()
        }
    }

    /// Whether changes stay in memory.
    pub fn is_in_memory(&self) -> bool {
        self.overlay.is_some()
    }

    /// The warehouse's folder, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The names of a database's tables, sorted.
    ///
    /// Errors: there is no such database.
    pub fn tables(&self, database: &str) -> Result<Vec<String>, CatalogError> {
        let database = self.existing_database(database)?;
        let files = entries(&self.database_folder(&database).join(CATALOG))?;
        let mut tables: Vec<String> = files
            .iter()
            .filter(|(name, _)| is_visible(name))
            .filter_map(|(name, _)| name.strip_suffix(".json").map(str::to_owned))
            .collect();
        if let Some(overlay) = &self.overlay {
            tables = overlay.tables(&database, tables);
        }
        tables.extend(self.temporary.names(&database));
        tables.sort_unstable();
        tables.dedup();
        Ok(tables)
    }

    /// A table's definition; `None` if the database has no such table.
    ///
    /// Errors: there is no such database; the definition file is damaged.
    pub fn table(
        &self,
        database: &str,
        table: &str,
    ) -> Result<Option<TableDefinition>, CatalogError> {
        let database = self.existing_database(database)?;
        let Ok(table) = valid_name("table", table) else {
            return Ok(None);
        };
        // A temporary table hides another of its name.
        if let Some(temporary) = self.temporary.get(&database, &table) {
            return Ok(Some(temporary));
        }
        let overlay = self.overlay.as_ref();
        if let Some(changed) = overlay.and_then(|overlay| overlay.table(&database, &table)) {
            return Ok(changed);
        }
        let path = self.definition_file(&database, &table);
        definition_file::read(&path, &format!("{database}.{table}"))
    }

    /// Creates a table; true if it did not exist before. An existing data folder of that name becomes its data.
    ///
    /// Errors: the table exists and `if_not_exists` is false; there is no such database; the definition is no table's
    /// (see [`TableDefinition::normalized`]).
    pub fn create_table(
        &self,
        table: TableDefinition,
        if_not_exists: bool,
    ) -> Result<bool, CatalogError> {
        let table = table.normalized()?;
        self.table_root(&table)?;
        self.existing_database(&table.database)?;
        let is_temporary = table.kind == TableKind::Temporary;
        let exists = if is_temporary {
            self.temporary.get(&table.database, &table.name).is_some()
        } else {
            let overlay = self.overlay.as_ref();
            let changed = overlay.and_then(|overlay| overlay.table(&table.database, &table.name));
            let path = self.definition_file(&table.database, &table.name);
            changed.map_or_else(|| path.exists(), |changed| changed.is_some())
        };
        if exists {
            return if if_not_exists {
                Ok(false)
            } else {
                Err(CatalogError::TableExists(table.full_name()))
            };
        }
        self.put_table(table)?;
        Ok(true)
    }

    /// Writes a definition over whatever is there: `ALTER TABLE`. The data stays as it is.
    ///
    /// Errors: as [`Self::create_table`], but for an existing table.
    pub fn put_table(&self, table: TableDefinition) -> Result<(), CatalogError> {
        let table = table.normalized()?;
        self.existing_database(&table.database)?;
        if table.kind == TableKind::Temporary {
            self.temporary.put(table);
            return Ok(());
        }
        if let Some(overlay) = &self.overlay {
            overlay.put(table);
            return Ok(());
        }
        let path = self.definition_file(&table.database, &table.name);
        create_folder(path.parent().unwrap_or(&self.root))?;
        definition_file::write(&path, &table)
    }

    /// Drops a table, and its data if the warehouse owns it. True if it existed.
    ///
    /// Errors: it does not exist and `if_exists` is false; its definition is damaged.
    pub fn drop_table(
        &self,
        database: &str,
        table: &str,
        if_exists: bool,
    ) -> Result<bool, CatalogError> {
        if if_exists && !self.has_database(database)? {
            return Ok(false);
        }
        let Some(table) = self.table(database, table)? else {
            return if if_exists {
                Ok(false)
            } else {
                Err(CatalogError::UnknownTable(
                    format!("{database}.{table}").to_lowercase(),
                ))
            };
        };
        let forget = || self.forget(&table);
        let root = self.table_root(&table)?;
        let is_elsewhere = matches!(table.kind, TableKind::External | TableKind::View);
        if is_elsewhere || self.is_in_memory() || !root.exists() {
            forget()?;
            return Ok(true);
        }
        // Out of the way first: a table created later must not find rows of a half-deleted one.
        let dropped = root.with_file_name(format!(".dropped_{}_{}", table.name, process::id()));
        fs::rename(&root, &dropped).map_err(CatalogError::io("move away", &root))?;
        forget()?;
        remove_folder(&dropped)?;
        Ok(true)
    }

    /// Gives a table another name, and its folder in the warehouse too.
    ///
    /// Errors: there is a table of that name; there is no such database.
    pub fn rename_table(
        &self,
        table: &TableDefinition,
        database: &str,
        name: &str,
    ) -> Result<(), CatalogError> {
        let mut renamed = table.clone();
        database.clone_into(&mut renamed.database);
        name.clone_into(&mut renamed.name);
        let renamed = renamed.normalized()?;
        self.existing_database(&renamed.database)?;
        let (from, to) = (self.table_root(table)?, self.table_root(&renamed)?);
        if self.table(&renamed.database, &renamed.name)?.is_some() {
            return Err(CatalogError::TableExists(renamed.full_name()));
        }
        if from != to && !self.is_in_memory() && from.exists() {
            fs::rename(&from, &to).map_err(CatalogError::io("move", &from))?;
        }
        self.put_table(renamed)?;
        self.forget(table)
    }

    /// Deletes a definition.
    fn forget(&self, table: &TableDefinition) -> Result<(), CatalogError> {
        if table.kind == TableKind::Temporary {
            self.temporary.remove(&table.database, &table.name);
            return Ok(());
        }
        if let Some(overlay) = &self.overlay {
            overlay.drop(&table.database, &table.name);
            return Ok(());
        }
        let path = self.definition_file(&table.database, &table.name);
        fs::remove_file(&path).map_err(CatalogError::io("delete", &path))
    }

    /// The folder (or, for an external table, file) that holds a table's data, whether it exists or not.
    ///
    /// Errors: a location that is no local path.
    pub fn table_root(&self, table: &TableDefinition) -> Result<PathBuf, CatalogError> {
        let Some(location) = &table.location else {
            let definition =
                DatabaseDefinition::read(&self.database_folder(&table.database).join(CATALOG))?;
            return Ok(match definition.location {
                Some(location) => local_path(&table.database, &location)?,
                None => self.database_folder(&table.database),
            }
            .join(&table.name));
        };
        local_path(&table.full_name(), location)
    }

    pub(super) fn existing_database(&self, database: &str) -> Result<String, CatalogError> {
        let database = valid_name("database", database)?;
        if self.has_database(&database)? {
            return Ok(database);
        }
        Err(CatalogError::UnknownDatabase {
            database,
            warehouse: self.root.to_path_buf(),
        })
    }

    pub(super) fn database_folder(&self, database: &str) -> PathBuf {
        self.root.join(format!("{database}.db"))
    }

    fn definition_file(&self, database: &str, table: &str) -> PathBuf {
        self.database_folder(database)
            .join(CATALOG)
            .join(format!("{table}.json"))
    }
}

/// The path that a location means; `of` is the table or database in the message.
pub(super) fn local_path(of: &str, location: &str) -> Result<PathBuf, CatalogError> {
    let elsewhere = || CatalogError::Location {
        table: of.to_owned(),
        location: location.to_owned(),
    };
    if location.starts_with("file:") {
        let url = url::Url::parse(location).map_err(|_| elsewhere())?;
        return url.to_file_path().map_err(|()| elsewhere());
    }
    if location.contains("://") || location.is_empty() {
        return Err(elsewhere());
    }
    resolve(Path::new(location))
}

/// `path` as an absolute one without `..`, which the engine's paths cannot hold. As in Hive, `a/b/..` is `a` whatever
/// `b` is.
fn resolve(path: &Path) -> Result<PathBuf, CatalogError> {
    let absolute = std::path::absolute(path).map_err(CatalogError::io("resolve", path))?;
    let mut resolved = PathBuf::new();
    for part in absolute.components() {
        if part == Component::ParentDir {
            resolved.pop();
        } else {
            resolved.push(part);
        }
    }
    Ok(resolved)
}

pub(super) fn create_folder(path: &Path) -> Result<(), CatalogError> {
    fs::create_dir_all(path).map_err(CatalogError::io("create folder", path))
}

pub(super) fn remove_folder(path: &Path) -> Result<(), CatalogError> {
    fs::remove_dir_all(path).map_err(CatalogError::io("delete folder", path))
}
