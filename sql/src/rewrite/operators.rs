//! Signs, IN, BETWEEN and LIKE become forms: Hive finds the types of their operands by its own rules.

use datafusion::sql::sqlparser::ast::{BinaryOperator, Expr, UnaryOperator};

use super::{call, take};
use crate::typing::form;

pub(super) fn rewrite(expr: &mut Expr) {
    match expr {
        Expr::UnaryOp { op, expr: value } => {
            let name = match op {
                UnaryOperator::Minus => "negative",
                UnaryOperator::Plus => "positive",
                UnaryOperator::BitwiseNot => "bitnot",
                _ => return,
            };
            *expr = form(name, [take(value)]);
        }
        Expr::BinaryOp {
            left,
            op: BinaryOperator::StringConcat,
            right,
        } => {
            *expr = call("concat", [take(left), take(right)]);
        }
        Expr::InList {
            expr: value,
            list,
            negated,
        } => {
            let operands = std::iter::once(take(value)).chain(std::mem::take(list));
            *expr = form(&negatable("in", *negated), operands);
        }
        Expr::Between {
            expr: value,
            negated,
            low,
            high,
        } => {
            *expr = form(
                &negatable("between", *negated),
                [take(value), take(low), take(high)],
            );
        }
        Expr::Like {
            negated,
            any: false,
            expr: value,
            pattern,
            escape_char: None,
        } => {
            *expr = form(&negatable("like", *negated), [take(value), take(pattern)]);
        }
        _ => {}
    }
}

fn negatable(name: &str, negated: bool) -> String {
    if negated {
        format!("{name}:not")
    } else {
        name.to_owned()
    }
}
