//! The kernels that are counted. A pass writes the results of all rows into one text, as a batch's output is written.

use std::borrow::Cow;
use std::hint::black_box;

use maidian_udfs::data::ip_database::IpDatabases;
use maidian_udfs::data::keys::TEST_KEY;
use maidian_udfs::data::ua_rules::bundled;
use maidian_udfs::kernel::attributes::{Answers, KeySet, ODS_KEYS, Picker, get, remove};
use maidian_udfs::kernel::cipher::{Cipher, Mode};
use maidian_udfs::kernel::codec::{base64, unbase64};
use maidian_udfs::kernel::event_time::{Clock, Zone};
use maidian_udfs::kernel::java_regex::{JavaRegex, Replacement};
use maidian_udfs::kernel::json_path::{JsonPath, json_tuple};
use maidian_udfs::kernel::region::{parse_address, write_region_line};
use maidian_udfs::kernel::url::{QueryKey, decode, encode, parse_query, parse_url, query_param};
use maidian_udfs::kernel::user_agent::UserAgents;

use crate::rows::{self, Dice, NAMES, rows};

/// A kernel and its rows.
pub struct Case {
    /// What the file of counts calls it.
    pub name: &'static str,
    /// Rows of a pass.
    pub rows: usize,
    /// Makes the rows and whatever the kernel keeps for all of them, and gives the pass.
    pub prepare: fn() -> Pass,
}

/// Runs the kernel over all rows.
pub type Pass = Box<dyn FnMut()>;

const ROWS: usize = 8_192;

/// Rows of kernels that take microseconds.
const FEW: usize = 512;

const fn case(name: &'static str, rows: usize, prepare: fn() -> Pass) -> Case {
    Case {
        name,
        rows,
        prepare,
    }
}

/// All of them, by family.
pub const CASES: &[Case] = &[
    case("attributes_get", FEW, || {
        over(FEW, rows::attributes, |row| get(row, "WT_touch_tm"))
    }),
    case("attributes_pick_10", FEW, || pick(10)),
    case("attributes_pick_40", FEW, || pick(40)),
    case("attributes_remove", FEW, || {
        let keys = KeySet::new(&ODS_KEYS);
        over(FEW, rows::attributes, move |row| Some(remove(row, &keys)))
    }),
    case("decode_url_plain", ROWS, || {
        over(ROWS, rows::link, |row| Some(decode(row)))
    }),
    case("decode_url_encoded", ROWS, || {
        over(ROWS, rows::encoded_link, |row| Some(decode(row)))
    }),
    case("decode_url_chinese", ROWS, || {
        over(ROWS, rows::chinese_link, |row| Some(decode(row)))
    }),
    case("encode_url", ROWS, || {
        over(ROWS, rows::link, |row| Some(encode(row)))
    }),
    case("parse_url_host", ROWS, || {
        over(ROWS, rows::link, |row| {
            parse_url(row, "HOST").map(Cow::Borrowed)
        })
    }),
    case("parse_query", ROWS, || {
        let key = QueryKey::new("channelId").ok();
        over(ROWS, rows::link, move |row| {
            parse_query(row, key.as_ref()?).map(Cow::Borrowed)
        })
    }),
    case("query_param", ROWS, || {
        over(ROWS, rows::link, |row| query_param(row, "channelId"))
    }),
    case("mobile_decrypt", ROWS, || decrypt(sealed_once)),
    case("mobile_decrypt_row", ROWS, || {
        let cipher = cipher();
        over(ROWS, sealed_once, move |row| {
            Some(cipher.decrypt_text(row)?.into_owned().into())
        })
    }),
    case("mobile_decrypt_mixed", ROWS, || decrypt(sealed_or_not)),
    case("mobile_decrypt2", ROWS, || {
        let rows = rows(ROWS, |dice| sealed(dice, 2));
        let cipher = cipher();
        batch(rows, move |rows, write| {
            cipher.decrypt_texts_twice(rows, write);
        })
    }),
    case("mobile_encrypt", ROWS, || {
        let cipher = cipher();
        over(ROWS, rows::phone, move |row| {
            Some(cipher.encrypt(row).into())
        })
    }),
    case("base64", ROWS, || {
        over(ROWS, rows::link, |row| Some(base64(row.as_bytes()).into()))
    }),
    case("unbase64", ROWS, || {
        let rows = rows(ROWS, |dice| base64(rows::link(dice).as_bytes()));
        each(rows, |row: &String, _| {
            black_box(unbase64(row));
        })
    }),
    case("parse_address_v4", ROWS, || address(rows::ipv4)),
    case("parse_address_v6", ROWS, || address(rows::ipv6)),
    case("ip_region_v4", ROWS, || region(rows::ipv4)),
    case("ip_region_v6", ROWS, || region(rows::ipv6)),
    case("ua_parse_distinct", FEW, || {
        let user_agents = UserAgents::with_capacity(bundled(), 0);
        each(rows(FEW, rows::user_agent), move |row: &String, out| {
            user_agents.parse(row).write_line(out);
        })
    }),
    case("datetime", ROWS, || {
        let mut times = rows(ROWS, rows::time);
        times.sort_unstable();
        datetime(times)
    }),
    case("datetime_scattered", ROWS, || {
        datetime(rows(ROWS, rows::time))
    }),
    case("regexp_replace_breaks", ROWS, || {
        let regex = regex(r"[\n\r\t]");
        let nothing = Replacement::new("", &regex);
        let mut groups = regex.groups();
        each(rows(ROWS, rows::link), move |row: &String, out| {
            let replaced = regex.replace_all(row, &nothing, &mut groups);
            out.push_str(&replaced.unwrap_or_default());
        })
    }),
    case("regexp_extract_parameter", ROWS, || {
        let regex = regex("channelId=([0-9a-zA-z]+)");
        let mut groups = regex.groups();
        each(rows(ROWS, rows::link), move |row: &String, out| {
            let found = regex.extract(row, 1, &mut groups);
            out.push_str(found.ok().flatten().unwrap_or_default());
        })
    }),
    case("get_json_object", FEW, || {
        let path = JsonPath::new("$.WT_touch_tm");
        over(FEW, rows::attributes, move |row| path.as_ref()?.find(row))
    }),
    case("json_tuple_10", FEW, || {
        let keys: Vec<_> = NAMES.into_iter().skip(20).take(10).map(Some).collect();
        each(rows(FEW, rows::attributes), move |row: &String, out| {
            for value in json_tuple(row, &keys).into_iter().flatten() {
                out.push_str(&value);
            }
        })
    }),
];

/// A pass that appends what `write` makes of each row to one text.
pub fn each<T: 'static>(rows: Vec<T>, mut write: impl FnMut(&T, &mut String) + 'static) -> Pass {
    let mut out = String::new();
    Box::new(move || {
        out.clear();
        for row in &rows {
            write(black_box(row), &mut out);
        }
        black_box(&out);
    })
}

/// A pass of a kernel that takes all rows at once.
fn batch(
    rows: Vec<String>,
    mut kernel: impl FnMut(&mut dyn Iterator<Item = Option<&str>>, &mut dyn FnMut(Option<&str>))
    + 'static,
) -> Pass {
    let mut out = String::new();
    Box::new(move || {
        out.clear();
        let mut texts = rows.iter().map(|row| Some(black_box(row).as_str()));
        kernel(&mut texts, &mut |text| {
            out.push_str(text.unwrap_or_default());
        });
        black_box(&out);
    })
}

/// A pass of a function from text to text.
fn over(
    count: usize,
    row: fn(&mut Dice) -> String,
    kernel: impl for<'a> Fn(&'a str) -> Option<Cow<'a, str>> + 'static,
) -> Pass {
    each(rows(count, row), move |row: &String, out| {
        out.push_str(&kernel(row).unwrap_or_default());
    })
}

fn pick(count: usize) -> Pass {
    let keys: Vec<&str> = NAMES.into_iter().rev().take(count).collect();
    let picker = Picker::new(&keys);
    each(rows(FEW, rows::attributes), move |row: &String, out| {
        let mut values = Answers::default();
        picker.pick(row, &mut values);
        for value in values.iter().flatten() {
            out.push_str(value);
        }
    })
}

fn cipher() -> Cipher {
    // The key has the right length.
    #[expect(clippy::expect_used, reason = "a constant of 16 bytes")]
    Cipher::new(TEST_KEY.as_bytes(), Mode::Ecb).expect("16 bytes")
}

fn sealed(dice: &mut Dice, times: usize) -> String {
    let cipher = cipher();
    (0..times).fold(rows::phone(dice), |text, _| cipher.encrypt(&text))
}

fn sealed_once(dice: &mut Dice) -> String {
    sealed(dice, 1)
}

/// Half encrypted, else plain, masked or empty.
fn sealed_or_not(dice: &mut Dice) -> String {
    match dice.below(8) {
        0..4 => sealed(dice, 1),
        4..6 => rows::phone(dice),
        6 => "178*".to_owned(),
        _ => String::new(),
    }
}

fn decrypt(row: fn(&mut Dice) -> String) -> Pass {
    let cipher = cipher();
    batch(rows(ROWS, row), move |rows, write| {
        cipher.decrypt_texts(rows, write);
    })
}

fn address(row: fn(&mut Dice) -> String) -> Pass {
    each(rows(ROWS, row), |row: &String, _| {
        black_box(parse_address(row));
    })
}

fn region(row: fn(&mut Dice) -> String) -> Pass {
    let databases = IpDatabases::builtin();
    each(rows(ROWS, row), move |row: &String, out| {
        write_region_line(out, row, |address| databases.region(address));
    })
}

fn datetime(times: Vec<i64>) -> Pass {
    let mut clock = Clock::new(Zone::default());
    each(times, move |time: &i64, out| {
        out.push_str(clock.datetime(*time).unwrap_or_default());
    })
}

fn regex(pattern: &str) -> JavaRegex {
    #[expect(clippy::expect_used, reason = "the patterns are constants")]
    JavaRegex::new(pattern).expect("a pattern")
}
