//! Printing a value.

use super::number::Digits;
use super::{Conversion, FormatError, Value};
use crate::kernel::java_hash;
use crate::kernel::text::with_commas;

pub(super) fn value(
    conversion: &Conversion,
    value: Value<'_>,
    out: &mut String,
) -> Result<(), FormatError> {
    let shown = match (conversion.kind, value) {
        ('b', Value::Null) => cut(conversion, "false"),
        ('b', Value::Boolean(value)) => cut(conversion, if value { "true" } else { "false" }),
        ('b', _) => cut(conversion, "true"),
        (_, Value::Null) => cut(conversion, "null"),
        ('s', value) => cut(conversion, &text(value)),
        ('h', value) => cut(conversion, &format!("{:x}", hash(value))),
        ('c', Value::Integer(code, bits)) if bits < 64 => {
            let c = u32::try_from(code).ok().and_then(char::from_u32);
            let Some(c) = c else {
                return Err(mismatch(conversion, "this code point"));
            };
            String::from(c)
        }
        ('d', Value::Integer(number, _)) => {
            let digits = number.unsigned_abs().to_string();
            signed(conversion, number < 0, &digits)
        }
        ('x' | 'o', Value::Integer(number, bits)) => unsigned(conversion, number, bits),
        ('e' | 'f' | 'g', Value::Double(number, text)) if !number.is_finite() => {
            let sign = if number > 0.0 && conversion.flags.plus {
                "+"
            } else {
                ""
            };
            format!("{sign}{text}")
        }
        ('e' | 'f' | 'g', Value::Double(number, _)) => fraction(
            conversion,
            number.is_sign_negative(),
            &Digits::of_double(number),
        ),
        (_, value) => return Err(mismatch(conversion, kind(value))),
    };
    let shown = if conversion.upper {
        shown.to_uppercase()
    } else {
        shown
    };
    justify(conversion, &shown, out);
    Ok(())
}

fn mismatch(conversion: &Conversion, kind: &'static str) -> FormatError {
    FormatError::Mismatch(conversion.written.clone(), kind)
}

fn kind(value: Value<'_>) -> &'static str {
    match value {
        Value::Null => "NULL",
        Value::Boolean(_) => "a boolean",
        Value::Integer(_, _) => "a whole number",
        Value::Double(_, _) => "a number with a fraction",
        Value::Text(_) => "text",
    }
}

fn text(value: Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(number, _) => number.to_string(),
        Value::Double(_, text) | Value::Text(text) => text.to_owned(),
    }
}

/// What `Object.hashCode` gives.
fn hash(value: Value<'_>) -> i32 {
    match value {
        Value::Null => 0,
        Value::Boolean(true) => 1231,
        Value::Boolean(false) => 1237,
        Value::Integer(number, 64) => java_hash::long(number),
        Value::Integer(number, _) => i32::try_from(number).unwrap_or_default(),
        Value::Double(number, _) => java_hash::double(number),
        Value::Text(text) => text
            .encode_utf16()
            .fold(0, |hash, unit| java_hash::combine(hash, unit.into())),
    }
}

/// The precision of text is its greatest length.
fn cut(conversion: &Conversion, text: &str) -> String {
    match conversion.precision {
        Some(length) => text.chars().take(length).collect(),
        None => text.to_owned(),
    }
}

fn fraction(conversion: &Conversion, is_negative: bool, digits: &Digits) -> String {
    let precision = conversion.precision.unwrap_or(6);
    let shown = match conversion.kind {
        'f' => digits.fixed(precision),
        'e' => digits.scientific(precision),
        _ => general(digits, precision.max(1)),
    };
    signed(conversion, is_negative, &shown)
}

/// As many digits in all, with a power of ten where the number is very large or small.
fn general(digits: &Digits, precision: usize) -> String {
    let most = i64::try_from(precision).unwrap_or(i64::MAX);
    if digits.is_zero() {
        return digits.fixed(precision - 1);
    }
    let rounded = digits.clone().rounded(most);
    let exponent = rounded.exponent();
    if (-4..most).contains(&exponent) {
        rounded.fixed(usize::try_from(most - exponent - 1).unwrap_or_default())
    } else {
        rounded.scientific(precision - 1)
    }
}

/// Digits with their sign, commas and leading noughts.
fn signed(conversion: &Conversion, is_negative: bool, digits: &str) -> String {
    let flags = conversion.flags;
    let mut digits = if flags.group {
        with_commas(digits)
    } else {
        digits.to_owned()
    };
    let (before, after) = match (is_negative, flags.parentheses) {
        (true, true) => ("(", ")"),
        (true, false) => ("-", ""),
        _ if flags.plus => ("+", ""),
        _ if flags.space => (" ", ""),
        _ => ("", ""),
    };
    if flags.zero {
        let taken = before.len() + digits.len() + after.len();
        let missing = conversion.width.unwrap_or_default().saturating_sub(taken);
        digits.insert_str(0, &"0".repeat(missing));
    }
    [before, &digits, after].concat()
}

/// The bits of a number of so many bits.
fn unsigned(conversion: &Conversion, number: i64, bits: u32) -> String {
    let bits = number.cast_unsigned() & (u64::MAX >> (64 - bits.clamp(1, 64)));
    let (digits, prefix) = if conversion.kind == 'x' {
        (format!("{bits:x}"), "0x")
    } else {
        (format!("{bits:o}"), "0")
    };
    let prefix = if conversion.flags.alternate {
        prefix
    } else {
        ""
    };
    let mut noughts = 0;
    if conversion.flags.zero {
        let taken = prefix.len() + digits.len();
        noughts = conversion.width.unwrap_or_default().saturating_sub(taken);
    }
    [prefix, &"0".repeat(noughts), &digits].concat()
}

fn justify(conversion: &Conversion, shown: &str, out: &mut String) {
    let missing = conversion
        .width
        .unwrap_or_default()
        .saturating_sub(shown.encode_utf16().count());
    let blanks = std::iter::repeat_n(' ', missing);
    if conversion.flags.left {
        out.push_str(shown);
        out.extend(blanks);
    } else {
        out.extend(blanks);
        out.push_str(shown);
    }
}
