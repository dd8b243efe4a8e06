//! UNION: Hive brings numbers to one type, and refuses to mix kinds of values.

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::{LogicalPlan, Union};
use datafusion::optimizer::AnalyzerRule;
use maidian_udfs::typing::{Group, group, hive_name};

/// Refuses a UNION whose queries have columns of different kinds in one place, which DataFusion makes text of.
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
        Ok(plan)
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
