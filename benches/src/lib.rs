//! Seeded data for the benches: the columns of one batch of rows, equal for equal seeds.

use std::error::Error;
use std::fs;
use std::net::{Ipv4Addr, Ipv6Addr};

use maidian::generate::{self, Options};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use serde::Deserialize;
use serde_json::value::RawValue;

/// Rows of a batch, as many as DataFusion puts into one.
pub const ROWS: usize = 8_192;

/// The last millisecond of 2037 UTC; what is called scattered in time lies between 1970 and then.
const LAST_MILLISECOND: i64 = 2_145_916_799_999;

/// Columns of [`ROWS`] rows each.
///
/// The first six are of events as the generator makes them; events without a value are left out, and the column
/// begins again at its top until it is full. The others repeat nothing and are in no order, which is hard on memories
/// and caches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Attributes: the text of a JSON object of 1 to 1.8 KB, more where it is an exposure.
    pub attributes: Vec<String>,
    /// Attributes that are no JSON: cut off, or with bare quotes in a value.
    pub broken_attributes: Vec<String>,
    /// Links (`WT_es`): URLs and paths of mini programs, some encoded once or twice, most not at all.
    pub links: Vec<String>,
    /// Phones (`WT_mobile`): encrypted once or twice, plain, masked, empty.
    pub phones: Vec<String>,
    /// User agents.
    pub user_agents: Vec<String>,
    /// Addresses: IPv4, 2 % IPv6, 1 % none at all.
    pub addresses: Vec<String>,
    /// Times of events in milliseconds since 1970 UTC, nearly in order.
    pub times: Vec<i64>,
    /// IPv4 addresses from anywhere.
    pub scattered_ipv4: Vec<String>,
    /// IPv6 addresses from anywhere in `2400::/12`, the Asian and Pacific part.
    pub scattered_ipv6: Vec<String>,
    /// Times of 1970 to 2037 in milliseconds since 1970 UTC.
    pub scattered_times: Vec<i64>,
}

/// An event, as far as the columns need it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    attributes: Box<RawValue>,
    ip: String,
    user_agent: String,
    timestamp: i64,
}

/// What the columns take out of an event's attributes.
#[derive(Deserialize)]
struct Attributes {
    #[serde(rename = "WT_es")]
    link: Option<String>,
    #[serde(rename = "WT_mobile")]
    phone: Option<String>,
}

impl Columns {
    /// Makes the columns of a seed.
    ///
    /// Errors: a temporary folder that cannot be written; none other is expected.
    pub fn generate(seed: u64) -> Result<Self, Box<dyn Error>> {
        let mut columns = Self::scattered(seed);
        for event in events(seed)? {
            let text = event.attributes.get();
            if text.starts_with('"') {
                columns.broken_attributes.push(serde_json::from_str(text)?);
            } else {
                let Attributes { link, phone } = serde_json::from_str(text)?;
                columns.attributes.push(text.to_owned());
                columns.links.extend(link);
                columns.phones.extend(phone);
            }
            columns.user_agents.push(event.user_agent);
            columns.addresses.push(event.ip);
            columns.times.push(event.timestamp);
        }
        fill("attributes", &mut columns.attributes)?;
        fill("broken attributes", &mut columns.broken_attributes)?;
        fill("links", &mut columns.links)?;
        fill("phones", &mut columns.phones)?;
        Ok(columns)
    }

    /// The columns that are not of events.
    fn scattered(seed: u64) -> Self {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let mut column = |text: fn(&mut ChaCha8Rng) -> String| -> Vec<String> {
            (0..ROWS).map(|_| text(&mut random)).collect()
        };
        let scattered_ipv4 = column(|random| Ipv4Addr::from(random.random::<u32>()).to_string());
        let scattered_ipv6 = column(|random| {
            let below: u128 = random.random_range(0..1 << 116);
            Ipv6Addr::from((0x240 << 116) | below).to_string()
        });
        let scattered_times = (0..ROWS)
            .map(|_| random.random_range(0..=LAST_MILLISECOND))
            .collect();
        Self {
            attributes: Vec::new(),
            broken_attributes: Vec::new(),
            links: Vec::new(),
            phones: Vec::new(),
            user_agents: Vec::new(),
            addresses: Vec::new(),
            times: Vec::new(),
            scattered_ipv4,
            scattered_ipv6,
            scattered_times,
        }
    }
}

/// The generator's first [`ROWS`] events of a seed.
fn events(seed: u64) -> Result<Vec<Event>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    generate::run(&Options {
        events: ROWS as u64,
        seed,
        out: folder.path().to_owned(),
        ..Options::default()
    })?;
    let lines = fs::read_to_string(folder.path().join("events-00000.jsonl"))?;
    let events: Result<Vec<_>, _> = lines.lines().map(serde_json::from_str).collect();
    Ok(events?)
}

/// Repeats a column from its top until it has all its rows.
fn fill(name: &str, column: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    if column.is_empty() {
        return Err(format!("no event has {name}").into());
    }
    *column = column.iter().cycle().take(ROWS).cloned().collect();
    Ok(())
}
