//! What is asked about a text goes where that text is walked already.
//!
//! A script picks attributes in a subquery and asks for more further out: the text would be walked once a level. The rule
//! moves a call that reads a column down through projections, filters and aliases, to the projection that reads the same text;
//! [`ReadAttributesOnce`](super::ReadAttributesOnce), which comes next, makes one walk of both. A call stays where no
//! projection below reads the text: further down it would see more rows for nothing.
//!
//! The elements of a map go where `str_to_map` makes it, if nothing but elements is asked of it: then no map is made.

use std::sync::Arc;

use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{Column, DFSchema, Result};
use datafusion::logical_expr::expr::ScalarFunction;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{Expr, Filter, LogicalPlan, Projection, SubqueryAlias};
use datafusion::optimizer::{ApplyOrder, OptimizerConfig, OptimizerRule};

use super::read::{Read, Walk, literal, place_of_reads, renamed};

/// Moves calls that read a text to the projection that reads it already.
#[derive(Debug)]
pub struct PushReads;

impl OptimizerRule for PushReads {
    fn name(&self) -> &'static str {
        "push_reads"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::TopDown)
    }

    fn rewrite(
        &self,
        plan: LogicalPlan,
        config: &dyn OptimizerConfig,
    ) -> Result<Transformed<LogicalPlan>> {
        let Some(input) = place_of_reads(&plan, config) else {
            return Ok(Transformed::no(plan));
        };
        let calls = calls(&plan)?;
        if calls.is_empty() {
            return Ok(Transformed::no(plan));
        }
        let mut input = input.clone();
        let mut moved: Vec<(Expr, Column)> = Vec::new();
        for (call, column) in calls {
            let moving = Moving {
                is_alone: is_read_only(&plan, &column)?,
                name: config.alias_generator().next("__read"),
                call: &call,
            };
            if let Some(below) = pushed(&input, &column, &moving)? {
                moved.push((call, last(below.schema())));
                input = below;
            }
        }
        if moved.is_empty() {
            return Ok(Transformed::no(plan));
        }
        let names = NamePreserver::new(&plan);
        let expressions = plan.expressions().into_iter().map(|expr| {
            let replaced = renamed(&names, expr, &|expr| {
                expr.transform_down(|expr| Ok(replaced(expr, &moved)))
            })?;
            Ok(replaced.data)
        });
        let expressions = expressions.collect::<Result<Vec<_>>>()?;
        let had = plan.schema().fields().len();
        let plan = plan.with_new_exprs(expressions, vec![input])?;
        // A filter hands on what it gets, and nobody above knows the new columns.
        let plan = if matches!(plan, LogicalPlan::Filter(_)) {
            let columns = plan.schema().columns().into_iter().take(had);
            let columns = columns.map(Expr::Column).collect();
            LogicalPlan::Projection(Projection::try_new(columns, Arc::new(plan))?)
        } else {
            plan
        };
        Ok(Transformed::yes(plan))
    }
}

/// The column that has come to stand for a call.
fn replaced(expr: Expr, moved: &[(Expr, Column)]) -> Transformed<Expr> {
    match moved.iter().find(|(call, _)| *call == expr) {
        Some((_, column)) => {
            Transformed::new(Expr::Column(column.clone()), true, TreeNodeRecursion::Jump)
        }
        None => Transformed::no(expr),
    }
}

/// The calls of a node that read a column, each once.
fn calls(plan: &LogicalPlan) -> Result<Vec<(Expr, Column)>> {
    let mut calls: Vec<(Expr, Column)> = Vec::new();
    plan.apply_expressions(|expr| {
        expr.apply(|expr| {
            let Some(column) = column_read(expr) else {
                return Ok(TreeNodeRecursion::Continue);
            };
            if !calls.iter().any(|(call, _)| call == expr) {
                calls.push((expr.clone(), column.clone()));
            }
            Ok(TreeNodeRecursion::Jump)
        })
    })?;
    Ok(calls)
}

/// The column that a call reads: text, or what may be a map.
fn column_read(expr: &Expr) -> Option<&Column> {
    if let Some(read) = Read::of(expr) {
        return read.text.try_as_col();
    }
    match expr {
        Expr::ScalarFunction(ScalarFunction { func, args }) if func.name() == "subscript" => {
            let [Expr::Column(column), key] = args.as_slice() else {
                return None;
            };
            literal(key).map(|_| column)
        }
        _ => None,
    }
}

/// Whether a node asks nothing of a column but what such calls do, and does not hand it on.
fn is_read_only(plan: &LogicalPlan, column: &Column) -> Result<bool> {
    let mut is_read_only = !matches!(plan, LogicalPlan::Filter(_));
    plan.apply_expressions(|expr| {
        expr.apply(|expr| {
            if column_read(expr).is_some() {
                return Ok(TreeNodeRecursion::Jump);
            }
            is_read_only &= expr.try_as_col() != Some(column);
            Ok(TreeNodeRecursion::Continue)
        })
    })?;
    Ok(is_read_only)
}

/// A call on its way down.
struct Moving<'a> {
    call: &'a Expr,
    /// What its column will be called.
    name: String,
    /// Whether nothing else is asked of what it reads.
    is_alone: bool,
}

/// `plan` with one more column at its end, the call of its column `column`; `None` where no projection below reads it.
fn pushed(plan: &LogicalPlan, column: &Column, moving: &Moving<'_>) -> Result<Option<LogicalPlan>> {
    Ok(match plan {
        LogicalPlan::SubqueryAlias(alias) => {
            let Some(inner) = same_place(&alias.schema, column, alias.input.schema()) else {
                return Ok(None);
            };
            pushed(&alias.input, &inner, moving)?
                .map(|input| SubqueryAlias::try_new(Arc::new(input), alias.alias.clone()))
                .transpose()?
                .map(LogicalPlan::SubqueryAlias)
        }
        LogicalPlan::Filter(filter) => pushed(&filter.input, column, moving)?
            .map(|input| Filter::try_new(filter.predicate.clone(), Arc::new(input)))
            .transpose()?
            .map(LogicalPlan::Filter),
        LogicalPlan::Projection(projection) => pushed_into(projection, column, moving)?
            .map(|(mut expressions, last, input)| {
                expressions.push(last);
                Projection::try_new(expressions, input)
            })
            .transpose()?
            .map(LogicalPlan::Projection),
        _ => None,
    })
}

/// The expressions of a projection, the one to add, and its input.
type Extended = (Vec<Expr>, Expr, Arc<LogicalPlan>);

fn pushed_into(
    projection: &Projection,
    column: &Column,
    moving: &Moving<'_>,
) -> Result<Option<Extended>> {
    let place = projection.schema.maybe_index_of_column(column);
    let Some(text) = place.and_then(|place| projection.expr.get(place)) else {
        return Ok(None);
    };
    let text = text.clone().unalias();
    let is_better_here = match Read::of(moving.call) {
        Some(_) => reads(&projection.expr, |read| *read.text == text)?,
        None => match map_of(&text) {
            Some((of, walk)) => {
                moving.is_alone
                    || reads(&projection.expr, |read| {
                        read.text == of && read.walk == walk
                    })?
            }
            None => false,
        },
    };
    if is_better_here && !text.is_volatile() {
        let Some(call) = of_text(moving.call, &text) else {
            return Ok(None);
        };
        let input = Arc::clone(&projection.input);
        let call = call.alias(&moving.name);
        return Ok(Some((projection.expr.clone(), call, input)));
    }
    let Expr::Column(inner) = text else {
        return Ok(None);
    };
    Ok(pushed(&projection.input, &inner, moving)?.map(|input| {
        let last = Expr::Column(last(input.schema()));
        (projection.expr.clone(), last, Arc::new(input))
    }))
}

/// The text of which `str_to_map` makes a map, and how.
fn map_of(expr: &Expr) -> Option<(&Expr, Walk)> {
    let Expr::ScalarFunction(ScalarFunction { func, args }) = expr else {
        return None;
    };
    let (text, delimiters) = args.split_first()?;
    let walk = (func.name() == "str_to_map").then(|| Walk::of_map(delimiters))?;
    Some((text, walk?))
}

/// Whether any of `expressions` has such a call.
fn reads(expressions: &[Expr], is_such: impl Fn(&Read<'_>) -> bool) -> Result<bool> {
    let mut found = false;
    for expr in expressions {
        expr.apply(|expr| {
            found = found || Read::of(expr).is_some_and(|read| is_such(&read));
            Ok(if found {
                TreeNodeRecursion::Stop
            } else {
                TreeNodeRecursion::Continue
            })
        })?;
    }
    Ok(found)
}

/// `call` of another text.
fn of_text(call: &Expr, text: &Expr) -> Option<Expr> {
    let Expr::ScalarFunction(ScalarFunction { func, args }) = call else {
        return None;
    };
    let (first, others) = args.split_first()?;
    // The fields of what reads many: the text is an argument further in.
    let first = match first {
        Expr::Column(_) => text.clone(),
        inner => of_text(inner, text)?,
    };
    let mut args = vec![first];
    args.extend_from_slice(others);
    Some(Expr::ScalarFunction(ScalarFunction {
        func: Arc::clone(func),
        args,
    }))
}

/// The column of `inner` at the place that `column` has in `outer`.
fn same_place(outer: &DFSchema, column: &Column, inner: &DFSchema) -> Option<Column> {
    let place = outer.maybe_index_of_column(column)?;
    Some(Column::from(inner.qualified_field(place)))
}

fn last(schema: &DFSchema) -> Column {
    Column::from(schema.qualified_field(schema.fields().len().saturating_sub(1)))
}
