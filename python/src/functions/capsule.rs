//! Functions for the Python package `datafusion`, through its foreign function interface.

use std::sync::Arc;

use datafusion::logical_expr::ScalarUDF as Udf;
use datafusion_ffi::udf::FFI_ScalarUDF;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::constants::Constants;
use super::settings;

/// A function that `datafusion.udf` takes.
#[pyclass(frozen, name = "ScalarUdf", module = "maidian._native")]
pub(crate) struct ScalarUdf(Arc<Udf>);

#[pymethods]
impl ScalarUdf {
    /// The domain function of a name.
    #[new]
    fn new(name: &str) -> PyResult<Self> {
        let function = settings::function(name)?;
        Ok(Self(Arc::new(Udf::new_from_impl(Constants::new(function)))))
    }

    /// The capsule that `datafusion.udf` asks for. Refuses a `datafusion` whose layout of it is another: reading it would
    /// end the process.
    fn __datafusion_scalar_udf__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        py.import("maidian._datafusion")?
            .call_method0("check_version")?;
        let function = FFI_ScalarUDF::from(Arc::clone(&self.0));
        PyCapsule::new_with_value(py, function, c"datafusion_scalar_udf")
    }

    fn __repr__(&self) -> String {
        format!("<maidian function {}>", self.0.name())
    }
}
