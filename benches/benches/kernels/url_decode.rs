//! Links decoded, against percent-encoding.

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::kernel::url::decode;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::measure::{Group, agree, measure};

/// Links as events have them, most with nothing to decode, and the same encoded once more.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), String> {
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
        agree("url_decode", &decoded, &plain)?;
    }
    Ok(())
}
