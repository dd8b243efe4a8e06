//! Everything that the events of a run have in common, and the making of a chunk of them.

use chrono::NaiveDate;

use super::addresses::{Addresses, Family};
use super::broken;
use super::clock::Clock;
use super::dice::{Dice, scatter};
use super::event::{Event, Kind};
use super::json::push_string;
use super::phones::Phones;
use super::shapes::{self, Parts};
use super::sources::Sources;
use super::summary::Summary;
use super::user_agents::Clients;
use super::users::Users;
use super::{GenerateError, attributes};

/// Of 100,000 events, those whose attributes are broken.
const BROKEN: u32 = 500;

/// What the chunks of a run share.
pub struct World {
    seed: u64,
    events: u64,
    chunk: u64,
    sources: Sources,
    region_share: u32,
    clients: Clients,
    addresses: Addresses,
    users: Users,
    clock: Clock,
}

/// Lines of events, and what is in them.
#[derive(Debug)]
pub struct Chunk {
    /// One event a line, the last line ended too.
    pub lines: String,
    /// Counts of the chunk.
    pub summary: Summary,
}

impl World {
    /// Makes up the sources, clients, addresses and users of a run whose chunks have `chunk`
    /// events.
    pub fn new(seed: u64, events: u64, day: NaiveDate, chunk: u64) -> Result<Self, GenerateError> {
        let sources = Sources::new()?;
        Ok(Self {
            seed,
            events,
            chunk,
            region_share: sources.region_share(),
            sources,
            clients: Clients::new(),
            addresses: Addresses::new(seed, events),
            users: Users::new(seed, events, Phones::new()?),
            clock: Clock::new(day, events),
        })
    }

    /// How many chunks the run has.
    pub fn chunks(&self) -> u64 {
        self.events.div_ceil(self.chunk.max(1))
    }

    /// Makes the chunk with a number. It depends on the run's seed, size and day and on its number,
    /// on nothing else.
    pub fn chunk(&self, number: u64) -> Chunk {
        let mut dice = Dice::new(self.seed, number);
        let first = number * self.chunk;
        let last = (first + self.chunk).min(self.events);
        let expected = usize::try_from((last - first) * 2_600).unwrap_or(0);
        let mut chunk = Chunk {
            lines: String::with_capacity(expected),
            summary: Summary::default(),
        };
        let mut scratch = Scratch::default();
        for index in first..last {
            self.event(index, &mut dice, &mut scratch, &mut chunk);
        }
        chunk.summary.bytes = chunk.lines.len() as u64;
        chunk
    }

    fn event(&self, index: u64, dice: &mut Dice, scratch: &mut Scratch, chunk: &mut Chunk) {
        // There are always sources: the dimension table is part of the program.
        let Some((source, known)) = self.sources.draw(dice) else {
            return;
        };
        let summary = &mut chunk.summary;
        let user = self.users.draw(&self.addresses, dice);
        let world = (&self.clients, &self.clock);
        let event = Event::draw(index, source, self.region_share, user, world, dice);

        scratch.clear();
        attributes::write(&event, self.users.phones(), dice, &mut scratch.attributes);
        break_some(dice, scratch, summary);
        let family = self.addresses.write(event.user.home, dice, &mut scratch.ip);
        let parts = Parts {
            attributes: &scratch.attributes,
            ip: &scratch.ip,
            // Distinct for distinct numbers, since `scatter` is a bijection.
            id: scatter(index ^ scatter(self.seed)),
        };
        shapes::write(&event, parts, dice, &mut chunk.lines);
        chunk.lines.push('\n');

        summary.events += 1;
        summary.exposures += u64::from(event.kind.is_exposure());
        summary.region_exposures += u64::from(event.kind == Kind::RegionExposure);
        summary.late += u64::from(event.moment.is_late());
        summary.day_before += u64::from(self.clock.is_yesterday(event.moment.timestamp));
        summary.unknown_sources += u64::from(!known);
        summary.ipv6 += u64::from(family == Family::V6);
        summary.junk_ip += u64::from(family == Family::Junk);
        summary.count_source(source.id);
    }
}

/// Breaks some objects; a broken one becomes a JSON string, since no valid line could hold it as it
/// is.
fn break_some(dice: &mut Dice, scratch: &mut Scratch, summary: &mut Summary) {
    if !dice.chance(BROKEN) {
        return;
    }
    let text = &mut scratch.attributes;
    if dice.chance(50_000) && broken::quote(text, dice) {
        summary.broken_quoted += 1;
    } else {
        broken::cut(text, dice);
        summary.broken_cut += 1;
    }
    let mut string = String::with_capacity(text.len() * 2);
    push_string(&mut string, text);
    *text = string;
}

/// Buffers that every event of a chunk uses anew.
#[derive(Debug, Default)]
struct Scratch {
    attributes: String,
    ip: String,
}

impl Scratch {
    fn clear(&mut self) {
        self.attributes.clear();
        self.ip.clear();
    }
}
