//! Where the rows of an INSERT go, with what the session's settings say of partitions.

use datafusion::common::Column as PlanColumn;
use datafusion::logical_expr::{Expr, LogicalPlan, LogicalPlanBuilder, lit};
use datafusion::scalar::ScalarValue;

use crate::catalog::TableDefinition;
use crate::command::{PartitionItem, Refusal, TableDestination};
use crate::exec::insert::{PartitionValue, Target, WriteMode};
use crate::exec::session::Session;
use crate::exec::writer::codec;
use crate::script::Namespace;

impl Session {
    /// The target of an INSERT into `definition`.
    ///
    /// Errors: a PARTITION clause that does not fit the table, or that the settings forbid.
    pub(super) fn target(
        &self,
        definition: TableDefinition,
        into: &TableDestination,
    ) -> Result<Target, Refusal> {
        let partition =
            partition_values(&definition, into).map_err(|refusal| of(refusal, &definition))?;
        self.check_dynamic(&partition)
            .map_err(|refusal| of(refusal, &definition))?;
        Ok(Target {
            definition,
            partition,
            mode: if into.overwrite {
                WriteMode::Overwrite
            } else {
                WriteMode::Append
            },
            codec: self.codec(),
        })
    }

    /// The codec that `SET parquet.compression` names.
    pub(super) fn codec(&self) -> Option<String> {
        let name = self.variables.get(Namespace::HiveConf, codec::PROPERTY)?;
        Some(name.into_owned())
    }

    /// Hive's two settings that guard against partitions by mistake. By default dynamic partitions are free here.
    fn check_dynamic(&self, partition: &[PartitionValue]) -> Result<(), Refusal> {
        let dynamic = partition
            .iter()
            .filter(|value| **value == PartitionValue::Dynamic)
            .count();
        if dynamic == 0 {
            return Ok(());
        }
        let is = |name: &str, value: &str| {
            self.variables
                .get(Namespace::HiveConf, name)
                .is_some_and(|found| found.eq_ignore_ascii_case(value))
        };
        if is("hive.exec.dynamic.partition", "false") {
            let message =
                "dynamic partitions are switched off by hive.exec.dynamic.partition=false";
            return Err(Refusal::new(message).at("partition").hint(
                "give every partition column a value, or SET hive.exec.dynamic.partition=true",
            ));
        }
        if dynamic == partition.len() && is("hive.exec.dynamic.partition.mode", "strict") {
            let message = "hive.exec.dynamic.partition.mode=strict wants a value for one partition column at least";
            return Err(Refusal::new(message)
                .at("partition")
                .hint("SET hive.exec.dynamic.partition.mode=nonstrict"));
        }
        Ok(())
    }
}

fn of(refusal: Refusal, definition: &TableDefinition) -> Refusal {
    if refusal.hint.is_some() || definition.partition_columns.is_empty() {
        return refusal;
    }
    refusal.hint(format!(
        "`{}` is partitioned by ({})",
        definition.full_name(),
        names(definition).join(", ")
    ))
}

fn names(definition: &TableDefinition) -> Vec<&str> {
    definition
        .partition_columns
        .iter()
        .map(|column| column.name.as_str())
        .collect()
}

/// The PARTITION clause in the order of the table's columns; all dynamic where there is none.
fn partition_values(
    definition: &TableDefinition,
    into: &TableDestination,
) -> Result<Vec<PartitionValue>, Refusal> {
    let columns = names(definition);
    let mut values = Vec::with_capacity(columns.len());
    for (name, _) in &into.partition {
        if !columns.contains(&name.as_str()) {
            let table = definition.full_name();
            return Err(
                Refusal::new(format!("`{name}` is no partition column of `{table}`")).at(name),
            );
        }
    }
    if !into.names_partition {
        return Ok(vec![PartitionValue::Dynamic; columns.len()]);
    }
    for column in &columns {
        match into.partition.iter().find(|(name, _)| name == column) {
            Some((_, PartitionItem::Value(value))) => {
                values.push(PartitionValue::Static(value.clone()));
            }
            Some((_, PartitionItem::FromRows)) => values.push(PartitionValue::Dynamic),
            None => {
                return Err(
                    Refusal::new(format!("PARTITION does not name `{column}`")).at("partition")
                );
            }
        }
    }
    // The last columns of the query are dynamic ones by position: another order than the table's would mix them up.
    let named = into.partition.iter().map(|(name, _)| name.as_str());
    if values.contains(&PartitionValue::Dynamic) && !named.eq(columns.iter().copied()) {
        let message = "PARTITION with dynamic columns names them in the table's order";
        return Err(Refusal::new(message).at("partition"));
    }
    Ok(values)
}

/// A query that gives the columns `listed`, as one that gives all columns of the target; others are NULL.
///
/// Errors: a listed column that the table has not, or that comes twice; a dynamic partition column that is not listed.
pub(super) fn all_columns(
    plan: LogicalPlan,
    listed: &[String],
    target: &Target,
) -> Result<LogicalPlan, Refusal> {
    let table = target.definition.full_name();
    let failed = |error: &dyn std::error::Error| Refusal::new(error.to_string());
    let takes: Vec<&str> = target
        .columns()
        .map_err(|error| failed(&error))?
        .map(|column| column.name.as_str())
        .collect();
    for (position, name) in listed.iter().enumerate() {
        if !takes.contains(&name.as_str()) {
            return Err(
                Refusal::new(format!("`{table}` has no column `{name}` to insert into"))
                    .at(name)
                    .hint(format!("it takes ({})", takes.join(", "))),
            );
        }
        if listed.iter().take(position).any(|other| other == name) {
            return Err(Refusal::new(format!("the column `{name}` comes twice")).at(name));
        }
    }
    let gives = plan.schema().fields().len();
    if gives != listed.len() {
        return Err(Refusal::new(format!(
            "the list names {} columns, the query gives {gives}",
            listed.len()
        )));
    }
    let columns = projected(&plan, listed, &takes, target.definition.columns.len())?;
    LogicalPlanBuilder::from(plan)
        .project(columns)
        .and_then(LogicalPlanBuilder::build)
        .map_err(|error| failed(&error))
}

/// The values of the columns `takes`, the first `files` of which may be left out.
fn projected(
    plan: &LogicalPlan,
    listed: &[String],
    takes: &[&str],
    files: usize,
) -> Result<Vec<Expr>, Refusal> {
    let schema = plan.schema();
    let mut columns = Vec::with_capacity(takes.len());
    for (position, name) in takes.iter().enumerate() {
        let value = match listed.iter().position(|listed| listed == name) {
            Some(place) => Expr::Column(PlanColumn::from(schema.qualified_field(place))),
            None if position < files => lit(ScalarValue::Null),
            None => {
                return Err(Refusal::new(format!(
                    "the list of columns lacks the partition column `{name}`"
                )));
            }
        };
        columns.push(value.alias(*name));
    }
    Ok(columns)
}
