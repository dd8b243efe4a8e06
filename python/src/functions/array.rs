//! Results as Python objects: Arrow data behind the Arrow C interface, for whatever library reads it.

use std::sync::Arc;

use arrow::array::{self, Array as _, ArrayRef};
use arrow::datatypes::{DataType, Field, FieldRef};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::ffi::{
    ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule,
};

use super::value;

/// A column. Any library that knows the Arrow C interface takes it without a copy.
#[pyclass(frozen, module = "maidian", sequence)]
pub(crate) struct Array {
    array: ArrayRef,
    field: FieldRef,
}

/// A column in pieces. Any library that knows the Arrow C interface takes it without a copy.
#[pyclass(frozen, module = "maidian", sequence)]
pub(crate) struct ChunkedArray {
    chunks: Vec<ArrayRef>,
    field: FieldRef,
}

/// An Arrow type.
#[pyclass(frozen, module = "maidian._native")]
pub(crate) struct Type(Field);

impl Array {
    pub(super) fn new(array: ArrayRef) -> Self {
        let field = column_field(array.data_type());
        Self { array, field }
    }
}

impl ChunkedArray {
    pub(super) fn new(chunks: Vec<ArrayRef>, data_type: &DataType) -> Self {
        let field = column_field(data_type);
        Self { chunks, field }
    }
}

impl Type {
    pub(super) fn new(field: Field) -> Self {
        Self(field)
    }
}

fn column_field(data_type: &DataType) -> FieldRef {
    Arc::new(Field::new("", data_type.clone(), true))
}

#[pymethods]
impl Array {
    /// The Arrow C interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let field = Arc::clone(&self.field);
        Ok(to_array_pycapsules(
            py,
            field,
            &self.array,
            requested_schema,
        )?)
    }

    /// The Arrow C interface, the type alone.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.field.as_ref())?)
    }

    /// The Arrow type, as text.
    #[getter]
    fn r#type(&self) -> String {
        self.field.data_type().to_string()
    }

    /// How many rows are NULL.
    #[getter]
    fn null_count(&self) -> usize {
        self.array.logical_null_count()
    }

    /// The rows as values of Python's.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        value::all(py, self.array.as_ref())
    }

    fn __len__(&self) -> usize {
        self.array.len()
    }

    fn __repr__(&self) -> String {
        format!(
            "<maidian.Array of {} rows, {}>",
            self.array.len(),
            self.field.data_type()
        )
    }
}

#[pymethods]
impl ChunkedArray {
    /// The Arrow C interface.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let chunks = self.chunks.clone().into_iter().map(Ok);
        let reader = Box::new(ArrayIterator::new(chunks, Arc::clone(&self.field)));
        Ok(to_stream_pycapsule(py, reader, requested_schema)?)
    }

    /// The Arrow C interface, the type alone.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.field.as_ref())?)
    }

    /// The Arrow type, as text.
    #[getter]
    fn r#type(&self) -> String {
        self.field.data_type().to_string()
    }

    /// How many rows are NULL.
    #[getter]
    fn null_count(&self) -> usize {
        self.chunks
            .iter()
            .map(array::Array::logical_null_count)
            .sum()
    }

    /// The number of rows of each piece.
    #[getter]
    fn chunk_lengths(&self) -> Vec<usize> {
        self.chunks.iter().map(array::Array::len).collect()
    }

    /// The rows as values of Python's.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let pieces = self
            .chunks
            .iter()
            .map(|chunk| value::all(py, chunk.as_ref()));
        Ok(pieces.collect::<PyResult<Vec<_>>>()?.concat())
    }

    fn __len__(&self) -> usize {
        self.chunks.iter().map(array::Array::len).sum()
    }

    fn __repr__(&self) -> String {
        let pieces = self.chunks.len();
        let data_type = self.field.data_type();
        format!(
            "<maidian.ChunkedArray of {} rows in {pieces} pieces, {data_type}>",
            self.__len__()
        )
    }
}

#[pymethods]
impl Type {
    /// The Arrow C interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, &self.0)?)
    }

    fn __repr__(&self) -> String {
        self.0.data_type().to_string()
    }
}
