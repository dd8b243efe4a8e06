//! Functions of `java.lang.Math` that the libraries of other languages round otherwise in the last digit.

/// The cube root.
///
/// **Reference**: `java.lang.StrictMath.cbrt`, which is that of fdlibm: it may be off in the last bit.
///
/// ```
/// assert_eq!(maidian_udfs::kernel::java_math::cbrt(27.0), 3.0);
/// ```
pub fn cbrt(number: f64) -> f64 {
    const C: f64 = 19.0 / 35.0;
    const D: f64 = -864.0 / 1225.0;
    const E: f64 = 99.0 / 70.0;
    const F: f64 = 45.0 / 28.0;
    const G: f64 = 5.0 / 14.0;
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    let magnitude = number.abs();
    // Five bits, by a third of the exponent.
    let rough = if magnitude < f64::MIN_POSITIVE {
        let scaled = magnitude * 18_014_398_509_481_984.0;
        from_high(high(scaled) / 3 + 696_219_795, scaled)
    } else {
        from_high(high(magnitude) / 3 + 715_094_163, 0.0)
    };
    // 23 bits, then 20 of them and a little more than the root.
    let r = rough * rough / magnitude;
    let s = C + r * rough;
    let closer = rough * (G + F / (s + E + D / s));
    let above = from_high(high(closer) + 1, 0.0);
    // A step of Newton's.
    let quotient = magnitude / (above * above);
    let step = (quotient - above) / (above + above + quotient);
    (above + above * step).copysign(number)
}

fn high(number: f64) -> u32 {
    u32::try_from(number.to_bits() >> 32).unwrap_or_default()
}

/// A number with the upper half of its bits replaced.
fn from_high(high: u32, number: f64) -> f64 {
    f64::from_bits(u64::from(high) << 32 | number.to_bits() & 0xffff_ffff)
}

/// The logarithm to base ten, correct in the last bit.
///
/// **Input**: a number above zero.
/// **Reference**: `java.lang.Math.log10`.
///
/// ```
/// assert_eq!(maidian_udfs::kernel::java_math::log10(1000.0), 3.0);
/// ```
pub fn log10(number: f64) -> f64 {
    if !number.is_finite() || number <= 0.0 {
        return number.log10();
    }
    let (mantissa, exponent) = split(number);
    let natural = Pair::ln(mantissa).plus(LN_2.times(Pair(exponent, 0.0)));
    let Pair(high, low) = natural.times(LOG10_E);
    high + low
}

/// A number as a mantissa next to 1 and a power of two.
fn split(number: f64) -> (f64, f64) {
    let (number, added) = if number < f64::MIN_POSITIVE {
        (number * 18_014_398_509_481_984.0, 54.0)
    } else {
        (number, 0.0)
    };
    let bits = number.to_bits();
    let exponent = i32::try_from(bits >> 52).unwrap_or_default() - 1023;
    let mantissa = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | 0x3ff0_0000_0000_0000);
    if mantissa > std::f64::consts::SQRT_2 {
        (mantissa / 2.0, f64::from(exponent + 1) - added)
    } else {
        (mantissa, f64::from(exponent) - added)
    }
}

/// The sum of two doubles, the second of which holds what the first has no room for.
#[derive(Debug, Clone, Copy)]
struct Pair(f64, f64);

const LN_2: Pair = Pair(std::f64::consts::LN_2, 2.319_046_813_846_299_6e-17);
const LOG10_E: Pair = Pair(std::f64::consts::LOG10_E, 1.098_319_650_216_765e-17);

impl Pair {
    fn sum(a: f64, b: f64) -> Self {
        let sum = a + b;
        let part = sum - a;
        Self(sum, (a - (sum - part)) + (b - part))
    }

    fn product(a: f64, b: f64) -> Self {
        let product = a * b;
        Self(product, a.mul_add(b, -product))
    }

    fn plus(self, other: Self) -> Self {
        let Self(high, low) = Self::sum(self.0, other.0);
        Self::sum(high, low + self.1 + other.1)
    }

    fn times(self, other: Self) -> Self {
        let Self(high, low) = Self::product(self.0, other.0);
        Self::sum(high, low + self.0 * other.1 + self.1 * other.0)
    }

    fn over(self, divisor: Self) -> Self {
        let first = self.0 / divisor.0;
        let Self(high, low) = Self::product(first, divisor.0);
        let rest = (self.0 - high) - low + self.1 - first * divisor.1;
        Self::sum(first, rest / divisor.0)
    }

    /// The natural logarithm of a number next to 1, by the series of the area tangent.
    fn ln(number: f64) -> Self {
        let ratio = Self(number - 1.0, 0.0).over(Self::sum(number, 1.0));
        let square = ratio.times(ratio);
        let mut sum = Self(0.0, 0.0);
        for odd in (1..=39).rev().step_by(2) {
            sum = sum
                .times(square)
                .plus(Self(1.0, 0.0).over(Self(f64::from(odd), 0.0)));
        }
        sum.times(ratio).times(Self(2.0, 0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::{cbrt, log10};

    // Answers of Hive 2.3.10.
    #[test]
    #[expect(clippy::float_cmp, reason = "the last bit counts")]
    fn as_java() {
        assert_eq!(cbrt(2.5), 1.357_208_808_297_453_2);
        assert_eq!(cbrt(-0.176_325_161_736_011_76), -0.560_752_773_498_405_8);
        assert_eq!(cbrt(30.0), 3.107_232_505_953_858_6);
        assert_eq!(log10(1.1), 0.041_392_685_158_225_08);
        assert_eq!(log10(90.0), 1.954_242_509_439_325);
        assert_eq!(log10(0.75), -0.124_938_736_608_299_95);
        assert_eq!(log10(1e-300), -300.0);
    }
}
