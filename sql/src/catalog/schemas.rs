//! The warehouse as DataFusion's catalog: every look-up reads the disk.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use datafusion::catalog::{CatalogProvider, SchemaProvider, TableProvider};
use datafusion::error::DataFusionError;

use super::{CatalogError, HiveTable, TableDefinition, TableKind, Warehouse};

/// What makes a relation of a view's text: the session, which lies above the catalog.
#[async_trait]
pub trait ViewPlanner: std::fmt::Debug + Send + Sync {
    /// The view as a relation.
    ///
    /// Errors: its query cannot be planned.
    async fn plan(&self, view: TableDefinition) -> Result<Arc<dyn TableProvider>, DataFusionError>;
}

/// All databases of a warehouse.
#[derive(Debug, Clone)]
pub struct WarehouseCatalog {
    warehouse: Warehouse,
    views: Arc<OnceLock<Arc<dyn ViewPlanner>>>,
}

impl WarehouseCatalog {
    /// The catalog of `warehouse`.
    pub fn new(warehouse: Warehouse) -> Self {
        Self {
            warehouse,
            views: Arc::default(),
        }
    }

    /// Has views planned by `planner` from now on.
    pub fn plan_views_by(&self, planner: Arc<dyn ViewPlanner>) {
        // A catalog belongs to one session, which sets its planner once.
        let _ = self.views.set(planner);
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
            Arc::new(WarehouseSchema {
                warehouse: self.warehouse.clone(),
                views: Arc::clone(&self.views),
                database: name.to_lowercase(),
            }) as Arc<dyn SchemaProvider>
        })
    }
}

/// One database of a warehouse.
#[derive(Debug, Clone)]
pub struct WarehouseSchema {
    warehouse: Warehouse,
    views: Arc<OnceLock<Arc<dyn ViewPlanner>>>,
    database: String,
}

impl WarehouseSchema {
    /// The schema of `database`, in which views cannot be planned.
    pub fn new(warehouse: Warehouse, database: impl Into<String>) -> Self {
        Self {
            warehouse,
            views: Arc::default(),
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
        if definition.kind != TableKind::View {
            return Ok(Some(Arc::new(HiveTable::new(&self.warehouse, definition)?)));
        }
        let Some(planner) = self.views.get() else {
            return Err(CatalogError::View {
                view: definition.full_name(),
                reason: "there is no session to plan it".to_owned(),
            }
            .into());
        };
        planner.plan(definition).await.map(Some)
    }

    fn table_exist(&self, name: &str) -> bool {
        // A damaged definition is a table that exists: looking it up then tells what is wrong.
        self.warehouse
            .table(&self.database, name)
            .map_or(true, |table| table.is_some())
    }
}
