//! Address lookups against the sources of the bundled databases.
//!
//! A sample of the sources is at hand; all of them (1.5 million segments) are checked by
//!
//! ```text
//! MAIDIAN_IP_SOURCES=/path/to/xdb_location/data cargo test --release -p maidian-tests -- --ignored every_segment
//! ```
//!
//! with the folder that holds `ipv4_source.txt` and `ipv6_source.txt`: `tests/tools/bundle_ip2region.py` says where the
//! package with them comes from.

use std::io::{BufRead, BufReader};
use std::net::IpAddr;
use std::path::PathBuf;

use maidian_tests::addresses::Segment;
use maidian_tests::data;
use maidian_udfs::Settings;

/// Looks up the first, the last and a middle address of every segment.
fn check<'a>(lines: impl Iterator<Item = std::borrow::Cow<'a, str>>) -> usize {
    let settings = Settings::default();
    let mut count = 0;
    for line in lines {
        let segment = Segment::parse(&line).unwrap();
        for address in [segment.first, segment.middle(), segment.last] {
            let region = settings.ip_databases().region(address).unwrap_or_default();
            assert_eq!(region.parts(), segment.parts, "{address} of {line}");
        }
        count += 1;
    }
    count
}

fn sample(name: &str) -> usize {
    let text = data::compressed_text(&format!("data/ip2region/{name}_sample.txt.zst")).unwrap();
    check(text.lines().map(Into::into))
}

#[test]
fn sampled_ipv4_segments_give_their_region() {
    assert_eq!(sample("ipv4"), 1_369);
}

#[test]
fn sampled_ipv6_segments_give_their_region() {
    assert_eq!(sample("ipv6"), 1_616);
}

#[test]
#[ignore = "needs the full sources: MAIDIAN_IP_SOURCES is the folder of ipv4_source.txt and ipv6_source.txt"]
fn every_segment_of_the_sources_gives_its_region() {
    let folder = PathBuf::from(std::env::var_os("MAIDIAN_IP_SOURCES").expect("MAIDIAN_IP_SOURCES"));
    for name in ["ipv4", "ipv6"] {
        let file = std::fs::File::open(folder.join(format!("{name}_source.txt"))).unwrap();
        let count = check(
            BufReader::new(file)
                .lines()
                .map(|line| line.unwrap().into()),
        );
        println!("{name}: {count} segments");
        assert!(count > 600_000, "{name}: {count} segments");
    }
}

#[test]
fn middle_lies_between_the_ends() {
    let middle = |line: &str| Segment::parse(line).unwrap().middle().to_string();
    assert_eq!(middle("1.0.0.0|1.0.0.255|0|0|0|0"), "1.0.0.127");
    assert_eq!(middle("0.0.0.0|255.255.255.255|0|0|0|0"), "127.255.255.255");
    assert_eq!(
        middle("2c10::|ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff|0|0|0|0"),
        "9607:ffff:ffff:ffff:ffff:ffff:ffff:ffff"
    );
    assert_eq!(
        Segment::parse("1.0.0.7|1.0.0.7|0|0|0|0").unwrap().middle(),
        IpAddr::from([1, 0, 0, 7])
    );
}
