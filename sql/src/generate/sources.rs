//! The sources of events, read from the very dimension tables that ship with the warehouse.

use super::GenerateError;
use super::dice::Dice;

const SOURCES: &str = include_str!("../../warehouse/dim/data/dim_data_source/dim_data_source.tsv");
const DOMAINS: &str =
    include_str!("../../warehouse/dim/data/dim_domain_interface_di/dim_domain_interface_di.tsv");

/// Of 100,000 events, those of a source that is in no dimension table.
const UNKNOWN: u32 = 200;
/// Ids that the dimension table lacks.
const UNKNOWN_IDS: [&str; 3] = ["f000000000000001", "f000000000000002", "f000000000000003"];

/// Where a source's events are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terminal {
    /// Native code on Android.
    Android,
    /// Native code on iOS.
    Ios,
    /// Web pages.
    H5,
    /// A mini program in WeChat.
    WeChat,
    /// A mini program in Alipay.
    Alipay,
}

/// A source, one row of `dim_data_source`.
#[derive(Debug)]
pub struct Source {
    /// `dataSourceId` of its events.
    pub id: &'static str,
    /// Where its events are made.
    pub terminal: Terminal,
    /// The interface that delivers it, such as `51007`.
    pub interface: &'static str,
    /// Whether it sells benefits (its name starts with 权益).
    pub benefits: bool,
    /// Its hosts, or the ids of its mini program, in `dim_domain_interface_di`.
    pub domains: Vec<&'static str>,
}

impl Source {
    /// Whether its pages show regions whose exposures are counted: the application's and the
    /// benefits'.
    pub fn shows_regions(&self) -> bool {
        self.interface == "51007" || self.benefits
    }
}

/// All sources, the ones with most events first.
#[derive(Debug)]
pub struct Sources {
    known: Vec<Source>,
    /// The sums of the weights up to and with each known source.
    ends: Vec<u64>,
    unknown: Vec<Source>,
}

impl Sources {
    /// Reads the dimension tables.
    pub fn new() -> Result<Self, GenerateError> {
        let mut known = Vec::new();
        for (number, line) in (1..).zip(SOURCES.lines()) {
            known.push(source(line).ok_or(GenerateError::Dimension { line: number })?);
        }
        assign_domains(&mut known);
        let unknown = UNKNOWN_IDS.map(|id| Source {
            id,
            terminal: Terminal::H5,
            interface: "",
            benefits: false,
            domains: vec!["unknown.example.com"],
        });
        let mut total = 0;
        let ends = (0..known.len()).map(|rank| {
            total += weight(rank);
            total
        });
        Ok(Self {
            ends: ends.collect(),
            known,
            unknown: unknown.into(),
        })
    }

    /// The share of known events that come from sources that [show regions](Source::shows_regions),
    /// in hundred-thousandths.
    pub fn region_share(&self) -> u32 {
        let weights = |all: bool| {
            let ranked = self.known.iter().enumerate();
            let chosen = ranked.filter(|(_, source)| all || source.shows_regions());
            chosen.map(|(rank, _)| weight(rank)).sum::<u64>()
        };
        u32::try_from(weights(false) * 100_000 / weights(true).max(1)).unwrap_or(100_000)
    }

    /// Draws the source of an event; the flag says whether it is a known one.
    pub fn draw(&self, dice: &mut Dice) -> Option<(&Source, bool)> {
        if dice.chance(UNKNOWN) {
            let number = usize::try_from(dice.below(self.unknown.len() as u64)).ok()?;
            return self.unknown.get(number).map(|source| (source, false));
        }
        let place = dice.below(self.ends.last().copied()?);
        let rank = self.ends.partition_point(|&end| end <= place);
        self.known.get(rank).map(|source| (source, true))
    }
}

/// How much of the traffic a source has, in relation to the others. The table's order is the order
/// of traffic.
fn weight(rank: usize) -> u64 {
    let rank = rank as u64;
    10_000_000 / ((rank + 2) * (rank + 13))
}

fn source(line: &'static str) -> Option<Source> {
    let mut fields = line.split('\t');
    let (id, name, terminal) = (fields.next()?, fields.next()?, fields.next()?);
    let (interface, _table) = (fields.next()?, fields.next()?);
    let terminal = match terminal {
        "APP_ANDROID" => Terminal::Android,
        "APP_IOS" => Terminal::Ios,
        "H5" => Terminal::H5,
        "MINI" if name.contains("支付宝") => Terminal::Alipay,
        "MINI" => Terminal::WeChat,
        _ => return None,
    };
    let benefits = name.starts_with("权益");
    Some(Source {
        id,
        terminal,
        interface,
        benefits,
        domains: Vec::new(),
    })
}

/// The domains of an interface belong to its sources in the order of both tables, hosts to pages
/// and the rest (ids) to mini programs, as many to each.
fn assign_domains(sources: &mut [Source]) {
    for pages in [true, false] {
        let mine = |source: &Source| match source.terminal {
            Terminal::H5 => pages,
            Terminal::WeChat | Terminal::Alipay => !pages,
            Terminal::Android | Terminal::Ios => false,
        };
        let interfaces: Vec<_> = sources.iter().map(|source| source.interface).collect();
        for interface in interfaces {
            let fits = |source: &Source| source.interface == interface && mine(source);
            let rows = DOMAINS.lines().filter_map(|line| line.split_once('\t'));
            let domains: Vec<_> = rows
                .filter(|(domain, of)| *of == interface && domain.contains('.') == pages)
                .map(|(domain, _)| domain)
                .collect();
            let count = sources.iter().filter(|source| fits(source)).count().max(1);
            let each = domains.len().div_ceil(count).max(1);
            let owners = sources.iter_mut().filter(|source| fits(source));
            for (source, owned) in owners.zip(domains.chunks(each)) {
                source.domains = owned.to_vec();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use std::collections::{HashMap, HashSet};

    use super::*;

    #[test]
    fn there_are_forty_sources_with_ids_of_sixteen_characters() {
        let sources = Sources::new().unwrap();
        let ids: HashSet<_> = sources.known.iter().map(|source| source.id).collect();
        assert_eq!((sources.known.len(), ids.len()), (40, 40));
        assert!(ids.iter().all(|id| id.len() == 16));
        assert!(UNKNOWN_IDS.iter().all(|id| !ids.contains(id)));
    }

    #[test]
    fn the_ids_of_scripts_and_samples_are_there() {
        let sources = Sources::new().unwrap();
        for id in [
            "a1f48d9ff4f42571",
            "b508a809cbbddd0b",
            "b95440ef47ec01fc",
            "90be4403373b6463",
            "ac36424553dcd3e8",
            "ae1f482357600a77",
            "83c085e9ba2436d4",
            "zh3odc94gfl86mtx",
        ] {
            assert!(sources.known.iter().any(|source| source.id == id), "{id}");
        }
    }

    #[test]
    fn every_page_and_mini_program_has_a_domain_of_its_interface() {
        let sources = Sources::new().unwrap();
        for source in &sources.known {
            let native = matches!(source.terminal, Terminal::Android | Terminal::Ios);
            assert_eq!(source.domains.is_empty(), native, "{}", source.id);
            for domain in &source.domains {
                assert!(DOMAINS.contains(&format!("{domain}\t{}\n", source.interface)));
            }
        }
        let domains: Vec<_> = sources
            .known
            .iter()
            .flat_map(|source| &source.domains)
            .collect();
        assert_eq!(domains.len(), DOMAINS.lines().count());
        let jiangsu = sources
            .known
            .iter()
            .find(|source| source.interface == "51010")
            .unwrap();
        assert_eq!(jiangsu.domains, ["wap.js.example.cn", "h5.js.example.cn"]);
    }

    #[test]
    fn sources_have_skewed_shares_and_every_one_occurs() {
        let sources = Sources::new().unwrap();
        let mut dice = Dice::new(1, 1);
        let mut counts: HashMap<&str, u64> = HashMap::new();
        for _ in 0..50_000 {
            *counts
                .entry(sources.draw(&mut dice).unwrap().0.id)
                .or_default() += 1;
        }
        assert!(counts["a1f48d9ff4f42571"] > 10_000);
        assert!(sources.known.iter().all(|source| counts[source.id] > 80));
        let unknown: u64 = UNKNOWN_IDS.iter().filter_map(|id| counts.get(id)).sum();
        assert!((60..140).contains(&unknown), "{unknown}");
    }
}
