//! A column of a SELECT without a name of its own is `_c0`, `_c1`, … by its place, as in Hive.

use datafusion::sql::sqlparser::ast::{Expr, Ident, Select, SelectItem};

use super::lateral_view::is_generator;

pub(super) fn rewrite(select: &mut Select) {
    for (position, item) in select.projection.iter_mut().enumerate() {
        let SelectItem::UnnamedExpr(expr) = item else {
            continue;
        };
        // A function that gives rows names its columns itself.
        if matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_)) || is_generator(expr) {
            continue;
        }
        let alias = Ident::new(format!("_c{position}"));
        *item = SelectItem::ExprWithAlias {
            expr: super::take(expr),
            alias,
        };
    }
}
