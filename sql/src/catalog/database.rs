//! What CREATE DATABASE says of a database: `<db>.db/.catalog/.database.json`, where it says anything.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::CatalogError;
use super::definition_file::write_whole;

/// The name of the file; readers of table definitions pass over hidden ones.
const FILE: &str = ".database.json";

/// A database's comment, place and properties.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DatabaseDefinition {
    /// `COMMENT`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// An absolute path or `file://` URL of the folder for its tables. `None`: the database's folder in the warehouse.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// `WITH DBPROPERTIES`
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub properties: BTreeMap<String, String>,
}

impl DatabaseDefinition {
    /// Reads the definition in the folder `catalog`; without a file nothing was said.
    pub(super) fn read(catalog: &Path) -> Result<Self, CatalogError> {
        let path = catalog.join(FILE);
        match fs::read(&path) {
            Ok(text) => serde_json::from_slice(&text)
                .map_err(|error| CatalogError::io("understand", &path)(error.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(CatalogError::io("read", &path)(error)),
        }
    }

    /// Writes the definition into the folder `catalog`, if anything is said.
    pub(super) fn write(&self, catalog: &Path) -> Result<(), CatalogError> {
        if *self == Self::default() {
            return Ok(());
        }
        let path = catalog.join(FILE);
        let text = serde_json::to_vec_pretty(self)
            .map_err(|error| CatalogError::io("write", &path)(error.into()))?;
        write_whole(&path, &text)
    }
}
