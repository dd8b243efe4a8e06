//! What is typed, resolved: the session's options and the functions' settings.

use std::path::PathBuf;

use maidian_udfs::Settings;
use maidian_udfs::data::keys::{DEFAULT_KEY, KeyRing, TEST_KEY};
use maidian_udfs::kernel::cipher::Mode;
use maidian_udfs::kernel::event_time::Zone;

use super::args::{Global, Variables as Typed};
use crate::exec::{Session, SessionOptions};
use crate::script::{Diagnostic, Namespace, Variables, parse_assignment};

/// The zone of dates and times where nothing names one.
const TIME_ZONE: &str = "Asia/Shanghai";

/// Whether the published test key stands in where no key is configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keys {
    /// Keys come from the environment and the key file.
    Configured,
    /// As configured; without a key of the default name, the test key has it.
    WithTestKey,
    /// As configured; the test key stands in for all others. For plans that are never run.
    StandIn,
}

fn time_zone(global: &Global) -> &str {
    global.time_zone.as_deref().unwrap_or(TIME_ZONE)
}

/// How many threads a query uses.
pub(super) fn threads(global: &Global) -> usize {
    global.threads.map_or_else(
        || std::thread::available_parallelism().map_or(1, usize::from),
        usize::from,
    )
}

/// The settings of the functions.
pub(super) fn function_settings(global: &Global, keys: Keys) -> Result<Settings, Diagnostic> {
    let mut ring =
        KeyRing::from_env(std::env::vars_os().filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.into_string().ok()?))
        }))
        .map_err(|error| Diagnostic::error(error.to_string()))?;
    if let Some(path) = &global.key_file {
        ring = ring
            .with_file(path)
            .map_err(|error| Diagnostic::error(error.to_string()))?;
    }
    if keys == Keys::WithTestKey && ring.get(DEFAULT_KEY).is_err() {
        ring = ring
            .with_key(DEFAULT_KEY, TEST_KEY, Mode::Ecb)
            .map_err(|error| Diagnostic::error(error.to_string()))?;
    }
    if keys == Keys::StandIn {
        ring = ring
            .with_stand_in()
            .map_err(|error| Diagnostic::error(error.to_string()))?;
    }
    // The session carries the zone, so that SET can change it; here it is only checked.
    let _: Zone = time_zone(global)
        .parse()
        .map_err(|error| Diagnostic::error(format!("the time zone: {error}")))?;
    let mut builder = Settings::builder().keys(ring);
    if let Some(path) = &global.ip_v4 {
        builder = builder.ip_v4(path);
    }
    if let Some(path) = &global.ip_v6 {
        builder = builder.ip_v6(path);
    }
    if let Some(path) = &global.ua_rules {
        builder = builder.ua_rules(path);
    }
    builder
        .build()
        .map_err(|error| Diagnostic::error(error.to_string()))
}

/// Opens the session of a command. `warehouse` is the folder where no option names one.
pub(super) fn open_session(
    global: &Global,
    keys: Keys,
    warehouse: PathBuf,
    typed: &Typed,
) -> Result<Session, Diagnostic> {
    let settings = function_settings(global, keys)?;
    let base = std::env::current_dir()
        .map_err(|error| Diagnostic::error(format!("cannot tell the current folder: {error}")))?;
    let options = SessionOptions {
        warehouse: base.join(warehouse),
        base,
        threads: threads(global),
        memory: global.memory,
        time_zone: time_zone(global).to_owned(),
    };
    let mut session = Session::open(&options, &settings, variables(typed)?)
        .map_err(|error| Diagnostic::error(error.strip_backtrace()))?;
    if let Some(database) = &typed.database {
        let database = database.to_lowercase();
        session
            .use_database(&database)
            .map_err(|error| Diagnostic::error(format!("--database: {error}")))?;
    }
    Ok(session)
}

/// The warehouse that options, the environment or the default name.
pub(super) fn warehouse(global: &Global) -> PathBuf {
    global
        .warehouse
        .clone()
        .unwrap_or_else(|| PathBuf::from("warehouse"))
}

fn variables(typed: &Typed) -> Result<Variables, Diagnostic> {
    let mut variables = Variables::from_process();
    let given = [
        (Namespace::HiveVar, "--hivevar", &typed.hivevar),
        (Namespace::HiveConf, "--hiveconf", &typed.hiveconf),
    ];
    for (namespace, option, assignments) in given {
        for assignment in assignments {
            let set = |error: &dyn std::error::Error| {
                Diagnostic::error(format!("{option} {assignment}: {error}"))
            };
            let (name, value) = parse_assignment(assignment).map_err(|error| set(&error))?;
            variables
                .set(namespace, &name, value.as_str())
                .map_err(|error| set(&error))?;
        }
    }
    Ok(variables)
}
