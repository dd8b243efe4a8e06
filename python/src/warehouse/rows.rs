//! The rows of a query.

use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, StructArray};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::ffi::{ArrayIterator, to_schema_pycapsule, to_stream_pycapsule};

use crate::error;

/// Rows that a statement gave, or what it had to say instead.
#[pyclass(frozen, module = "maidian._native")]
pub(crate) struct Rows {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
    /// What a statement without rows did.
    #[pyo3(get)]
    message: String,
    /// What was told besides.
    #[pyo3(get)]
    notices: Vec<String>,
}

impl Default for Rows {
    fn default() -> Self {
        Self::new(Arc::new(Schema::empty()), Vec::new())
    }
}

impl Rows {
    pub(super) fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self {
            schema,
            batches,
            message: String::new(),
            notices: Vec::new(),
        }
    }

    pub(super) fn said(message: String) -> Self {
        Self {
            message,
            ..Self::default()
        }
    }

    pub(super) fn with_notices(mut self, notices: Vec<String>) -> Self {
        self.notices = notices;
        self
    }
}

#[pymethods]
impl Rows {
    /// The Arrow C interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let data_type = DataType::Struct(self.schema.fields().clone());
        let field = Field::new("", data_type, false).with_metadata(self.schema.metadata().clone());
        let batches = self.batches.clone().into_iter();
        let structs = batches.map(|batch| Ok(Arc::new(StructArray::from(batch)) as ArrayRef));
        let reader = Box::new(ArrayIterator::new(structs, Arc::new(field)));
        Ok(to_stream_pycapsule(py, reader, requested_schema)?)
    }

    /// The Arrow C interface, the schema alone.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.schema.as_ref())?)
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.schema
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect()
    }

    /// The Arrow types of the columns, as text.
    #[getter]
    fn types(&self) -> Vec<String> {
        self.schema
            .fields()
            .iter()
            .map(|field| field.data_type().to_string())
            .collect()
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The first rows as Hive prints their values.
    fn texts(&self, limit: usize) -> PyResult<Vec<Vec<Option<String>>>> {
        let mut rows = Vec::new();
        for batch in &self.batches {
            if rows.len() >= limit {
                break;
            }
            let part = batch.slice(0, batch.num_rows().min(limit - rows.len()));
            rows.extend(maidian::exec::text_rows(&part).map_err(|it| error::running(&it))?);
        }
        Ok(rows)
    }
}
