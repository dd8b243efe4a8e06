//! Time zones by name.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, Offset, TimeZone};
use chrono_tz::Tz;
use thiserror::Error;

/// The zone that event times are in where nobody says otherwise.
pub const DEFAULT_ZONE: Zone = Zone(Kind::Named(Tz::Asia__Shanghai));

/// A time zone: a zone of the IANA database with its daylight saving, or a fixed offset from UTC.
///
/// ```
/// use maidian_udfs::kernel::event_time::Zone;
///
/// let zone: Zone = "Asia/Shanghai".parse()?;
/// assert_eq!(zone.to_string(), "Asia/Shanghai");
/// assert!("+08:00".parse::<Zone>().is_ok());
/// # Ok::<(), maidian_udfs::kernel::event_time::ZoneError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Zone(Kind);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::kernel) enum Kind {
    Named(Tz),
    Fixed(FixedOffset),
}

/// A name that is no time zone.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "unknown time zone '{0}': expected a name of the IANA database such as Asia/Shanghai or UTC, \
     or an offset such as +08:00"
)]
pub struct ZoneError(String);

impl FromStr for Zone {
    type Err = ZoneError;

    /// The zone of that name: `Asia/Shanghai`, `UTC` (as in the IANA database, with case), or `+08:00`, `-0330`
    /// (hours and minutes, below 24 hours).
    fn from_str(name: &str) -> Result<Self, ZoneError> {
        let kind = if name.starts_with(['+', '-']) {
            fixed_offset(name).map(Kind::Fixed)
        } else {
            name.parse().map(Kind::Named).ok()
        };
        kind.map(Self).ok_or_else(|| ZoneError(name.to_owned()))
    }
}

/// `+08:00` or `+0800`; chrono's own parser also takes anything after that.
fn fixed_offset(name: &str) -> Option<FixedOffset> {
    let offset: FixedOffset = name.parse().ok()?;
    let canonical = offset.to_string();
    (name == canonical || name == canonical.replace(':', "")).then_some(offset)
}

impl Zone {
    /// UTC.
    pub fn utc() -> Self {
        Self(Kind::Named(Tz::UTC))
    }

    /// The zone as chrono has it.
    pub(in crate::kernel) fn kind(self) -> Kind {
        self.0
    }

    /// Seconds that local time is ahead of UTC at an instant, given in seconds since the epoch.
    ///
    /// **None**: an instant that chrono has no date for, far outside the years 1970 to 9999.
    pub(in crate::kernel) fn offset_at(self, second: i64) -> Option<i64> {
        let offset = match self.0 {
            Kind::Named(zone) => {
                let instant = DateTime::from_timestamp(second, 0)?.naive_utc();
                zone.offset_from_utc_datetime(&instant).fix()
            }
            Kind::Fixed(offset) => offset,
        };
        Some(i64::from(offset.local_minus_utc()))
    }
}

impl Default for Zone {
    fn default() -> Self {
        DEFAULT_ZONE
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Kind::Named(zone) => f.write_str(zone.name()),
            Kind::Fixed(offset) => fmt::Display::fmt(&offset, f),
        }
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Zone({self})")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]
mod tests {
    use super::{DEFAULT_ZONE, Zone};

    #[test]
    fn names_and_offsets_are_zones() {
        for (name, offset) in [
            ("Asia/Shanghai", 8 * 3600),
            ("PRC", 8 * 3600),
            ("UTC", 0),
            ("Etc/GMT-8", 8 * 3600),
            ("+08:00", 8 * 3600),
            ("+0800", 8 * 3600),
            ("-03:30", -(3 * 3600 + 1800)),
            ("+00:00", 0),
        ] {
            let zone: Zone = name.parse().unwrap();
            assert_eq!(zone.offset_at(1_700_000_000), Some(offset), "{name}");
        }
    }

    #[test]
    fn display_is_a_name_that_parses() {
        for name in ["Asia/Shanghai", "+08:00", "UTC"] {
            let zone: Zone = name.parse().unwrap();
            assert_eq!(zone.to_string(), name);
        }
        assert_eq!(Zone::default().to_string(), "Asia/Shanghai");
        assert_eq!(Zone::default(), DEFAULT_ZONE);
    }

    #[test]
    fn unknown_name_is_an_error_that_says_what_is_expected() {
        for name in [
            "",
            "Asia/Shangai",
            "asia/shanghai",
            "+8",
            "+24:00",
            "08:00",
            "+08:00 ",
            "+08:00x",
            "+08:00:00",
        ] {
            let error = name.parse::<Zone>().unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("unknown time zone '{name}': expected")),
                "{error}"
            );
        }
    }
}
