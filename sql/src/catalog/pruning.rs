//! Which partitions a query reads: the filters on partition columns, evaluated over all partitions at once.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, RecordBatch, StringViewArray};
use datafusion::arrow::compute::{CastOptions, cast_with_options};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::catalog::Session;
use datafusion::common::cast::as_boolean_array;
use datafusion::common::tree_node::TreeNode;
use datafusion::common::{DFSchema, Result, ScalarValue};
use datafusion::datasource::listing::helpers::expr_applicable_for_cols;
use datafusion::logical_expr::Expr;
use datafusion::logical_expr::utils::conjunction;

use super::{Column, Partition};

/// Whether `filter` can be decided by the partition columns alone, before the query runs.
pub(super) fn decides_by_partition(filter: &Expr, columns: &[Column]) -> bool {
    let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
    !names.is_empty()
        && !filter.column_refs().is_empty()
        && expr_applicable_for_cols(&names, filter)
        && !matches!(
            filter.exists(|expr| Ok(waits_for_the_query(expr))),
            Ok(true) | Err(_)
        )
}

/// Whether an expression has its value from another part of the query.
fn waits_for_the_query(expr: &Expr) -> bool {
    matches!(
        expr,
        Expr::ScalarSubquery(_)
            | Expr::Exists(_)
            | Expr::InSubquery(_)
            | Expr::SetComparison(_)
            | Expr::OuterReferenceColumn(..)
            | Expr::ScalarVariable(..)
            | Expr::Placeholder(_)
    )
}

/// The partitions for which all `filters` are true, each with its values in the columns' types. A value that its type
/// cannot hold is NULL.
pub(super) fn prune(
    partitions: Vec<Partition>,
    columns: &[Column],
    filters: &[&Expr],
    state: &dyn Session,
) -> Result<Vec<(Partition, Vec<ScalarValue>)>> {
    if partitions.is_empty() {
        return Ok(Vec::new());
    }
    if columns.is_empty() {
        return Ok(partitions
            .into_iter()
            .map(|partition| (partition, Vec::new()))
            .collect());
    }
    let values = typed_values(&partitions, columns)?;
    let kept = match conjunction(filters.iter().map(|filter| (*filter).clone())) {
        None => None,
        Some(filter) => {
            let schema = DFSchema::try_from(values.schema())?;
            let filter = state.create_physical_expr(filter, &schema)?;
            let kept = filter.evaluate(&values)?.into_array(values.num_rows())?;
            Some(as_boolean_array(&kept)?.clone())
        }
    };
    let is_kept = |row: usize| {
        kept.as_ref()
            .is_none_or(|kept| kept.is_valid(row) && kept.value(row))
    };
    let mut result = Vec::new();
    for (row, partition) in partitions.into_iter().enumerate() {
        if is_kept(row) {
            let row_values = values.columns().iter();
            let row_values = row_values.map(|array| ScalarValue::try_from_array(array, row));
            result.push((partition, row_values.collect::<Result<_>>()?));
        }
    }
    Ok(result)
}

/// One row a partition, one column a partition column.
fn typed_values(partitions: &[Partition], columns: &[Column]) -> Result<RecordBatch> {
    let safe = CastOptions {
        safe: true,
        ..CastOptions::default()
    };
    let mut arrays = Vec::<ArrayRef>::with_capacity(columns.len());
    for (index, column) in columns.iter().enumerate() {
        let text = partitions
            .iter()
            .map(|partition| partition.values.get(index).and_then(Option::as_deref))
            .collect::<StringViewArray>();
        arrays.push(cast_with_options(
            &text,
            &column.data_type.arrow_type(),
            &safe,
        )?);
    }
    let fields: Vec<Field> = columns.iter().map(Column::field).collect();
    Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use std::path::PathBuf;

    use datafusion::logical_expr::{col, lit};
    use datafusion::prelude::SessionContext;

    use super::*;
    use crate::catalog::HiveType;

    fn columns() -> Vec<Column> {
        vec![
            Column::new("dt", HiveType::String),
            Column::new("hour", HiveType::Int),
        ]
    }

    fn partitions() -> Vec<Partition> {
        let of = |dt: &str, hour: Option<&str>| Partition {
            name: format!("dt={dt}"),
            path: PathBuf::new(),
            values: vec![Some(dt.to_owned()), hour.map(str::to_owned)],
        };
        vec![
            of("2024-11-24", Some("07")),
            of("2024-11-25", Some("17")),
            of("2024-11-25", None),
            of("2024-11-25", Some("junk")),
        ]
    }

    fn kept(filters: &[Expr]) -> Vec<(String, ScalarValue)> {
        let state = SessionContext::new().state();
        let filters: Vec<&Expr> = filters.iter().collect();
        let kept = prune(partitions(), &columns(), &filters, &state).unwrap();
        kept.into_iter()
            .map(|(partition, values)| (partition.name, values[1].clone()))
            .collect()
    }

    #[test]
    fn values_have_the_columns_types_and_junk_is_null() {
        let hours: Vec<_> = kept(&[]).into_iter().map(|(_, hour)| hour).collect();
        let int = ScalarValue::Int32;
        assert_eq!(hours, [int(Some(7)), int(Some(17)), int(None), int(None)]);
    }

    #[test]
    fn all_filters_must_be_true() {
        let day = col("dt").eq(lit(ScalarValue::Utf8View(Some("2024-11-25".into()))));
        let hour = col("hour").gt(lit(7));
        assert_eq!(
            kept(&[day, hour]),
            [("dt=2024-11-25".into(), ScalarValue::Int32(Some(17)))]
        );
    }

    #[test]
    fn null_hours_are_found_by_is_null_only() {
        assert_eq!(kept(&[col("hour").is_null()]).len(), 2);
        assert_eq!(kept(&[col("hour").not_eq(lit(0))]).len(), 2);
    }

    #[test]
    fn filters_with_other_columns_or_none_are_not_for_pruning() {
        assert!(decides_by_partition(&col("dt").eq(lit("x")), &columns()));
        assert!(!decides_by_partition(
            &col("dt").eq(col("wt_et")),
            &columns()
        ));
        assert!(!decides_by_partition(&lit(true), &columns()));
        assert!(!decides_by_partition(&col("dt").eq(lit("x")), &[]));
    }
}
