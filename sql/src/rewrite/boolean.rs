//! `!a` is `NOT a`; `a RLIKE b` and `a REGEXP b` find a match of a Java pattern anywhere in `a`.

use datafusion::sql::sqlparser::ast::{Expr, UnaryOperator};

use super::{call, take};

pub(super) fn rewrite(expr: &mut Expr) {
    match expr {
        Expr::UnaryOp { op, .. } if *op == UnaryOperator::BangNot => *op = UnaryOperator::Not,
        Expr::RLike {
            negated,
            expr: text,
            pattern,
            ..
        } => {
            let matched = call("rlike", [take(text), take(pattern)]);
            *expr = if *negated {
                Expr::UnaryOp {
                    op: UnaryOperator::Not,
                    expr: Box::new(matched),
                }
            } else {
                matched
            };
        }
        _ => {}
    }
}
