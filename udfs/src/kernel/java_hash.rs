//! Hash codes of values, as Hive's `hash` computes them.

/// The hash of a whole number of 64 bits.
///
/// **Reference**: `org.apache.hadoop.hive.serde2.objectinspector.ObjectInspectorUtils.hashCode`, here and below.
#[expect(clippy::cast_possible_truncation, reason = "folded into 32 bits")]
pub fn long(number: i64) -> i32 {
    (number.cast_unsigned() >> 32 ^ number.cast_unsigned()).cast_signed() as i32
}

/// The hash of a double.
pub fn double(number: f64) -> i32 {
    // Java has one NaN.
    let number = if number.is_nan() { f64::NAN } else { number };
    long(number.to_bits().cast_signed())
}

/// The hash of a float.
pub fn float(number: f32) -> i32 {
    let number = if number.is_nan() { f32::NAN } else { number };
    number.to_bits().cast_signed()
}

/// The hash of a text: that of `String.hashCode`, on bytes with a sign instead of characters.
///
/// ```
/// assert_eq!(maidian_udfs::kernel::java_hash::text("中文"), -870_610_786);
/// ```
pub fn text(text: &str) -> i32 {
    text.bytes()
        .fold(0, |hash, byte| combine(hash, byte.cast_signed().into()))
}

/// The hash of bytes.
pub fn bytes(bytes: &[u8]) -> i32 {
    bytes
        .iter()
        .fold(1, |hash, byte| combine(hash, byte.cast_signed().into()))
}

/// The hash of a decimal number, `unscaled` with `scale` digits behind the point: that of the `BigDecimal` without noughts at
/// the end.
pub fn decimal(unscaled: i128, scale: i32) -> i32 {
    let (mut unscaled, mut scale) = (unscaled, scale);
    while scale > 0 && unscaled % 10 == 0 {
        unscaled /= 10;
        scale -= 1;
    }
    let magnitude = unscaled.unsigned_abs();
    let mut hash = 0_i32;
    for place in (0..4).rev() {
        #[expect(clippy::cast_possible_truncation, reason = "one word of four")]
        let word = ((magnitude >> (32 * place)) as u32).cast_signed();
        // Words in front of the first that is not zero leave the hash zero.
        hash = combine(hash, word);
    }
    let sign = if unscaled < 0 { -1 } else { 1 };
    combine(hash.wrapping_mul(sign), scale)
}

/// The hash of a date and time: whole seconds since 1970 UTC, and the nanoseconds of the last one.
pub fn timestamp(seconds: i64, nanos: i64) -> i32 {
    long(seconds << 30 | nanos)
}

/// The hash of several values, one more at a time: of the arguments of `hash`, the elements of an array, the fields of a struct.
/// It begins with 0.
pub fn combine(hash: i32, next: i32) -> i32 {
    hash.wrapping_mul(31).wrapping_add(next)
}

#[cfg(test)]
mod tests {
    use super::{bytes, combine, decimal, double, float, long, text, timestamp};

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        assert_eq!(long(1), 1);
        assert_eq!(double(1.5), 1_073_217_536);
        assert_eq!(text(""), 0);
        assert_eq!(text("abc"), 96_354);
        assert_eq!(text("中文"), -870_610_786);
    }

    // By the documentation of the classes of Java that Hive asks.
    #[test]
    fn as_java() {
        assert_eq!(long(-1), 0);
        assert_eq!(float(1.0), 0x3f80_0000);
        assert_eq!(bytes(b""), 1);
        assert_eq!(bytes(b"a"), 128);
        assert_eq!(decimal(150, 2), 15 * 31 + 1);
        assert_eq!(decimal(-15, 1), -15 * 31 + 1);
        assert_eq!(decimal(0, 0), 0);
        assert_eq!(decimal(100, 0), 3100);
        assert_eq!(timestamp(1, 0), 1 << 30);
        assert_eq!(timestamp(1_582_905_600, 0), 395_726_400);
        assert_eq!(combine(1, 2), 33);
    }
}
