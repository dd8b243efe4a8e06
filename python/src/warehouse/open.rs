//! Opening a warehouse with what Python gave, over what the environment says.

use std::collections::HashMap;
use std::ffi::OsString;
use std::path::PathBuf;

use maidian::exec::{Session, SessionOptions};
use maidian::script::{Diagnostic, Namespace, Variables};
use maidian_udfs::Settings;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use tokio::runtime::Runtime;

use crate::error;
use crate::functions::settings::{environment_keys, invalid, with_keys};

/// The zone of dates and times where nothing names one.
const TIME_ZONE: &str = "Asia/Shanghai";

/// What a warehouse is opened with.
pub(super) struct Opening<'a> {
    pub(super) path: PathBuf,
    pub(super) hivevars: Vec<(String, String)>,
    pub(super) keys: HashMap<String, String>,
    pub(super) key_file: Option<PathBuf>,
    pub(super) database: Option<&'a str>,
    pub(super) threads: Option<usize>,
    pub(super) memory: Option<usize>,
    pub(super) time_zone: Option<String>,
}

impl Opening<'_> {
    pub(super) fn threads(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.unwrap_or_else(all).max(1)
    }

    pub(super) fn session(self, py: Python<'_>) -> PyResult<Session> {
        let base = std::env::current_dir()?;
        let zone = || variable("MAIDIAN_TIME_ZONE")?.into_string().ok();
        let options = SessionOptions {
            warehouse: base.join(&self.path),
            base,
            threads: self.threads(),
            memory: self.memory,
            time_zone: self
                .time_zone
                .clone()
                .or_else(zone)
                .unwrap_or_else(|| TIME_ZONE.to_owned()),
        };
        let _: maidian_udfs::kernel::event_time::Zone = options
            .time_zone
            .parse()
            .map_err(|error| PyValueError::new_err(format!("time_zone: {error}")))?;
        let variables = self.variables()?;
        let settings = self.settings()?;
        let told = |text: String| error::diagnostic(py, &Diagnostic::error(text));
        let mut session = Session::open(&options, &settings, variables)
            .map_err(|error| told(error.strip_backtrace()))?;
        if let Some(database) = self.database {
            session
                .use_database(&database.to_lowercase())
                .map_err(|error| told(error.to_string()))?;
        }
        Ok(session)
    }

    fn variables(&self) -> PyResult<Variables> {
        let mut variables = Variables::from_process();
        for (name, value) in &self.hivevars {
            variables
                .set(Namespace::HiveVar, name, value.as_str())
                .map_err(|error| PyValueError::new_err(format!("hivevars: {error}")))?;
        }
        Ok(variables)
    }

    /// The zone is the session's, so that SET can change it.
    fn settings(&self) -> PyResult<Settings> {
        let keys = with_keys(environment_keys()?, &self.keys)?;
        let mut builder = Settings::builder().keys(keys);
        let key_file = self.key_file.clone();
        if let Some(path) = key_file.or_else(|| variable("MAIDIAN_KEY_FILE").map(Into::into)) {
            builder = builder.key_file(path);
        }
        if let Some(path) = variable("MAIDIAN_IP_V4") {
            builder = builder.ip_v4(path);
        }
        if let Some(path) = variable("MAIDIAN_IP_V6") {
            builder = builder.ip_v6(path);
        }
        if let Some(path) = variable("MAIDIAN_UA_RULES") {
            builder = builder.ua_rules(path);
        }
        builder.build().map_err(|error| invalid(&error))
    }
}

/// A variable of the environment that is not empty.
fn variable(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// A runtime with one worker a thread.
pub(super) fn runtime(threads: usize) -> PyResult<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(threads)
        .enable_all()
        .build()
        .map_err(|error| PyRuntimeError::new_err(format!("cannot start threads: {error}")))
}

/// A warehouse that is used while it is dropped, which nobody can do.
pub(super) fn closed() -> PyErr {
    PyRuntimeError::new_err("the warehouse is closed")
}
