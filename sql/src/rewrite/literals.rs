//! Numbers become forms that know Hive's types, but where a clause counts with them: positions, limits, frames, intervals.

use datafusion::sql::sqlparser::ast::{
    Expr, Function, GroupByExpr, GroupByWithModifier, LimitClause, OrderByKind, Query, Select,
    Value, WindowFrameBound, WindowSpec, WindowType,
};

use crate::typing::{as_form, form};

const NUMBER: &str = "number";

pub(super) fn rewrite(expr: &mut Expr) {
    match expr {
        Expr::Value(value) => {
            if let Value::Number(digits, is_long) = &value.value {
                let text = if *is_long {
                    format!("{digits}L")
                } else {
                    digits.clone()
                };
                *expr = form(
                    NUMBER,
                    [Expr::Value(
                        Value::SingleQuotedString(text).with_empty_span(),
                    )],
                );
            }
        }
        Expr::Interval(interval) => restore(&mut interval.value),
        Expr::Function(Function {
            over: Some(WindowType::WindowSpec(spec)),
            ..
        }) => restore_frame(spec),
        _ => {}
    }
}

/// The number as it was written, where the expression is nothing else.
pub(super) fn restore(expr: &mut Expr) {
    let Some((NUMBER, [field])) = as_form(expr) else {
        return;
    };
    if let Expr::Value(value) = field.value.as_ref()
        && let Value::SingleQuotedString(digits) = &value.value
    {
        *expr = Expr::Value(Value::Number(digits.clone(), false).with_empty_span());
    }
}

pub(super) fn restore_query(query: &mut Query) {
    if let Some(order_by) = &mut query.order_by
        && let OrderByKind::Expressions(keys) = &mut order_by.kind
    {
        keys.iter_mut().for_each(|key| restore(&mut key.expr));
    }
    match &mut query.limit_clause {
        Some(LimitClause::LimitOffset { limit, offset, .. }) => {
            limit.iter_mut().for_each(restore);
            offset
                .iter_mut()
                .for_each(|offset| restore(&mut offset.value));
        }
        Some(LimitClause::OffsetCommaLimit { offset, limit }) => {
            restore(offset);
            restore(limit);
        }
        None => {}
    }
}

pub(super) fn restore_select(select: &mut Select) {
    if let GroupByExpr::Expressions(keys, modifiers) = &mut select.group_by {
        keys.iter_mut().for_each(restore_key);
        for modifier in modifiers {
            if let GroupByWithModifier::GroupingSets(sets) = modifier {
                restore_key(sets);
            }
        }
    }
    for window in &mut select.named_window {
        if let datafusion::sql::sqlparser::ast::NamedWindowExpr::WindowSpec(spec) = &mut window.1 {
            restore_frame(spec);
        }
    }
}

fn restore_key(key: &mut Expr) {
    match key {
        Expr::GroupingSets(sets) | Expr::Rollup(sets) | Expr::Cube(sets) => {
            sets.iter_mut().flatten().for_each(restore);
        }
        other => restore(other),
    }
}

fn restore_frame(spec: &mut WindowSpec) {
    let Some(frame) = &mut spec.window_frame else {
        return;
    };
    for bound in [Some(&mut frame.start_bound), frame.end_bound.as_mut()]
        .into_iter()
        .flatten()
    {
        if let WindowFrameBound::Preceding(Some(rows)) | WindowFrameBound::Following(Some(rows)) =
            bound
        {
            restore(rows);
        }
    }
}
