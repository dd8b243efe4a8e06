//! Finding what plans have in common, and running it once.

use std::sync::{Arc, OnceLock};

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{Column, DFSchema, Result};
use datafusion::datasource::provider_as_source;
use datafusion::execution::SessionState;
use datafusion::logical_expr::utils::{conjunction, disjunction};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, TableScan};
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};

use super::broadcast::Broadcast;
use super::table::{Run, SharedTable, name};

/// How the table of a shared input is called in plans. No table of a warehouse has such a name.
const TABLE: &str = "(shared input)";

/// A part that several plans have in common.
#[derive(Debug)]
pub(in crate::exec) struct SharedInput {
    plan: LogicalPlan,
    run: Arc<OnceLock<Run>>,
}

impl SharedInput {
    /// Takes the largest part that all `plans` have in common out of them; `None`, and nothing changed, where they read
    /// nothing alike, or one of them reads it twice. The plans are analyzed: types that depend on what stands above, such as
    /// a UNION's, are settled.
    pub(in crate::exec) fn take(plans: &mut [LogicalPlan]) -> Result<Option<Self>> {
        let Some((first, others)) = plans.split_first() else {
            return Ok(None);
        };
        if others.is_empty() {
            return Ok(None);
        }
        let mut common = None;
        first.apply(|part| {
            let is_everywhere = || {
                let mut plans = std::iter::once(first).chain(others);
                plans.all(|plan| occurrences(plan, part) == 1)
            };
            if !is_shareable(part)? || !is_everywhere() {
                return Ok(TreeNodeRecursion::Continue);
            }
            common = Some(part.clone());
            Ok(TreeNodeRecursion::Stop)
        })?;
        let Some(plan) = common else {
            return Ok(None);
        };
        let run = Arc::new(OnceLock::new());
        for (reader, of) in plans.iter_mut().enumerate() {
            let table = SharedTable::new(plan.schema(), reader, Arc::clone(&run));
            let table = stand_in(plan.schema(), table)?;
            let replaced = of.clone().transform_down(|part| {
                Ok(if part == plan {
                    Transformed::new(table.clone(), true, TreeNodeRecursion::Jump)
                } else {
                    Transformed::no(part)
                })
            })?;
            *of = replaced.data;
        }
        Ok(Some(Self { plan, run }))
    }

    /// Plans the input, and then each of the plans that it was taken out of. The last says who takes part.
    pub(in crate::exec) async fn planned(
        &self,
        state: &SessionState,
        plans: &[LogicalPlan],
    ) -> Result<(Vec<Arc<dyn ExecutionPlan>>, Arc<Broadcast>)> {
        let optimized = plans.iter().map(|plan| state.optimize(plan));
        let optimized = optimized.collect::<Result<Vec<_>>>()?;
        let scans = optimized.iter().map(scan).collect::<Result<Vec<_>>>()?;
        let (plan, columns) = self.wanted(&scans)?;
        let input = state.create_physical_plan(&plan).await?;
        let broadcast = Arc::new(Broadcast::new(input, plans.len()));
        let run = Run {
            broadcast: Arc::clone(&broadcast),
            columns,
        };
        // It is planned once.
        let _ = self.run.set(run);
        let mut readers = Vec::with_capacity(optimized.len());
        for (reader, plan) in optimized.iter().enumerate() {
            let planned = state.create_physical_plan(plan).await?;
            // Nobody waits for one whose rows the optimizer found not to matter.
            if !reads_a_stream(&planned) {
                broadcast.leave(reader);
            }
            readers.push(planned);
        }
        Ok((readers, broadcast))
    }

    /// The input with the columns that any of the scans wants, and the rows that any of them may keep.
    fn wanted(&self, scans: &[Option<TableScan>]) -> Result<(LogicalPlan, Vec<usize>)> {
        let schema = self.plan.schema();
        let mut columns: Vec<usize> = Vec::new();
        let mut rows = Some(Vec::new());
        for scan in scans.iter().flatten() {
            match &scan.projection {
                Some(projection) => columns.extend(projection),
                None => columns.extend(0..schema.fields().len()),
            }
            let filter = conjunction(scan.filters.iter().cloned());
            rows = rows.zip(filter).map(|(mut rows, filter)| {
                rows.push(filter);
                rows
            });
        }
        columns.sort_unstable();
        columns.dedup();
        if columns.is_empty() {
            // Rows are counted by some column.
            columns.push(0);
        }
        let mut plan = LogicalPlanBuilder::from(self.plan.clone());
        if let Some(filter) = rows.and_then(disjunction) {
            plan = plan.filter(of_input(filter, schema)?)?;
        }
        let wanted = columns
            .iter()
            .map(|place| Expr::Column(column(schema, *place)));
        let plan = plan.project(wanted)?.build()?;
        Ok((plan, columns))
    }
}

/// The table, with the names that the input's columns have.
fn stand_in(input: &DFSchema, table: SharedTable) -> Result<LogicalPlan> {
    let source = provider_as_source(Arc::new(table));
    let columns = input.iter().enumerate().map(|(place, (relation, field))| {
        let own = Expr::Column(Column::new(Some(TABLE), name(place)));
        own.alias_qualified(relation.cloned(), field.name().as_str())
    });
    LogicalPlanBuilder::scan(TABLE, source, None)?
        .project(columns.collect::<Vec<_>>())?
        .build()
}

/// A filter on the table as one on the input.
fn of_input(filter: Expr, input: &DFSchema) -> Result<Expr> {
    let replaced = filter.transform(|expr| {
        let Expr::Column(own) = &expr else {
            return Ok(Transformed::no(expr));
        };
        let mut places = 0..input.fields().len();
        let place = places.find(|place| name(*place) == own.name);
        Ok(place.map_or_else(
            || Transformed::no(expr.clone()),
            |place| Transformed::yes(Expr::Column(column(input, place))),
        ))
    })?;
    Ok(replaced.data)
}

fn column(schema: &DFSchema, place: usize) -> Column {
    Column::from(schema.qualified_field(place))
}

fn occurrences(plan: &LogicalPlan, part: &LogicalPlan) -> usize {
    let mut count = 0;
    // Counting does not fail.
    let _ = plan.apply(|other| {
        count += usize::from(other == part);
        Ok(TreeNodeRecursion::Continue)
    });
    count
}

/// Whether a part of a plan reads a table, and equal parts give equal rows.
fn is_shareable(plan: &LogicalPlan) -> Result<bool> {
    let (mut reads, mut is_certain) = (false, true);
    plan.apply_with_subqueries(|part| {
        if let LogicalPlan::TableScan(scan) = part {
            reads = true;
            // Scans of functions are equal whatever the arguments are.
            is_certain = is_certain && !scan.table_name.table().ends_with("()");
        }
        part.apply_expressions(|expr| {
            is_certain = is_certain && !expr.is_volatile();
            Ok(TreeNodeRecursion::Continue)
        })
    })?;
    Ok(reads && is_certain)
}

/// The scan of the shared table; `None` where the optimizer found that no row of it matters.
fn scan(plan: &LogicalPlan) -> Result<Option<TableScan>> {
    let mut found = None;
    plan.apply(|part| {
        if let LogicalPlan::TableScan(scan) = part
            && scan.table_name.table() == TABLE
        {
            found = Some(scan.clone());
        }
        Ok(TreeNodeRecursion::Continue)
    })?;
    Ok(found)
}

fn reads_a_stream(plan: &Arc<dyn ExecutionPlan>) -> bool {
    use datafusion::physical_plan::streaming::StreamingTableExec;
    plan.exists(|part| Ok(part.is::<StreamingTableExec>()))
        .unwrap_or(true)
        && plan.output_partitioning().partition_count() > 0
}
