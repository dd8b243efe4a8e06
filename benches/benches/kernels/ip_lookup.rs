//! Addresses looked up in the databases.

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::data::ip_database::IpDatabases;
use maidian_udfs::kernel::region::write_region_line;

use crate::measure::{Group, measure};

/// Addresses as events have them, some hundred again and again, and addresses that take every lookup elsewhere.
pub fn bench(group: &mut Group<'_>, columns: &Columns) {
    let databases = IpDatabases::builtin();
    for (rows, addresses) in [
        ("events", &columns.addresses),
        ("scattered_ipv4", &columns.scattered_ipv4),
        ("scattered_ipv6", &columns.scattered_ipv6),
    ] {
        let id = BenchmarkId::new("region_line", rows);
        measure(group, id, addresses, |address, text| {
            write_region_line(text, address, |address| databases.region(address));
        });
    }
}
