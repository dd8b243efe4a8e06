//! The native module of the Python package `maidian`: the functions on Arrow data, the runner, and the command.
//!
//! What users import is in `package/maidian`, beside this crate's sources; nothing here is meant to be imported by anybody else.

mod command;
mod error;
mod functions;
mod warehouse;

use pyo3::prelude::*;

/// That of the command. Columns come and go by the megabyte, and the system's own gives such memory back each time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The native half of the package.
#[pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use crate::command::main;
    #[pymodule_export]
    use crate::functions::array::{Array, ChunkedArray};
    #[pymodule_export]
    use crate::functions::capsule::ScalarUdf;
    #[pymodule_export]
    use crate::functions::registry::{Function, functions};
    #[pymodule_export]
    use crate::functions::settings::configure;
    #[pymodule_export]
    use crate::functions::{call, call_columns, return_type};
    #[pymodule_export]
    use crate::warehouse::{Rows, Warehouse};
}
