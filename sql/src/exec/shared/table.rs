//! The table that stands for a shared input in the plan of one INSERT.

use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{DFSchema, Result, internal_err};
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType};
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::streaming::StreamingTableExec;

use super::broadcast::Broadcast;

/// A running input, and which of its columns it gives.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) broadcast: Arc<Broadcast>,
    /// By their places in the input's plan, in rising order.
    pub(super) columns: Vec<usize>,
}

/// A shared input as one of its readers sees it: columns `c0`, `c1`, … in the order of the input's plan.
#[derive(Debug)]
pub(super) struct SharedTable {
    schema: SchemaRef,
    reader: usize,
    /// Set when all readers are known, before any of them is planned physically.
    run: Arc<OnceLock<Run>>,
}

impl SharedTable {
    pub(super) fn new(input: &DFSchema, reader: usize, run: Arc<OnceLock<Run>>) -> Self {
        let fields = input.fields().iter().enumerate();
        let fields = fields.map(|(place, field)| {
            Field::new(
                name(place),
                DataType::clone(field.data_type()),
                field.is_nullable(),
            )
        });
        Self {
            schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())),
            reader,
            run,
        }
    }
}

/// What a column is called.
pub(super) fn name(place: usize) -> String {
    format!("c{place}")
}

#[async_trait]
impl TableProvider for SharedTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Temporary
    }

    async fn scan(
        &self,
        _: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let Some(run) = self.run.get() else {
            return internal_err!("a shared input is planned before its readers are known");
        };
        let all: Vec<usize> = (0..self.schema.fields().len()).collect();
        let wanted = projection.unwrap_or(&all).iter();
        let places = wanted.map(|wanted| run.columns.binary_search(wanted));
        let Ok(places) = places.collect::<std::result::Result<Vec<usize>, _>>() else {
            return internal_err!("a shared input lacks a column that a reader wants");
        };
        let given = Arc::new(self.schema.project(&run.columns)?);
        let streams = run.broadcast.streams(self.reader, &given);
        let exec = StreamingTableExec::try_new(given, streams, Some(&places), [], false, limit)?;
        Ok(Arc::new(exec))
    }

    /// Every reader filters for itself; the input leaves out what none of them wants.
    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> Result<Vec<TableProviderFilterPushDown>> {
        Ok(vec![TableProviderFilterPushDown::Inexact; filters.len()])
    }
}
