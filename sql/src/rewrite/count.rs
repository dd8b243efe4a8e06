//! `count(DISTINCT a, b)` counts different rows without a NULL: those of a struct that is NULL where one of them is.
//! `approx_count_distinct` is a bigint.

use datafusion::sql::sqlparser::ast::helpers::attached_token::AttachedToken;
use datafusion::sql::sqlparser::ast::{
    BinaryOperator, CaseWhen, CastKind, DataType, DuplicateTreatment, Expr, Function, FunctionArg,
    FunctionArgExpr, FunctionArguments, Ident, ObjectName, Value,
};

use super::{call, take};

pub(super) fn rewrite(expr: &mut Expr) {
    let Expr::Function(function) = expr else {
        return;
    };
    match function.name.to_string().as_str() {
        "count" => distinct_rows(function),
        "approx_count_distinct" => {
            function.name = ObjectName::from(vec![Ident::new("approx_distinct")]);
            *expr = Expr::Cast {
                kind: CastKind::Cast,
                expr: Box::new(take(expr)),
                data_type: DataType::BigInt(None),
                array: false,
                format: None,
            };
        }
        _ => {}
    }
}

fn distinct_rows(function: &mut Function) {
    let FunctionArguments::List(list) = &mut function.args else {
        return;
    };
    if list.args.len() < 2 || list.duplicate_treatment != Some(DuplicateTreatment::Distinct) {
        return;
    }
    let columns: Vec<Expr> = list.args.iter().filter_map(column).collect();
    let nulls = columns
        .iter()
        .map(|column| Expr::IsNull(Box::new(column.clone())))
        .reduce(|left, right| Expr::BinaryOp {
            left: Box::new(left),
            op: BinaryOperator::Or,
            right: Box::new(right),
        });
    let Some(condition) = nulls else {
        return;
    };
    let row = Expr::Case {
        case_token: AttachedToken::empty(),
        end_token: AttachedToken::empty(),
        operand: None,
        conditions: vec![CaseWhen {
            condition,
            result: Expr::Value(Value::Null.with_empty_span()),
        }],
        else_result: Some(Box::new(call("struct", columns))),
    };
    list.args = vec![FunctionArg::Unnamed(FunctionArgExpr::Expr(row))];
}

fn column(argument: &FunctionArg) -> Option<Expr> {
    match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr.clone()),
        _ => None,
    }
}
