//! A session: a warehouse, the functions, the settings, and what scripts have changed so far.

use std::path::PathBuf;
use std::sync::Arc;

use datafusion::catalog::{CatalogProvider, CatalogProviderList, MemoryCatalogProviderList};
use datafusion::error::Result;
use datafusion::execution::memory_pool::{FairSpillPool, TrackConsumersPool};
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{FunctionRegistry, SessionState, SessionStateBuilder};
use datafusion::optimizer::{Analyzer, AnalyzerRule};
use datafusion::prelude::{SessionConfig, SessionContext};
use maidian_udfs::Settings;

use crate::catalog::{CatalogError, Warehouse, WarehouseCatalog};
use crate::rewrite::LateralViewPlanner;
use crate::script::Variables;
use crate::typing::{HivePlanner, Operators, UnionTypes};

/// The name under which the warehouse is DataFusion's catalog. Scripts never write it.
const CATALOG: &str = "warehouse";

/// How a session is set up.
#[derive(Debug, Clone)]
pub struct SessionOptions {
    /// The warehouse's folder. It is made when something is first written.
    pub warehouse: PathBuf,
    /// The folder that relative locations in scripts start from.
    pub base: PathBuf,
    /// How many threads a query uses.
    pub threads: usize,
    /// How many bytes queries may hold before they spill to disk; `None`: no limit.
    pub memory: Option<usize>,
    /// The zone of dates and times: an IANA name or an offset.
    pub time_zone: String,
}

/// Statements run in a session, one after the other: what one has set, the next one sees.
pub struct Session {
    context: SessionContext,
    warehouse: Warehouse,
    base: PathBuf,
    /// What `${…}` is replaced by.
    pub variables: Variables,
    database: String,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("warehouse", &self.warehouse)
            .field("database", &self.database)
            .finish_non_exhaustive()
    }
}

impl Session {
    /// Opens a warehouse with all functions registered.
    ///
    /// Errors: a folder that is no warehouse, settings that DataFusion refuses.
    pub fn open(
        options: &SessionOptions,
        settings: &Settings,
        variables: Variables,
    ) -> Result<Self> {
        let warehouse = Warehouse::open(&options.warehouse).map_err(external)?;
        let state = session_state(options, settings)?;
        let catalog = WarehouseCatalog::new(warehouse.clone());
        state.catalog_list().register_catalog(
            CATALOG.to_owned(),
            Arc::new(catalog) as Arc<dyn CatalogProvider>,
        );
        Ok(Self {
            context: SessionContext::new_with_state(state),
            warehouse,
            base: options.base.clone(),
            variables,
            database: "default".to_owned(),
        })
    }

    /// A session that starts where this one is now: what either sets or uses from then on, the other does not see. Both
    /// work on the same warehouse, and share the memory that queries may hold.
    #[must_use]
    pub fn fork(&self) -> Self {
        Self {
            context: SessionContext::new_with_state(self.context.state()),
            warehouse: self.warehouse.clone(),
            base: self.base.clone(),
            variables: self.variables.clone(),
            database: self.database.clone(),
        }
    }

    /// A fork whose changes to databases and tables stay in memory: it sees them, the disk does not. For plans; an INSERT
    /// run in it would write.
    #[must_use]
    pub fn rehearsal(&self) -> Self {
        let warehouse = self.warehouse.in_memory();
        let catalogs = MemoryCatalogProviderList::new();
        catalogs.register_catalog(
            CATALOG.to_owned(),
            Arc::new(WarehouseCatalog::new(warehouse.clone())),
        );
        let mut state = self.context.state();
        state.register_catalog_list(Arc::new(catalogs));
        Self {
            context: SessionContext::new_with_state(state),
            warehouse,
            ..self.fork()
        }
    }

    /// DataFusion's context, with the warehouse as its catalog.
    pub fn context(&self) -> &SessionContext {
        &self.context
    }

    /// The warehouse.
    pub fn warehouse(&self) -> &Warehouse {
        &self.warehouse
    }

    /// The folder that relative locations start from.
    pub(super) fn base(&self) -> &std::path::Path {
        &self.base
    }

    /// The database of names that are given without one.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Makes `database` the current one.
    ///
    /// Errors: there is none of this name.
    pub fn use_database(&mut self, database: &str) -> std::result::Result<(), CatalogError> {
        if !self.warehouse.has_database(database)? {
            return Err(CatalogError::UnknownDatabase {
                database: database.to_owned(),
                warehouse: self.warehouse.root().to_owned(),
            });
        }
        database.clone_into(&mut self.database);
        let state = self.context.state_ref();
        let mut state = state.write();
        database.clone_into(&mut state.config_mut().options_mut().catalog.default_schema);
        Ok(())
    }
}

fn external(error: CatalogError) -> datafusion::error::DataFusionError {
    datafusion::error::DataFusionError::External(Box::new(error))
}

/// DataFusion, set up for Hive's meaning. Whoever runs our plans, here or elsewhere, starts from this.
pub fn session_state(options: &SessionOptions, settings: &Settings) -> Result<SessionState> {
    let mut config = SessionConfig::new()
        .with_target_partitions(options.threads)
        .with_default_catalog_and_schema(CATALOG, "default")
        .with_create_default_catalog_and_schema(false)
        // The rows of a partition and their order follow from the plan alone, so that the same input gives the same files.
        .with_round_robin_repartition(false)
        .with_repartition_joins(false);
    let values = config.options_mut();
    values.execution.enable_file_stream_work_stealing = false;
    values.execution.time_zone = Some(options.time_zone.clone());
    // Hive puts NULLs first when it sorts up, last when it sorts down.
    "nulls_min".clone_into(&mut values.sql_parser.default_null_ordering);
    values.sql_parser.collect_spans = true;
    // The files say what is in them; reading their statistics for every query costs more than it saves here.
    values.execution.collect_statistics = false;
    let mut state = SessionStateBuilder::new()
        .with_config(config)
        .with_runtime_env(runtime(options)?)
        .with_analyzer_rules(analyzer_rules())
        // Before DataFusion's own, which take what they get.
        .with_expr_planners(vec![Arc::new(HivePlanner::new(Operators::new(settings)))])
        .with_default_features()
        .build();
    state.register_relation_planner(Arc::new(LateralViewPlanner))?;
    register_functions(&mut state, settings)?;
    Ok(state)
}

/// Hive's checks come before DataFusion brings types together.
fn analyzer_rules() -> Vec<Arc<dyn AnalyzerRule + Send + Sync>> {
    let mut rules: Vec<Arc<dyn AnalyzerRule + Send + Sync>> = vec![Arc::new(UnionTypes)];
    rules.extend(Analyzer::new().rules);
    rules
}

fn runtime(options: &SessionOptions) -> Result<Arc<RuntimeEnv>> {
    let mut builder = RuntimeEnvBuilder::new();
    if let Some(bytes) = options.memory {
        let largest = std::num::NonZeroUsize::MIN.saturating_add(4);
        let pool = TrackConsumersPool::new(FairSpillPool::new(bytes), largest);
        builder = builder.with_memory_pool(Arc::new(pool));
    }
    builder.build_arc()
}

/// Spark's functions over DataFusion's, and ours over both.
fn register_functions(registry: &mut dyn FunctionRegistry, settings: &Settings) -> Result<()> {
    datafusion_spark::register_all(registry)?;
    maidian_udfs::register_all_with(registry, settings)
}
