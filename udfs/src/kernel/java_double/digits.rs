//! The digits of a number with a fraction, as `jdk.internal.math.FloatingDecimal` finds them before Java 19: sometimes one more
//! than it takes, and not always the nearest.

use super::natural::Natural;

/// Bits of a double behind the first.
const FRACTION_BITS: i32 = 52;

/// A finite number above zero: `fraction`, of which bit 52 is set, times two to the power of `exponent` - 52.
#[derive(Debug, Clone, Copy)]
pub(super) struct Binary {
    pub(super) fraction: u64,
    pub(super) exponent: i32,
    /// How many bits of the fraction count.
    pub(super) significant: i32,
}

/// Digits, and how many of them stand before the point.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) digits: Vec<u8>,
    pub(super) point: i32,
}

/// The scaled number, divisor and half a unit of the last place: `number / divisor` has one digit before the point.
struct Scaled {
    number: Natural,
    divisor: Natural,
    half: Natural,
    /// How far the half may grow until Java's integers overflow; 0: they do not.
    bits: u32,
}

/// The digits of a number that is not whole, or beyond 63 bits.
pub(super) fn digits(binary: Binary) -> Digits {
    let mut power = estimated_power(binary);
    let Scaled {
        mut number,
        divisor,
        mut half,
        bits,
    } = scaled(binary, power);
    let ten_divisors = divisor.times(10);
    let mut digits = Vec::with_capacity(17);
    let mut next = |half: &mut Natural| {
        let (quotient, rest) = number.divided(&divisor);
        number = rest.times(10);
        *half = half.times(10);
        let overflows = bits > 0 && half.bit_length() >= bits;
        let sum = number.plus(half);
        let low = overflows || number < *half;
        let high = overflows || sum > ten_divisors || bits == 0 && sum == ten_divisors;
        (quotient, low, high)
    };
    let (first, mut low, mut high) = next(&mut half);
    if first == 0 && !high {
        power -= 1;
    } else {
        digits.push(first);
    }
    // In the form with an exponent a second digit is wanted.
    if !(-3..8).contains(&power) {
        (low, high) = (false, false);
    }
    while !low && !high {
        let digit;
        (digit, low, high) = next(&mut half);
        digits.push(digit);
    }
    let mut found = Digits {
        digits,
        point: power + 1,
    };
    let is_up = high
        && (!low
            || match number.times(2).cmp(&ten_divisors) {
                std::cmp::Ordering::Equal => found.digits.last().is_some_and(|last| last % 2 == 1),
                order => order.is_gt(),
            });
    if is_up {
        found.round_up();
    }
    found
}

impl Digits {
    fn round_up(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < 9 {
                *digit += 1;
                return;
            }
            *digit = 0;
        }
        if let Some(first) = self.digits.first_mut() {
            *first = 1;
        }
        self.point += 1;
    }
}

/// The power of ten of the first digit, or one more.
#[expect(clippy::approx_constant, reason = "Java has no more digits there")]
fn estimated_power(binary: Binary) -> i32 {
    let mantissa = f64::from_bits(0x3ff0_0000_0000_0000 | binary.fraction & 0x000f_ffff_ffff_ffff);
    let power = (mantissa - 1.5) * 0.289_529_654
        + 0.176_091_259
        + f64::from(binary.exponent) * 0.301_029_995_663_981;
    #[expect(clippy::cast_possible_truncation, reason = "a few hundred at most")]
    let power = power.floor() as i32;
    power
}

fn scaled(binary: Binary, power: i32) -> Scaled {
    let zeros = binary.fraction.trailing_zeros().cast_signed();
    let bits = FRACTION_BITS + 1 - zeros;
    let behind_point = (bits - binary.exponent - 1).max(0);
    let (number_5, divisor_5) = ((-power).max(0), power.max(0));
    let mut divisor_2 = divisor_5 + behind_point;
    let mut half_2 = number_5 + behind_point + binary.exponent - binary.significant;
    let mut number_2 = number_5 + behind_point + binary.exponent - (bits - 1);
    let common = number_2.min(divisor_2);
    number_2 -= common;
    divisor_2 -= common;
    half_2 -= common;
    if bits == 1 {
        // The next smaller number is half as far away as the next larger one.
        half_2 -= 1;
    }
    if half_2 < 0 {
        number_2 -= half_2;
        divisor_2 -= half_2;
        half_2 = 0;
    }
    let fraction = binary.fraction >> zeros.unsigned_abs();
    let number_bits = bits + number_2 + bits_of_5(number_5);
    let divisor_bits = divisor_2 + 1 + bits_of_5(divisor_5 + 1);
    let widest = number_bits.max(divisor_bits);
    Scaled {
        number: Natural::from(fraction)
            .times_power_of_5(number_5.unsigned_abs())
            .shifted(number_2.unsigned_abs()),
        divisor: Natural::from(1)
            .times_power_of_5(divisor_5.unsigned_abs())
            .shifted(divisor_2.unsigned_abs()),
        half: Natural::from(1)
            .times_power_of_5(number_5.unsigned_abs())
            .shifted(half_2.unsigned_abs()),
        bits: match widest {
            ..32 => 32,
            32..64 => 64,
            _ => 0,
        },
    }
}

/// The bits of a power of five, nearly so for large ones.
fn bits_of_5(power: i32) -> i32 {
    match power {
        0 => 0,
        1..27 => i32::try_from(5_u64.pow(power.unsigned_abs()).ilog2()).unwrap_or(0) + 1,
        _ => power * 3,
    }
}
