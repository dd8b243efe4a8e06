//! `INTERVAL 'y-m' YEAR TO MONTH` and `INTERVAL 'd h:m:s' DAY TO SECOND` become intervals of one unit, the only ones that DataFusion
//! plans.

use datafusion::sql::sqlparser::ast::{DateTimeField, Expr, Interval, Value};

pub(super) fn rewrite(expr: &mut Expr) {
    let Expr::Interval(interval) = expr else {
        return;
    };
    let Expr::Value(value) = interval.value.as_ref() else {
        return;
    };
    let Value::SingleQuotedString(text) = &value.value else {
        return;
    };
    let (amount, unit) = match (&interval.leading_field, &interval.last_field) {
        (Some(DateTimeField::Year), Some(DateTimeField::Month)) => {
            (months(text), DateTimeField::Month)
        }
        (Some(DateTimeField::Day), Some(DateTimeField::Second)) => {
            (seconds(text), DateTimeField::Second)
        }
        _ => return,
    };
    if let Some(amount) = amount {
        let amount = Value::SingleQuotedString(amount).with_empty_span();
        *expr = Expr::Interval(Interval {
            value: Box::new(Expr::Value(amount)),
            leading_field: Some(unit),
            leading_precision: None,
            last_field: None,
            fractional_seconds_precision: None,
        });
    }
}

/// The sign of an interval and what follows it.
fn signed(text: &str) -> (&str, &str) {
    let text = text.trim();
    match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    }
}

fn months(text: &str) -> Option<String> {
    let (sign, text) = signed(text);
    let (years, months) = text.split_once('-')?;
    let months =
        u64::from(years.parse::<u32>().ok()?) * 12 + u64::from(months.parse::<u32>().ok()?);
    Some(format!("{sign}{months}"))
}

fn seconds(text: &str) -> Option<String> {
    let (sign, text) = signed(text);
    let (days, time) = text.split_once(' ')?;
    let (hours, rest) = time.trim_start().split_once(':')?;
    let (minutes, seconds) = rest.split_once(':')?;
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let mut whole = 0;
    for (part, unit) in [(days, 86_400), (hours, 3600), (minutes, 60), (seconds, 1)] {
        whole += u64::from(part.parse::<u32>().ok()?) * unit;
    }
    let is_plain = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let point = if fraction.is_empty() { "" } else { "." };
    is_plain.then(|| format!("{sign}{whole}{point}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::{months, seconds};

    #[test]
    fn amounts_of_one_unit() {
        assert_eq!(months("1-2").as_deref(), Some("14"));
        assert_eq!(months("-1-2").as_deref(), Some("-14"));
        assert_eq!(months("1"), None);
        assert_eq!(seconds("1 2:3:4").as_deref(), Some("93784"));
        assert_eq!(seconds("-0 0:0:1.5").as_deref(), Some("-1.5"));
        assert_eq!(seconds("1:2"), None);
    }
}
