//! The data, keys and zone that the functions of this process work with, and the functions themselves.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use datafusion::logical_expr::ScalarUDF;
use maidian_udfs::data::keys::KeyRing;
use maidian_udfs::kernel::cipher::Mode;
use maidian_udfs::{Settings, SettingsBuilder};
use pyo3::exceptions::{PyLookupError, PyValueError};
use pyo3::prelude::*;

/// The domain functions in their order, and where each is by its names.
pub(crate) struct Registered {
    pub(crate) functions: Vec<Arc<ScalarUDF>>,
    by_name: HashMap<String, Arc<ScalarUDF>>,
}

/// What was made last. Nothing is opened before a function is first asked for, in whatever process that is.
static CURRENT: Mutex<Option<Arc<Registered>>> = Mutex::new(None);

/// Replaces the settings of this process: those of the environment, and over them what is given here.
#[pyfunction]
#[pyo3(signature = (*, keys=None, key_file=None, ip_v4=None, ip_v6=None, ua_rules=None, time_zone=None))]
pub(crate) fn configure(
    keys: Option<HashMap<String, String>>,
    key_file: Option<PathBuf>,
    ip_v4: Option<PathBuf>,
    ip_v6: Option<PathBuf>,
    ua_rules: Option<PathBuf>,
    time_zone: Option<&str>,
) -> PyResult<()> {
    let mut builder = from_environment()?;
    if let Some(keys) = keys {
        builder = builder.keys(with_keys(environment_keys()?, &keys)?);
    }
    if let Some(path) = key_file {
        builder = builder.key_file(path);
    }
    if let Some(path) = ip_v4 {
        builder = builder.ip_v4(path);
    }
    if let Some(path) = ip_v6 {
        builder = builder.ip_v6(path);
    }
    if let Some(path) = ua_rules {
        builder = builder.ua_rules(path);
    }
    if let Some(zone) = time_zone {
        let zone = zone
            .parse()
            .map_err(|error| PyValueError::new_err(format!("time_zone: {error}")))?;
        builder = builder.zone(zone);
    }
    let settings = builder.build().map_err(|error| invalid(&error))?;
    let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    *current = Some(Arc::new(Registered::new(&settings)));
    Ok(())
}

/// The functions of this process. The first call reads the environment.
pub(crate) fn registered() -> PyResult<Arc<Registered>> {
    let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(registered) = current.as_ref() {
        return Ok(Arc::clone(registered));
    }
    let settings = from_environment()?
        .build()
        .map_err(|error| invalid(&error))?;
    let registered = Arc::new(Registered::new(&settings));
    *current = Some(Arc::clone(&registered));
    Ok(registered)
}

/// The domain function of a name.
pub(crate) fn function(name: &str) -> PyResult<Arc<ScalarUDF>> {
    let registered = registered()?;
    if let Some(function) = registered.by_name.get(name) {
        return Ok(Arc::clone(function));
    }
    let names = registered.by_name.keys().map(String::as_str);
    let hint = maidian::script::nearest(name, names)
        .map(|near| format!("; did you mean `{near}`?"))
        .unwrap_or_default();
    Err(PyLookupError::new_err(format!(
        "maidian has no function `{name}`{hint}"
    )))
}

/// A function as [`function`] gives it, with a published key in place of those that are not there: for its types alone.
pub(super) fn stand_in(name: &str) -> PyResult<Arc<ScalarUDF>> {
    static STAND_IN: OnceLock<Registered> = OnceLock::new();
    if STAND_IN.get().is_none() {
        let keys = KeyRing::empty()
            .with_stand_in()
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        let settings = Settings::builder().keys(keys).build();
        let settings = settings.map_err(|error| invalid(&error))?;
        drop(STAND_IN.set(Registered::new(&settings)));
    }
    match STAND_IN.get().and_then(|it| it.by_name.get(name)) {
        Some(function) => Ok(Arc::clone(function)),
        None => function(name),
    }
}

/// The keys of the environment and, over them, those that are given.
pub(crate) fn with_keys(mut ring: KeyRing, keys: &HashMap<String, String>) -> PyResult<KeyRing> {
    for (name, key) in keys {
        ring = ring
            .with_key(name, key, Mode::Ecb)
            .map_err(|error| PyValueError::new_err(format!("keys: {error}")))?;
    }
    Ok(ring)
}

/// The keys of the environment's variables.
pub(crate) fn environment_keys() -> PyResult<KeyRing> {
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    KeyRing::from_env(variables).map_err(|error| PyValueError::new_err(error.to_string()))
}

fn from_environment() -> PyResult<SettingsBuilder> {
    SettingsBuilder::from_env().map_err(|error| invalid(&error))
}

/// Settings that cannot be used.
pub(crate) fn invalid(error: &maidian_udfs::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

impl Registered {
    fn new(settings: &Settings) -> Self {
        let functions: Vec<_> = maidian_udfs::all_functions(settings)
            .into_iter()
            .filter(|function| is_domain(function))
            .collect();
        let by_name = functions
            .iter()
            .flat_map(|function| {
                let names = std::iter::once(function.name().to_owned());
                names
                    .chain(function.aliases().iter().cloned())
                    .map(|name| (name, Arc::clone(function)))
            })
            .collect();
        Self { functions, by_name }
    }
}

fn is_domain(function: &ScalarUDF) -> bool {
    function
        .documentation()
        .is_some_and(|about| about.doc_section.label == "domain")
}
