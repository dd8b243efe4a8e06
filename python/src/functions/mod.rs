//! The functions on Arrow data: one way to call any of them by its name.

pub(crate) mod array;
pub(crate) mod capsule;
mod constants;
mod input;
mod invocation;
pub(crate) mod registry;
pub(crate) mod settings;
mod text_type;
mod value;

use arrow::datatypes::{DataType, Field};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use self::array::Type;
use self::invocation::{Call, Given, Outcome};
use crate::error;

/// Calls the function `name`: columns in, a column of as many rows out; values in, a value out.
#[pyfunction]
#[pyo3(signature = (name, *arguments))]
pub(crate) fn call<'py>(
    py: Python<'py>,
    name: &str,
    arguments: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let function = settings::function(name)?;
    let given = arguments
        .iter()
        .enumerate()
        .map(|(position, argument)| input::read(&argument, &function, position))
        .collect::<PyResult<Vec<Given>>>()?;
    let result = py.detach(|| Call::plan(&function, given)?.run())?;
    result.into_python(py)
}

/// Calls the function `name` as engines do, which spread constant arguments over columns: those that come second or later are
/// made single values again.
#[pyfunction]
#[pyo3(signature = (name, *columns))]
pub(crate) fn call_columns<'py>(
    py: Python<'py>,
    name: &str,
    columns: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let function = settings::function(name)?;
    let given = columns
        .iter()
        .enumerate()
        .map(|(position, column)| input::read(&column, &function, position))
        .collect::<PyResult<Vec<Given>>>()?;
    let result = py.detach(|| {
        // Without rows nobody can tell what a constant is.
        if given.iter().any(Given::is_empty) {
            return Ok(Outcome::empty(known_type(name, given.len())?, &given));
        }
        let mut given = given;
        for argument in given.iter_mut().skip(1) {
            argument.fold().map_err(|it| error::running(&it))?;
        }
        Call::plan(&function, given)?.run()
    })?;
    result.into_python(py)
}

/// The Arrow type that `name` gives for so many columns of text, as an object with `__arrow_c_schema__`. No key has to be
/// there for it.
#[pyfunction]
pub(crate) fn return_type(name: &str, arguments: usize) -> PyResult<Type> {
    Ok(Type::new(Field::new(
        name,
        known_type(name, arguments)?,
        true,
    )))
}

fn known_type(name: &str, arguments: usize) -> PyResult<DataType> {
    let function = settings::stand_in(name)?;
    invocation::return_type(&function, arguments).map_err(|it| error::planning(&it))
}

/// Text as this package gives it where nothing else is asked for.
const TEXT: DataType = DataType::Utf8View;
