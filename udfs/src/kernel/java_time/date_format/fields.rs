//! Calendar fields as they were read, and the instant that they mean: `java.util.GregorianCalendar`, lenient.

use super::DAY;
use crate::kernel::java_time::Offsets;
use crate::kernel::java_time::calendar::{
    CUTOVER, CUTOVER_YEAR, FIXED_EPOCH, civil, gregorian_days, julian_days, month_length,
};

/// Java's fixed day of the first Gregorian one.
const FIXED_CUTOVER: i64 = CUTOVER + FIXED_EPOCH;

/// Sunday, the first day of Java's weeks.
const SUNDAY: i64 = 1;

/// A field: what it was set to, and when. Of fields that contradict each other those that were set last count.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Slot {
    /// The how-manieth field it was, from 1; 0 is not set.
    stamp: u32,
    value: i64,
}

impl Slot {
    fn is_set(self) -> bool {
        self.stamp > 0
    }
}

/// The fields that a text has.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fields {
    last_stamp: u32,
    /// 0 before Christ.
    pub(super) era: Slot,
    pub(super) year: Slot,
    pub(super) week_year: Slot,
    /// From 0.
    pub(super) month: Slot,
    pub(super) week_of_year: Slot,
    pub(super) week_of_month: Slot,
    pub(super) day_of_year: Slot,
    pub(super) day_of_month: Slot,
    pub(super) day_of_week_in_month: Slot,
    /// From 1 for Sunday.
    pub(super) day_of_week: Slot,
    /// 0 before noon.
    pub(super) half: Slot,
    /// 0 to 11.
    pub(super) half_hour: Slot,
    pub(super) hour: Slot,
    pub(super) minute: Slot,
    pub(super) second: Slot,
    pub(super) millisecond: Slot,
    /// Milliseconds.
    pub(super) zone_offset: Slot,
    /// Milliseconds.
    pub(super) daylight_offset: Slot,
}

/// The fields that a date is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Choice {
    DayOfMonth,
    WeekOfMonth,
    DayOfWeekInMonth,
    DayOfYear,
    WeekOfYear,
}

#[derive(Debug, Clone, Copy)]
enum Calendar {
    Gregorian,
    Julian,
}

impl Calendar {
    /// Java's fixed day of the first of a month.
    fn first(self, year: i64, month: i64) -> i64 {
        FIXED_EPOCH
            + match self {
                Self::Gregorian => gregorian_days(year, month, 1),
                Self::Julian => julian_days(year, month, 1),
            }
    }
}

/// The day of a week on or before a fixed day; Sunday is 1.
fn on_or_before(fixed: i64, day_of_week: i64) -> i64 {
    fixed - (fixed - (day_of_week - 1)).rem_euclid(7)
}

/// The stamp of two fields that count together only.
fn both(one: Slot, other: Slot) -> u32 {
    if one.is_set() && other.is_set() {
        one.stamp.max(other.stamp)
    } else {
        0
    }
}

impl Fields {
    /// Sets a field.
    pub(super) fn set(&mut self, slot: impl FnOnce(&mut Self) -> &mut Slot, value: i32) {
        self.last_stamp += 1;
        let stamp = self.last_stamp;
        *slot(self) = Slot {
            stamp,
            value: i64::from(value),
        };
    }

    /// Adds to the years that were read.
    pub(super) fn add_years(&mut self, years: i64) {
        self.year.value += years;
        self.week_year.value += years;
    }

    /// Milliseconds since 1970 UTC.
    pub(super) fn millis(&self, offsets: &mut Offsets) -> i64 {
        if self.week_year.is_set() && self.week_year.stamp > self.year.stamp {
            return self.of_week_date().resolve(offsets);
        }
        self.resolve(offsets)
    }

    /// The same with year, month and day in place of the week year.
    fn of_week_date(&self) -> Self {
        let mut week = if self.week_of_year.is_set() {
            self.week_of_year.value
        } else {
            1
        };
        let mut day = if self.day_of_week.is_set() {
            self.day_of_week.value
        } else {
            SUNDAY
        };
        // A day of the week that is none was read as a number from Monday.
        if !(1..=7).contains(&day) {
            let from_monday = day - 1;
            week += from_monday.div_euclid(7);
            day = (from_monday.rem_euclid(7) + 1) % 7 + 1;
        }
        let first_of_weeks = Self {
            last_stamp: 3,
            era: self.era,
            year: Slot {
                stamp: 1,
                value: self.week_year.value,
            },
            week_of_year: Slot { stamp: 2, value: 1 },
            day_of_week: Slot {
                stamp: 3,
                value: SUNDAY,
            },
            ..Self::default()
        };
        let fixed = first_of_weeks.fixed_day(0) + (day - SUNDAY) + 7 * (week - 1);
        let date = civil(fixed - FIXED_EPOCH);
        let slot = |value| Slot {
            stamp: u32::MAX,
            value,
        };
        Self {
            era: Slot::default(),
            year: slot(date.year),
            month: slot(date.month - 1),
            day_of_month: slot(date.day),
            ..*self
        }
    }

    fn resolve(&self, offsets: &mut Offsets) -> i64 {
        let time = self.time_of_day();
        let fixed = self.fixed_day(time.div_euclid(DAY));
        let local = (fixed - FIXED_EPOCH)
            .wrapping_mul(DAY)
            .wrapping_add(time.rem_euclid(DAY));
        let wall = local.div_euclid(1000);
        let ahead = match (self.zone_offset.is_set(), self.daylight_offset.is_set()) {
            (true, _) => self.zone_offset.value + self.daylight_offset.value,
            (false, true) => {
                let instant = wall - offsets.at_wall(wall);
                offsets.standard_at(instant) * 1000 + self.daylight_offset.value
            }
            (false, false) => offsets.at_wall(wall) * 1000,
        };
        local.wrapping_sub(ahead)
    }

    /// Milliseconds since midnight; more than a day has, or fewer than none, where numbers are too large.
    fn time_of_day(&self) -> i64 {
        let in_half = both(self.half_hour, self.half);
        let best = match in_half.max(self.hour.stamp) {
            0 => self.half_hour.stamp.max(self.half.stamp),
            best => best,
        };
        let hour = if best == self.hour.stamp {
            self.hour.value
        } else {
            self.half_hour.value + 12 * self.half.value
        };
        ((hour * 60 + self.minute.value) * 60 + self.second.value) * 1000 + self.millisecond.value
    }

    /// Which fields the date is made of.
    fn choice(&self) -> Choice {
        let mut by_day = self.day_of_month.stamp;
        let mut by_week_of_month = both(self.week_of_month, self.day_of_week);
        let mut by_day_of_week = both(self.day_of_week_in_month, self.day_of_week);
        let by_day_of_year = self.day_of_year.stamp;
        let mut by_week = both(self.week_of_year, self.day_of_week);
        let complete = [
            by_day,
            by_week_of_month,
            by_day_of_week,
            by_day_of_year,
            by_week,
        ];
        let mut best = complete.into_iter().max().unwrap_or_default();
        if best == 0 {
            by_week_of_month = self.week_of_month.stamp;
            by_day_of_week = self.day_of_week_in_month.stamp.max(self.day_of_week.stamp);
            by_week = self.week_of_year.stamp;
            best = by_week_of_month.max(by_day_of_week).max(by_week);
            if best == 0 {
                by_day = self.month.stamp;
                best = by_day;
            }
        }
        let (week_of_month, in_month) = (self.week_of_month.stamp, self.day_of_week_in_month.stamp);
        if best == by_day {
            Choice::DayOfMonth
        } else if (best == by_week_of_month && week_of_month >= self.week_of_year.stamp)
            || (best == by_day_of_week && in_month >= self.week_of_year.stamp)
        {
            let equal = by_week_of_month == by_day_of_week;
            if equal && week_of_month >= in_month || !equal && best == by_week_of_month {
                Choice::WeekOfMonth
            } else {
                Choice::DayOfWeekInMonth
            }
        } else if best == by_day_of_year {
            Choice::DayOfYear
        } else {
            Choice::WeekOfYear
        }
    }

    /// Java's fixed day, `days` after the one that the date has.
    fn fixed_day(&self, days: i64) -> i64 {
        let choice = self.choice();
        let mut year = if self.year.is_set() {
            self.year.value
        } else {
            1970
        };
        if self.era.is_set() && self.era.value == 0 {
            year = 1 - year;
        }
        let day_in = |calendar| days + self.day_in(calendar, year, choice);
        if year > CUTOVER_YEAR {
            let gregorian = day_in(Calendar::Gregorian);
            if gregorian >= FIXED_CUTOVER {
                return gregorian;
            }
        } else if year < CUTOVER_YEAR {
            let julian = day_in(Calendar::Julian);
            if julian < FIXED_CUTOVER {
                return julian;
            }
        }
        let (gregorian, julian) = (day_in(Calendar::Gregorian), day_in(Calendar::Julian));
        // Java takes the same one for both where the year is before the change.
        let gregorian = if year < CUTOVER_YEAR {
            julian
        } else {
            gregorian
        };
        let of_year = matches!(choice, Choice::DayOfYear | Choice::WeekOfYear);
        if !of_year && gregorian >= FIXED_CUTOVER {
            gregorian
        } else {
            julian
        }
    }

    /// The fixed day in a calendar, whether it was in use then or not.
    fn day_in(&self, calendar: Calendar, year: i64, choice: Choice) -> i64 {
        let day_of_week = self.day_of_week.is_set().then_some(self.day_of_week.value);
        if matches!(choice, Choice::DayOfYear | Choice::WeekOfYear) {
            let first = calendar.first(year, 1);
            if choice == Choice::DayOfYear {
                return first + self.day_of_year.value - 1;
            }
            let week = on_or_before(first + 6, SUNDAY);
            let week = if week > first { week - 7 } else { week };
            let day = match day_of_week {
                Some(day) if day != SUNDAY => on_or_before(week + 6, day),
                _ => week,
            };
            return day + 7 * (self.week_of_year.value - 1);
        }
        let year = year + self.month.value.div_euclid(12);
        let month = self.month.value.rem_euclid(12) + 1;
        let first = calendar.first(year, month);
        match choice {
            Choice::DayOfMonth if self.day_of_month.is_set() => first + self.day_of_month.value - 1,
            Choice::DayOfMonth => first,
            Choice::WeekOfMonth => {
                let week = on_or_before(first + 6, SUNDAY);
                let week = if week > first { week - 7 } else { week };
                let day = day_of_week.map_or(week, |day| on_or_before(week + 6, day));
                day + 7 * (self.week_of_month.value - 1)
            }
            _ => {
                let day = day_of_week.unwrap_or(SUNDAY);
                let number = if self.day_of_week_in_month.is_set() {
                    self.day_of_week_in_month.value
                } else {
                    1
                };
                if number >= 0 {
                    on_or_before(first + 7 * number - 1, day)
                } else {
                    let last = month_length(year, month) + 7 * (number + 1);
                    on_or_before(first + last - 1, day)
                }
            }
        }
    }
}
