//! Plain dates and times: `2021-03-15` and `2021-03-15 10:11:12`, read without a pattern.

use super::pattern::Plain;
use crate::kernel::java_time::calendar::gregorian_days;

impl Plain {
    /// Local seconds; `None` where the text is not as plain, which does not mean that it is not of the pattern.
    #[inline]
    pub(super) fn read(self, text: &[u8]) -> Option<i64> {
        match self {
            Self::Date => Some(plain_date(text)? * 86_400),
            Self::DateTime => {
                let (date, rest) = text.split_first_chunk::<10>()?;
                let (time, rest) = rest.split_first_chunk::<9>()?;
                let day = plain_date(date)?;
                let [b' ', h1, h2, b':', m1, m2, b':', s1, s2] = *time else {
                    return None;
                };
                ends_number(rest).then_some(())?;
                let (hour, minute) = (digits([h1, h2])?, digits([m1, m2])?);
                Some(day * 86_400 + (hour * 60 + minute) * 60 + digits([s1, s2])?)
            }
        }
    }
}

/// `2021-03-15` and nothing behind it that could belong to the day.
#[inline]
pub(in crate::kernel::java_time) fn plain_date(text: &[u8]) -> Option<i64> {
    let (date, rest) = text.split_first_chunk::<10>()?;
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *date else {
        return None;
    };
    ends_number(rest).then_some(())?;
    let year = digits([y1, y2])? * 100 + digits([y3, y4])?;
    let (month, day) = (digits([m1, m2])?, digits([d1, d2])?);
    // Other months carry over, and older years are of another calendar.
    ((1..=12).contains(&month) && year > 1582).then(|| gregorian_days(year, month, day))
}

/// Whether a number ends before this text: no digit of any script, no exponent.
#[inline]
fn ends_number(rest: &[u8]) -> bool {
    rest.first()
        .is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_digit() && *byte != b'E')
}

/// Two ASCII digits.
#[inline]
fn digits(two: [u8; 2]) -> Option<i64> {
    let [tens, ones] = two.map(|byte| byte.wrapping_sub(b'0'));
    (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
}
