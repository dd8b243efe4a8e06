//! `EXTRACT(HOUR FROM t)` is a call of the function of that part, with Hive's meaning of it.

use datafusion::sql::sqlparser::ast::{DateTimeField, Expr};

use super::{call, take};

pub(super) fn rewrite(expr: &mut Expr) {
    let Expr::Extract {
        field, expr: time, ..
    } = expr
    else {
        return;
    };
    let function = match field {
        DateTimeField::Year => "year",
        DateTimeField::Quarter => "quarter",
        DateTimeField::Month => "month",
        DateTimeField::Week(None) => "weekofyear",
        DateTimeField::Day => "day",
        DateTimeField::DayOfWeek => "dayofweek",
        DateTimeField::Hour => "hour",
        DateTimeField::Minute => "minute",
        DateTimeField::Second => "second",
        // Hive has no others; DataFusion says which it knows.
        _ => return,
    };
    *expr = call(function, [take(time)]);
}
