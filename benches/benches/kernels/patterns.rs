//! The patterns of the shipped scripts, against regex called for every row.

use std::error::Error;

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::kernel::java_regex::{JavaRegex, Replacement};
use regex::Regex;

use crate::measure::{Group, agree, measure};

/// Line breaks taken out of links, which hardly ever have some, and a parameter cut out of them.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), Box<dyn Error>> {
    replace(group, &columns.links, r"[\n\r\t]")?;
    // In the scripts' own spelling: `A-z` has the signs between the two alphabets too.
    extract(group, &columns.links, "channelId=([0-9a-zA-z]+)")
}

fn replace(group: &mut Group<'_>, links: &[String], pattern: &str) -> Result<(), Box<dyn Error>> {
    let java = JavaRegex::new(pattern)?;
    let nothing = Replacement::new("", &java);
    let mut groups = java.groups();
    let id = BenchmarkId::new("regexp_replace", "line_breaks");
    let replaced = measure(group, id, links, |link, text| {
        let replaced = java.replace_all(link, &nothing, &mut groups);
        text.push_str(&replaced.unwrap_or_default());
    });
    let regex = Regex::new(pattern)?;
    let id = BenchmarkId::new("regex_replace_all", "line_breaks");
    let plain = measure(group, id, links, |link, text| {
        text.push_str(&regex.replace_all(link, ""));
    });
    Ok(agree("patterns", &replaced, &plain)?)
}

fn extract(group: &mut Group<'_>, links: &[String], pattern: &str) -> Result<(), Box<dyn Error>> {
    let java = JavaRegex::new(pattern)?;
    let mut groups = java.groups();
    let id = BenchmarkId::new("regexp_extract", "parameter");
    let extracted = measure(group, id, links, |link, text| {
        let found = java.extract(link, 1, &mut groups);
        text.push_str(found.ok().flatten().unwrap_or_default());
    });
    let regex = Regex::new(pattern)?;
    let id = BenchmarkId::new("regex_captures", "parameter");
    let plain = measure(group, id, links, |link, text| {
        let found = regex.captures(link).and_then(|groups| groups.get(1));
        text.push_str(found.map_or("", |found| found.as_str()));
    });
    Ok(agree("patterns", &extracted, &plain)?)
}
