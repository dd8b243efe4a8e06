//! Patterns of dates as arguments: compiled once a batch where they are literals.

use datafusion_common::{Result, plan_err};

use crate::functions::function::{About, Planned};
use crate::kernel::java_time::{DateFormat, PatternError};

/// The pattern that was asked for last, compiled.
#[derive(Debug, Default)]
pub(super) struct Patterns<'a> {
    last: Option<(&'a str, Result<DateFormat, PatternError>)>,
}

impl<'a> Patterns<'a> {
    /// A pattern, compiled.
    #[inline]
    pub(super) fn get(&mut self, pattern: &'a str) -> Result<&DateFormat, PatternError> {
        let is_last = self.last.as_ref().is_some_and(|(last, _)| *last == pattern);
        if !is_last {
            self.last = None;
        }
        let (_, compiled) = self
            .last
            .get_or_insert_with(|| (pattern, DateFormat::compile(pattern)));
        compiled.as_ref().map_err(Clone::clone)
    }
}

/// Refuses a literal that is no pattern.
pub(super) fn check(about: &About, planned: &Planned<'_>, position: usize) -> Result<()> {
    match planned.literal_text(position).map(DateFormat::compile) {
        Some(Err(error)) => plan_err!("{}: {error}", about.name),
        _ => Ok(()),
    }
}

/// Milliseconds since 1970 UTC now, by which years of two digits are told.
pub(super) fn now() -> i64 {
    chrono::Utc::now().timestamp_millis()
}
