//! Lateral views as plans.

use datafusion::common::{Column, NullHandling, Result, TableReference, UnnestOptions, plan_err};
use datafusion::logical_expr::planner::{
    PlannedRelation, RelationPlanner, RelationPlannerContext, RelationPlanning,
};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use datafusion::prelude::get_field;
use datafusion::sql::sqlparser::ast::{NullInclusion, TableFactor};

use super::generator::{Generated, generate};

/// Plans the relations that [`rewrite`](crate::rewrite::rewrite) has made of lateral views.
#[derive(Debug)]
pub struct LateralViewPlanner;

impl RelationPlanner for LateralViewPlanner {
    fn plan_relation(
        &self,
        relation: TableFactor,
        context: &mut dyn RelationPlannerContext,
    ) -> Result<RelationPlanning> {
        let TableFactor::Unpivot {
            table,
            value,
            name,
            columns,
            null_inclusion,
            alias: None,
        } = relation
        else {
            return Ok(RelationPlanning::Original(Box::new(relation)));
        };
        let base = context.plan(*table)?;
        let view = View {
            name: TableReference::bare(name.value),
            columns: columns
                .into_iter()
                .map(|column| column.expr.to_string())
                .collect(),
            outer: null_inclusion == Some(NullInclusion::IncludeNulls),
        };
        let plan = match generate(value, base.schema(), context)? {
            Generated::Rows { list, fields } => view.unnest(base, list, &fields)?,
            Generated::Row { row, fields } => view.project(base, row, &fields)?,
        };
        Ok(RelationPlanning::Planned(Box::new(PlannedRelation::new(
            plan, None,
        ))))
    }
}

/// The column that is unnested, until its parts have their names.
const ENTRY: &str = "__unnested";

struct View {
    name: TableReference,
    columns: Vec<String>,
    outer: bool,
}

impl View {
    /// `base` with the elements of `list`, or their fields where there are several.
    fn unnest(&self, base: LogicalPlan, list: Expr, fields: &[String]) -> Result<LogicalPlan> {
        // Unnesting takes a column's qualifier away, and a column without one may clash with another of its name.
        let entry = Column::from_name(ENTRY);
        let mut expressions: Vec<Expr> = base
            .schema()
            .columns()
            .into_iter()
            .map(Expr::Column)
            .collect();
        expressions.push(list.alias(ENTRY));
        let null_handling = if self.outer {
            NullHandling::PreserveAndExpandEmpty
        } else {
            NullHandling::Drop
        };
        let options = UnnestOptions {
            null_handling,
            recursions: Vec::new(),
        };
        let plan = LogicalPlanBuilder::from(base)
            .project(expressions)?
            .unnest_column_with_options(entry.clone(), options)?
            .build()?;
        self.name_parts(plan, &entry, fields)
    }

    /// `base` with the fields of the struct `row`.
    fn project(&self, base: LogicalPlan, row: Expr, fields: &[String]) -> Result<LogicalPlan> {
        let mut expressions: Vec<Expr> = base
            .schema()
            .columns()
            .into_iter()
            .map(Expr::Column)
            .collect();
        expressions.push(row.alias(ENTRY));
        let plan = LogicalPlanBuilder::from(base)
            .project(expressions)?
            .build()?;
        self.name_parts(plan, &Column::from_name(ENTRY), fields)
    }

    /// The column `entry` as the view's columns: itself where it is one, its fields where they are several.
    fn name_parts(
        &self,
        plan: LogicalPlan,
        entry: &Column,
        fields: &[String],
    ) -> Result<LogicalPlan> {
        let names = self.names(fields)?;
        let mut expressions: Vec<Expr> = plan
            .schema()
            .columns()
            .into_iter()
            .filter(|column| column != entry)
            .map(Expr::Column)
            .collect();
        let is_whole = |field: &str| field.is_empty();
        for (field, name) in fields.iter().zip(names) {
            let value = Expr::Column(entry.clone());
            let value = if is_whole(field) {
                value
            } else {
                get_field(value, field.as_str())
            };
            expressions.push(value.alias_qualified(Some(self.name.clone()), name));
        }
        LogicalPlanBuilder::from(plan).project(expressions)?.build()
    }

    /// The names of the view's columns: those that the script gives, or Hive's own.
    fn names(&self, fields: &[String]) -> Result<Vec<String>> {
        if self.columns.is_empty() {
            let default = |field: &String| {
                if field.is_empty() {
                    "col".to_owned()
                } else {
                    field.clone()
                }
            };
            return Ok(fields.iter().map(default).collect());
        }
        if self.columns.len() != fields.len() {
            return plan_err!(
                "LATERAL VIEW {}: the function gives {} column(s), AS names {}",
                self.name,
                fields.len(),
                self.columns.len()
            );
        }
        Ok(self.columns.clone())
    }
}
