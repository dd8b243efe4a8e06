//! Numbers as they are written: `1` is an int, `1L` a bigint, `1.5` a decimal, `1e3` and `1D` doubles.

use datafusion::common::{Result, ScalarValue, plan_err};
use datafusion::logical_expr::{Expr, lit};
use maidian_udfs::kernel::number::{Decimal, parse_decimal};

/// The number that a text literal spells.
pub(super) fn number(text: &Expr) -> Result<Expr> {
    let Expr::Literal(ScalarValue::Utf8(Some(text)), _) = text else {
        return plan_err!("a number is written in digits");
    };
    let Some(value) = value(text) else {
        return plan_err!("`{text}` is no number that Hive has a type for");
    };
    Ok(Expr::Literal(value, None))
}

fn value(text: &str) -> Option<ScalarValue> {
    let upper = text.to_ascii_uppercase();
    let suffixed = |suffix: &str| upper.strip_suffix(suffix);
    if let Some(digits) = suffixed("BD") {
        return decimal(digits);
    }
    if let Some(digits) = suffixed("L") {
        return digits.parse::<i64>().ok().map(ScalarValue::from);
    }
    if let Some(digits) = suffixed("S") {
        return digits.parse::<i16>().ok().map(ScalarValue::from);
    }
    if let Some(digits) = suffixed("Y") {
        return digits.parse::<i8>().ok().map(ScalarValue::from);
    }
    if let Some(digits) = suffixed("D").or_else(|| suffixed("F")) {
        return digits.parse::<f64>().ok().map(ScalarValue::from);
    }
    if upper.contains('E') {
        return upper.parse::<f64>().ok().map(ScalarValue::from);
    }
    if upper.contains('.') {
        return decimal(&upper);
    }
    match (upper.parse::<i32>(), upper.parse::<i64>()) {
        (Ok(number), _) => Some(ScalarValue::from(number)),
        (_, Ok(number)) => Some(ScalarValue::from(number)),
        _ => decimal(&upper),
    }
}

/// A decimal of no more digits than it takes.
fn decimal(text: &str) -> Option<ScalarValue> {
    Some(trimmed(parse_decimal(text)?))
}

/// A decimal without noughts at the end, as Hive types its constants.
pub(super) fn trimmed(number: Decimal) -> ScalarValue {
    let Decimal {
        mut unscaled,
        mut scale,
    } = number;
    while scale > 0 && unscaled % 10 == 0 {
        unscaled /= 10;
        scale -= 1;
    }
    let digits = unscaled
        .unsigned_abs()
        .checked_ilog10()
        .map_or(1, |log| log + 1)
        .max(scale);
    let as_u8 = |number: u32| u8::try_from(number).unwrap_or(38);
    ScalarValue::Decimal128(
        Some(unscaled),
        as_u8(digits.max(1)),
        i8::try_from(scale).unwrap_or(38),
    )
}

/// The typed NULL of a literal NULL, so that its type is known from here on.
pub(super) fn null() -> Expr {
    lit(ScalarValue::Null)
}

#[cfg(test)]
mod tests {
    use super::{ScalarValue, value};

    #[test]
    fn numbers_have_the_types_that_hive_gives_them() {
        for (text, expected) in [
            ("1", ScalarValue::Int32(Some(1))),
            ("2147483648", ScalarValue::Int64(Some(2_147_483_648))),
            ("007", ScalarValue::Int32(Some(7))),
            ("100L", ScalarValue::Int64(Some(100))),
            ("100S", ScalarValue::Int16(Some(100))),
            ("100Y", ScalarValue::Int8(Some(100))),
            ("1e3", ScalarValue::Float64(Some(1000.0))),
            ("1D", ScalarValue::Float64(Some(1.0))),
            ("1.50", ScalarValue::Decimal128(Some(15), 2, 1)),
            ("5.", ScalarValue::Decimal128(Some(5), 1, 0)),
            ("0.05", ScalarValue::Decimal128(Some(5), 2, 2)),
            ("10BD", ScalarValue::Decimal128(Some(10), 2, 0)),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn numbers_that_do_not_fit_their_suffix_are_none() {
        for text in ["300Y", "70000S", "9223372036854775808L"] {
            assert_eq!(value(text), None, "{text}");
        }
    }
}
