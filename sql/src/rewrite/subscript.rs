//! `a[0]` counts from 0 in Hive and from 1 in DataFusion; `m['k']` takes any key. Both become a call of `subscript`, which knows
//! the type of what it is asked for.

use datafusion::sql::sqlparser::ast::{AccessExpr, Expr, Subscript, Value};

use super::{call, take};

pub(super) fn rewrite(expr: &mut Expr) {
    let Expr::CompoundFieldAccess { root, access_chain } = expr else {
        return;
    };
    // A name with nothing but dots is the planner's: it knows tables, columns and fields.
    let is_name = matches!(**root, Expr::Identifier(_) | Expr::CompoundIdentifier(_))
        && access_chain
            .iter()
            .all(|access| matches!(access, AccessExpr::Dot(_)));
    if is_name {
        return;
    }
    let mut value = take(root);
    for access in std::mem::take(access_chain) {
        value = match access {
            AccessExpr::Subscript(Subscript::Index { index }) => call("subscript", [value, index]),
            AccessExpr::Dot(Expr::Identifier(field)) => match value {
                // `t.a['k']`: the dot belongs to the name, not to a struct.
                Expr::Identifier(table) => Expr::CompoundIdentifier(vec![table, field]),
                Expr::CompoundIdentifier(mut parts) => {
                    parts.push(field);
                    Expr::CompoundIdentifier(parts)
                }
                other => call(
                    "subscript",
                    [
                        other,
                        Expr::Value(Value::SingleQuotedString(field.value).with_empty_span()),
                    ],
                ),
            },
            other => Expr::CompoundFieldAccess {
                root: Box::new(value),
                access_chain: vec![other],
            },
        };
    }
    *expr = value;
}
