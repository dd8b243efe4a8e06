//! Sessions on warehouses of their own, gone when the test ends.

use std::path::Path;

use maidian::exec::{Outcome, Session, SessionOptions, text_rows};
use maidian::script::{Source, Variables, split, substitute};
use maidian_udfs::Settings;
use maidian_udfs::data::keys::{DEFAULT_KEY, KeyRing, TEST_KEY};
use maidian_udfs::kernel::cipher::Mode;

/// Anything that goes wrong in a test's preparation or in the statements that it runs, as one text.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failure(pub String);

/// Makes a failure of any error.
pub fn failure(error: impl std::fmt::Display) -> Failure {
    Failure(error.to_string())
}

/// The columns' names and the rows that a statement gave; empty for statements that give none.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The names in order.
    pub names: Vec<String>,
    /// Values as text, `None` for NULL.
    pub rows: Vec<Vec<Option<String>>>,
}

/// Functions with the data inside the library and the published test key.
///
/// Errors: none that is expected.
pub fn settings() -> Result<Settings, Failure> {
    let keys = KeyRing::empty()
        .with_key(DEFAULT_KEY, TEST_KEY, Mode::Ecb)
        .map_err(failure)?;
    Settings::builder().keys(keys).build().map_err(failure)
}

/// A session with these [`settings`], on the warehouse `warehouse`.
///
/// Errors: a warehouse that cannot be opened.
pub fn session(warehouse: &Path, variables: Variables) -> Result<Session, Failure> {
    let settings = settings()?;
    let options = SessionOptions {
        warehouse: warehouse.to_owned(),
        base: warehouse.to_owned(),
        threads: 2,
        memory: None,
        time_zone: "Asia/Shanghai".to_owned(),
    };
    Session::open(&options, &settings, variables).map_err(failure)
}

/// Runs all statements of `text` and gives the rows of the last one that has any.
///
/// Errors: the rendered message of the first statement that fails.
pub async fn run(session: &mut Session, name: &str, text: &str) -> Result<Rows, Failure> {
    Ok(run_all(session, name, text)
        .await?
        .pop()
        .unwrap_or_default())
}

/// Runs all statements of `text` and gives the rows of each that has any.
///
/// Errors: the rendered message of the first statement that fails.
pub async fn run_all(session: &mut Session, name: &str, text: &str) -> Result<Vec<Rows>, Failure> {
    use futures::StreamExt;
    let rendered =
        |error: maidian::script::Diagnostic| failure(error.render(maidian::script::Paint::Plain));
    let mut results = Vec::new();
    for raw in split(&Source::new(name, text)).map_err(rendered)? {
        let statement = substitute(&raw, &session.variables).map_err(rendered)?;
        let Outcome::Rows(mut stream) = session
            .execute(&statement, &|_| {})
            .await
            .map_err(rendered)?
        else {
            continue;
        };
        let mut result = Rows {
            names: stream
                .schema()
                .fields()
                .iter()
                .map(|field| field.name().clone())
                .collect(),
            rows: Vec::new(),
        };
        while let Some(batch) = stream.next().await {
            result
                .rows
                .extend(text_rows(&batch.map_err(failure)?).map_err(failure)?);
        }
        results.push(result);
    }
    Ok(results)
}
