//! A column of a SELECT without a name of its own is `_c0`, `_c1`, … by its place, as in Hive; so is one whose name another
//! before it has, which DataFusion would refuse.

use datafusion::sql::sqlparser::ast::{Expr, Ident, Select, SelectItem};

use super::lateral_view::is_generator;

pub(super) fn rewrite(select: &mut Select) {
    let mut seen: Vec<String> = Vec::new();
    for (position, item) in select.projection.iter_mut().enumerate() {
        let by_place = || Ident::new(format!("_c{position}"));
        match item {
            // A function that gives rows names its columns itself.
            SelectItem::UnnamedExpr(expr) if is_generator(expr) => {}
            SelectItem::UnnamedExpr(expr) => {
                let name = own_name(expr);
                let is_taken = name.as_ref().is_some_and(|name| seen.contains(name));
                match name {
                    Some(name) if !is_taken => seen.push(name),
                    _ => {
                        *item = SelectItem::ExprWithAlias {
                            expr: super::take(expr),
                            alias: by_place(),
                        };
                    }
                }
            }
            // A name that is given twice is a mistake, which the planner tells.
            SelectItem::ExprWithAlias { alias, .. } => seen.push(alias.value.clone()),
            _ => {}
        }
    }
}

/// The name that a column brings along.
fn own_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Identifier(ident) => Some(ident.value.clone()),
        Expr::CompoundIdentifier(parts) => parts.last().map(|part| part.value.clone()),
        _ => None,
    }
}
