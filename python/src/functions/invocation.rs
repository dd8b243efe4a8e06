//! One call of a function on columns and values, from what was passed to what comes back.

use std::sync::{Arc, LazyLock};

use arrow::array::{self, Array as _, ArrayRef};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::ScalarValue;
use datafusion::common::config::ConfigOptions;
use datafusion::error::Result;
use datafusion::logical_expr::{ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF};
use maidian_udfs::data::keys::DEFAULT_KEY;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::array::{Array, ChunkedArray};
use super::constants::constant;
use super::text_type::{convert, text_of, with_text};
use super::{TEXT, value};
use crate::error;

/// An argument.
pub(super) enum Given {
    /// The same for all rows.
    Value(ScalarValue),
    /// One for each row.
    Column(Chunks),
}

/// A column, in one piece or in many.
pub(super) struct Chunks {
    pub(super) pieces: Vec<ArrayRef>,
    /// Whether the caller's column is one of many pieces, even where there is only one.
    pub(super) is_chunked: bool,
    pub(super) data_type: DataType,
}

impl Chunks {
    fn rows(&self) -> usize {
        self.pieces.iter().map(array::Array::len).sum()
    }
}

/// A call whose arguments are checked and of the types that the function takes.
pub(super) struct Call {
    function: Arc<ScalarUDF>,
    given: Vec<Given>,
    fields: Vec<FieldRef>,
    planned: FieldRef,
    /// The type that goes back.
    returned: DataType,
}

/// What a call gives.
pub(super) enum Outcome {
    Value(ArrayRef),
    Array(ArrayRef),
    Chunked(Vec<ArrayRef>, DataType),
}

/// Functions on Arrow data know no session: its options are the default ones.
static OPTIONS: LazyLock<Arc<ConfigOptions>> = LazyLock::new(Arc::default);

impl Call {
    /// Checks the arguments of a call, as a planner does, and casts what has to be cast.
    pub(super) fn plan(function: &Arc<ScalarUDF>, given: Vec<Given>) -> PyResult<Self> {
        same_length(function.name(), &given)?;
        let types: Vec<DataType> = given.iter().map(Given::data_type).collect();
        let text = types.iter().zip(&given).find_map(|(data_type, given)| {
            matches!(given, Given::Column(_)).then(|| text_of(data_type))?
        });
        let any_column = given.iter().any(|it| matches!(it, Given::Column(_)));
        let text = text.unwrap_or(if any_column { DataType::Utf8 } else { TEXT });
        let planned = || -> Result<(Vec<Given>, Vec<FieldRef>, FieldRef)> {
            let types = function.coerce_types(&types)?;
            let given = given
                .into_iter()
                .zip(&types)
                .map(|(given, data_type)| given.cast(data_type))
                .collect::<Result<Vec<_>>>()?;
            let fields = types.iter().map(field).collect::<Vec<_>>();
            let values: Vec<Option<&ScalarValue>> = given.iter().map(Given::value).collect();
            let planned = function.return_field_from_args(ReturnFieldArgs {
                arg_fields: &fields,
                scalar_arguments: &values,
            })?;
            Ok((given, fields, planned))
        };
        let (given, fields, planned) = planned().map_err(|it| error::planning(&it))?;
        Ok(Self {
            function: Arc::clone(function),
            given,
            fields,
            returned: with_text(planned.data_type(), &text),
            planned,
        })
    }

    /// Calls the function once a piece.
    pub(super) fn run(self) -> PyResult<Outcome> {
        let columns: Vec<&Chunks> = self.given.iter().filter_map(Given::column).collect();
        if columns.is_empty() {
            return Ok(Outcome::Value(self.piece(0, 1)?));
        }
        let ends = ends(&columns);
        let mut pieces = Vec::with_capacity(ends.len());
        let mut start = 0;
        for end in ends {
            pieces.push(self.piece(start, end - start)?);
            start = end;
        }
        if columns.iter().any(|column| column.is_chunked) {
            return Ok(Outcome::Chunked(pieces, self.returned));
        }
        let empty = || array::new_empty_array(&self.returned);
        Ok(Outcome::Array(pieces.pop().unwrap_or_else(empty)))
    }

    /// The result for some rows.
    fn piece(&self, start: usize, rows: usize) -> PyResult<ArrayRef> {
        let args = self.given.iter().map(|given| given.rows(start, rows));
        let result = self
            .function
            .invoke_with_args(ScalarFunctionArgs {
                args: args.collect(),
                arg_fields: self.fields.clone(),
                number_rows: rows,
                return_field: Arc::clone(&self.planned),
                config_options: Arc::clone(&OPTIONS),
            })
            .and_then(|result| result.into_array(rows))
            .map_err(|it| error::running(&it))?;
        convert(&result, &self.returned).map_err(|it| error::arrow(&it))
    }
}

impl Given {
    fn data_type(&self) -> DataType {
        match self {
            Self::Value(value) => value.data_type(),
            Self::Column(column) => column.data_type.clone(),
        }
    }

    fn value(&self) -> Option<&ScalarValue> {
        match self {
            Self::Value(value) => Some(value),
            Self::Column(_) => None,
        }
    }

    fn column(&self) -> Option<&Chunks> {
        match self {
            Self::Value(_) => None,
            Self::Column(column) => Some(column),
        }
    }

    /// Whether this is a column without rows.
    pub(super) fn is_empty(&self) -> bool {
        self.column().is_some_and(|column| column.rows() == 0)
    }

    /// Makes a column whose rows are all equal one value.
    pub(super) fn fold(&mut self) -> Result<()> {
        if let Self::Column(column) = self
            && let [chunk] = column.pieces.as_slice()
            && let Some(value) = constant(chunk)?
        {
            *self = Self::Value(value);
        }
        Ok(())
    }

    fn cast(self, data_type: &DataType) -> Result<Self> {
        if &self.data_type() == data_type {
            return Ok(self);
        }
        Ok(match self {
            Self::Value(value) => Self::Value(value.cast_to(data_type)?),
            Self::Column(column) => {
                let chunks = column.pieces.iter().map(|chunk| cast(chunk, data_type));
                Self::Column(Chunks {
                    pieces: chunks.collect::<std::result::Result<_, _>>()?,
                    is_chunked: column.is_chunked,
                    data_type: data_type.clone(),
                })
            }
        })
    }

    /// Some of the rows, which lie in one piece.
    fn rows(&self, start: usize, rows: usize) -> ColumnarValue {
        let column = match self {
            Self::Value(value) => return ColumnarValue::Scalar(value.clone()),
            Self::Column(column) => column,
        };
        let mut before = start;
        for chunk in &column.pieces {
            if before == 0 && chunk.len() == rows {
                return ColumnarValue::Array(Arc::clone(chunk));
            }
            if before + rows <= chunk.len() {
                return ColumnarValue::Array(chunk.slice(before, rows));
            }
            before = before.saturating_sub(chunk.len());
        }
        ColumnarValue::Array(array::new_empty_array(&column.data_type))
    }
}

impl Outcome {
    /// No rows, in the shape of the columns that were given.
    pub(super) fn empty(data_type: DataType, given: &[Given]) -> Self {
        let mut columns = given.iter().filter_map(Given::column);
        if columns.any(|column| column.is_chunked) {
            Self::Chunked(Vec::new(), data_type)
        } else {
            Self::Array(array::new_empty_array(&data_type))
        }
    }

    pub(super) fn into_python(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        Ok(match self {
            Self::Value(array) => value::to_python(py, array.as_ref(), 0)?,
            Self::Array(array) => Bound::new(py, Array::new(array))?.into_any(),
            Self::Chunked(chunks, data_type) => {
                Bound::new(py, ChunkedArray::new(chunks, &data_type))?.into_any()
            }
        })
    }
}

/// The type that a function gives for so many columns of text.
pub(super) fn return_type(function: &ScalarUDF, arguments: usize) -> Result<DataType> {
    let fields = vec![field(&TEXT); arguments];
    // The names of keys have to be constant; a key of this name stands in.
    let name = ScalarValue::Utf8View(Some(DEFAULT_KEY.to_owned()));
    let values = vec![Some(&name); arguments];
    let planned = function.return_field_from_args(ReturnFieldArgs {
        arg_fields: &fields,
        scalar_arguments: &values,
    })?;
    Ok(with_text(planned.data_type(), &DataType::Utf8))
}

fn field(data_type: &DataType) -> FieldRef {
    Arc::new(Field::new("argument", data_type.clone(), true))
}

/// Where pieces end: wherever one of the columns' does. Pieces without rows stay, where there is only one column.
fn ends(columns: &[&Chunks]) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    for column in columns {
        all.extend(column.pieces.iter().scan(0, |end, chunk| {
            *end += chunk.len();
            Some(*end)
        }));
    }
    if columns.len() > 1 {
        all.sort_unstable();
        all.dedup();
    }
    all
}

fn same_length(name: &str, given: &[Given]) -> PyResult<()> {
    let mut columns = given
        .iter()
        .enumerate()
        .filter_map(|(position, given)| Some((position + 1, given.column()?.rows())));
    let Some((first, rows)) = columns.next() else {
        return Ok(());
    };
    match columns.find(|(_, others)| *others != rows) {
        None => Ok(()),
        Some((other, others)) => Err(PyValueError::new_err(format!(
            "{name}: argument {first} has {rows} rows, argument {other} has {others}"
        ))),
    }
}
