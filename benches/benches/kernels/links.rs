//! Links decoded and searched, against percent-encoding and url.

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::kernel::url::{decode, parse_url, query_param};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use url::{Url, form_urlencoded};

use crate::measure::{Group, agree, measure};

/// Links as events have them, most with nothing to decode, and the same encoded once more; whole addresses among them taken
/// apart.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), String> {
    decoded(group, columns)?;
    // What `url` takes without changing it: it knows no paths of mini programs, and writes some hosts otherwise.
    let whole = columns.links.iter().filter(|link| {
        link.starts_with("https://") && !link.contains(['#', '%']) && Url::parse(link).is_ok()
    });
    let whole: Vec<String> = whole.cycle().take(columns.links.len()).cloned().collect();
    host(group, &whole)?;
    parameter(group, &whole)
}

fn host(group: &mut Group<'_>, links: &[String]) -> Result<(), String> {
    let id = BenchmarkId::new("parse_url", "host");
    let hosts = measure(group, id, links, |link, text| {
        text.push_str(parse_url(link, "HOST").unwrap_or_default());
    });
    let id = BenchmarkId::new("url", "host");
    let plain = measure(group, id, links, |link, text| {
        if let Ok(url) = Url::parse(link) {
            text.push_str(url.host_str().unwrap_or_default());
        }
    });
    agree("links", &hosts, &plain)
}

fn parameter(group: &mut Group<'_>, links: &[String]) -> Result<(), String> {
    let id = BenchmarkId::new("query_param", "channelId");
    let values = measure(group, id, links, |link, text| {
        text.push_str(&query_param(link, "channelId").unwrap_or_default());
    });
    let id = BenchmarkId::new("form_urlencoded", "channelId");
    let plain = measure(group, id, links, |link, text| {
        let (_, query) = link.split_once('?').unwrap_or_default();
        let mut pairs = form_urlencoded::parse(query.as_bytes());
        let value = pairs.find(|(name, _)| name == "channelId");
        text.push_str(&value.unwrap_or_default().1);
    });
    agree("links", &values, &plain)
}

fn decoded(group: &mut Group<'_>, columns: &Columns) -> Result<(), String> {
    let encoded: Vec<String> = columns
        .links
        .iter()
        .map(|link| utf8_percent_encode(link, NON_ALPHANUMERIC).to_string())
        .collect();
    for (rows, links) in [("events", &columns.links), ("encoded", &encoded)] {
        let id = BenchmarkId::new("decode", rows);
        let decoded = measure(group, id, links, |link, text| text.push_str(&decode(link)));
        let id = BenchmarkId::new("percent_encoding", rows);
        let plain = measure(group, id, links, |link, text| {
            let spaced = link.replace('+', " ");
            text.push_str(&percent_decode_str(&spaced).decode_utf8_lossy());
        });
        agree("links", &decoded, &plain)?;
    }
    Ok(())
}
