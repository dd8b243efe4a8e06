//! A session: a warehouse, the functions, the settings, and what scripts have changed so far.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock};

use datafusion::catalog::{CatalogProviderList, MemoryCatalogProviderList};
use datafusion::error::Result;
use datafusion::execution::memory_pool::{FairSpillPool, TrackConsumersPool};
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::execution::{FunctionRegistry, SessionState, SessionStateBuilder};
use datafusion::optimizer::{Analyzer, AnalyzerRule, Optimizer, OptimizerRule};
use datafusion::prelude::{SessionConfig, SessionContext};
use maidian_udfs::Settings;

use super::cooperative::CooperativeJoins;
use super::staging::Staging;
use super::statement::{BoundFunctions, SessionViews};
use crate::catalog::{CatalogError, Warehouse, WarehouseCatalog};
use crate::optimizer::{MaidianOptions, PushReads, ReadAttributesOnce};
use crate::rewrite::LateralViewPlanner;
use crate::script::{Diagnostic, Severity, Variables};
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
    /// The variables that it began with, for RESET.
    pub(super) initial: Variables,
    database: String,
    pub(super) functions: BoundFunctions,
    temporary: OnceLock<Staging>,
    notices: Vec<Diagnostic>,
    /// Whether it was told that settings for tuning have no effect: once a run, however many sessions it has.
    pub(super) has_told_of_tuning: Arc<AtomicBool>,
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
        Ok(Self {
            context: context(state, &warehouse),
            warehouse,
            base: options.base.clone(),
            initial: variables.clone(),
            variables,
            database: "default".to_owned(),
            functions: BoundFunctions::default(),
            temporary: OnceLock::new(),
            notices: Vec::new(),
            has_told_of_tuning: Arc::default(),
        })
    }

    /// A session that starts where this one is now: what either sets, uses or binds from then on, and temporary tables, the
    /// other does not see. Both work on the same warehouse, and share the memory that queries may hold.
    #[must_use]
    pub fn fork(&self) -> Self {
        self.over(self.warehouse.fork())
    }

    /// A fork whose changes to databases and tables stay in memory: it sees them, the disk does not. For plans; an INSERT
    /// run in it would write.
    #[must_use]
    pub fn rehearsal(&self) -> Self {
        self.over(self.warehouse.in_memory())
    }

    fn over(&self, warehouse: Warehouse) -> Self {
        Self {
            context: context(self.context.state(), &warehouse),
            warehouse,
            base: self.base.clone(),
            variables: self.variables.clone(),
            initial: self.initial.clone(),
            database: self.database.clone(),
            functions: self.functions.clone(),
            temporary: OnceLock::new(),
            notices: Vec::new(),
            has_told_of_tuning: Arc::clone(&self.has_told_of_tuning),
        }
    }

    /// What statements had to say besides their outcome, since this was last asked.
    pub fn take_notices(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.notices)
    }

    /// Keeps a notice for whoever runs the statement.
    pub(super) fn notice(&mut self, message: impl Into<String>) {
        self.notices.push(Diagnostic::new(Severity::Note, message));
    }

    /// The folder of the session's temporary tables, which goes with the session; a killed one's is removed by whoever
    /// next needs such a folder.
    ///
    /// Errors: those of the disk.
    pub(super) fn temporary_folder(&self) -> std::result::Result<&Path, CatalogError> {
        if let Some(folder) = self.temporary.get() {
            return Ok(folder.path());
        }
        let folder = Staging::create(self.warehouse.root())?;
        Ok(self.temporary.get_or_init(|| folder).path())
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

/// A context of its own with `warehouse` as its catalog.
fn context(mut state: SessionState, warehouse: &Warehouse) -> SessionContext {
    let catalog = WarehouseCatalog::new(warehouse.clone());
    let catalogs = MemoryCatalogProviderList::new();
    catalogs.register_catalog(CATALOG.to_owned(), Arc::new(catalog.clone()));
    state.register_catalog_list(Arc::new(catalogs));
    let context = SessionContext::new_with_state(state);
    catalog.plan_views_by(Arc::new(SessionViews::new(&context)));
    context
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
    values.extensions.insert(MaidianOptions::default());
    let mut state = SessionStateBuilder::new()
        .with_config(config)
        .with_runtime_env(runtime(options)?)
        .with_analyzer_rules(analyzer_rules())
        .with_optimizer_rules(optimizer_rules(settings))
        // Before DataFusion's own, which take what they get.
        .with_expr_planners(vec![Arc::new(HivePlanner::new(Operators::new(settings)))])
        .with_default_features()
        .with_physical_optimizer_rule(Arc::new(CooperativeJoins))
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

/// What is read together comes before DataFusion looks for common expressions, which makes it be read once.
fn optimizer_rules(settings: &Settings) -> Vec<Arc<dyn OptimizerRule + Send + Sync>> {
    let mut rules = Optimizer::new().rules;
    let common = rules
        .iter()
        .position(|rule| rule.name() == "common_sub_expression_eliminate");
    let read: [Arc<dyn OptimizerRule + Send + Sync>; 2] = [
        Arc::new(PushReads),
        Arc::new(ReadAttributesOnce::new(settings)),
    ];
    let place = common.unwrap_or(rules.len());
    rules.splice(place..place, read);
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
