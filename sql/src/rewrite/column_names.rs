//! A column of a SELECT without a name of its own is `_c0`, `_c1`, … by its place, as in Hive; so is one whose name another
//! before it has, which DataFusion would refuse. A field of a struct has the field's name.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    AccessExpr, Expr, Ident, Query, Select, SelectItem, TableFactor, Visit, Visitor,
};

use super::lateral_view::is_generator;

pub(super) fn rewrite(select: &mut Select) {
    let relations = relations(select);
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
                    Some(name) if !is_taken => {
                        if is_field(expr, &relations) {
                            *item = SelectItem::ExprWithAlias {
                                expr: super::take(expr),
                                alias: Ident::new(&name),
                            };
                        }
                        seen.push(name);
                    }
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
        Expr::CompoundFieldAccess { access_chain, .. } => match access_chain.last() {
            Some(AccessExpr::Dot(Expr::Identifier(field))) => Some(field.value.clone()),
            _ => None,
        },
        _ => None,
    }
}

/// Whether it is a field of a struct, and not a column of one of the relations.
fn is_field(expr: &Expr, relations: &[String]) -> bool {
    match expr {
        Expr::CompoundIdentifier(parts) => match parts.as_slice() {
            [first, _] => !relations.contains(&first.value),
            // `db.table.column`, where the table has no other name.
            [_, second, _] => !relations.contains(&second.value),
            _ => true,
        },
        Expr::CompoundFieldAccess { .. } => true,
        _ => false,
    }
}

/// The names of the relations that a SELECT reads.
fn relations(select: &Select) -> Vec<String> {
    #[derive(Default)]
    struct Relations {
        names: Vec<String>,
        depth: usize,
    }
    impl Visitor for Relations {
        type Break = ();

        fn pre_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
            self.depth += 1;
            ControlFlow::Continue(())
        }

        fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
            self.depth -= 1;
            ControlFlow::Continue(())
        }

        fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
            // Those of subqueries are seen inside only.
            if self.depth > 0 {
                return ControlFlow::Continue(());
            }
            let (TableFactor::Table { alias, .. }
            | TableFactor::Derived { alias, .. }
            | TableFactor::NestedJoin { alias, .. }) = factor
            else {
                return ControlFlow::Continue(());
            };
            match (alias, factor) {
                (Some(alias), _) => self.names.push(alias.name.value.clone()),
                (None, TableFactor::Table { name, .. }) => {
                    let table = name.0.last().and_then(|part| part.as_ident());
                    self.names.extend(table.map(|table| table.value.clone()));
                }
                _ => {}
            }
            ControlFlow::Continue(())
        }
    }
    let mut relations = Relations::default();
    let _ = select.from.visit(&mut relations);
    let mut names = relations.names;
    for view in &select.lateral_views {
        let name = view.lateral_view_name.0.last();
        let name = name.and_then(|part| part.as_ident());
        names.extend(name.map(|name| name.value.clone()));
    }
    names
}
