//! Functions of Hive whose name DataFusion gives to something else, or plans as something else.

use datafusion::sql::sqlparser::ast::{Expr, Ident, ObjectName, TrimWhereField};

use super::{call, take};

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
