//! Views: CREATE VIEW, and what a view is when a query names it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use datafusion::catalog::TableProvider;
use datafusion::common::Column as PlanColumn;
use datafusion::datasource::ViewTable;
use datafusion::error::{DataFusionError, Result as EngineResult};
use datafusion::execution::SessionState;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use datafusion::prelude::SessionContext;
use datafusion::sql::parser::Statement as EngineStatement;
use datafusion::sql::sqlparser::ast::Statement as Tree;

use super::create_table::columns_of;
use crate::catalog::{
    CatalogError, TableDefinition, TableFormat, TableKind, TextFormat, ViewPlanner, ViewText,
};
use crate::command::{CreateView, Refusal};
use crate::exec::execute::Outcome;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::parse::parse_view;
use crate::rewrite::rewrite;
use crate::script::{Diagnostic, Source, Statement, Variables, split, substitute};

/// Views in views, at most: deeper ones name each other in a circle.
const DEEPEST: usize = 32;

impl Session {
    /// Carries out CREATE VIEW: the query is planned once, to tell that it can be and what its columns are.
    pub(in crate::exec) async fn create_view(
        &self,
        statement: &Statement,
        create: CreateView,
    ) -> Result<Outcome, Diagnostic> {
        let about = |error: &dyn std::error::Error| {
            locate::about_name(statement, &create.view.table, error)
        };
        let full_name = create.view.full(self.database());
        let existing = self
            .warehouse()
            .table(self.database_of(&create.view), &create.view.table)
            .map_err(|error| about(&error))?;
        match &existing {
            Some(_) if create.if_not_exists => {
                return Ok(Outcome::Done(format!(
                    "{full_name} exists and stays as it is"
                )));
            }
            Some(other) if other.kind != TableKind::View => {
                return Err(about(&CatalogError::TableExists(full_name)));
            }
            Some(_) if !create.or_replace => {
                return Err(Refusal::new(format!("view '{full_name}' exists already"))
                    .at(&create.view.table)
                    .hint("CREATE OR REPLACE VIEW replaces it")
                    .diagnostic(statement));
            }
            _ => {}
        }
        let definition = self.view_definition(statement, create).await?;
        // What replaces a view may name it by way of another one.
        let is_circle = existing.is_some() && self.names_itself(&definition);
        if is_circle {
            return Err(
                Refusal::new(format!("view '{full_name}' would read itself"))
                    .at(&definition.name)
                    .diagnostic(statement),
            );
        }
        self.warehouse()
            .put_table(definition)
            .map_err(|error| locate::about_name(statement, &full_name, &error))?;
        Ok(Outcome::Done(format!("view {full_name}")))
    }

    async fn view_definition(
        &self,
        statement: &Statement,
        create: CreateView,
    ) -> Result<TableDefinition, Diagnostic> {
        let plan = self.plan(statement, create.query).await?;
        let mut columns = columns_of(plan.schema())
            .map_err(|error| locate::about_name(statement, &create.view.table, &error))?;
        if !create.columns.is_empty() {
            if create.columns.len() != columns.len() {
                let message = format!(
                    "the view names {} columns, its query gives {}",
                    create.columns.len(),
                    columns.len()
                );
                return Err(Refusal::new(message)
                    .at(create.view.table)
                    .diagnostic(statement));
            }
            for (column, (name, comment)) in columns.iter_mut().zip(create.columns) {
                column.name = name;
                column.comment = comment;
            }
        }
        let database = create.view.database.as_deref().unwrap_or(self.database());
        let format = TableFormat::TextFile(TextFormat::default());
        let mut definition = TableDefinition::new(database, &create.view.table, columns, format);
        definition.kind = TableKind::View;
        definition.comment = create.comment;
        definition.properties = create.properties;
        let starts = statement
            .offset(create.starts.line, create.starts.column)
            .unwrap_or_default();
        definition.view = Some(ViewText {
            query: statement
                .text()
                .get(starts..)
                .unwrap_or_default()
                .to_owned(),
            database: self.database().to_owned(),
        });
        definition
            .normalized()
            .map_err(|error| locate::about_name(statement, &create.view.table, &error))
    }

    /// Whether a view's query reaches the view. Its names are followed through the views that are there.
    fn names_itself(&self, view: &TableDefinition) -> bool {
        let mut seen = vec![view.full_name()];
        let mut next = vec![view.clone()];
        while let Some(view) = next.pop() {
            for (database, name) in relations(&view) {
                let full_name = format!("{database}.{name}");
                if seen.first() == Some(&full_name) {
                    return true;
                }
                if seen.contains(&full_name) {
                    continue;
                }
                seen.push(full_name);
                if let Ok(Some(found)) = self.warehouse().table(&database, &name)
                    && found.kind == TableKind::View
                {
                    next.push(found);
                }
            }
        }
        false
    }
}

/// The relations that a view's query names, by database.
fn relations(view: &TableDefinition) -> Vec<(String, String)> {
    let Some(text) = &view.view else {
        return Vec::new();
    };
    let mut names = Vec::new();
    if let Ok(query) = parsed(view, text) {
        let _ = datafusion::sql::sqlparser::ast::visit_relations(&query, |name| {
            if let Some(name) = crate::command::table_name(name) {
                let database = name.database.unwrap_or_else(|| text.database.clone());
                names.push((database, name.table));
            }
            std::ops::ControlFlow::<()>::Continue(())
        });
    }
    names
}

/// Plans views with the functions and settings of a session.
pub(in crate::exec) struct SessionViews {
    state: Box<dyn Fn() -> Option<SessionState> + Send + Sync>,
    depth: AtomicUsize,
}

impl std::fmt::Debug for SessionViews {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionViews").finish_non_exhaustive()
    }
}

impl SessionViews {
    /// Views of the session of `context`, which holds them in turn.
    pub(in crate::exec) fn new(context: &SessionContext) -> Self {
        let state = context.state_weak_ref();
        Self {
            state: Box::new(move || state.upgrade().map(|state| state.read().clone())),
            depth: AtomicUsize::new(0),
        }
    }

    async fn plan_text(&self, view: &TableDefinition) -> EngineResult<LogicalPlan> {
        let Some(text) = &view.view else {
            return Err(fault(view, "its definition has no query"));
        };
        let Some(mut state) = (self.state)() else {
            return Err(fault(view, "its session has ended"));
        };
        text.database
            .clone_into(&mut state.config_mut().options_mut().catalog.default_schema);
        let query = parsed(view, text).map_err(|error| fault(view, error.message()))?;
        let mut tree = Tree::Query(query);
        rewrite(&mut tree);
        let plan = state
            .statement_to_plan(EngineStatement::Statement(Box::new(tree)))
            .await
            .map_err(|error| fault(view, &error.find_root().strip_backtrace()))?;
        with_columns(view, plan)
    }
}

#[async_trait]
impl ViewPlanner for SessionViews {
    async fn plan(&self, view: TableDefinition) -> EngineResult<Arc<dyn TableProvider>> {
        if self.depth.fetch_add(1, Ordering::Relaxed) >= DEEPEST {
            self.depth.fetch_sub(1, Ordering::Relaxed);
            return Err(fault(&view, "views are nested too deeply, or in a circle"));
        }
        let plan = self.plan_text(&view).await;
        self.depth.fetch_sub(1, Ordering::Relaxed);
        let text = view.view.map(|text| text.query);
        Ok(Arc::new(ViewTable::new(plan?, text)))
    }
}

fn parsed(
    view: &TableDefinition,
    text: &ViewText,
) -> Result<Box<datafusion::sql::sqlparser::ast::Query>, Diagnostic> {
    let source = Source::new(view.full_name(), &text.query);
    let raw = split(&source)?;
    let Some(raw) = raw.first() else {
        return Err(Diagnostic::error("its text is empty"));
    };
    // Variables were replaced when it was made.
    parse_view(&substitute(raw, &Variables::default())?)
}

/// The plan with the columns that the view had when it was made, under its names. `SELECT *` of a table that has got
/// more columns since gives those of then.
fn with_columns(view: &TableDefinition, plan: LogicalPlan) -> EngineResult<LogicalPlan> {
    let schema = Arc::clone(plan.schema());
    let fields: Vec<_> = schema.iter().collect();
    let mut columns = Vec::with_capacity(view.columns.len());
    for (position, column) in view.columns.iter().enumerate() {
        let found = if fields.len() == view.columns.len() {
            fields.get(position)
        } else {
            fields
                .iter()
                .find(|(_, field)| *field.name() == column.name)
        };
        let Some((qualifier, field)) = found else {
            let reason = format!(
                "its query gives no column '{}' any more; create the view again",
                column.name
            );
            return Err(fault(view, &reason));
        };
        let value = Expr::Column(PlanColumn::from((*qualifier, *field)));
        columns.push(value.alias(&column.name));
    }
    LogicalPlanBuilder::from(plan).project(columns)?.build()
}

fn fault(view: &TableDefinition, reason: &str) -> DataFusionError {
    CatalogError::View {
        view: view.full_name(),
        reason: reason.to_owned(),
    }
    .into()
}
