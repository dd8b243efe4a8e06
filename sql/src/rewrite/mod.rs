//! Rewrites of the syntax tree: where HiveQL means something that DataFusion's planner would take otherwise, or not at
//! all. One rewrite a file; [`rewrite`] applies them in order. They run once a statement and know nothing of tables.

mod arguments;
mod boolean;
mod casts;
mod column_names;
mod conditional;
mod count;
mod extract;
mod first_value;
mod functions;
mod grouping_sets;
mod identifiers;
mod intervals;
mod lag;
mod lateral_view;
mod literals;
mod operators;
mod sort_by;
mod subscript;

pub use lateral_view::LateralViewPlanner;

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Query, Select, Statement,
    TableFactor, VisitMut, VisitorMut,
};
use datafusion::sql::sqlparser::parser::Parser;

use crate::dialect::HiveQl;

/// Brings a HiveQL statement into the form that DataFusion plans with Hive's meaning.
pub fn rewrite(statement: &mut Statement) {
    identifiers::lower_case(statement);
    let _ = statement.visit(&mut Rewriter { applied: None });
}

/// Does the same, and tells the names of the rewrites that changed anything. It compares each part of the statement with
/// what it was.
pub fn rewrite_telling(statement: &mut Statement) -> Vec<&'static str> {
    identifiers::lower_case(statement);
    let mut applied = Vec::new();
    let _ = statement.visit(&mut Rewriter {
        applied: Some(&mut applied),
    });
    applied
}

/// A rewrite of a part of the tree, under the name that messages give it.
type Named<T> = (&'static str, fn(&mut T));

/// Rewrites of a query before its parts are, in their order.
const QUERIES: [Named<Query>; 2] = [
    ("sort_by", sort_by::rewrite),
    ("grouping_sets", grouping_sets::rewrite_order),
];

/// Rewrites of a SELECT before its parts are, in their order.
const SELECTS: [Named<Select>; 3] = [
    ("column_names", column_names::rewrite),
    ("grouping_sets", grouping_sets::rewrite),
    ("lateral_view", lateral_view::rewrite),
];

/// Rewrites of an expression, in their order.
const EXPRESSIONS: [Named<Expr>; 13] = [
    ("literals", literals::rewrite),
    ("intervals", intervals::rewrite),
    ("boolean", boolean::rewrite),
    ("casts", casts::rewrite),
    ("conditional", conditional::rewrite),
    ("operators", operators::rewrite),
    ("count", count::rewrite),
    ("first_value", first_value::rewrite),
    ("lag", lag::rewrite),
    ("extract", extract::rewrite),
    ("functions", functions::rewrite),
    ("arguments", arguments::rewrite),
    ("subscript", subscript::rewrite),
];

struct Rewriter<'a> {
    /// Where to put the names of what has changed anything, if anyone asks.
    applied: Option<&'a mut Vec<&'static str>>,
}

impl Rewriter<'_> {
    fn apply<T: Clone + PartialEq>(&mut self, (name, rewrite): Named<T>, part: &mut T) {
        let Some(applied) = self.applied.as_deref_mut() else {
            return rewrite(part);
        };
        let before = part.clone();
        rewrite(part);
        if *part != before && !applied.contains(&name) {
            applied.push(name);
        }
    }
}

impl VisitorMut for Rewriter<'_> {
    type Break = ();

    fn pre_visit_query(&mut self, query: &mut Query) -> ControlFlow<()> {
        for rewrite in QUERIES {
            self.apply(rewrite, query);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &mut Select) -> ControlFlow<()> {
        for rewrite in SELECTS {
            self.apply(rewrite, select);
        }
        ControlFlow::Continue(())
    }

    // After the children, so that a rewrite sees them rewritten and does not descend into what it made.
    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        for rewrite in EXPRESSIONS {
            self.apply(rewrite, expr);
        }
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, select: &mut Select) -> ControlFlow<()> {
        literals::restore_select(select);
        casts::pad_shown(select);
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, query: &mut Query) -> ControlFlow<()> {
        literals::restore_query(query);
        ControlFlow::Continue(())
    }
}

/// A relation of one row, for what has no FROM.
fn one_row() -> Option<TableFactor> {
    let mut parser = Parser::new(&HiveQl)
        .try_with_sql("(SELECT 1 AS one) AS one")
        .ok()?;
    parser.parse_table_factor().ok()
}

/// A call of a function with these arguments, for rewrites that turn syntax into calls.
fn call(name: &str, arguments: impl IntoIterator<Item = Expr>) -> Expr {
    use datafusion::sql::sqlparser::ast::{FunctionArgumentList, Ident, ObjectName};
    Expr::Function(Function {
        name: ObjectName::from(vec![Ident::new(name)]),
        uses_odbc_syntax: false,
        parameters: FunctionArguments::None,
        args: FunctionArguments::List(FunctionArgumentList {
            duplicate_treatment: None,
            args: arguments
                .into_iter()
                .map(|argument| FunctionArg::Unnamed(FunctionArgExpr::Expr(argument)))
                .collect(),
            clauses: Vec::new(),
        }),
        filter: None,
        null_treatment: None,
        over: None,
        within_group: Vec::new(),
    })
}

/// The arguments of a plain call: neither DISTINCT nor OVER nor names nor `*`.
fn arguments(function: &mut Function) -> Option<Vec<&mut Expr>> {
    if function.over.is_some()
        || function.filter.is_some()
        || !matches!(function.parameters, FunctionArguments::None)
    {
        return None;
    }
    let FunctionArguments::List(list) = &mut function.args else {
        return None;
    };
    if list.duplicate_treatment.is_some() || !list.clauses.is_empty() {
        return None;
    }
    list.args
        .iter_mut()
        .map(|argument| match argument {
            FunctionArg::Unnamed(FunctionArgExpr::Expr(value)) => Some(value),
            _ => None,
        })
        .collect()
}

/// Takes an expression out of its place, to be put into another.
fn take(expr: &mut Expr) -> Expr {
    std::mem::replace(
        expr,
        Expr::Value(datafusion::sql::sqlparser::ast::Value::Null.with_empty_span()),
    )
}
