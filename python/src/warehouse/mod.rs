//! The runner: a warehouse whose scripts and queries are run from Python.

mod notes;
mod open;
mod report;
mod rows;
mod wait;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use futures::TryStreamExt;
use maidian::exec::{
    self, Observer, OnError, Outcome, RunOptions, Script, Session, StatementReport,
};
use maidian::script::{Diagnostic, Source, split, substitute};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use tokio::runtime::Runtime;
use tokio::sync::Mutex;

use self::notes::Notes;
use self::open::Opening;
pub(crate) use self::rows::Rows;
use self::wait::{Failure, wait};

/// A warehouse and a session in it: what a statement sets, uses or binds, the next one sees.
#[pyclass(frozen, module = "maidian._native", subclass)]
pub(crate) struct Warehouse {
    session: Mutex<Session>,
    /// Always there until it is dropped.
    runtime: Option<Runtime>,
    threads: usize,
}

#[pymethods]
impl Warehouse {
    #[new]
    #[pyo3(signature = (path, *, hivevars, keys, key_file, database, threads, memory, time_zone))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn new(
        py: Python<'_>,
        path: PathBuf,
        hivevars: Vec<(String, String)>,
        keys: HashMap<String, String>,
        key_file: Option<PathBuf>,
        database: Option<&str>,
        threads: Option<usize>,
        memory: Option<usize>,
        time_zone: Option<String>,
    ) -> PyResult<Self> {
        let opening = Opening {
            path,
            hivevars,
            keys,
            key_file,
            database,
            threads,
            memory,
            time_zone,
        };
        let threads = opening.threads();
        Ok(Self {
            session: Mutex::new(opening.session(py)?),
            runtime: Some(open::runtime(threads)?),
            threads,
        })
    }

    /// The folder.
    #[getter]
    fn path(&self, py: Python<'_>) -> PathBuf {
        py.detach(|| self.session.blocking_lock().warehouse().root().to_owned())
    }

    /// Runs statements, and keeps the rows of the last one.
    fn query(&self, py: Python<'_>, text: &str) -> PyResult<Rows> {
        wait(
            py,
            self.runtime()?,
            async {
                let mut session = self.session.lock().await;
                Ok(query(&mut session, text).await?)
            },
            |_| Ok(()),
        )
    }

    /// Runs scripts, each in a session of its own that starts where this one is. `on_notes` is told of their course.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "so do arguments come from Python"
    )]
    fn run_scripts<'py>(
        &self,
        py: Python<'py>,
        paths: Vec<PathBuf>,
        jobs: Option<usize>,
        continue_on_error: bool,
        from_statement: usize,
        on_notes: &Bound<'py, PyAny>,
    ) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let options = RunOptions {
            jobs: jobs.unwrap_or(self.threads / 2).max(1),
            on_error: if continue_on_error {
                OnError::Continue
            } else {
                OnError::Stop
            },
            from_statement,
        };
        let notes = Arc::new(Notes::default());
        let on_notes = on_notes.clone().unbind();
        let tell = |py: Python<'_>| notes.tell(on_notes.bind(py));
        let observer: Arc<dyn Observer> = Arc::clone(&notes) as _;
        let reports = wait(
            py,
            self.runtime()?,
            async {
                let session = self.session.lock().await;
                run(&session, &paths, options, &observer).await
            },
            tell,
        )?;
        tell(py)?;
        reports
            .iter()
            .map(|report| report::to_python(py, report))
            .collect()
    }

    /// What is found in scripts, as JSON.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "so do arguments come from Python"
    )]
    fn check_scripts(
        &self,
        py: Python<'_>,
        paths: Vec<PathBuf>,
        schema: Vec<PathBuf>,
    ) -> PyResult<String> {
        wait(
            py,
            self.runtime()?,
            async {
                let session = self.session.lock().await.rehearsal();
                let files = exec::script_files(&paths)?;
                let checked = exec::check_scripts(&session, &files, &schema).await?;
                let objects = checked.iter().flat_map(|script| script.objects(true));
                Ok(serde_json::Value::Array(objects.collect()).to_string())
            },
            |_| Ok(()),
        )
    }
}

impl Warehouse {
    fn runtime(&self) -> PyResult<&Runtime> {
        self.runtime.as_ref().ok_or_else(open::closed)
    }
}

impl Drop for Warehouse {
    /// Python waits for nothing here: work that was interrupted ends by itself.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn query(session: &mut Session, text: &str) -> Result<Rows, Diagnostic> {
    let mut last = Rows::default();
    let mut notices = Vec::new();
    for raw in split(&Source::new("<sql>", text))? {
        let statement = substitute(&raw, &session.variables)?;
        notices.extend(statement.warnings().iter().map(ToString::to_string));
        if statement.text().trim().is_empty() {
            continue;
        }
        let outcome = session.execute(&statement, &|_| {}).await;
        notices.extend(session.take_notices().iter().map(ToString::to_string));
        last = match outcome? {
            Outcome::Rows(stream) => {
                let schema = stream.schema();
                let batches = stream.try_collect().await;
                let batches = batches.map_err(|error| session.engine_error(&statement, &error))?;
                Rows::new(schema, batches)
            }
            Outcome::Written(written) => Rows::said(format!(
                "{}: {} rows in {} files, {} bytes",
                written.table, written.report.rows, written.report.files, written.report.bytes,
            )),
            Outcome::Done(line) => Rows::said(line),
        };
    }
    Ok(last.with_notices(notices))
}

async fn run(
    session: &Session,
    paths: &[PathBuf],
    options: RunOptions,
    observer: &Arc<dyn Observer>,
) -> Result<Vec<StatementReport>, Failure> {
    let files = exec::script_files(paths)?;
    let scripts = exec::read_scripts(&files, session)?;
    let order = exec::order(&scripts)?;
    let unknown = exec::unknown_tables(session, &scripts);
    if !unknown.is_empty() && options.on_error == OnError::Stop {
        return Err(unknown.into());
    }
    let scripts: Vec<Arc<Script>> = scripts.into_iter().map(Arc::new).collect();
    Ok(exec::run(session, &scripts, &order, options, observer).await)
}
