#![allow(clippy::unwrap_used, reason = "tests")]

use std::net::IpAddr;

use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::sample::Index;

use super::Reader;
use super::header::TEXTS_START;
use super::maker::{Row, address, make};

const REGIONS: [&str; 4] = ["甲|0|0|0", "乙|丙|0|0", "", "中国|江苏省|南京市|电信"];

/// Numbers in four cells next to each other, and around the very last one.
fn number(v6: bool) -> impl Strategy<Value = u128> {
    let bits = if v6 { 112 } else { 16 };
    let cell = prop_oneof![9 => 0x0100..0x0104_u128, 1 => Just(0xffff)];
    let inside = prop_oneof![Just(0), Just((1 << bits) - 1), 0..1_u128 << bits];
    (cell, inside).prop_map(move |(cell, inside)| cell << bits | inside)
}

/// Rows in rising order with gaps, some of them next to each other.
fn rows() -> impl Strategy<Value = (u16, bool, Vec<Row<'static>>)> {
    (2..=3_u16, any::<bool>()).prop_flat_map(|(version, v6)| {
        let v6 = v6 && version == 3;
        let rows = btree_set(number(v6), 2..40).prop_map(move |edges| {
            let edges: Vec<u128> = edges.into_iter().collect();
            let row = |(at, pair): (usize, &[u128])| {
                let last = if at % 5 == 0 {
                    pair[1] - 1
                } else {
                    pair[0].midpoint(pair[1] - 1)
                };
                (
                    address(pair[0], v6),
                    address(last, v6),
                    REGIONS[at % REGIONS.len()],
                )
            };
            edges.windows(2).enumerate().map(row).collect()
        });
        (Just(version), Just(v6), rows)
    })
}

/// The plain answer: the first row that holds the address.
fn scan<'a>(rows: &[Row<'a>], address: IpAddr) -> Option<&'a str> {
    rows.iter()
        .find(|(first, last, _)| (*first..=*last).contains(&address))
        .map(|row| row.2)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn lookup_equals_a_scan_of_the_rows(
        (version, v6, rows) in rows(),
        v4_numbers in vec(number(false), 20),
        v6_numbers in vec(number(true), 20),
    ) {
        let reader = Reader::open(make(version, &rows)).unwrap();
        let numbers = if v6 { v6_numbers } else { v4_numbers };
        let ends = rows.iter().flat_map(|row| [row.0, row.1]);
        for address in numbers.into_iter().map(|number| address(number, v6)).chain(ends) {
            prop_assert_eq!(reader.lookup(address), scan(&rows, address), "{}", address);
        }
    }

    #[test]
    fn damaged_files_never_panic(
        (version, v6, rows) in rows(),
        cut in proptest::option::of(any::<Index>()),
        flips in vec((any::<Index>(), 0..3_u8, any::<u8>()), 0..4),
        numbers in vec(number(false), 20),
    ) {
        let mut file = make(version, &rows);
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        for (index, area, byte) in flips {
            // The header, the texts and segments, or anywhere.
            let length = file.len();
            let area = match area {
                0 => 0..length.min(20),
                1 => length.min(TEXTS_START)..length,
                _ => 0..length,
            };
            if !area.is_empty() {
                file[area.start + index.index(area.len())] ^= byte;
            }
        }
        if let Ok(reader) = Reader::open(file) {
            for number in numbers {
                let _ = reader.lookup(address(number, false));
                let _ = reader.lookup(address(number << if v6 { 96 } else { 0 }, true));
            }
            prop_assert!(reader.regions().count() <= reader.segments());
        }
    }
}
