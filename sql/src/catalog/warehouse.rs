//! The warehouse folder: creating, dropping and listing databases and tables.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process;
use std::sync::Arc;

use super::definition::valid_name;
use super::listing::{entries, is_visible};
use super::overlay::Overlay;
use super::{CatalogError, TableDefinition, TableKind, definition_file};

/// The database that always exists and that unqualified names mean.
pub const DEFAULT_DATABASE: &str = "default";

/// The folder of definitions inside a database's folder.
const CATALOG: &str = ".catalog";

/// A warehouse: one folder, `<database>.db` folders in it. Cheap to clone; holds no state but the path.
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Warehouse {
    root: Arc<Path>,
    /// Changes that are not to reach the disk.
    overlay: Option<Overlay>,
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
            overlay: None,
        })
    }

    /// This warehouse as it is now, whose databases and tables change in memory alone from here on.
    pub fn in_memory(&self) -> Self {
        Self {
            overlay: Some(Overlay::default()),
            ..self.clone()
        }
    }

    /// The warehouse's folder, absolute.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The names of the databases, sorted; `default` is always among them.
    pub fn databases(&self) -> Result<Vec<String>, CatalogError> {
        let mut names = vec![DEFAULT_DATABASE.to_owned()];
        for (name, path) in entries(&self.root)? {
            if let Some(name) = name.strip_suffix(".db")
                && valid_name("database", name).is_ok_and(|lower| lower == name)
                && path.is_dir()
            {
                names.push(name.to_owned());
            }
        }
        names.sort_unstable();
        names.dedup();
        Ok(match &self.overlay {
            Some(overlay) => overlay.databases(names),
            None => names,
        })
    }

    /// Whether the database exists.
    pub fn has_database(&self, database: &str) -> Result<bool, CatalogError> {
        let database = valid_name("database", database)?;
        let changed = self
            .overlay
            .as_ref()
            .and_then(|o| o.has_database(&database));
        let is_there = || database == DEFAULT_DATABASE || self.database_folder(&database).is_dir();
        Ok(changed.unwrap_or_else(is_there))
    }

    /// Creates a database; true if it did not exist before.
    ///
    /// Errors: the database exists and `if_not_exists` is false; a name with other characters than `[a-z0-9_]`.
    pub fn create_database(
        &self,
        database: &str,
        if_not_exists: bool,
    ) -> Result<bool, CatalogError> {
        let database = valid_name("database", database)?;
        if self.has_database(&database)? {
            return if if_not_exists {
                Ok(false)
            } else {
                Err(CatalogError::DatabaseExists(database))
            };
        }
        if let Some(overlay) = &self.overlay {
            overlay.set_database(&database, true);
            return Ok(true);
        }
        create_folder(&self.database_folder(&database).join(CATALOG))?;
        Ok(true)
    }

    /// Drops a database; with `cascade` also its tables. True if it existed.
    ///
    /// Errors: it does not exist and `if_exists` is false; it has tables and `cascade` is false; it is `default`.
    pub fn drop_database(
        &self,
        database: &str,
        if_exists: bool,
        cascade: bool,
    ) -> Result<bool, CatalogError> {
        let database = valid_name("database", database)?;
        if database == DEFAULT_DATABASE {
            return Err(CatalogError::DropDefault);
        }
        if if_exists && !self.has_database(&database)? {
            return Ok(false);
        }
        let tables = self.tables(&database)?;
        if !cascade && !tables.is_empty() {
            let tables = tables.join(", ");
            return Err(CatalogError::DatabaseNotEmpty { database, tables });
        }
        for table in tables {
            self.drop_table(&database, &table, true)?;
        }
        if let Some(overlay) = &self.overlay {
            overlay.set_database(&database, false);
            return Ok(true);
        }
        remove_folder(&self.database_folder(&database))?;
        Ok(true)
    }

    /// The names of a database's tables, sorted.
    ///
    /// Errors: there is no such database.
    pub fn tables(&self, database: &str) -> Result<Vec<String>, CatalogError> {
        let database = self.existing_database(database)?;
        let files = entries(&self.database_folder(&database).join(CATALOG))?;
        let names = files
            .iter()
            .filter(|(name, _)| is_visible(name))
            .filter_map(|(name, _)| name.strip_suffix(".json").map(str::to_owned))
            .collect();
        Ok(match &self.overlay {
            Some(overlay) => overlay.tables(&database, names),
            None => names,
        })
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
        if let Some(changed) = self
            .overlay
            .as_ref()
            .and_then(|o| o.table(&database, &table))
        {
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
        let path = self.definition_file(&table.database, &table.name);
        let changed = self.overlay.as_ref();
        let changed = changed.and_then(|o| o.table(&table.database, &table.name));
        if changed.map_or_else(|| path.exists(), |changed| changed.is_some()) {
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
        if let Some(overlay) = &self.overlay {
            overlay.drop(&table.database, &table.name);
            return Ok(true);
        }
        let path = self.definition_file(&table.database, &table.name);
        let forget = || fs::remove_file(&path).map_err(CatalogError::io("delete", &path));
        let root = self.table_root(&table)?;
        if table.kind == TableKind::External || !root.exists() {
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

    /// The folder (or, for an external table, file) that holds a table's data, whether it exists or not.
    ///
    /// Errors: a location that is no local path.
    pub fn table_root(&self, table: &TableDefinition) -> Result<PathBuf, CatalogError> {
        let Some(location) = &table.location else {
            return Ok(self.database_folder(&table.database).join(&table.name));
        };
        let elsewhere = || CatalogError::Location {
            table: table.full_name(),
            location: location.clone(),
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

    fn existing_database(&self, database: &str) -> Result<String, CatalogError> {
        let database = valid_name("database", database)?;
        if self.has_database(&database)? {
            return Ok(database);
        }
        Err(CatalogError::UnknownDatabase {
            database,
            warehouse: self.root.to_path_buf(),
        })
    }

    fn database_folder(&self, database: &str) -> PathBuf {
        self.root.join(format!("{database}.db"))
    }

    fn definition_file(&self, database: &str, table: &str) -> PathBuf {
        self.database_folder(database)
            .join(CATALOG)
            .join(format!("{table}.json"))
    }
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

fn create_folder(path: &Path) -> Result<(), CatalogError> {
    fs::create_dir_all(path).map_err(CatalogError::io("create folder", path))
}

fn remove_folder(path: &Path) -> Result<(), CatalogError> {
    fs::remove_dir_all(path).map_err(CatalogError::io("delete folder", path))
}
