//! `lag(value, places, default)` and `lead` with a default that is no literal, which DataFusion does not plan: a row that has no other
//! so many places away is one where the `lag` of 1 is 0.

use datafusion::sql::sqlparser::ast::{
    BinaryOperator, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Value,
};

use super::{literals, take};
use crate::typing::{as_form, form};

pub(super) fn rewrite(expr: &mut Expr) {
    let Expr::Function(function) = expr else {
        return;
    };
    if function.over.is_none() || !matches!(function.name.to_string().as_str(), "lag" | "lead") {
        return;
    }
    let Some([_, _, default]) = values(function) else {
        return;
    };
    if is_literal(default) {
        return;
    }
    let default = take(default);
    let mut exists = function.clone();
    let Some([one, _, zero]) = values(&mut exists) else {
        return;
    };
    (*one, *zero) = (number("1"), number("0"));
    let mut other = function.clone();
    if let FunctionArguments::List(list) = &mut other.args {
        list.args.truncate(2);
    }
    let exists = Expr::BinaryOp {
        left: Box::new(Expr::Function(exists)),
        op: BinaryOperator::Eq,
        right: Box::new(number("1")),
    };
    *expr = form("if", [exists, Expr::Function(other), default]);
}

/// The three arguments of a call.
fn values(function: &mut Function) -> Option<[&mut Expr; 3]> {
    let FunctionArguments::List(list) = &mut function.args else {
        return None;
    };
    let values: Vec<&mut Expr> = list
        .args
        .iter_mut()
        .filter_map(|argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) => Some(value),
            _ => None,
        })
        .collect();
    values.try_into().ok()
}

fn is_literal(expr: &Expr) -> bool {
    match as_form(expr) {
        Some(("number", _)) => true,
        Some(("negative", [field])) => is_literal(&field.value),
        Some(_) => false,
        None => matches!(expr, Expr::Value(_)),
    }
}

fn number(digits: &str) -> Expr {
    let mut number = Expr::Value(Value::Number(digits.to_owned(), false).with_empty_span());
    literals::rewrite(&mut number);
    number
}
