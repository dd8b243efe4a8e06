//! When events happen and when the collector gets them: a day's curve, delays, and stragglers of
//! the day before.

use chrono::NaiveDate;

use super::dice::{Dice, WHOLE};

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// Asia/Shanghai is eight hours ahead of UTC.
const SHANGHAI: i64 = 8 * 3_600_000;

/// Of 100,000 events, those that arrive a minute or more after they happened.
const LATE: u32 = 2_000;
/// Of 100,000 events, those of the day before (they are among the late ones).
const YESTERDAY: u32 = 300;
/// Of 100,000 events that are in time, those that take 20 seconds to a minute.
const SLOW: u32 = 1_200;

/// Events at the start of every hour, in relation to each other; minutes between are on a straight
/// line.
const HOURS: [u64; 25] = [
    38, 22, 14, 10, 9, 14, 34, 68, 105, 140, 172, 160, 165, 142, 132, 136, 140, 146, 158, 186, 215,
    198, 150, 86, 38,
];
/// Minutes of a rush (flash sales at ten and at eight in the evening), first and last, and its
/// factor in percent.
const RUSHES: [(usize, usize, u64); 2] = [(600, 605, 190), (1_200, 1_209, 155)];

/// When one event happened and arrived, in milliseconds since 1970 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When the SDK saw the event.
    pub timestamp: u64,
    /// When the collector got it.
    pub received_at: u64,
}

impl Moment {
    /// Whether the event took a minute or more to arrive.
    pub fn is_late(&self) -> bool {
        self.received_at.saturating_sub(self.timestamp) >= MINUTE
    }
}

/// The clock of one day.
#[derive(Debug)]
pub struct Clock {
    midnight: u64,
    events: u64,
    /// Events up to the end of every minute, in the curve's unit.
    curve: Vec<u64>,
}

impl Clock {
    /// The clock of a day in Asia/Shanghai in which the collector gets a number of events. Days
    /// before 1970 count as 1970.
    pub fn new(day: NaiveDate, events: u64) -> Self {
        let utc = day
            .and_time(chrono::NaiveTime::MIN)
            .and_utc()
            .timestamp_millis();
        let mut total = 0;
        let curve = (0..1_440).map(|minute| {
            total += weight(minute);
            total
        });
        Self {
            curve: curve.collect(),
            midnight: u64::try_from(utc - SHANGHAI).unwrap_or(0),
            events: events.max(1),
        }
    }

    /// Whether a moment is before the clock's day.
    pub fn is_yesterday(&self, timestamp: u64) -> bool {
        timestamp < self.midnight
    }

    /// The moment of the event numbered `index`. Events arrive in the order of their numbers, give
    /// or take a neighbour.
    pub fn moment(&self, index: u64, dice: &mut Dice) -> Moment {
        let into_day = self.arrival(index, dice);
        let received_at = self.midnight + into_day;
        let draw = dice.below(u64::from(WHOLE));
        let timestamp = if draw < u64::from(YESTERDAY) {
            // At least a minute late, and mostly of the last hour: the reach doubles from a quarter
            // to four hours.
            let reach = (HOUR / 4) << dice.below(5);
            self.midnight.saturating_sub(dice.between(MINUTE, reach))
        } else if draw < u64::from(LATE) {
            let reach = into_day.clamp(2 * MINUTE, DAY);
            received_at.saturating_sub(MINUTE + dice.skewed(reach - MINUTE, MINUTE))
        } else if dice.chance(SLOW) {
            received_at.saturating_sub(dice.between(20_000, MINUTE - 1))
        } else {
            received_at.saturating_sub(dice.between(40, 200) + dice.skewed(19_500, 150))
        };
        Moment {
            timestamp,
            received_at,
        }
    }

    /// Milliseconds into the day at which an event arrives.
    fn arrival(&self, index: u64, dice: &mut Dice) -> u64 {
        const FINE: u64 = 1 << 20;
        let total = self.curve.last().copied().unwrap_or(1);
        let place = u128::from(index) * u128::from(FINE) + u128::from(dice.below(FINE));
        // In the curve's unit, with the fraction kept in 20 more bits.
        let scaled = place * u128::from(total) / u128::from(self.events);
        let scaled = u64::try_from(scaled).unwrap_or(0).min(total * FINE - 1);
        let minute = self.curve.partition_point(|&end| end * FINE <= scaled);
        let end = self.curve.get(minute).copied().unwrap_or(total);
        let width = weight(minute).max(1);
        let within = scaled.saturating_sub((end - width) * FINE) / width * MINUTE / FINE;
        minute as u64 * MINUTE + within.min(MINUTE - 1)
    }
}

/// The share of a minute of the day, in the curve's unit.
fn weight(minute: usize) -> u64 {
    let (hour, into) = (minute / 60, minute as u64 % 60);
    let at = |hour: usize| HOURS.get(hour).copied().unwrap_or(0);
    let weight = at(hour) * (60 - into) + at(hour + 1) * into;
    let rush = RUSHES
        .iter()
        .find(|(first, last, _)| (*first..=*last).contains(&minute));
    weight * rush.map_or(100, |(.., percent)| *percent) / 100
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use super::*;

    const EVENTS: u64 = 20_000;
    /// 2024-11-25 00:00 in Asia/Shanghai.
    const MIDNIGHT: u64 = 1_732_464_000_000;

    fn moments() -> Vec<Moment> {
        let day = NaiveDate::from_ymd_opt(2024, 11, 25).unwrap();
        let (clock, mut dice) = (Clock::new(day, EVENTS), Dice::new(1, 1));
        (0..EVENTS)
            .map(|index| clock.moment(index, &mut dice))
            .collect()
    }

    #[test]
    fn events_arrive_within_the_day_and_after_they_happened() {
        for moment in moments() {
            assert!(
                (MIDNIGHT..MIDNIGHT + DAY).contains(&moment.received_at),
                "{moment:?}"
            );
            assert!(moment.timestamp < moment.received_at);
            assert!(moment.timestamp >= MIDNIGHT - 4 * HOUR, "{moment:?}");
        }
    }

    #[test]
    fn two_percent_are_late() {
        let late = moments().iter().filter(|moment| moment.is_late()).count();
        assert!((340..460).contains(&late), "{late}");
    }

    #[test]
    fn every_share_of_delays_has_events() {
        let of = |low: u64, high: u64| {
            let delays = moments().into_iter().map(|m| m.received_at - m.timestamp);
            delays.filter(|delay| (low..high).contains(delay)).count()
        };
        assert!(of(0, 20_000) > 19_000);
        assert!(
            (170..300).contains(&of(20_000, MINUTE)),
            "{}",
            of(20_000, MINUTE)
        );
        assert!(of(MINUTE, 10 * MINUTE) > 30);
        assert!(of(10 * MINUTE, 28 * HOUR) > 100);
    }

    #[test]
    fn some_events_are_of_the_day_before() {
        let before = moments()
            .iter()
            .filter(|moment| moment.timestamp < MIDNIGHT)
            .count();
        assert!((35..90).contains(&before), "{before}");
    }

    #[test]
    fn the_fullest_minute_has_about_three_times_the_mean() {
        let weights: Vec<u64> = (0..1_440).map(weight).collect();
        let mean = weights.iter().sum::<u64>() / 1_440;
        let peak = weights.iter().max().unwrap() * 100 / mean;
        assert!((280..350).contains(&peak), "{peak} %");
    }

    #[test]
    fn one_event_is_enough_for_a_day() {
        let day = NaiveDate::from_ymd_opt(2024, 11, 25).unwrap();
        let moment = Clock::new(day, 1).moment(0, &mut Dice::new(3, 3));
        assert!((MIDNIGHT..MIDNIGHT + DAY).contains(&moment.received_at));
    }
}
