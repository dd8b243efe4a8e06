//! What is registered, for the adapters of the engines.

use datafusion::logical_expr::{Documentation, ScalarUDF};
use pyo3::prelude::*;

use super::settings;

/// A domain function, in words.
#[pyclass(frozen, get_all, module = "maidian._native")]
pub(crate) struct Function {
    /// The SQL name.
    name: String,
    /// Other SQL names.
    aliases: Vec<String>,
    /// The names of the arguments.
    parameters: Vec<String>,
    /// What each argument is.
    meanings: Vec<String>,
    /// How many arguments must be given.
    required: usize,
    /// Whether the last argument may be repeated.
    variadic: bool,
    /// The call and its type: `ip_region(ip) -> struct<…>`.
    syntax: String,
    /// What it does.
    description: String,
    /// A call in SQL, and what it gives on the next line.
    example: String,
}

#[pymethods]
impl Function {
    fn __repr__(&self) -> String {
        format!("<maidian function {}>", self.syntax)
    }
}

/// All domain functions, by family.
#[pyfunction]
pub(crate) fn functions() -> PyResult<Vec<Function>> {
    let registered = settings::registered()?;
    Ok(registered
        .functions
        .iter()
        .filter_map(|function| Some(Function::of(function, function.documentation()?)))
        .collect())
}

impl Function {
    fn of(function: &ScalarUDF, about: &Documentation) -> Self {
        let arguments = about.arguments.clone().unwrap_or_default();
        let (parameters, meanings): (Vec<_>, Vec<_>) = arguments.into_iter().unzip();
        // `f(a, b[, c, …]) -> type`: what stands before the first bracket must be given.
        let call = about
            .syntax_example
            .split(" -> ")
            .next()
            .unwrap_or_default();
        let must = call.split('[').next().unwrap_or_default();
        let required = parameters
            .iter()
            .filter(|name| {
                let named = must.split(['(', ')', ',']).skip(1);
                named.map(str::trim).any(|word| word == name.as_str())
            })
            .count();
        Self {
            name: function.name().to_owned(),
            aliases: function.aliases().to_vec(),
            required,
            variadic: call.contains('…'),
            parameters,
            meanings,
            syntax: about.syntax_example.clone(),
            description: about.description.clone(),
            example: about.sql_example.clone().unwrap_or_default(),
        }
    }
}
