//! Zones in texts.

use super::parse::Reading;
use super::{Calendar, zone_names};
use crate::kernel::event_time::Zone;
use crate::kernel::java_time::Offsets;

const MINUTE: i32 = 60_000;

impl Reading {
    /// `+0800`, `GMT+08:00`, `GMT` or a zone's name, and its length. Java looks for `GMT` before blanks, not behind them.
    pub(super) fn named_zone(
        &mut self,
        rest: &str,
        zone: &str,
        calendar: &Calendar,
    ) -> Option<usize> {
        if let Some((sign, digits)) = signed(zone) {
            return Some(1 + self.offset(digits, sign, None, false)?);
        }
        let is_gmt = |text: &str| {
            text.get(..3)
                .is_some_and(|start| start.eq_ignore_ascii_case("GMT"))
        };
        if zone.starts_with(['G', 'g']) && is_gmt(rest) {
            if let Some((sign, digits)) = rest.get(3..).and_then(signed) {
                return Some(4 + self.offset(digits, sign, None, true)?);
            }
            self.set_offset(0);
            return Some(3);
        }
        let current = calendar.offsets.zone().to_string();
        let found = zone_names::find(zone, &current)?;
        let named: Zone = found.id.parse().ok()?;
        self.zone = Some(named);
        let saving = if found.daylight {
            saving(&Offsets::new(named))
        } else {
            0
        };
        if !(found.same || (found.daylight && saving == 0)) {
            self.fields
                .set(|fields| &mut fields.daylight_offset, saving);
        }
        Some(found.length)
    }

    /// `Z`, `+08`, `+0800` or `+08:00`, by the number of letters, and its length.
    pub(super) fn iso_zone(&mut self, zone: &str, count: usize) -> Option<usize> {
        if zone.starts_with('Z') {
            self.set_offset(0);
            return Some(1);
        }
        let (sign, digits) = signed(zone)?;
        Some(1 + self.offset(digits, sign, Some(count), count == 3)?)
    }

    /// Hours and minutes of an offset, and their length. `count` is the number of `X`: one of them has no minutes.
    fn offset(
        &mut self,
        digits: &str,
        sign: i32,
        count: Option<usize>,
        colon: bool,
    ) -> Option<usize> {
        let mut bytes = digits.bytes();
        let mut digit = || bytes.next();
        let value = |byte: u8| byte.is_ascii_digit().then(|| i32::from(byte - b'0'));
        let mut hours = value(digit()?)?;
        let mut length = 1;
        let second = digit()?;
        let mut next = Some(second);
        if let Some(second) = value(second) {
            hours = hours * 10 + second;
            length = 2;
            next = None;
        } else if count.is_some() || !colon {
            return None;
        }
        if hours > 23 {
            return None;
        }
        let mut minutes = 0;
        if count != Some(1) {
            let mut following = || next.take().or_else(&mut digit);
            if colon {
                if following()? != b':' {
                    return None;
                }
                length += 1;
            }
            minutes = value(following()?)? * 10 + value(following()?)?;
            length += 2;
            if minutes > 59 {
                return None;
            }
        }
        self.set_offset((hours * 60 + minutes) * MINUTE * sign);
        Some(length)
    }

    fn set_offset(&mut self, millis: i32) {
        self.fields.set(|fields| &mut fields.zone_offset, millis);
        self.fields.set(|fields| &mut fields.daylight_offset, 0);
    }
}

/// What stands behind a sign.
fn signed(text: &str) -> Option<(i32, &str)> {
    text.strip_prefix('+')
        .map(|rest| (1, rest))
        .or_else(|| text.strip_prefix('-').map(|rest| (-1, rest)))
}

/// What the zone's clocks were last put forward by, in milliseconds: of recent years.
fn saving(offsets: &Offsets) -> i32 {
    const MONTH: i64 = 2_629_746;
    // From January 2021.
    let in_month = |month: i64| {
        let second = 1_609_459_200 + month * MONTH;
        offsets.is_daylight(second).then(|| {
            let mut offsets = offsets.clone();
            offsets.at(second) - offsets.standard_at(second)
        })
    };
    (0..12)
        .find_map(in_month)
        .and_then(|seconds| i32::try_from(seconds * 1000).ok())
        .unwrap_or_default()
}
