//! Arguments that Hive converts before a function sees them, by their types: those become forms.

use datafusion::sql::sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments,
};

use super::take;
use crate::typing::form;

/// Aggregates of numbers, and how many columns of them they take.
const MEASURING: [(&str, usize); 15] = [
    ("sum", 1),
    ("avg", 1),
    ("std", 1),
    ("stddev", 1),
    ("stddev_pop", 1),
    ("stddev_samp", 1),
    ("variance", 1),
    ("var_pop", 1),
    ("var_samp", 1),
    ("percentile_approx", 1),
    ("histogram_numeric", 1),
    ("corr", 2),
    ("covar_pop", 2),
    ("covar_samp", 2),
    ("regr_slope", 2),
];

/// Functions that cast the texts that they take.
const CASTING: [(&str, usize); 3] = [("lpad", 1), ("rpad", 1), ("split", 1)];

pub(super) fn rewrite(expr: &mut Expr) {
    let Expr::Function(function) = expr else {
        return;
    };
    let name = function.name.to_string();
    let count_in = |list: &[(&str, usize)]| {
        let found = list.iter().find(|(listed, _)| *listed == name);
        found.map(|(_, count)| *count)
    };
    if let Some(count) = count_in(&MEASURING) {
        convert(function, count, "measure");
    } else if let Some(count) = count_in(&CASTING) {
        convert(function, count, "shouted");
    }
}

fn convert(function: &mut Function, count: usize, name: &str) {
    let FunctionArguments::List(list) = &mut function.args else {
        return;
    };
    for argument in list.args.iter_mut().take(count) {
        if let FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) = argument {
            *value = form(name, [take(value)]);
        }
    }
}
