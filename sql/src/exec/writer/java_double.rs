//! Floating-point numbers as Java prints them: `1.0`, `1.0E10`, `4.9E-324`, `NaN`.

/// Appends `number` as `Double.toString` prints it: the shortest digits that read back as the same number, at least one
/// behind the point; plain from 0.001 up to 10,000,000, else with an exponent.
///
/// Reference: `java.lang.Double.toString` (JDK 19 and later; earlier ones print a digit more now and then).
pub(crate) fn write_double(out: &mut Vec<u8>, number: f64) {
    let shortest = format!("{number:e}");
    write(out, number, &shortest, || format!("{number:.1e}"));
}

/// Appends `number` as `Float.toString` prints it, by the same rules as [`write_double`].
pub(crate) fn write_float(out: &mut Vec<u8>, number: f32) {
    let shortest = format!("{number:e}");
    write(out, f64::from(number), &shortest, || {
        format!("{number:.1e}")
    });
}

/// `shortest` is `d[.ddd]e±n`. Of a single digit Java prints two, and then the nearest two: 4.9E-324, not 5.0E-324.
fn write(out: &mut Vec<u8>, number: f64, shortest: &str, two_digits: impl Fn() -> String) {
    if number.is_nan() {
        out.extend_from_slice(b"NaN");
        return;
    }
    if number.is_sign_negative() {
        out.push(b'-');
    }
    if number.is_infinite() {
        out.extend_from_slice(b"Infinity");
        return;
    }
    if number == 0.0 {
        out.extend_from_slice(b"0.0");
        return;
    }
    let two;
    let text = if shortest.contains('.') {
        shortest
    } else {
        two = two_digits();
        &two
    };
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (first, rest) = mantissa
        .trim_start_matches('-')
        .split_once('.')
        .unwrap_or(("0", "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    match usize::try_from(exponent) {
        Ok(exponent) if exponent < 7 => {
            out.extend_from_slice(first.as_bytes());
            let rest = rest.as_bytes();
            let whole = rest.len().min(exponent);
            let (whole, fraction) = rest.split_at(whole);
            out.extend_from_slice(whole);
            out.resize(out.len() + exponent - whole.len(), b'0');
            out.push(b'.');
            out.extend_from_slice(if fraction.is_empty() { b"0" } else { fraction });
        }
        Err(_) if exponent >= -3 => {
            out.extend_from_slice(b"0.");
            let zeros = usize::try_from(-exponent - 1).unwrap_or_default();
            out.resize(out.len() + zeros, b'0');
            out.extend_from_slice(first.as_bytes());
            // The nought that two digits may bring counts in front of an exponent only.
            out.extend_from_slice(if rest == "0" { b"" } else { rest.as_bytes() });
        }
        _ => out.extend_from_slice(format!("{first}.{rest}E{exponent}").as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;

    fn double(number: f64) -> String {
        let mut out = Vec::new();
        write_double(&mut out, number);
        String::from_utf8(out).unwrap()
    }

    fn float(number: f32) -> String {
        let mut out = Vec::new();
        write_float(&mut out, number);
        String::from_utf8(out).unwrap()
    }

    // Expected texts: the documentation of Double.toString, and the Hive answers to CAST(… AS STRING) for the
    // first rows.
    #[test]
    fn doubles_read_as_in_java() {
        for (number, text) in [
            (1.0, "1.0"),
            (1e10, "1.0E10"),
            (1e7, "1.0E7"),
            (0.001, "0.001"),
            (0.0001, "1.0E-4"),
            (1000.0, "1000.0"),
            (9_999_999.0, "9999999.0"),
            (33.333_333_333_333_336, "33.333333333333336"),
            (5e-324, "4.9E-324"),
            (0.0, "0.0"),
            (-0.0, "-0.0"),
            (-1.5, "-1.5"),
            (123_456.789, "123456.789"),
            (12_345_678.9, "1.23456789E7"),
            (0.012_34, "0.01234"),
            (0.1, "0.1"),
            (100.25, "100.25"),
            (1e23, "1.0E23"),
            (2e-5, "2.0E-5"),
            (f64::MAX, "1.7976931348623157E308"),
            (f64::MIN_POSITIVE, "2.2250738585072014E-308"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "Infinity"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(double(number), text);
        }
    }

    #[test]
    fn floats_have_their_own_shortest_digits() {
        for (number, text) in [
            (0.1, "0.1"),
            (1.0, "1.0"),
            (16_777_216.0, "1.6777216E7"),
            (1.4e-45, "1.4E-45"),
            (-2.5, "-2.5"),
        ] {
            assert_eq!(float(number), text);
        }
    }
}
