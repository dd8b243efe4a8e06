//! `FROM t LATERAL VIEW [OUTER] explode(e) v AS a`: the rows of `t`, each once for every element of `e`.
//!
//! The syntax tree has no relation for it, so that the views first become relations: each is kept as an UNPIVOT (which
//! Hive has not, and which likewise makes several rows of one) of what stands before it. [`LateralViewPlanner`] then plans these
//! relations, where the schema is known and names keep their qualifiers, however many tables were joined.

use datafusion::arrow::datatypes::DataType;
use datafusion::common::NullHandling;
use datafusion::common::{Column, DFSchema, Result, TableReference, UnnestOptions, plan_err};
use datafusion::logical_expr::planner::{
    PlannedRelation, RelationPlanner, RelationPlannerContext, RelationPlanning,
};
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder};
use datafusion::prelude::get_field;
use datafusion::sql::sqlparser::ast::{
    Expr as SqlExpr, ExprWithAlias, Function, FunctionArg, FunctionArgExpr, FunctionArguments,
    Ident, Join, JoinConstraint, JoinOperator, LateralView, NullInclusion, Select, TableFactor,
    TableWithJoins,
};

pub(super) fn rewrite(select: &mut Select) {
    let views = std::mem::take(&mut select.lateral_views);
    if views.is_empty() {
        return;
    }
    let Some(base) = join_all(std::mem::take(&mut select.from)) else {
        select.lateral_views = views;
        return;
    };
    let relation = views.into_iter().fold(base, wrap);
    select.from = vec![TableWithJoins {
        relation,
        joins: Vec::new(),
    }];
}

/// `a, b JOIN c` as one relation.
fn join_all(from: Vec<TableWithJoins>) -> Option<TableFactor> {
    let mut items = from.into_iter();
    let mut all = items.next()?;
    for item in items {
        all.joins.push(Join {
            relation: single(item),
            global: false,
            join_operator: JoinOperator::CrossJoin(JoinConstraint::None),
        });
    }
    Some(single(all))
}

fn single(item: TableWithJoins) -> TableFactor {
    if item.joins.is_empty() {
        item.relation
    } else {
        TableFactor::NestedJoin {
            table_with_joins: Box::new(item),
            alias: None,
        }
    }
}

fn wrap(table: TableFactor, view: LateralView) -> TableFactor {
    let name = view.lateral_view_name.to_string();
    TableFactor::Unpivot {
        table: Box::new(table),
        value: view.lateral_view,
        name: Ident::new(name),
        columns: view
            .lateral_col_alias
            .into_iter()
            .map(|alias| ExprWithAlias {
                expr: SqlExpr::Identifier(alias),
                alias: None,
            })
            .collect(),
        null_inclusion: Some(if view.outer {
            NullInclusion::IncludeNulls
        } else {
            NullInclusion::ExcludeNulls
        }),
        alias: None,
    }
}

/// Plans the relations that [`rewrite`](super::rewrite) has made of lateral views.
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
        let (function, argument) = generator(value)?;
        if function != "explode" {
            return plan_err!(
                "LATERAL VIEW {function}(…) is not supported yet; supported: explode"
            );
        }
        let argument = context.sql_to_expr(argument, base.schema())?;
        let plan = view.explode(base, argument)?;
        Ok(RelationPlanning::Planned(Box::new(PlannedRelation::new(
            plan, None,
        ))))
    }
}

/// The function of a lateral view, and its one argument.
fn generator(value: SqlExpr) -> Result<(String, SqlExpr)> {
    let SqlExpr::Function(Function {
        name,
        args: FunctionArguments::List(list),
        ..
    }) = value
    else {
        return plan_err!("LATERAL VIEW needs a function such as explode(…), got {value}");
    };
    let name = name.to_string().to_lowercase();
    let mut arguments = list.args.into_iter();
    if let (Some(FunctionArg::Unnamed(FunctionArgExpr::Expr(argument))), None) =
        (arguments.next(), arguments.next())
    {
        Ok((name, argument))
    } else {
        plan_err!("{name}(…) in a LATERAL VIEW takes one argument")
    }
}

struct View {
    name: TableReference,
    columns: Vec<String>,
    outer: bool,
}

impl View {
    fn explode(&self, base: LogicalPlan, argument: Expr) -> Result<LogicalPlan> {
        match argument_type(&argument, base.schema())? {
            DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(_, _) => {
                let [column] = self.names(["col"])?;
                self.unnest(base, argument, &column)
            }
            DataType::Map(_, _) => {
                let [key, value] = self.names(["key", "value"])?;
                let entries = datafusion::functions_nested::expr_fn::map_entries(argument);
                let entry = "__entry";
                let plan = self.unnest(base, entries, entry)?;
                let entry = Column::new(Some(self.name.clone()), entry);
                let mut expressions: Vec<Expr> = plan
                    .schema()
                    .columns()
                    .into_iter()
                    .filter(|column| *column != entry)
                    .map(Expr::Column)
                    .collect();
                for (field, name) in [("key", key), ("value", value)] {
                    expressions.push(
                        get_field(Expr::Column(entry.clone()), field)
                            .alias_qualified(Some(self.name.clone()), name),
                    );
                }
                LogicalPlanBuilder::from(plan).project(expressions)?.build()
            }
            other => plan_err!("explode takes an array or a map, got {other}"),
        }
    }

    /// `base` with the list `argument` unnested into the view's column `column`.
    fn unnest(&self, base: LogicalPlan, argument: Expr, column: &str) -> Result<LogicalPlan> {
        // Unnesting takes a column's qualifier away, and a column without one may clash with another of its name.
        let unnested = Column::from_name("__unnested");
        let mut expressions: Vec<Expr> = base
            .schema()
            .columns()
            .into_iter()
            .map(Expr::Column)
            .collect();
        expressions.push(argument.alias(&unnested.name));
        let null_handling = if self.outer {
            NullHandling::PreserveAndExpandEmpty
        } else {
            NullHandling::Drop
        };
        let plan = LogicalPlanBuilder::from(base)
            .project(expressions)?
            .unnest_column_with_options(
                unnested.clone(),
                UnnestOptions {
                    null_handling,
                    recursions: Vec::new(),
                },
            )?
            .build()?;
        let named = |source: Column| {
            if source == unnested {
                Expr::Column(source).alias_qualified(Some(self.name.clone()), column)
            } else {
                Expr::Column(source)
            }
        };
        let expressions: Vec<Expr> = plan.schema().columns().into_iter().map(named).collect();
        LogicalPlanBuilder::from(plan).project(expressions)?.build()
    }

    /// The names of the view's columns: those that the script gives, or Hive's own.
    fn names<const N: usize>(&self, defaults: [&str; N]) -> Result<[String; N]> {
        if self.columns.is_empty() {
            return Ok(defaults.map(str::to_owned));
        }
        match <[String; N]>::try_from(self.columns.clone()) {
            Ok(names) => Ok(names),
            Err(given) => plan_err!(
                "LATERAL VIEW {}: the function gives {N} column(s), AS names {}",
                self.name,
                given.len()
            ),
        }
    }
}

fn argument_type(argument: &Expr, schema: &DFSchema) -> Result<DataType> {
    use datafusion::logical_expr::ExprSchemable;
    argument.get_type(schema)
}
