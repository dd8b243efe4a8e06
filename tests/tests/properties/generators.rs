//! Rows that functions meet: what the domain has, what is broken of it, and anything at all.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::inputs::{Kind, Pairs, Rows};

/// Texts that mean something to one function or another, also as keys, patterns and names.
pub const WORDS: [&str; 20] = [
    "",
    "a",
    "b",
    "$ip",
    "$user_agent",
    "WT.cid",
    "XY_a",
    "P00000000001",
    "mobile",
    "$basic_userId",
    "^[0-9]{11}$",
    "1.0.1.1",
    "2400:67a0::1",
    "1732524938982",
    "5C8iBf88r2w1PuW1NqyYcg==",
    "n8/q2T6EddZ6pcJ1YvKf/V oqZCjQJOIXHA24mrd/Vs=",
    "https://h.example.cn/p?a=%E4%B8%AD+x&b=#/r?$ip=1",
    "pages/a/b?a=1&b=%zz",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 15_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    "%zz\u{fffd}😀\n\t\0",
];

/// `count` rows of a kind.
pub fn rows(kind: Kind, count: usize) -> BoxedStrategy<Rows> {
    match kind {
        Kind::Text => vec(option::weighted(0.9, text()), count)
            .prop_map(Rows::Text)
            .boxed(),
        Kind::Integer => vec(option::weighted(0.9, integer()), count)
            .prop_map(Rows::Integer)
            .boxed(),
        Kind::Binary => vec(option::weighted(0.9, bytes()), count)
            .prop_map(Rows::Binary)
            .boxed(),
        Kind::Map => {
            let pair = (word(), option::of(text()));
            vec(
                option::weighted(0.9, vec(pair, 0..4).prop_map(distinct)),
                count,
            )
            .prop_map(Rows::Map)
            .boxed()
        }
    }
}

/// A map's keys differ.
fn distinct(pairs: Pairs) -> Pairs {
    let mut seen = std::collections::HashSet::new();
    pairs
        .into_iter()
        .filter(|(key, _)| seen.insert(key.clone()))
        .collect()
}

/// A literal of a kind.
pub fn literal(kind: Kind) -> BoxedStrategy<Rows> {
    match kind {
        Kind::Text => word().prop_map(|word| Rows::Text(vec![Some(word)])).boxed(),
        other => rows(other, 1),
    }
}

fn word() -> impl Strategy<Value = String> {
    select(WORDS.as_slice()).prop_map(str::to_owned)
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => word(),
        2 => any::<String>(),
        3 => object(),
        3 => damaged(),
        1 => "[A-Za-z0-9+/]{21}[AQgw]==",
        1 => "[0-9]{1,20}",
        1 => "(%[0-9a-fA-F]{0,2}|[a-c+&=?/#中]){0,12}",
        1 => "[0-9a-f:.]{1,20}",
    ]
}

fn integer() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), -10..10_i64, 0..2_000_000_000_000_i64]
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..40),
        vec(any::<u8>(), 16),
        any::<String>().prop_map(String::into_bytes)
    ]
}

/// An event's attributes.
pub fn object() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        3 => prop_oneof![word(), any::<String>()].prop_map(|text| serde_json::Value::from(text).to_string()),
        1 => select(["1.50", "-1E+5", "true", "null", "[1, \"x\"]", "{\"a\" : {}}", "\"{\\\"WT_event\\\":\\\"e\\\"}\""].as_slice())
            .prop_map(str::to_owned),
    ];
    let pair = (word(), value, select([":", ": ", " :"].as_slice()))
        .prop_map(|(key, value, colon)| format!("{}{colon}{value}", serde_json::Value::from(key)));
    (vec(pair, 0..6), select([",", ", ", ",\n"].as_slice()))
        .prop_map(|(pairs, comma)| format!("{{{}}}", pairs.join(comma)))
}

/// Attributes that were cut off, or have quotes in a value.
fn damaged() -> impl Strategy<Value = String> {
    (object(), any::<Index>(), any::<bool>()).prop_map(|(mut text, place, cut)| {
        let places: Vec<usize> = text.char_indices().map(|(place, _)| place).collect();
        let place = places[place.index(places.len())];
        if cut {
            text.truncate(place);
        } else {
            text.insert(place, '"');
        }
        text
    })
}
