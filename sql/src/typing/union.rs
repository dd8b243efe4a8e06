//! UNION: Hive brings numbers to one type, and refuses to mix kinds of values.

use std::sync::Arc;

use datafusion::arrow::datatypes::DataType;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::common::{Column, Result, plan_err};
use datafusion::logical_expr::{Expr, LogicalPlan, Projection, Union};
use datafusion::optimizer::AnalyzerRule;
use maidian_udfs::typing::{Group, group, hive_name, is_decimal};
use maidian_udfs::udfs;

use super::convert::conversion;

/// Refuses a UNION whose queries have columns of different kinds in one place, which DataFusion makes text of, and brings
/// decimals and other numbers of a result to the type that Hive brings them to.
#[derive(Debug)]
pub(crate) struct UnionTypes;

impl AnalyzerRule for UnionTypes {
    fn name(&self) -> &'static str {
        "hive_union_types"
    }

    fn analyze(&self, plan: LogicalPlan, _: &ConfigOptions) -> Result<LogicalPlan> {
        plan.apply_with_subqueries(|node| {
            if let LogicalPlan::Union(union) = node {
                check(union)?;
            }
            Ok(TreeNodeRecursion::Continue)
        })?;
        Ok(met(plan)?.data)
    }
}

/// The plan with the unions converted whose columns are its result as they are. Whatever computes with columns was planned for
/// the types that DataFusion gives them, in which the numbers are the same.
fn met(plan: LogicalPlan) -> Result<Transformed<LogicalPlan>> {
    if !hands_on(&plan) {
        return Ok(Transformed::no(plan));
    }
    let inner = plan.map_children(met)?;
    match inner.data {
        LogicalPlan::Union(union) => converted(union),
        node if inner.transformed => Ok(Transformed::yes(node.recompute_schema()?)),
        node => Ok(Transformed::no(node)),
    }
}

/// Whether a plan's result is made of columns of its inputs.
fn hands_on(plan: &LogicalPlan) -> bool {
    match plan {
        LogicalPlan::Projection(projection) => projection.expr.iter().all(|expr| match expr {
            Expr::Alias(alias) => matches!(*alias.expr, Expr::Column(_)),
            other => matches!(other, Expr::Column(_)),
        }),
        LogicalPlan::Union(_)
        | LogicalPlan::SubqueryAlias(_)
        | LogicalPlan::Distinct(_)
        | LogicalPlan::Limit(_) => true,
        LogicalPlan::Sort(sort) => {
            let mut keys = sort.expr.iter().map(|key| &key.expr);
            keys.all(|key| matches!(key, Expr::Column(_)))
        }
        _ => false,
    }
}

fn check(union: &Union) -> Result<()> {
    let Some((first, others)) = union.inputs.split_first() else {
        return Ok(());
    };
    for other in others {
        for (left, right) in first.schema().fields().iter().zip(other.schema().fields()) {
            let kinds = (group(left.data_type()), group(right.data_type()));
            let is_mixed = kinds.0 != kinds.1 && kinds.0 != Group::Void && kinds.1 != Group::Void;
            if is_mixed {
                return plan_err!(
                    "UNION: column `{}` is {} in one query and {} in another; cast one of them",
                    left.name(),
                    hive_name(left.data_type()),
                    hive_name(right.data_type())
                );
            }
        }
    }
    Ok(())
}

/// The queries with columns of the types that decimals meet in.
fn converted(union: Union) -> Result<Transformed<LogicalPlan>> {
    let width = union.schema.fields().len();
    let wanted: Vec<Option<DataType>> = (0..width)
        .map(|place| {
            let inputs = union.inputs.iter();
            meeting(
                inputs
                    .filter_map(|input| input.schema().fields().get(place))
                    .map(|field| field.data_type()),
            )
        })
        .collect();
    if wanted.iter().all(Option::is_none) {
        return Ok(Transformed::no(LogicalPlan::Union(union)));
    }
    let inputs = union
        .inputs
        .into_iter()
        .map(|input| of_types(input, &wanted))
        .collect::<Result<_>>()?;
    let union = Union::try_new_with_loose_types(inputs)?;
    Ok(Transformed::yes(LogicalPlan::Union(union)))
}

/// The type that decimals and other numbers meet in, `None` where DataFusion finds it as well: a float or a double where there is
/// one, and the decimal itself where there are integers, of which many are too large for it.
fn meeting<'t>(types: impl Iterator<Item = &'t DataType>) -> Option<DataType> {
    let types: Vec<&DataType> = types
        .filter(|data_type| group(data_type) == Group::Number)
        .collect();
    if !types.iter().any(|data_type| is_decimal(data_type))
        || types.iter().all(|data_type| is_decimal(data_type))
    {
        return None;
    }
    let floating = types.iter().filter(|data_type| data_type.is_floating());
    if let Some(widest) = floating.max_by_key(|data_type| data_type.primitive_width()) {
        return Some((*widest).clone());
    }
    let decimals: Vec<DataType> = types
        .iter()
        .filter(|data_type| is_decimal(data_type))
        .map(|data_type| (*data_type).clone())
        .collect();
    maidian_udfs::typing::common(&decimals)
}

fn of_types(input: Arc<LogicalPlan>, wanted: &[Option<DataType>]) -> Result<Arc<LogicalPlan>> {
    let schema = Arc::clone(input.schema());
    let columns = schema.iter().zip(wanted);
    let columns = columns
        .map(|((qualifier, field), wanted)| {
            let column = Expr::Column(Column::new(qualifier.cloned(), field.name()));
            match wanted {
                Some(wanted) if wanted != field.data_type() => {
                    let value = conversion(&udfs::hive_cast(), column, field.data_type(), wanted)?;
                    Ok(value.alias_qualified(qualifier.cloned(), field.name()))
                }
                _ => Ok(column),
            }
        })
        .collect::<Result<_>>()?;
    Ok(Arc::new(LogicalPlan::Projection(Projection::try_new(
        columns, input,
    )?)))
}
