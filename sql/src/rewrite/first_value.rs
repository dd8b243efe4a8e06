//! `first_value(x, true)` and `last_value(x, true)` skip NULLs.

use datafusion::sql::sqlparser::ast::{
    Expr, FunctionArg, FunctionArgExpr, FunctionArguments, NullTreatment, Value,
};

pub(super) fn rewrite(expr: &mut Expr) {
    let Expr::Function(function) = expr else {
        return;
    };
    if !matches!(
        function.name.to_string().as_str(),
        "first_value" | "last_value"
    ) {
        return;
    }
    let FunctionArguments::List(list) = &mut function.args else {
        return;
    };
    let [
        _,
        FunctionArg::Unnamed(FunctionArgExpr::Expr(Expr::Value(skips))),
    ] = list.args.as_slice()
    else {
        return;
    };
    let Value::Boolean(skips) = skips.value else {
        return;
    };
    list.args.truncate(1);
    if skips {
        function.null_treatment = Some(NullTreatment::IgnoreNulls);
    }
}
