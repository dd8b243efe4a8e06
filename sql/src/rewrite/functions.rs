//! Functions of Hive whose name DataFusion gives to something else, or plans as something else.

use datafusion::sql::sqlparser::ast::{BinaryOperator, Expr, Ident, ObjectName, TrimWhereField};

use super::{arguments, call, take};
use crate::typing::form;

pub(super) fn rewrite(expr: &mut Expr) {
    match expr {
        // `substring(s, a, b)` and `substr` have syntax of their own in sqlparser; Hive's is a plain function.
        Expr::Substring {
            expr: text,
            substring_from,
            substring_for,
            ..
        } => {
            let mut arguments = vec![take(text)];
            arguments.extend(
                [substring_from, substring_for]
                    .into_iter()
                    .flatten()
                    .map(|part| take(part)),
            );
            *expr = call("substr", arguments);
        }
        Expr::Function(function) if function.name.to_string() == "map" => {
            function.name = ObjectName::from(vec![Ident::new("hive_map")]);
        }
        // The functions behind operators have the types that operators have.
        Expr::Function(function) if function.name.to_string() == "mod" => {
            if let Some([left, right]) = arguments(function).as_deref_mut() {
                *expr = Expr::Nested(Box::new(Expr::BinaryOp {
                    left: Box::new(take(left)),
                    op: BinaryOperator::Modulo,
                    right: Box::new(take(right)),
                }));
            }
        }
        Expr::Function(function)
            if matches!(function.name.to_string().as_str(), "positive" | "negative") =>
        {
            let name = function.name.to_string();
            if let Some([value]) = arguments(function).as_deref_mut() {
                *expr = form(&name, [take(value)]);
            }
        }
        Expr::Floor { expr: value, .. } => *expr = call("floor", [take(value)]),
        Expr::Ceil { expr: value, .. } => *expr = call("ceil", [take(value)]),
        Expr::Trim {
            expr: text,
            trim_where,
            trim_what: None,
            trim_characters: None,
        } => {
            let name = match trim_where {
                Some(TrimWhereField::Leading) => "ltrim",
                Some(TrimWhereField::Trailing) => "rtrim",
                _ => "trim",
            };
            *expr = call(name, [take(text)]);
        }
        _ => {}
    }
}
