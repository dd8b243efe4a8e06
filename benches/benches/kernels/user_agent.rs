//! User agents parsed by the rules, and remembered, against ua-parser asked for every row.

use std::error::Error;

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::data::ua_rules::bundled;
use maidian_udfs::kernel::user_agent::UserAgents;
use ua_parser::Extractor;

use crate::measure::{Group, agree, measure};

/// With a memory that has seen every text, and with none.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), Box<dyn Error>> {
    let remembering = UserAgents::new(bundled());
    let forgetting = UserAgents::with_capacity(bundled(), 0);
    let mut lines = |memory, user_agents: &UserAgents| {
        let id = BenchmarkId::new("parse", memory);
        measure(group, id, &columns.user_agents, |user_agent, text| {
            user_agents.parse(user_agent).write_line(text);
        })
    };
    let remembered = lines("remembered", &remembering);
    let parsed = lines("not_remembered", &forgetting);
    agree("user_agent", &remembered, &parsed)?;
    let extractor = Extractor::try_from(bundled())?;
    let id = BenchmarkId::new("ua_parser", "every_row");
    let plain = measure(group, id, &columns.user_agents, |user_agent, text| {
        let (browser, os, device) = extractor.extract(user_agent);
        let os = os.map(|os| (os.os, os.major));
        write_version(
            text,
            os.as_ref()
                .map(|(family, major)| (&**family, major.as_deref())),
        );
        for part in device.map_or([None, None], |device| [device.brand, device.model]) {
            text.push('|');
            text.push_str(&part.unwrap_or_default());
        }
        text.push('|');
        let browser = browser.map(|browser| (browser.family, browser.major));
        write_version(
            text,
            browser.as_ref().map(|(family, major)| (&**family, *major)),
        );
    });
    Ok(agree("user_agent", &remembered, &plain)?)
}

/// `family|family major`.
fn write_version(text: &mut String, version: Option<(&str, Option<&str>)>) {
    let (family, major) = version.unwrap_or_default();
    let family = if family == "Other" { "" } else { family };
    text.push_str(family);
    text.push('|');
    text.push_str(family);
    if let (Some(major), false) = (major, family.is_empty()) {
        text.push(' ');
        text.push_str(major);
    }
}
