//! `SORT BY` and `CLUSTER BY` become `ORDER BY`, which sorts within every reducer too; `DISTRIBUTE BY` only says which
//! reducer gets a row, and there are none.

use datafusion::sql::sqlparser::ast::{
    Expr, OrderBy, OrderByExpr, OrderByKind, OrderByOptions, Query, Select, SetExpr,
};

pub(super) fn rewrite(query: &mut Query) {
    let Some(keys) = take_keys(&mut query.body) else {
        return;
    };
    if query.order_by.is_none() && !keys.is_empty() {
        query.order_by = Some(OrderBy {
            kind: OrderByKind::Expressions(keys),
            interpolate: None,
        });
    }
}

/// The keys of the last SELECT, behind which those of the whole stand. The others' are dropped: the order of a part of a
/// union is not that of any rows.
fn take_keys(body: &mut SetExpr) -> Option<Vec<OrderByExpr>> {
    match body {
        SetExpr::Select(select) => Some(take(select)),
        SetExpr::SetOperation { left, right, .. } => {
            take_keys(left);
            take_keys(right)
        }
        _ => None,
    }
}

fn take(select: &mut Select) -> Vec<OrderByExpr> {
    select.distribute_by.clear();
    let cluster = std::mem::take(&mut select.cluster_by);
    let mut keys = std::mem::take(&mut select.sort_by);
    keys.extend(cluster.into_iter().map(ascending));
    keys
}

fn ascending(expr: Expr) -> OrderByExpr {
    OrderByExpr {
        expr,
        options: OrderByOptions {
            asc: None,
            nulls_first: None,
        },
        with_fill: None,
    }
}
