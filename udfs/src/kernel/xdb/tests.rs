#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::net::IpAddr;

use super::maker::{CREATED, make, row};
use super::{Family, Reader, XdbError};

const TEXTS_START: usize = 256 + 256 * 256 * 8;

fn lookup<'a>(reader: &'a Reader, address: &str) -> Option<&'a str> {
    reader.lookup(address.parse().unwrap())
}

/// Two rows with a gap between them; the second crosses a cell.
fn small() -> Vec<u8> {
    make(
        3,
        &[
            row("1.0.0.0|1.0.0.255|甲|0|0|0"),
            row("1.0.2.0|1.1.0.9|乙|0|0|0"),
        ],
    )
}

/// Where the segments of [`small`] begin.
fn small_segments() -> usize {
    TEXTS_START + 2 * "甲|0|0|0".len()
}

fn damaged(at: usize, bytes: &[u8]) -> XdbError {
    let mut file = small();
    file[at..at + bytes.len()].copy_from_slice(bytes);
    Reader::open(file).unwrap_err()
}

#[test]
fn header_is_described() {
    let reader = Reader::open(small()).unwrap();
    assert_eq!(reader.family(), Family::V4);
    assert_eq!(reader.version(), 3);
    assert_eq!(reader.created(), CREATED);
    assert_eq!(reader.segments(), 3);
    assert_eq!(reader.size(), small_segments() + 3 * 14);
    assert_eq!(
        reader.regions().collect::<Vec<_>>(),
        ["甲|0|0|0", "乙|0|0|0"]
    );
}

#[test]
fn ends_belong_to_the_segment_and_gaps_to_none() {
    let reader = Reader::open(small()).unwrap();
    for (address, region) in [
        ("0.255.255.255", None),
        ("1.0.0.0", Some("甲|0|0|0")),
        ("1.0.0.255", Some("甲|0|0|0")),
        ("1.0.1.0", None),
        ("1.0.2.0", Some("乙|0|0|0")),
        ("1.0.255.255", Some("乙|0|0|0")),
        ("1.1.0.0", Some("乙|0|0|0")),
        ("1.1.0.9", Some("乙|0|0|0")),
        ("1.1.0.10", None),
        ("255.255.255.255", None),
        ("::1", None),
    ] {
        assert_eq!(lookup(&reader, address), region, "{address}");
    }
}

#[test]
fn version_2_has_no_address_family_in_its_header() {
    let reader = Reader::open(make(2, &[row("9.0.0.0|9.0.0.9|甲|0|0|0|0")])).unwrap();
    assert_eq!((reader.version(), reader.family()), (2, Family::V4));
    assert_eq!(lookup(&reader, "9.0.0.5"), Some("甲|0|0|0|0"));
}

#[test]
fn v6_addresses_are_in_network_order() {
    let reader = Reader::open(make(3, &[row("2001:200::|2001:200:1::ff|甲|0|0|0")])).unwrap();
    assert_eq!(reader.family(), Family::V6);
    assert_eq!(lookup(&reader, "2001:200:0:ffff::"), Some("甲|0|0|0"));
    assert_eq!(lookup(&reader, "2001:200:1::100"), None);
    assert_eq!(lookup(&reader, "32.1.2.0"), None);
}

#[test]
fn empty_region_text_is_allowed() {
    let rows = [row("1.0.0.0|1.0.0.9|"), row("1.0.0.10|1.0.0.19|甲|0|0|0")];
    let reader = Reader::open(make(3, &rows)).unwrap();
    assert_eq!(lookup(&reader, "1.0.0.5"), Some(""));
    assert_eq!(lookup(&reader, "1.0.0.15"), Some("甲|0|0|0"));
    assert_eq!(reader.regions().collect::<Vec<_>>(), ["甲|0|0|0"]);
}

#[test]
fn cells_that_name_their_last_segment_are_understood() {
    let mut file = small();
    let cell = 256 + 0x0100 * 8;
    let last = u32::try_from(small_segments() + 14).unwrap();
    file[cell + 4..cell + 8].copy_from_slice(&last.to_le_bytes());
    assert_eq!(
        lookup(&Reader::open(file).unwrap(), "1.0.2.0"),
        Some("乙|0|0|0")
    );
}

#[test]
fn wrong_header_is_named_with_its_place() {
    let header = |offset, field, expected, found| XdbError::Header {
        offset,
        field,
        expected,
        found,
    };
    assert_eq!(damaged(0, &[1]), header(0, "version", "2 or 3", 1));
    assert_eq!(damaged(2, &[9]), header(2, "index policy", "1 or 2", 9));
    assert_eq!(damaged(16, &[5]), header(16, "IP version", "4 or 6", 5));
    assert_eq!(
        damaged(18, &[8]),
        header(18, "bytes of a place in the file", "4", 8)
    );
}

#[test]
fn cut_off_file_is_refused_wherever_it_is_cut() {
    let whole = small();
    for length in [0, 1, 255, 256, TEXTS_START - 1] {
        let cut = Reader::open(&whole[..length]).unwrap_err();
        assert_eq!(
            cut,
            XdbError::TooShort {
                expected: TEXTS_START,
                found: length
            }
        );
    }
    for length in TEXTS_START..whole.len() {
        let cut = Reader::open(&whole[..length]).unwrap_err();
        assert!(matches!(cut, XdbError::Segments { .. }), "{length}: {cut}");
    }
}

#[test]
fn header_that_places_segments_wrongly_is_refused() {
    let place = u32::try_from(small_segments()).unwrap();
    for first in [0, place - 14, place + 1, place + 56, u32::MAX] {
        let error = damaged(8, &first.to_le_bytes());
        let text = error.to_string();
        if first == place - 14 {
            // A segment more is taken for one, and its addresses are not in order.
            assert!(
                text.starts_with(&format!("segment at byte {first}")),
                "{text}"
            );
        } else {
            assert!(
                text.contains(&format!("found the first at byte {first} and")),
                "{text}"
            );
        }
    }
}

#[test]
fn wrong_cell_is_refused() {
    let cell = 256 + 0x0100 * 8;
    for (at, place) in [
        (cell, 5_u32),
        (cell, 0),
        (cell + 4, 0),
        (cell + 4, u32::MAX),
    ] {
        let error = damaged(at, &place.to_le_bytes());
        assert!(
            matches!(error, XdbError::Cell { offset, .. } if offset == cell),
            "{error}"
        );
    }
    let elsewhere = damaged(cell, &[0; 8]);
    let first = "1.0.0.0".parse().unwrap();
    assert_eq!(
        elsewhere,
        XdbError::Unreachable {
            offset: small_segments(),
            first
        }
    );
}

#[test]
fn segments_out_of_order_are_refused() {
    let offset = small_segments();
    let address = |text: &str| text.parse::<IpAddr>().unwrap();
    let (first, last) = (address("1.0.0.0"), address("0.0.0.255"));
    assert_eq!(
        damaged(offset + 7, &[0]),
        XdbError::Backwards {
            offset,
            first,
            last
        }
    );
    let previous = address("1.0.0.255");
    for low in [9, 255] {
        let first = address(&format!("1.0.0.{low}"));
        let error = XdbError::Order {
            offset: offset + 14,
            first,
            previous,
        };
        assert_eq!(damaged(offset + 14, &[low, 0, 0, 1]), error);
    }
}

#[test]
fn region_text_elsewhere_or_not_utf_8_is_refused() {
    let offset = small_segments();
    let error = damaged(offset + 8, &[0xff, 0xff]);
    assert!(
        matches!(error, XdbError::RegionPlace { offset: at, .. } if at == offset),
        "{error}"
    );
    let error = damaged(offset + 10, &[0; 4]);
    assert!(
        matches!(error, XdbError::RegionPlace { offset: at, .. } if at == offset),
        "{error}"
    );
    let error = damaged(TEXTS_START, &[0xff]);
    assert!(
        matches!(error, XdbError::RegionText { offset: at, .. } if at == offset),
        "{error}"
    );
    // A text that begins in the middle of a letter.
    let error = damaged(
        offset + 10,
        &u32::try_from(TEXTS_START + 1).unwrap().to_le_bytes(),
    );
    assert!(
        matches!(error, XdbError::RegionText { offset: at, .. } if at == offset),
        "{error}"
    );
}

#[test]
fn other_bytes_between_the_texts_are_allowed() {
    // The first segment's text becomes `|0|0|0`, so the broken letter before it belongs to no region.
    let mut file = small();
    file[TEXTS_START] = 0xff;
    let offset = small_segments();
    file[offset + 8] = 6;
    let place = u32::try_from(TEXTS_START + 3).unwrap();
    file[offset + 10..offset + 14].copy_from_slice(&place.to_le_bytes());
    assert_eq!(
        lookup(&Reader::open(file).unwrap(), "1.0.0.0"),
        Some("|0|0|0")
    );
}
