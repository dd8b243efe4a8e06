//! `a / b` is a double in Hive, and NULL where `b` is zero.

use datafusion::sql::sqlparser::ast::{
    BinaryOperator, CastKind, DataType, ExactNumberInfo, Expr, Value,
};

use super::{call, take};

pub(super) fn rewrite(expr: &mut Expr) {
    let Expr::BinaryOp { left, op, right } = expr else {
        return;
    };
    match op {
        BinaryOperator::Divide => {
            let dividend = double(take(left));
            let divisor = call("nullif", [double(take(right)), number("0")]);
            **left = dividend;
            **right = divisor;
        }
        BinaryOperator::Modulo => {
            let divisor = call("nullif", [take(right), number("0")]);
            **right = divisor;
        }
        _ => {}
    }
}

fn double(expr: Expr) -> Expr {
    Expr::Cast {
        kind: CastKind::TryCast,
        expr: Box::new(expr),
        data_type: DataType::Double(ExactNumberInfo::None),
        array: false,
        format: None,
    }
}

fn number(text: &str) -> Expr {
    Expr::Value(Value::Number(text.to_owned(), false).with_empty_span())
}
