//! Parquet columns found by name in any case, and values that do not fit the declared type read as NULL.
//!
//! Files of other engines keep the case their authors wrote (`WT_av`), while Hive's columns are lower case.

use std::sync::Arc;

use datafusion::arrow::compute::CastOptions;
use datafusion::arrow::datatypes::{FieldRef, Schema, SchemaRef};
use datafusion::common::Result;
use datafusion::common::tree_node::{Transformed, TransformedResult, TreeNode};
use datafusion::physical_expr::expressions::{CastExpr, Column};
use datafusion::physical_expr_adapter::{
    DefaultPhysicalExprAdapter, PhysicalExprAdapter, PhysicalExprAdapterFactory,
};
use datafusion::physical_plan::PhysicalExpr;

/// Adapts expressions over a table's columns to the columns that a file has: by exact name, else by name in another
/// case; missing columns are NULL, other types are cast and give NULL where a value does not convert.
#[derive(Debug)]
pub(super) struct AnyCaseColumns;

impl PhysicalExprAdapterFactory for AnyCaseColumns {
    fn create(
        &self,
        logical: SchemaRef,
        physical: SchemaRef,
    ) -> Result<Arc<dyn PhysicalExprAdapter>> {
        let renamed = renamed(&logical, &physical);
        Ok(Arc::new(AnyCaseAdapter {
            inner: DefaultPhysicalExprAdapter::new(Arc::clone(&logical), renamed),
            logical,
            physical,
        }))
    }
}

/// `physical` with the names of `logical` wherever they differ in case only.
fn renamed(logical: &Schema, physical: &Schema) -> SchemaRef {
    let mut taken: Vec<&str> = physical
        .fields()
        .iter()
        .map(|f| f.name().as_str())
        .collect();
    let fields = physical.fields().iter().map(|field| {
        let other_case = logical.fields().iter().find(|column| {
            column.name() != field.name()
                && column.name().to_lowercase() == field.name().to_lowercase()
        });
        match other_case {
            Some(column) if !taken.contains(&column.name().as_str()) => {
                taken.push(column.name());
                Arc::new(field.as_ref().clone().with_name(column.name()))
            }
            _ => FieldRef::clone(field),
        }
    });
    let fields: Vec<FieldRef> = fields.collect();
    Arc::new(Schema::new_with_metadata(
        fields,
        physical.metadata().clone(),
    ))
}

#[derive(Debug)]
struct AnyCaseAdapter {
    inner: DefaultPhysicalExprAdapter,
    logical: SchemaRef,
    physical: SchemaRef,
}

impl PhysicalExprAdapter for AnyCaseAdapter {
    fn rewrite(&self, expr: Arc<dyn PhysicalExpr>) -> Result<Arc<dyn PhysicalExpr>> {
        self.inner
            .rewrite(expr)?
            .transform_up(|expr| {
                if let Some(column) = expr.downcast_ref::<Column>() {
                    return Ok(self
                        .physical_name(column)
                        .map_or(Transformed::no(expr), Transformed::yes));
                }
                Ok(self
                    .forgiving(&expr)
                    .map_or(Transformed::no(expr), Transformed::yes))
            })
            .data()
    }
}

impl AnyCaseAdapter {
    /// The column under the name that the file gives it.
    fn physical_name(&self, column: &Column) -> Option<Arc<dyn PhysicalExpr>> {
        let field = self.physical.fields().get(column.index())?;
        (field.name() != column.name())
            .then(|| Arc::new(Column::new(field.name(), column.index())) as Arc<dyn PhysicalExpr>)
    }

    /// A cast that the adapter put around a column, in the form that gives NULL instead of an error. The query's own
    /// casts are around a column of the declared type, or around the adapter's.
    fn forgiving(&self, expr: &Arc<dyn PhysicalExpr>) -> Option<Arc<dyn PhysicalExpr>> {
        let cast = expr.downcast_ref::<CastExpr>()?;
        let column = cast.expr().downcast_ref::<Column>()?;
        let field = self.physical.fields().get(column.index())?;
        let declared = self
            .logical
            .fields()
            .iter()
            .find(|declared| declared.name().eq_ignore_ascii_case(field.name()))?;
        if declared.data_type() != cast.cast_type() || declared.data_type() == field.data_type() {
            return None;
        }
        let options = CastOptions {
            safe: true,
            ..cast.cast_options().clone()
        };
        Some(Arc::new(CastExpr::new_with_target_field(
            Arc::clone(cast.expr()),
            Arc::clone(cast.target_field()),
            Some(options),
        )))
    }
}
