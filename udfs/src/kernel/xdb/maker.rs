//! Makes small xdb files for tests, as `maker/golang/xdb/maker.go` of ip2region does it.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The creation time of every file: 2025-01-01 00:00:00 UTC.
pub(crate) const CREATED: u32 = 1_735_689_600;

/// A source row: first and last address, region text.
pub(crate) type Row<'a> = (IpAddr, IpAddr, &'a str);

/// A row from its text, such as `1.0.1.0|1.0.3.255|中国|福建省|福州市|电信`.
pub(crate) fn row(line: &str) -> Row<'_> {
    let mut parts = line.splitn(3, '|');
    let mut next = || parts.next().unwrap();
    (next().parse().unwrap(), next().parse().unwrap(), next())
}

/// Makes a file of rows of one family, in rising order.
pub(crate) fn make(version: u16, rows: &[Row<'_>]) -> Vec<u8> {
    let v6 = rows.iter().any(|(first, ..)| first.is_ipv6());
    let mut file = vec![0; 256 + 256 * 256 * 8];
    let mut texts = HashMap::new();
    for (_, _, region) in rows {
        texts.entry(*region).or_insert_with(|| {
            let at = file.len();
            file.extend_from_slice(region.as_bytes());
            at
        });
    }
    let (start, mut last) = (file.len(), 0);
    for (from, to, region) in rows {
        for (first, end) in split(number(*from), number(*to), if v6 { 112 } else { 16 }) {
            last = file.len();
            put_address(&mut file, first, v6);
            put_address(&mut file, end, v6);
            file.extend(u16::try_from(region.len()).unwrap().to_le_bytes());
            file.extend(u32::try_from(texts[region]).unwrap().to_le_bytes());
            let cell = 256 + usize::try_from(first >> if v6 { 112 } else { 16 }).unwrap() * 8;
            if file[cell..cell + 4] == [0; 4] {
                put(&mut file, cell, last);
            }
            let next = file.len();
            put(&mut file, cell + 4, next);
        }
    }
    file[..2].copy_from_slice(&version.to_le_bytes());
    file[2..4].copy_from_slice(&1_u16.to_le_bytes());
    file[4..8].copy_from_slice(&CREATED.to_le_bytes());
    put(&mut file, 8, start);
    put(&mut file, 12, last);
    if version == 3 {
        file[16] = if v6 { 6 } else { 4 };
        file[18] = 4;
    }
    file
}

/// Cuts a range where the first two bytes of the address change.
fn split(from: u128, to: u128, bits: u32) -> Vec<(u128, u128)> {
    ((from >> bits)..=(to >> bits))
        .map(|cell| {
            let first = cell << bits;
            (first.max(from), (first | ((1 << bits) - 1)).min(to))
        })
        .collect()
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u32::from(address).into(),
        IpAddr::V6(address) => address.into(),
    }
}

/// The address that a number stands for.
pub(crate) fn address(number: u128, v6: bool) -> IpAddr {
    if v6 {
        Ipv6Addr::from(number).into()
    } else {
        Ipv4Addr::from(u32::try_from(number).unwrap()).into()
    }
}

fn put_address(file: &mut Vec<u8>, number: u128, v6: bool) {
    match address(number, v6) {
        IpAddr::V4(address) => file.extend(u32::from(address).to_le_bytes()),
        IpAddr::V6(address) => file.extend(address.octets()),
    }
}

fn put(file: &mut [u8], at: usize, place: usize) {
    file[at..at + 4].copy_from_slice(&u32::try_from(place).unwrap().to_le_bytes());
}
