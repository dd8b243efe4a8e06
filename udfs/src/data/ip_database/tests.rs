#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::kernel::xdb::maker::{make, row};

fn city(databases: &IpDatabases, address: &str) -> Option<String> {
    databases
        .region(address.parse().unwrap())?
        .city
        .map(str::to_owned)
}

#[test]
fn bundled_databases_are_sound_and_as_described() {
    for (bundled, database) in [(V4, &V4_DATABASE), (V6, &V6_DATABASE)] {
        assert_eq!(
            database.as_ref().unwrap().describe(None),
            bundled.describe()
        );
    }
}

#[test]
fn description_says_source_date_and_size() {
    assert_eq!(
        IpDatabases::builtin().describe(Family::V4).to_string(),
        "IPv4: built-in (ip2region, PyPI xdb-location 0.1.39), made 2025-09-06, 720464 segments, \
         11042429 bytes, xdb version 3"
    );
    assert_eq!(
        IpDatabases::builtin().describe(Family::V6).date(),
        "2025-10-17"
    );
}

#[test]
fn each_family_has_its_own_file() {
    let folder = tempfile::tempdir().unwrap();
    let (v4, v6) = (folder.path().join("4.xdb"), folder.path().join("6.xdb"));
    fs::write(
        &v4,
        make(2, &[row("1.0.0.0|1.0.255.255|中国|0|江苏省|南京市|0")]),
    )
    .unwrap();
    fs::write(
        &v6,
        make(3, &[row("2001::|2001::ff|中国|江苏省|苏州市|0|CN")]),
    )
    .unwrap();
    let databases = IpDatabases::builtin().with_file(Family::V4, &v4).unwrap();
    let databases = databases.with_file(Family::V6, &v6).unwrap();
    assert_eq!(city(&databases, "1.0.1.1").as_deref(), Some("南京市"));
    assert_eq!(city(&databases, "2001::1").as_deref(), Some("苏州市"));
    assert_eq!(city(&databases, "2.0.0.0"), None);
    let described = databases.describe(Family::V4);
    assert_eq!((described.version, described.layout), (2, Layout::Area));
    assert_eq!(databases.describe(Family::V6).layout, Layout::CountryCode);
    let size = 256 + 256 * 256 * 8 + "中国|0|江苏省|南京市|0".len() + 14;
    assert_eq!(
        described.to_string(),
        format!(
            "IPv4: {}, made 2025-01-01, 1 segments, {size} bytes, xdb version 2",
            v4.display()
        )
    );
}

#[test]
fn unusable_files_are_named_with_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let open = |family, name: &str| {
        let path = folder.path().join(name);
        IpDatabases::builtin()
            .with_file(family, path)
            .unwrap_err()
            .to_string()
    };
    fs::write(
        folder.path().join("6.xdb"),
        make(3, &[row("2001::|2001::ff|甲|0|0|0")]),
    )
    .unwrap();
    fs::write(folder.path().join("short.xdb"), b"PK").unwrap();
    let missing = open(Family::V4, "none.xdb");
    assert!(
        missing.starts_with("can't read ") && missing.contains("none.xdb"),
        "{missing}"
    );
    let other = open(Family::V4, "6.xdb");
    assert!(
        other.ends_with("6.xdb, named as the IPv4 database, holds IPv6 addresses"),
        "{other}"
    );
    let short = open(Family::V6, "short.xdb");
    assert!(
        short.contains("is no sound xdb file") && short.contains("found 2:"),
        "{short}"
    );
}
