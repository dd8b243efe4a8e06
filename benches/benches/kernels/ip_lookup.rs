//! Addresses looked up in the databases, against a sorted list and the standard library.

use std::error::Error;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::data::ip_database::IpDatabases;
use maidian_udfs::kernel::region::write_region_line;

use crate::measure::{Group, agree, measure};

const V4: &[u8] = include_bytes!("../../../udfs/data/ip2region_v4.xdb.zst");
const V6: &[u8] = include_bytes!("../../../udfs/data/ip2region_v6.xdb.zst");

/// Addresses as events have them, some hundred again and again, and addresses that take every lookup elsewhere.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), Box<dyn Error>> {
    let databases = IpDatabases::builtin();
    let list = SortedList::open()?;
    for (rows, addresses) in [
        ("events", &columns.addresses),
        ("scattered_ipv4", &columns.scattered_ipv4),
        ("scattered_ipv6", &columns.scattered_ipv6),
    ] {
        let id = BenchmarkId::new("region_line", rows);
        let lines = measure(group, id, addresses, |address, text| {
            write_region_line(text, address, |address| databases.region(address));
        });
        let id = BenchmarkId::new("sorted_list", rows);
        let plain = measure(group, id, addresses, |address, text| {
            list.write_line(address, text);
        });
        agree("ip_lookup", &lines, &plain)?;
    }
    Ok(())
}

/// First and last address of every segment, and its region.
type Segments = Vec<(IpAddr, IpAddr, String)>;

/// The segments in order, IPv4 apart from IPv6.
struct SortedList {
    v4: Segments,
    v6: Segments,
}

impl SortedList {
    fn open() -> Result<Self, Box<dyn Error>> {
        let v4 = segments(V4, |bytes: [u8; 4]| {
            Ipv4Addr::from(u32::from_le_bytes(bytes)).into()
        })?;
        let v6 = segments(V6, |bytes: [u8; 16]| Ipv6Addr::from(bytes).into())?;
        Ok(Self { v4, v6 })
    }

    fn write_line(&self, text: &str, line: &mut String) {
        let Ok(address) = text.trim().parse::<IpAddr>() else {
            line.push_str(text);
            line.push_str("||||");
            return;
        };
        line.push_str(text.trim());
        let address = address.to_canonical();
        let segments = if address.is_ipv4() {
            &self.v4
        } else {
            &self.v6
        };
        let at = segments.partition_point(|(first, _, _)| *first <= address);
        let region = segments.get(at.wrapping_sub(1)).map_or("|||", |segment| {
            if address <= segment.1 {
                &segment.2
            } else {
                "|||"
            }
        });
        for field in region.split('|').take(4) {
            line.push('|');
            line.push_str(if field == "0" { "" } else { field });
        }
    }
}

/// Reads the segments of a packed xdb file: two addresses, length and place of the region text, all of them at the end.
fn segments<const N: usize>(
    packed: &[u8],
    address: impl Fn([u8; N]) -> IpAddr,
) -> Result<Segments, Box<dyn Error>> {
    let file = zstd::decode_all(packed)?;
    let number = |at: usize| -> Result<usize, Box<dyn Error>> {
        let bytes = file.get(at..at + 4).ok_or("a file that is cut off")?;
        Ok(usize::try_from(u32::from_le_bytes(bytes.try_into()?))?)
    };
    let length = 2 * N + 6;
    let (first, last) = (number(8)?, number(12)?);
    let segments = file
        .get(first..last + length)
        .ok_or("a file that is cut off")?;
    let segment = |(index, segment): (usize, &[u8])| {
        let (addresses, region) = segment.split_at(2 * N);
        let (from, to) = addresses.split_at(N);
        let (length, _) = region.split_at(2);
        let length = usize::from(u16::from_le_bytes(length.try_into()?));
        let place = number(first + index * (2 * N + 6) + 2 * N + 2)?;
        let text = file
            .get(place..place + length)
            .ok_or("a file that is cut off")?;
        let text = str::from_utf8(text)?.to_owned();
        Ok((address(from.try_into()?), address(to.try_into()?), text))
    };
    segments
        .chunks_exact(length)
        .enumerate()
        .map(segment)
        .collect()
}
