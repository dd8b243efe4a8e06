//! What a zone's clocks were ahead of UTC, as Java's `TimeZone` has it.

use chrono::{DateTime, MappedLocalTime, Offset, TimeZone};
use chrono_tz::{OffsetComponents, Tz};

use super::local::{Local, MICROS};
use crate::kernel::event_time::Zone;
use crate::kernel::event_time::zone::Kind;

/// 1900-01-01 UTC in seconds. Java's tables begin here: before, a zone has today's standard time.
const FIRST: i64 = -2_208_988_800;

/// 2100-01-01 UTC in seconds. After it the rules of the last year before hold, as far as the table has them.
const LAST: i64 = 4_102_444_800;

const DAY: i64 = 86_400;

/// A span of seconds, the end not in it, and the offset that holds in it.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    from: i64,
    until: i64,
    offset: i64,
}

impl Span {
    fn get(self, second: i64) -> Option<i64> {
        (self.from <= second && second < self.until).then_some(self.offset)
    }
}

/// The offsets of a zone in seconds. It remembers the last day's, since rows come nearly in order: keep one for a batch.
#[derive(Debug, Clone)]
pub struct Offsets {
    zone: Zone,
    of_instants: Span,
    of_walls: Span,
}

impl Offsets {
    /// The offsets of that zone.
    pub fn new(zone: Zone) -> Self {
        Self {
            zone,
            of_instants: Span::default(),
            of_walls: Span::default(),
        }
    }

    /// The zone.
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// The offset at a second since 1970 UTC.
    #[inline]
    pub fn at(&mut self, second: i64) -> i64 {
        if let Some(offset) = self.of_instants.get(second) {
            return offset;
        }
        let offset = self.look_up(second);
        let from = second.div_euclid(DAY) * DAY;
        let same = self.look_up(from) == offset && self.look_up(from + DAY - 1) == offset;
        self.of_instants = Span {
            from: if same { from } else { second },
            until: if same { from + DAY } else { second + 1 },
            offset,
        };
        offset
    }

    /// The offset at a second of local time. Of a time that the clocks show twice it is the later one's; one that they skip
    /// is taken as if they had not been put forward yet.
    #[inline]
    pub fn at_wall(&mut self, second: i64) -> i64 {
        if let Some(offset) = self.of_walls.get(second) {
            return offset;
        }
        let from = second.div_euclid(DAY) * DAY;
        let offset = self.look_up(from);
        // A local day lies within a day of UTC and its two neighbours.
        let same = [from - DAY, from + DAY, from + 2 * DAY]
            .iter()
            .all(|second| self.look_up(*second) == offset);
        if same {
            let until = from + DAY;
            self.of_walls = Span {
                from,
                until,
                offset,
            };
            return offset;
        }
        self.look_up_wall(second)
    }

    /// Seconds since 1970 UTC of a second of local time.
    #[inline]
    pub fn instant(&mut self, wall: i64) -> i64 {
        wall.wrapping_sub(self.at_wall(wall))
    }

    /// The second of local time at a second since 1970 UTC.
    #[inline]
    pub fn wall(&mut self, second: i64) -> i64 {
        second.wrapping_add(self.at(second))
    }

    /// What clocks show instead of a time that they skip; any other time as it is.
    pub fn shown(&mut self, wall: i64) -> i64 {
        let instant = self.instant(wall);
        self.wall(instant)
    }

    /// Milliseconds since 1970 UTC of a local time.
    pub fn millis(&mut self, local: Local) -> i64 {
        let instant = self.instant(local.micros.div_euclid(MICROS));
        instant.wrapping_mul(1000) + local.micros.rem_euclid(MICROS) / 1000
    }

    /// The local time at a microsecond since 1970 UTC. `None` where it does not fit.
    pub fn local(&mut self, micros: i64) -> Option<Local> {
        let ahead = self.at(micros.div_euclid(MICROS)).checked_mul(MICROS)?;
        Some(Local {
            micros: micros.checked_add(ahead)?,
        })
    }

    /// Whether daylight saving is in force at a second since 1970 UTC.
    pub fn is_daylight(&self, second: i64) -> bool {
        match self.zone.kind() {
            Kind::Named(zone) if second >= FIRST => DateTime::from_timestamp(second.min(LAST), 0)
                .is_some_and(|instant| {
                    let offset = zone.offset_from_utc_datetime(&instant.naive_utc());
                    !offset.dst_offset().is_zero()
                }),
            _ => false,
        }
    }

    /// The offset without daylight saving at a second since 1970 UTC.
    pub fn standard_at(&self, second: i64) -> i64 {
        match self.zone.kind() {
            Kind::Named(zone) => standard(zone, if second < FIRST { LAST } else { second }),
            Kind::Fixed(offset) => i64::from(offset.local_minus_utc()),
        }
    }

    fn look_up(&self, second: i64) -> i64 {
        match self.zone.kind() {
            Kind::Named(zone) if second < FIRST => standard(zone, LAST),
            _ => self.zone.offset_at(within(second)).unwrap_or_default(),
        }
    }

    fn look_up_wall(&self, second: i64) -> i64 {
        let Kind::Named(zone) = self.zone.kind() else {
            return self.look_up(second);
        };
        let first = self.zone.offset_at(FIRST).unwrap_or_default();
        if second < FIRST + first {
            return standard(zone, LAST);
        }
        let second = within(second);
        let Some(time) = DateTime::from_timestamp(second, 0) else {
            return 0;
        };
        match zone.offset_from_local_datetime(&time.naive_utc()) {
            MappedLocalTime::Single(offset) | MappedLocalTime::Ambiguous(_, offset) => {
                i64::from(offset.fix().local_minus_utc())
            }
            // Clocks go forward by hours at most: a day earlier the old offset held.
            MappedLocalTime::None => self.look_up(second - DAY),
        }
    }
}

/// Seconds beyond chrono's calendar have the offset of its ends.
fn within(second: i64) -> i64 {
    second.clamp(-4_000_000_000_000, 4_000_000_000_000)
}

fn standard(zone: Tz, second: i64) -> i64 {
    DateTime::from_timestamp(within(second), 0).map_or(0, |instant| {
        zone.offset_from_utc_datetime(&instant.naive_utc())
            .base_utc_offset()
            .num_seconds()
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::*;
    use crate::kernel::event_time::DEFAULT_ZONE;
    use proptest::prelude::*;

    const H8: i64 = 8 * 3600;

    #[test]
    fn shanghai_put_its_clocks_forward_and_back() {
        let mut offsets = Offsets::new(DEFAULT_ZONE);
        // 1986-05-04 02:00 to 03:00.
        let spring = 515_527_200;
        assert_eq!(offsets.at(spring - 1), H8);
        assert_eq!(offsets.at(spring), H8 + 3600);
        assert!(offsets.is_daylight(spring) && !offsets.is_daylight(spring - 1));
        assert_eq!(offsets.standard_at(spring), H8);
        // 02:30 does not exist.
        assert_eq!(offsets.at_wall(spring + H8 + 1800), H8);
        // 01:30 on 1986-09-14 is shown twice.
        let autumn = 527_014_800;
        assert_eq!(offsets.at_wall(autumn + H8 + 1800), H8);
        assert_eq!(offsets.at_wall(autumn + H8 - 1), H8 + 3600);
    }

    #[test]
    fn before_1900_there_is_today_s_standard_time() {
        let mut offsets = Offsets::new(DEFAULT_ZONE);
        assert_eq!(offsets.at(FIRST - 1), H8);
        assert_eq!(offsets.at(FIRST), 8 * 3600 + 5 * 60 + 43);
        assert_eq!(offsets.at_wall(FIRST), H8);
        assert_eq!(offsets.at_wall(FIRST + H8 + 343), H8 + 343);
        assert_eq!(offsets.at(i64::MIN / 4), H8);
        assert_eq!(offsets.at(i64::MAX / 4), H8);
    }

    #[test]
    fn fixed_offsets() {
        let mut offsets = Offsets::new("-03:30".parse().unwrap());
        assert_eq!(offsets.at(0), -12_600);
        assert_eq!(offsets.at_wall(FIRST - 5), -12_600);
        assert!(!offsets.is_daylight(0));
    }

    proptest! {
        #[test]
        fn what_is_remembered_changes_nothing(
            seconds in prop::collection::vec(-2_300_000_000..2_300_000_000_i64, 1..20),
            zone in prop::sample::select(vec!["Asia/Shanghai", "America/New_York", "Pacific/Apia", "Africa/Casablanca"]),
        ) {
            let mut kept = Offsets::new(zone.parse().unwrap());
            for second in seconds {
                for second in [second, second + 3600, second - 3600] {
                    prop_assert_eq!(kept.at(second), kept.look_up(second));
                    prop_assert_eq!(kept.at_wall(second), kept.look_up_wall(second));
                }
            }
        }
    }
}
