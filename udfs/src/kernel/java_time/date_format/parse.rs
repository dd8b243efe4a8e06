//! Texts by a pattern.

use super::fields::Fields;
use super::pattern::{Letter, Piece};
use super::{Calendar, DateFormat, names, number};
use crate::kernel::event_time::Zone;
use crate::kernel::java_time::Offsets;

/// What a text was found to hold.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) fields: Fields,
    /// The zone that the text names.
    pub(super) zone: Option<Zone>,
    /// The year was of two digits, the first of the hundred years that those are from.
    first_year: bool,
}

impl DateFormat {
    /// Milliseconds since 1970 UTC of a text of this pattern.
    ///
    /// **Input**: text that begins as the pattern says. Blanks before a field are skipped; numbers may be too large and carry
    /// over; a time that the clocks skip is taken as if they had not been put forward yet, one that they show twice is the
    /// later.
    /// **None**: text that does not begin so, and a pattern that reads nothing of it.
    /// **Source**: `java.text.SimpleDateFormat.parse`, lenient.
    pub fn parse(&self, text: &str, calendar: &mut Calendar) -> Option<i64> {
        if let Some(wall) = self.plain.and_then(|plain| plain.read(text.as_bytes())) {
            return Some(calendar.offsets.instant(wall) * 1000);
        }
        self.parse_by_pieces(text, calendar)
    }

    /// [`Self::parse`], whatever the pattern.
    pub(super) fn parse_by_pieces(&self, text: &str, calendar: &mut Calendar) -> Option<i64> {
        let mut reading = Reading::default();
        let mut start = 0;
        for piece in &self.pieces {
            start = match piece {
                Piece::Text(expected) => {
                    text.get(start..)?.strip_prefix(expected.as_str())?;
                    start + expected.len()
                }
                Piece::Field(letter, count, bounded) => {
                    let count = bounded.then_some(*count).ok_or(*count);
                    reading.field(text, start, *letter, count, calendar)?
                }
            };
        }
        if start == 0 {
            return None;
        }
        let mut other_zone = reading.zone.map(Offsets::new);
        let offsets = other_zone.as_mut().unwrap_or(&mut calendar.offsets);
        let millis = reading.fields.millis(offsets);
        if reading.first_year && millis < calendar.century_start {
            reading.fields.add_years(100);
            return Some(reading.fields.millis(offsets));
        }
        Some(millis)
    }
}

/// How often a letter stands in the pattern: `Ok` where a number must have no more digits than that.
type Count = Result<usize, usize>;

impl Reading {
    /// Reads a field from `start` and tells where it ends.
    fn field(
        &mut self,
        text: &str,
        start: usize,
        letter: Letter,
        count: Count,
        calendar: &Calendar,
    ) -> Option<usize> {
        let rest = text.get(start..)?;
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if blanks == rest.len() {
            return None;
        }
        let (Ok(letters) | Err(letters)) = count;
        match letter {
            Letter::Month if letters > 2 => {
                self.name(rest, start, &names::MONTHS, |fields| &mut fields.month)
            }
            Letter::DayName => {
                let (position, length) = names::find(&names::DAYS, rest)?;
                let day = i32::try_from(position).ok()? + 1;
                self.fields.set(|fields| &mut fields.day_of_week, day);
                Some(start + length)
            }
            Letter::Era => self.name(rest, start, &names::ERAS, |fields| &mut fields.era),
            Letter::Half => self.name(rest, start, &names::HALVES, |fields| &mut fields.half),
            Letter::ZoneName | Letter::ZoneOffset => {
                let zone = rest.get(blanks..)?;
                let length = self.named_zone(rest, zone, calendar)?;
                Some(start + blanks + length)
            }
            Letter::IsoZone => {
                let length = self.iso_zone(rest.get(blanks..)?, letters)?;
                Some(start + blanks + length)
            }
            _ => {
                let bounded = match count {
                    Ok(most) => units(rest, most)?,
                    Err(_) => rest,
                };
                let (value, length) = number::parse(bounded.get(blanks..)?)?;
                self.number(
                    letter,
                    letters,
                    value,
                    bounded.get(blanks..)?.get(..length)?,
                    calendar,
                );
                Some(start + blanks + length)
            }
        }
    }

    fn name(
        &mut self,
        rest: &str,
        start: usize,
        names: &'static [&'static str],
        slot: impl FnOnce(&mut Fields) -> &mut super::fields::Slot,
    ) -> Option<usize> {
        let (position, length) = names::find(names, rest)?;
        self.fields.set(slot, i32::try_from(position).ok()?);
        Some(start + length)
    }

    fn number(
        &mut self,
        letter: Letter,
        count: usize,
        value: i32,
        digits: &str,
        calendar: &Calendar,
    ) {
        let fields = &mut self.fields;
        match letter {
            Letter::Year => {
                let year = self.year(count, value, digits, calendar);
                self.fields.set(|fields| &mut fields.year, year);
            }
            Letter::WeekYear => {
                let year = self.year(count, value, digits, calendar);
                self.fields.set(|fields| &mut fields.week_year, year);
            }
            Letter::Month => fields.set(|fields| &mut fields.month, value.wrapping_sub(1)),
            Letter::WeekOfYear => fields.set(|fields| &mut fields.week_of_year, value),
            Letter::WeekOfMonth => fields.set(|fields| &mut fields.week_of_month, value),
            Letter::DayOfYear => fields.set(|fields| &mut fields.day_of_year, value),
            Letter::DayOfMonth => fields.set(|fields| &mut fields.day_of_month, value),
            Letter::DayOfWeekInMonth => {
                fields.set(|fields| &mut fields.day_of_week_in_month, value);
            }
            Letter::DayOfWeek => {
                let from_sunday = match value {
                    7 => 1,
                    1..=6 => value + 1,
                    none => none,
                };
                fields.set(|fields| &mut fields.day_of_week, from_sunday);
            }
            Letter::Hour0 => fields.set(|fields| &mut fields.hour, value),
            Letter::Hour1 => {
                fields.set(
                    |fields| &mut fields.hour,
                    if value == 24 { 0 } else { value },
                );
            }
            Letter::HalfHour0 => fields.set(|fields| &mut fields.half_hour, value),
            Letter::HalfHour1 => {
                fields.set(
                    |fields| &mut fields.half_hour,
                    if value == 12 { 0 } else { value },
                );
            }
            Letter::Minute => fields.set(|fields| &mut fields.minute, value),
            Letter::Second => fields.set(|fields| &mut fields.second, value),
            _ => fields.set(|fields| &mut fields.millisecond, value),
        }
    }

    /// A year; of two digits it is one of the hundred years of the calendar.
    fn year(&mut self, count: usize, value: i32, digits: &str, calendar: &Calendar) -> i32 {
        let two_digits = digits.chars().count() == 2 && !digits.starts_with('-');
        if count > 2 || !two_digits {
            return value;
        }
        let of_century = i32::try_from(calendar.century_year.rem_euclid(100)).unwrap_or_default();
        let century = i32::try_from(calendar.century_year).unwrap_or_default() - of_century;
        self.first_year = value == of_century;
        value + century + if value < of_century { 100 } else { 0 }
    }
}

/// The first `count` UTF-16 units of a text; `None` where it has fewer.
fn units(text: &str, count: usize) -> Option<&str> {
    let head = text.as_bytes().get(..count)?;
    if head.is_ascii() {
        return text.get(..count);
    }
    let mut left = count;
    for (place, c) in text.char_indices() {
        if left == 0 {
            return text.get(..place);
        }
        left = left.saturating_sub(c.len_utf16());
    }
    (left == 0).then_some(text)
}
