//! Local dates and times, without a zone.

use super::Offsets;
use super::calendar::{from_gregorian, to_gregorian};

/// Microseconds of a second.
pub(super) const MICROS: i64 = 1_000_000;

/// Microseconds of a day.
const DAY: i64 = 86_400 * MICROS;

/// A date and time as clocks show it: microseconds since 1970-01-01 00:00 of them, in Java's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Local {
    /// Microseconds since 1970-01-01 00:00.
    pub micros: i64,
}

impl Local {
    /// The local time that Arrow has as these microseconds, in the Gregorian calendar.
    pub fn from_gregorian(micros: i64) -> Self {
        let day = micros.div_euclid(DAY);
        Self {
            micros: micros + (from_gregorian(day) - day) * DAY,
        }
    }

    /// The microseconds that Arrow has for it, in the Gregorian calendar. `None` where they do not fit.
    pub fn to_gregorian(self) -> Option<i64> {
        let day = self.day();
        let moved = (to_gregorian(day) - day).checked_mul(DAY)?;
        self.micros.checked_add(moved)
    }

    /// Midnight of a day in Java's calendar. `None` where it does not fit.
    pub fn midnight(day: i64) -> Option<Self> {
        Some(Self {
            micros: day.checked_mul(DAY)?,
        })
    }

    /// Days since 1970-01-01.
    pub fn day(self) -> i64 {
        self.micros.div_euclid(DAY)
    }

    /// What the zone's clocks show when those of UTC show this time.
    #[must_use]
    pub fn of_zone(self, offsets: &mut Offsets) -> Self {
        let ahead = offsets.at(self.micros.div_euclid(MICROS));
        self.plus(ahead)
    }

    /// What the clocks of UTC show when those of the zone show this time.
    #[must_use]
    pub fn of_utc(self, offsets: &mut Offsets) -> Self {
        let ahead = offsets.at_wall(self.micros.div_euclid(MICROS));
        self.plus(-ahead)
    }

    /// What the zone's clocks show instead of a time that they skip; any other time as it is.
    #[must_use]
    pub fn shown(self, offsets: &mut Offsets) -> Self {
        let wall = self.micros.div_euclid(MICROS);
        let shown = offsets.shown(wall);
        self.plus(shown - wall)
    }

    fn plus(self, seconds: i64) -> Self {
        Self {
            micros: self.micros.saturating_add(seconds * MICROS),
        }
    }
}
