//! What a run has written.

use std::collections::BTreeMap;

/// Counts of what a run has written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Events, which is lines.
    pub events: u64,
    /// Files.
    pub files: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// Events with `WT_et` = `imp`.
    pub exposures: u64,
    /// Those of the exposures that name a region (`area_id`, `type`) and its items.
    pub region_exposures: u64,
    /// Events whose attributes were cut off.
    pub broken_cut: u64,
    /// Events whose attributes have a value with bare quotes.
    pub broken_quoted: u64,
    /// Events that arrived a minute or more after they happened.
    pub late: u64,
    /// Events that happened before the run's day and arrived on it.
    pub day_before: u64,
    /// Events of sources that are in no dimension table.
    pub unknown_sources: u64,
    /// Events from an IPv6 address.
    pub ipv6: u64,
    /// Events whose address is no address.
    pub junk_ip: u64,
    /// Events of every source that has any, by its id, the unknown ones too.
    pub sources: BTreeMap<String, u64>,
}

impl Summary {
    /// Events whose attributes are broken in either way.
    pub fn broken(&self) -> u64 {
        self.broken_cut + self.broken_quoted
    }

    pub(super) fn count_source(&mut self, id: &str) {
        if let Some(count) = self.sources.get_mut(id) {
            *count += 1;
        } else {
            self.sources.insert(id.to_owned(), 1);
        }
    }

    /// Adds the counts of another part of the run.
    pub(super) fn add(&mut self, other: &Self) {
        self.events += other.events;
        self.files += other.files;
        self.bytes += other.bytes;
        self.exposures += other.exposures;
        self.region_exposures += other.region_exposures;
        self.broken_cut += other.broken_cut;
        self.broken_quoted += other.broken_quoted;
        self.late += other.late;
        self.day_before += other.day_before;
        self.unknown_sources += other.unknown_sources;
        self.ipv6 += other.ipv6;
        self.junk_ip += other.junk_ip;
        for (id, count) in &other.sources {
            *self.sources.entry(id.clone()).or_default() += count;
        }
    }
}
