//! Databases of a warehouse: listing, creating and dropping them.

use super::definition::valid_name;
use super::listing::entries;
use super::warehouse::{CATALOG, create_folder, local_path, remove_folder};
use super::{CatalogError, DEFAULT_DATABASE, DatabaseDefinition, Warehouse};

impl Warehouse {
    /// The names of the databases, sorted; `default` is always among them.
    pub fn databases(&self) -> Result<Vec<String>, CatalogError> {
        let mut names = vec![DEFAULT_DATABASE.to_owned()];
        for (name, path) in entries(self.root())? {
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
        let overlay = self.overlay.as_ref();
        let changed = overlay.and_then(|overlay| overlay.has_database(&database));
        Ok(changed.unwrap_or_else(|| {
            database == DEFAULT_DATABASE || self.database_folder(&database).is_dir()
        }))
    }

    /// Creates a database of which nothing is said; true if it did not exist before.
    ///
    /// Errors: as [`Self::create_database_as`].
    pub fn create_database(
        &self,
        database: &str,
        if_not_exists: bool,
    ) -> Result<bool, CatalogError> {
        self.create_database_as(database, &DatabaseDefinition::default(), if_not_exists)
    }

    /// Creates a database; true if it did not exist before.
    ///
    /// Errors: the database exists and `if_not_exists` is false; a name with other characters than `[a-z0-9_]`; a
    /// location that is no local path.
    pub fn create_database_as(
        &self,
        database: &str,
        definition: &DatabaseDefinition,
        if_not_exists: bool,
    ) -> Result<bool, CatalogError> {
        let database = valid_name("database", database)?;
        if let Some(location) = &definition.location {
            local_path(&database, location)?;
        }
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
        let catalog = self.database_folder(&database).join(CATALOG);
        create_folder(&catalog)?;
        definition.write(&catalog)?;
        Ok(true)
    }

    /// What is said of a database.
    ///
    /// Errors: there is no such database; its definition is damaged.
    pub fn database(&self, database: &str) -> Result<DatabaseDefinition, CatalogError> {
        let database = self.existing_database(database)?;
        DatabaseDefinition::read(&self.database_folder(&database).join(CATALOG))
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
}
