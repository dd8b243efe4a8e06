//! `maidian generate`: synthetic events.

use super::Failure;
use super::args::Generate;
use super::messages::Messages;
use crate::generate::{GenerateError, Options, Summary, run};
use crate::script::Diagnostic;

pub(super) fn generate(generate: &Generate, messages: Messages) -> Result<(), Failure> {
    let summary = events(&Options {
        events: generate.events,
        seed: generate.seed,
        out: generate.out.clone(),
        day: generate.day,
        threads: 0,
        overwrite: generate.overwrite,
    })?;
    messages.note(&describe(&summary));
    Ok(())
}

/// Generates events.
pub(super) fn events(options: &Options) -> Result<Summary, Diagnostic> {
    run(options).map_err(|error| {
        let diagnostic = Diagnostic::error(error.to_string());
        match error {
            GenerateError::NotEmpty { .. } => {
                diagnostic.hint("`--overwrite` replaces the events in it")
            }
            _ => diagnostic,
        }
    })
}

/// What was generated, in a line.
pub(super) fn describe(summary: &Summary) -> String {
    format!(
        "{} events in {} files, {} bytes: {} region exposures, {} broken objects, {} late, {} of unknown sources, {} from IPv6",
        summary.events,
        summary.files,
        summary.bytes,
        summary.region_exposures,
        summary.broken(),
        summary.late,
        summary.unknown_sources,
        summary.ipv6
    )
}
