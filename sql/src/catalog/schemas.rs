//! The warehouse as DataFusion's catalog: every look-up reads the disk.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::catalog::{CatalogProvider, SchemaProvider, TableProvider};
use datafusion::error::DataFusionError;

use super::{HiveTable, Warehouse};

/// All databases of a warehouse.
#[derive(Debug, Clone)]
pub struct WarehouseCatalog {
    warehouse: Warehouse,
}

impl WarehouseCatalog {
    /// The catalog of `warehouse`.
    pub fn new(warehouse: Warehouse) -> Self {
        Self { warehouse }
    }
}

impl CatalogProvider for WarehouseCatalog {
    fn schema_names(&self) -> Vec<String> {
        self.warehouse.databases().unwrap_or_else(|error| {
            tracing::warn!("{error}");
            Vec::new()
        })
    }

    fn schema(&self, name: &str) -> Option<Arc<dyn SchemaProvider>> {
        self.warehouse.has_database(name).ok()?.then(|| {
            let database = name.to_lowercase();
            Arc::new(WarehouseSchema {
                warehouse: self.warehouse.clone(),
                database,
            }) as Arc<dyn SchemaProvider>
        })
    }
}

/// One database of a warehouse.
#[derive(Debug, Clone)]
pub struct WarehouseSchema {
    warehouse: Warehouse,
    database: String,
}

impl WarehouseSchema {
    /// The schema of `database`.
    pub fn new(warehouse: Warehouse, database: impl Into<String>) -> Self {
        Self {
            warehouse,
            database: database.into(),
        }
    }
}

#[async_trait]
impl SchemaProvider for WarehouseSchema {
    fn table_names(&self) -> Vec<String> {
        self.warehouse
            .tables(&self.database)
            .unwrap_or_else(|error| {
                tracing::warn!("{error}");
                Vec::new()
            })
    }

    async fn table(&self, name: &str) -> Result<Option<Arc<dyn TableProvider>>, DataFusionError> {
        let Some(definition) = self.warehouse.table(&self.database, name)? else {
            return Ok(None);
        };
        Ok(Some(Arc::new(HiveTable::new(&self.warehouse, definition)?)))
    }

    fn table_exist(&self, name: &str) -> bool {
        // A damaged definition is a table that exists: looking it up then tells what is wrong.
        self.warehouse
            .table(&self.database, name)
            .map_or(true, |table| table.is_some())
    }
}
