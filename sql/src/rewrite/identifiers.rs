//! Names are case-insensitive in Hive, quoted or not. Everything is lower case from here on.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    AccessExpr, Expr, Ident, ObjectName, ObjectNamePart, Query, Select, SelectItem, Statement,
    TableFactor, VisitMut, VisitorMut,
};

pub(super) fn lower_case(statement: &mut Statement) {
    let _ = statement.visit(&mut LowerCase);
}

struct LowerCase;

impl VisitorMut for LowerCase {
    type Break = ();

    fn pre_visit_relation(&mut self, name: &mut ObjectName) -> ControlFlow<()> {
        object_name(name);
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &mut TableFactor) -> ControlFlow<()> {
        if let TableFactor::Table { alias, .. }
        | TableFactor::Derived { alias, .. }
        | TableFactor::NestedJoin { alias, .. } = factor
            && let Some(alias) = alias
        {
            identifier(&mut alias.name);
            alias
                .columns
                .iter_mut()
                .for_each(|column| identifier(&mut column.name));
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_query(&mut self, query: &mut Query) -> ControlFlow<()> {
        if let Some(with) = &mut query.with {
            for cte in &mut with.cte_tables {
                identifier(&mut cte.alias.name);
                cte.alias
                    .columns
                    .iter_mut()
                    .for_each(|column| identifier(&mut column.name));
            }
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &mut Select) -> ControlFlow<()> {
        self::select(select);
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        match expr {
            Expr::Identifier(ident) => identifier(ident),
            Expr::CompoundIdentifier(parts) => parts.iter_mut().for_each(identifier),
            Expr::CompoundFieldAccess { access_chain, .. } => {
                for access in access_chain {
                    if let AccessExpr::Dot(Expr::Identifier(ident)) = access {
                        identifier(ident);
                    }
                }
            }
            Expr::Function(function) => object_name(&mut function.name),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn select(select: &mut Select) {
    for item in &mut select.projection {
        match item {
            SelectItem::ExprWithAlias { alias, .. } => identifier(alias),
            SelectItem::QualifiedWildcard(
                datafusion::sql::sqlparser::ast::SelectItemQualifiedWildcardKind::ObjectName(name),
                _,
            ) => object_name(name),
            _ => {}
        }
    }
    for view in &mut select.lateral_views {
        object_name(&mut view.lateral_view_name);
        view.lateral_col_alias.iter_mut().for_each(identifier);
    }
}

fn object_name(name: &mut ObjectName) {
    for part in &mut name.0 {
        if let ObjectNamePart::Identifier(ident) = part {
            identifier(ident);
        }
    }
}

fn identifier(ident: &mut Ident) {
    if ident.value.chars().any(char::is_uppercase) {
        ident.value = ident.value.to_lowercase();
    }
}
