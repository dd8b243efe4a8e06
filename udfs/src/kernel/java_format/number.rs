//! Digits of numbers, rounded.

/// A number without its sign: its digits, of which so many stand before the point. `0.05` is `5` and -1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    digits: Vec<u8>,
    point: i64,
}

impl Digits {
    /// The shortest digits that read back as the same number.
    pub(super) fn of_double(number: f64) -> Self {
        let shortest = format!("{:e}", number.abs());
        let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
        let exponent: i64 = exponent.parse().unwrap_or_default();
        Self {
            digits: digits.bytes().filter(u8::is_ascii_digit).collect(),
            point: exponent + 1,
        }
        .trimmed()
    }

    /// Without noughts in front.
    fn trimmed(mut self) -> Self {
        let noughts = self
            .digits
            .iter()
            .take_while(|digit| **digit == b'0')
            .count();
        self.digits.drain(..noughts);
        self.point -= i64::try_from(noughts).unwrap_or_default();
        if self.digits.is_empty() {
            self.point = 1;
        }
        self
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// The power of ten of the first digit.
    pub(super) fn exponent(&self) -> i64 {
        self.point - 1
    }

    /// Rounded half up to so many digits; a negative number leaves nothing.
    pub(super) fn rounded(mut self, count: i64) -> Self {
        let Ok(kept) = usize::try_from(count) else {
            return Self {
                digits: Vec::new(),
                point: 1,
            };
        };
        let Some(next) = self.digits.get(kept).copied() else {
            return self;
        };
        self.digits.truncate(kept);
        if next >= b'5' {
            let nines = self
                .digits
                .iter()
                .rev()
                .take_while(|digit| **digit == b'9')
                .count();
            self.digits.truncate(kept - nines);
            if let Some(last) = self.digits.last_mut() {
                *last += 1;
            } else {
                self.digits.push(b'1');
                self.point += 1;
            }
        }
        self.trimmed()
    }

    /// Plain digits with so many behind the point.
    pub(super) fn fixed(&self, places: usize) -> String {
        let count = self
            .point
            .saturating_add(i64::try_from(places).unwrap_or(i64::MAX));
        let rounded = self.clone().rounded(count);
        let digit = |place: i64| {
            usize::try_from(place)
                .ok()
                .and_then(|place| rounded.digits.get(place))
                .map_or('0', |digit| char::from(*digit))
        };
        let mut text: String = (0..rounded.point.max(1))
            .map(|place| digit(place + rounded.point.min(1) - 1))
            .collect();
        if places > 0 {
            text.push('.');
            let end = rounded
                .point
                .saturating_add(i64::try_from(places).unwrap_or(i64::MAX));
            text.extend((rounded.point..end).map(digit));
        }
        text
    }

    /// `d.ddde+dd`, with so many digits behind the point.
    pub(super) fn scientific(&self, places: usize) -> String {
        let count = i64::try_from(places).unwrap_or(i64::MAX).saturating_add(1);
        let rounded = self.clone().rounded(count);
        let exponent = if rounded.is_zero() {
            0
        } else {
            rounded.exponent()
        };
        let mantissa = Self {
            digits: rounded.digits,
            point: 1,
        };
        let sign = if exponent < 0 { '-' } else { '+' };
        format!("{}e{sign}{:02}", mantissa.fixed(places), exponent.abs())
    }
}

#[cfg(test)]
mod tests {
    use super::Digits;

    #[test]
    fn plain_digits() {
        for (number, places, text) in [
            (0.0, 2, "0.00"),
            (0.05, 1, "0.1"),
            (0.04, 1, "0.0"),
            (0.5, 0, "1"),
            (9.995, 2, "10.00"),
            (1e21, 1, "1000000000000000000000.0"),
            (0.0012, 3, "0.001"),
            (123.456, 1, "123.5"),
        ] {
            assert_eq!(Digits::of_double(number).fixed(places), text, "{number}");
        }
    }

    #[test]
    fn powers_of_ten() {
        assert_eq!(Digits::of_double(0.0).scientific(1), "0.0e+00");
        assert_eq!(Digits::of_double(9.99e-5).scientific(1), "1.0e-04");
        assert_eq!(Digits::of_double(1e100).scientific(0), "1e+100");
    }
}
