//! Instants by a pattern.

use std::fmt::Write;

use super::pattern::{Letter, Piece};
use super::{Calendar, DAY, DateFormat, names, zone_names};
use crate::kernel::java_time::Offsets;
use crate::kernel::java_time::calendar::{Civil, civil, days, is_leap, weekday};

impl DateFormat {
    /// Writes an instant in milliseconds since 1970 UTC.
    ///
    /// **Output**: the fields of the pattern behind what `text` holds, in the calendar's zone.
    /// **Source**: `java.text.SimpleDateFormat.format` in the locale `en_US`.
    pub fn format(&self, millis: i64, calendar: &mut Calendar, text: &mut String) {
        let second = millis.div_euclid(1000);
        let ahead = calendar.offsets.at(second);
        let local = millis.wrapping_add(ahead * 1000);
        let shown = Shown {
            day: local.div_euclid(DAY),
            date: civil(local.div_euclid(DAY)),
            time: local.rem_euclid(DAY),
            ahead,
            second,
            offsets: &calendar.offsets,
        };
        for piece in &self.pieces {
            match piece {
                Piece::Text(as_it_is) => text.push_str(as_it_is),
                Piece::Field(letter, count, _) => shown.field(*letter, *count, text),
            }
        }
    }
}

/// An instant as a calendar shows it.
struct Shown<'a> {
    /// Days since 1970-01-01.
    day: i64,
    date: Civil,
    /// Milliseconds since midnight.
    time: i64,
    /// Seconds ahead of UTC.
    ahead: i64,
    second: i64,
    offsets: &'a Offsets,
}

impl Shown<'_> {
    fn field(&self, letter: Letter, count: usize, text: &mut String) {
        let hour = self.time / 3_600_000;
        let value = match letter {
            Letter::Era => {
                let era = i64::from(self.date.year > 0);
                return text.push_str(names::name(&names::ERAS, era, true));
            }
            Letter::Year => return year(self.year_of_era(), count, text),
            Letter::WeekYear => return year(self.week_year(), count, text),
            Letter::Month if count > 2 => {
                let name = names::name(&names::MONTHS, self.date.month - 1, count > 3);
                return text.push_str(name);
            }
            Letter::DayName => {
                let name = names::name(&names::DAYS, weekday(self.day), count > 3);
                return text.push_str(name);
            }
            Letter::Half => {
                return text.push_str(names::name(&names::HALVES, hour / 12, true));
            }
            Letter::ZoneName => return self.zone_name(count, text),
            Letter::ZoneOffset => return offset(self.ahead, "", text),
            Letter::IsoZone => return iso_offset(self.ahead, count, text),
            Letter::Month => self.date.month,
            Letter::WeekOfYear => self.week_of_year(),
            Letter::WeekOfMonth => week_number(self.first_of_month(), self.day),
            Letter::DayOfYear => self.day - self.first_of_year() + 1,
            Letter::DayOfMonth => self.date.day,
            Letter::DayOfWeekInMonth => (self.day - self.first_of_month()) / 7 + 1,
            Letter::DayOfWeek => (weekday(self.day) + 6) % 7 + 1,
            Letter::Hour0 => hour,
            Letter::Hour1 => (hour + 23) % 24 + 1,
            Letter::HalfHour0 => hour % 12,
            Letter::HalfHour1 => (hour + 11) % 12 + 1,
            Letter::Minute => self.time / 60_000 % 60,
            Letter::Second => self.time / 1000 % 60,
            Letter::Millisecond => self.time % 1000,
        };
        padded(value, count, text);
    }

    fn year_of_era(&self) -> i64 {
        if self.date.year > 0 {
            self.date.year
        } else {
            1 - self.date.year
        }
    }

    fn first_of_year(&self) -> i64 {
        days(Civil {
            month: 1,
            day: 1,
            ..self.date
        })
    }

    fn first_of_month(&self) -> i64 {
        days(Civil {
            day: 1,
            ..self.date
        })
    }

    /// The week from Sunday, the first being the one with the 1st of January: so the last days of December may be in it.
    fn week_of_year(&self) -> i64 {
        let first = self.first_of_year();
        let week = week_number(first, self.day);
        let next = first + if is_leap(self.date.year) { 366 } else { 365 };
        if week >= 52 && self.day >= next - weekday(next) && weekday(next) > 0 {
            return 1;
        }
        week
    }

    fn week_year(&self) -> i64 {
        let next = i64::from(self.date.month == 12 && self.week_of_year() == 1);
        self.date.year + next
    }

    fn zone_name(&self, count: usize, text: &mut String) {
        let zone = self.offsets.zone().to_string();
        if let Some(names) = zone_names::of(&zone) {
            let [standard, daylight] = if count > 3 { names.long } else { names.short };
            text.push_str(if self.offsets.is_daylight(self.second) {
                daylight
            } else {
                standard
            });
        } else {
            text.push_str("GMT");
            offset(self.ahead, ":", text);
        }
    }
}

/// The week of a day in a period that begins on `first`, which is in week 1.
fn week_number(first: i64, day: i64) -> i64 {
    let sunday = first - weekday(first);
    (day - sunday).div_euclid(7) + 1
}

fn year(year: i64, count: usize, text: &mut String) {
    if count == 2 {
        padded(year % 100, 2, text);
    } else {
        padded(year, count, text);
    }
}

/// A number of at least so many digits.
fn padded(value: i64, digits: usize, text: &mut String) {
    if (0..100).contains(&value) && digits <= 2 {
        if value >= 10 || digits == 2 {
            text.push(ascii(value / 10));
        }
        text.push(ascii(value % 10));
        return;
    }
    if (1000..10_000).contains(&value) && digits <= 4 {
        text.extend([1000, 100, 10, 1].map(|unit| ascii(value / unit % 10)));
        return;
    }
    if value < 0 {
        text.push('-');
    }
    // Writing to a string does not fail.
    let _ = write!(text, "{:0digits$}", value.unsigned_abs());
}

fn ascii(digit: i64) -> char {
    u8::try_from(digit).map_or('0', |digit| char::from(b'0' + digit))
}

/// `+0800`.
fn offset(ahead: i64, colon: &str, text: &mut String) {
    text.push(if ahead > -60 { '+' } else { '-' });
    let minutes = ahead.abs() / 60;
    padded(minutes / 60, 2, text);
    text.push_str(colon);
    padded(minutes % 60, 2, text);
}

fn iso_offset(ahead: i64, count: usize, text: &mut String) {
    if ahead == 0 {
        return text.push('Z');
    }
    if count == 1 {
        text.push(if ahead > -60 { '+' } else { '-' });
        return padded(ahead.abs() / 3600, 2, text);
    }
    offset(ahead, if count == 3 { ":" } else { "" }, text);
}
