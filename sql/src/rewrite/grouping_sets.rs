//! `GROUP BY a, b WITH ROLLUP`, `WITH CUBE` and `GROUPING SETS (…)` behind the keys become the standard forms, and
//! `grouping__id` a call of `grouping`.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, GroupByExpr, GroupByWithModifier, Ident, OrderByKind, Query, Select, SelectItem, SetExpr,
    Value, VisitMut, VisitorMut,
};

use super::call;

const GROUPING_ID: &str = "grouping__id";

/// `ORDER BY grouping__id`, where the SELECT has it not among its columns.
pub(super) fn rewrite_order(query: &mut Query) {
    let SetExpr::Select(select) = query.body.as_ref() else {
        return;
    };
    let is_selected = select.projection.iter().any(|item| match item {
        SelectItem::UnnamedExpr(expr) => is_grouping_id(expr),
        SelectItem::ExprWithAlias { alias, .. } => alias.value == GROUPING_ID,
        _ => false,
    });
    if is_selected || sets(select).is_none() {
        return;
    }
    let keys = keys(select);
    if let Some(order) = &mut query.order_by
        && let OrderByKind::Expressions(expressions) = &mut order.kind
    {
        for expression in expressions {
            let _ = expression.visit(&mut GroupingId(&keys));
        }
    }
}

pub(super) fn rewrite(select: &mut Select) {
    let Some(sets) = sets(select) else {
        return;
    };
    let keys = keys(select);
    select.group_by = GroupByExpr::Expressions(vec![sets], Vec::new());
    for item in &mut select.projection {
        if let SelectItem::UnnamedExpr(expr) = item
            && is_grouping_id(expr)
        {
            *item = SelectItem::ExprWithAlias {
                expr: call("grouping", keys.clone()),
                alias: Ident::new(GROUPING_ID),
            };
        }
    }
    let mut visitor = GroupingId(&keys);
    let _ = select.projection.visit(&mut visitor);
    let _ = select.having.visit(&mut visitor);
}

/// The keys of a SELECT with grouping sets, each as it is computed.
fn keys(select: &Select) -> Vec<Expr> {
    let GroupByExpr::Expressions(keys, _) = &select.group_by else {
        return Vec::new();
    };
    match keys.as_slice() {
        [Expr::Rollup(keys) | Expr::Cube(keys)] => keys.concat(),
        keys => keys.iter().map(|key| resolved(select, key)).collect(),
    }
}

/// The sets in their standard form; `None` where there are none.
fn sets(select: &Select) -> Option<Expr> {
    let GroupByExpr::Expressions(keys, modifiers) = &select.group_by else {
        return None;
    };
    let each = || keys.iter().map(|key| vec![resolved(select, key)]).collect();
    match modifiers.as_slice() {
        [GroupByWithModifier::Rollup] => Some(Expr::Rollup(each())),
        [GroupByWithModifier::Cube] => Some(Expr::Cube(each())),
        [GroupByWithModifier::GroupingSets(Expr::GroupingSets(sets))] => {
            let set = |set: &Vec<Expr>| set.iter().map(|key| resolved(select, key)).collect();
            Some(Expr::GroupingSets(sets.iter().map(set).collect()))
        }
        [] => match keys.as_slice() {
            [sets @ (Expr::Rollup(_) | Expr::Cube(_))] => Some(sets.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// A key that is the position of a column of the SELECT as that column.
fn resolved(select: &Select, key: &Expr) -> Expr {
    let position = match key {
        Expr::Value(value) => match &value.value {
            Value::Number(digits, _) => digits.parse::<usize>().ok(),
            _ => None,
        },
        _ => None,
    };
    let column = position
        .and_then(|position| select.projection.get(position.checked_sub(1)?))
        .and_then(|item| match item {
            SelectItem::UnnamedExpr(expr) | SelectItem::ExprWithAlias { expr, .. } => Some(expr),
            _ => None,
        });
    column.unwrap_or(key).clone()
}

fn is_grouping_id(expr: &Expr) -> bool {
    matches!(expr, Expr::Identifier(ident) if ident.value == GROUPING_ID)
}

struct GroupingId<'a>(&'a [Expr]);

impl VisitorMut for GroupingId<'_> {
    type Break = ();

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        if is_grouping_id(expr) {
            *expr = call("grouping", self.0.to_vec());
        }
        ControlFlow::Continue(())
    }
}
