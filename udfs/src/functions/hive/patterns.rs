//! Regular expressions of Java as arguments: compiled once, whether they are literals or columns.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use datafusion_common::{DataFusionError, Result, exec_err, plan_err};
use datafusion_expr::ColumnarValue;
use quick_cache::sync::Cache;

use crate::batch::ImplicitText;
use crate::batch::{Arguments, Text, output};
use crate::functions::function::{About, Planned};
use crate::kernel::java_regex::{Groups, JavaRegex, MatchError, PatternError};

/// Compiled patterns of all queries: a batch is too small to compile for, and the engines get faster with use.
static COMPILED: LazyLock<Cache<String, Arc<JavaRegex>>> = LazyLock::new(|| Cache::new(128));

fn compile(pattern: &str) -> Result<Arc<JavaRegex>, PatternError> {
    COMPILED.get_or_insert_with(pattern, || JavaRegex::new(pattern).map(Arc::new))
}

/// Refuses a literal that is no pattern.
pub(super) fn check(about: &About, planned: &Planned<'_>, position: usize) -> Result<()> {
    let Some(Err(error)) = planned.literal_text(position).map(compile) else {
        return Ok(());
    };
    let parameter = about
        .parameters
        .list
        .get(position)
        .map_or("", |parameter| parameter.name);
    plan_err!(
        "{}: argument {} `{parameter}`: {error}",
        about.parameters.call(about.name),
        position + 1
    )
}

/// A pattern and buffers for its groups.
#[derive(Debug)]
pub(super) struct Compiled {
    pub(super) regex: Arc<JavaRegex>,
    pub(super) groups: Groups,
}

/// The patterns of an argument.
#[derive(Debug)]
pub(super) struct Patterns<'a> {
    text: Text<'a>,
    /// The pattern of the last row: of a literal it is that of all rows.
    last: Option<(&'a str, Compiled)>,
}

impl<'a> Patterns<'a> {
    pub(super) fn new(text: Text<'a>) -> Self {
        Self { text, last: None }
    }

    /// The pattern of a row; `None` for NULL. Anew for every row that has another than the one before.
    pub(super) fn get(&mut self, row: usize) -> Result<Option<(&'a str, &mut Compiled)>> {
        let Some(text) = self.text.get(row) else {
            return Ok(None);
        };
        self.compiled(text).map(Some)
    }

    /// The pattern of a row, or another for NULL.
    pub(super) fn get_or(&mut self, row: usize, default: &'a str) -> Result<&mut Compiled> {
        Ok(self.compiled(self.text.get(row).unwrap_or(default))?.1)
    }

    fn compiled(&mut self, text: &'a str) -> Result<(&'a str, &mut Compiled)> {
        let is_last = |(last, _): &(&str, Compiled)| is_same(last, text);
        if !self.last.as_ref().is_some_and(is_last) {
            let regex = match compile(text) {
                Ok(regex) => regex,
                Err(error) => return exec_err!("{error}"),
            };
            let groups = regex.groups();
            self.last = Some((text, Compiled { regex, groups }));
        }
        let Some((text, compiled)) = &mut self.last else {
            return exec_err!("no pattern");
        };
        Ok((text, compiled))
    }
}

/// Whether two texts are equal. Rows of a literal are one and the same text, which need not be read again.
pub(super) fn is_same(a: &str, b: &str) -> bool {
    std::ptr::eq(a, b) || a == b
}

/// The result of a search for a row: NULL where it was given up.
pub(super) fn searched<T>(about: &About, result: Result<T, MatchError>) -> Result<Option<T>> {
    match result {
        Ok(found) => Ok(Some(found)),
        Err(MatchError::TooManySteps(_) | MatchError::Unsupported(_, _)) => Ok(None),
        Err(error) => exec_err!("{}: {error}", about.name),
    }
}

/// Text rows that may fail: the first error is that of the call.
pub(super) fn try_text_rows<'a>(
    arguments: &Arguments<'_>,
    row_text: impl FnMut(usize) -> Result<Option<Cow<'a, str>>>,
) -> Result<ColumnarValue> {
    let mut row_text = row_text;
    or_first_error(|failed| output::text_rows(arguments, |row| keep(failed, || row_text(row))))
}

/// A function of its first argument that may fail; NULL for NULL. A column in which no row changes comes back as it is.
pub(super) fn try_map_text(
    arguments: &Arguments<'_>,
    text: &ImplicitText<'_>,
    mut row_text: impl for<'t> FnMut(usize, &'t str) -> Result<Option<Cow<'t, str>>>,
) -> Result<ColumnarValue> {
    if let ImplicitText::Given(_) = text {
        return or_first_error(|failed| {
            output::map_text_rows(arguments, 0, |row, text| {
                keep(failed, || row_text(row, text))
            })
        });
    }
    let text = text.text()?;
    try_text_rows(arguments, |row| {
        text.get(row).map_or(Ok(None), |text| row_text(row, text))
    })
}

type Failed = Option<DataFusionError>;

/// The rows, or the error that one of them left.
pub(super) fn or_first_error(
    rows: impl FnOnce(&mut Failed) -> Result<ColumnarValue>,
) -> Result<ColumnarValue> {
    let mut failed = None;
    let rows = rows(&mut failed)?;
    failed.map_or(Ok(rows), Err)
}

/// A row, which is NULL once a row has failed.
pub(super) fn keep<T>(failed: &mut Failed, row: impl FnOnce() -> Result<Option<T>>) -> Option<T> {
    if failed.is_some() {
        return None;
    }
    row().unwrap_or_else(|error| {
        *failed = Some(error);
        None
    })
}
