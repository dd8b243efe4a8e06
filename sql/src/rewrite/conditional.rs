//! CASE, IF, COALESCE, NVL and NULLIF become forms: their result has the type that all its values have in common.

use datafusion::sql::sqlparser::ast::Expr;

use super::{arguments, take};
use crate::typing::form;

pub(super) fn rewrite(expr: &mut Expr) {
    match expr {
        Expr::Case {
            operand,
            conditions,
            else_result,
            ..
        } => {
            let mut name = String::from("case:");
            let mut operands = Vec::new();
            if let Some(operand) = operand {
                name.push('o');
                operands.push(take(operand));
            }
            for case in conditions {
                operands.push(take(&mut case.condition));
                operands.push(take(&mut case.result));
            }
            if let Some(otherwise) = else_result {
                name.push('e');
                operands.push(take(otherwise));
            }
            *expr = form(&name, operands);
        }
        Expr::Function(function) => {
            let name = function.name.to_string();
            let Some(mut values) = arguments(function) else {
                return;
            };
            match (name.as_str(), values.as_mut_slice()) {
                ("if" | "coalesce" | "nullif", values) if !values.is_empty() => {
                    let values: Vec<Expr> = values.iter_mut().map(|value| take(value)).collect();
                    *expr = form(&name, values);
                }
                ("nvl", [value, default]) => *expr = form("coalesce", [take(value), take(default)]),
                ("isnull", [value]) => *expr = Expr::IsNull(Box::new(take(value))),
                ("isnotnull", [value]) => *expr = Expr::IsNotNull(Box::new(take(value))),
                _ => {}
            }
        }
        _ => {}
    }
}
