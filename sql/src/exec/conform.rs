//! A query's columns made the table's.

use std::sync::Arc;

use datafusion::arrow::compute::can_cast_types;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Column as PlanColumn, DFSchema};
use datafusion::logical_expr::{
    Expr, ExprSchemable, LogicalPlan, LogicalPlanBuilder, lit, try_cast,
};

use maidian_udfs::udfs;

use super::hive_text::hive_text;
use super::insert_error::InsertError;
use super::target::Target;
use crate::catalog::{Column, HiveType};
use crate::typing::conversion;

/// `plan` with its columns, by position, under the names and in the types that `target` takes: the table's columns, then
/// the dynamic partition columns. A value that does not convert is NULL, as in Hive.
///
/// Errors: another number of columns, a type that cannot become the table's, a PARTITION clause that does not fit.
pub fn conform(plan: LogicalPlan, target: &Target) -> Result<LogicalPlan, InsertError> {
    let columns: Vec<&Column> = target.columns()?.collect();
    let schema = Arc::clone(plan.schema());
    if schema.fields().len() != columns.len() {
        return Err(InsertError::ColumnCount {
            table: target.definition.full_name(),
            takes: columns.iter().map(|column| column.name.clone()).collect(),
            gives: schema
                .fields()
                .iter()
                .map(|field| field.name().clone())
                .collect(),
        });
    }
    let converted = schema
        .iter()
        .zip(&columns)
        .map(|((qualifier, field), column)| {
            let value = Expr::Column(PlanColumn::from((qualifier, field)));
            let value = convert(value, &schema, column, target)?;
            Ok(cut(value, &column.data_type).alias(&column.name))
        });
    let converted = converted.collect::<Result<Vec<_>, InsertError>>()?;
    Ok(LogicalPlanBuilder::from(plan).project(converted)?.build()?)
}

/// Text as long as `varchar(n)` and `char(n)` let it be. What Hive pads `char` with counts for nothing, and is left out.
fn cut(value: Expr, to: &HiveType) -> Expr {
    let left = |value: Expr, length: u32| {
        datafusion::functions::unicode::expr_fn::left(value, lit(i64::from(length)))
    };
    match to {
        HiveType::Varchar(length) => try_cast(left(value, *length), DataType::Utf8View),
        HiveType::Char(length) => {
            let trimmed = datafusion::functions::string::expr_fn::rtrim(vec![left(value, *length)]);
            try_cast(trimmed, DataType::Utf8View)
        }
        _ => value,
    }
}

fn convert(
    value: Expr,
    schema: &DFSchema,
    column: &Column,
    target: &Target,
) -> Result<Expr, InsertError> {
    let from = value.get_type(schema)?;
    let to = column.data_type.arrow_type();
    if from == to {
        return Ok(value);
    }
    if to == DataType::Utf8View && !from.is_string() && !from.is_null() {
        return Ok(hive_text().call(vec![value]));
    }
    if !from.is_nested() && !to.is_nested() && !from.is_null() {
        return Ok(conversion(&udfs::hive_cast(), value, &from, &to)?);
    }
    if can_cast_types(&from, &to) {
        return Ok(try_cast(value, to));
    }
    Err(InsertError::ColumnType {
        table: target.definition.full_name(),
        column: column.name.clone(),
        takes: column.data_type.to_string(),
        gives: format!("{value} ({from})"),
    })
}
