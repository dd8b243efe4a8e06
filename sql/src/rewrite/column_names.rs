//! A column of a SELECT without a name of its own is `_c0`, `_c1`, … by its place, as in Hive.

use datafusion::sql::sqlparser::ast::{Expr, Ident, Select, SelectItem};

pub(super) fn rewrite(select: &mut Select) {
    for (position, item) in select.projection.iter_mut().enumerate() {
        let SelectItem::UnnamedExpr(expr) = item else {
            continue;
        };
        if matches!(expr, Expr::Identifier(_) | Expr::CompoundIdentifier(_)) {
            continue;
        }
        let alias = Ident::new(format!("_c{position}"));
        *item = SelectItem::ExprWithAlias {
            expr: super::take(expr),
            alias,
        };
    }
}
