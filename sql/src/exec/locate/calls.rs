//! The calls of functions in a statement, each with a query that does nothing but this call: where a message names a
//! function and no place, the call whose query has the same error is the one that is meant.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::helpers::attached_token::AttachedToken;
use datafusion::sql::sqlparser::ast::{
    Cte, Expr, Function, Ident, JoinConstraint, JoinOperator, Query, Select, SelectItem, SetExpr,
    Spanned, Statement as Tree, TableFactor, TableWithJoins, Value, Visit, VisitMut, Visitor,
    VisitorMut, With,
};
use datafusion::sql::sqlparser::parser::Parser;
use datafusion::sql::sqlparser::tokenizer::Span;

use crate::dialect::HiveQl;

/// A call of a function.
pub(in crate::exec) struct Call {
    /// The function's name as the tree has it.
    pub(in crate::exec) name: String,
    /// Its name in the text, or all its arguments where no name was written: `a RLIKE b`.
    pub(in crate::exec) span: Span,
    /// Which of the tree's expressions it is: see [`replace_expression`].
    pub(in crate::exec) ordinal: usize,
    /// How many queries it stands in.
    depth: usize,
    expr: Expr,
    scope: Scope,
}

/// What a call can name: the relations before it, and the names of WITH.
#[derive(Clone, Default)]
struct Scope {
    from: Vec<TableWithJoins>,
    with: Vec<Cte>,
}

impl Call {
    /// `SELECT` of this call alone, from the relations that its query reads.
    pub(in crate::exec) fn alone(&self) -> Option<Tree> {
        let mut tree = Parser::parse_sql(&HiveQl, "select null").ok()?.pop()?;
        let Tree::Query(query) = &mut tree else {
            return None;
        };
        if !self.scope.with.is_empty() {
            query.with = Some(With {
                with_token: AttachedToken::empty(),
                recursive: false,
                cte_tables: self.scope.with.clone(),
            });
        }
        let SetExpr::Select(select) = query.body.as_mut() else {
            return None;
        };
        select.projection = vec![SelectItem::UnnamedExpr(self.expr.clone())];
        select.from.clone_from(&self.scope.from);
        Some(tree)
    }
}

/// The calls of a statement in the order in which they are planned: those of subqueries first, arguments before the call
/// that takes them.
pub(in crate::exec) fn calls(tree: &Tree) -> Vec<Call> {
    let mut collector = Collector::default();
    let _ = tree.visit(&mut collector);
    let mut calls = collector.calls;
    calls.sort_by_key(|call| std::cmp::Reverse(call.depth));
    calls
}

/// Puts NULL in the place of the expression that is visited as number `ordinal`, from 0; a column of a SELECT keeps its
/// name. False if there is none.
pub(in crate::exec) fn replace_expression(tree: &mut Tree, ordinal: usize) -> bool {
    let mut replacer = Replacer {
        left: Some(ordinal),
        name: String::new(),
    };
    let _ = tree.visit(&mut replacer);
    replacer.left.is_none()
}

struct Replacer {
    /// How many expressions come before the one to replace; `None` once it is replaced.
    left: Option<usize>,
    /// The name of what was replaced.
    name: String,
}

impl VisitorMut for Replacer {
    type Break = ();

    fn post_visit_expr(&mut self, expr: &mut Expr) -> ControlFlow<()> {
        match self.left {
            Some(0) => {
                self.name = match &*expr {
                    Expr::Identifier(name) => name.value.clone(),
                    Expr::CompoundIdentifier(parts) => parts
                        .last()
                        .map(|name| name.value.clone())
                        .unwrap_or_default(),
                    other => other.to_string(),
                };
                *expr = Expr::Value(Value::Null.with_empty_span());
                self.left = None;
            }
            Some(left) => self.left = Some(left - 1),
            None => {}
        }
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, select: &mut Select) -> ControlFlow<()> {
        for item in &mut select.projection {
            if let SelectItem::UnnamedExpr(Expr::Value(value)) = item
                && value.value == Value::Null
            {
                *item = SelectItem::ExprWithAlias {
                    expr: Expr::Value(value.clone()),
                    alias: Ident::new(self.name.clone()),
                };
            }
        }
        ControlFlow::Continue(())
    }
}

/// Names of WITH at a query: those from outside, and its own.
#[derive(Default)]
struct Names {
    outer: Vec<Cte>,
    own: Vec<Cte>,
    /// Where the queries of `own` stand in the tree.
    places: Vec<*const Query>,
}

impl Names {
    /// The names that a query inside sees: one of WITH sees only those before it.
    fn seen_by(&self, query: &Query) -> Vec<Cte> {
        let place = std::ptr::from_ref(query);
        let before = self.places.iter().position(|own| *own == place);
        let own = self.own.iter().take(before.unwrap_or(self.own.len()));
        self.outer.iter().chain(own).cloned().collect()
    }
}

#[derive(Default)]
struct Collector {
    calls: Vec<Call>,
    names: Vec<Names>,
    from: Vec<Vec<TableWithJoins>>,
    visited: usize,
}

impl Visitor for Collector {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let own: &[Cte] = query.with.as_ref().map_or(&[], |with| &with.cte_tables);
        self.names.push(Names {
            outer: self
                .names
                .last()
                .map(|names| names.seen_by(query))
                .unwrap_or_default(),
            own: own.to_vec(),
            places: own
                .iter()
                .map(|cte| std::ptr::from_ref(cte.query.as_ref()))
                .collect(),
        });
        ControlFlow::Continue(())
    }

    fn post_visit_query(&mut self, _: &Query) -> ControlFlow<()> {
        self.names.pop();
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
        let mut from = select.from.clone();
        from.iter_mut().for_each(join_anything);
        self.from.push(from);
        ControlFlow::Continue(())
    }

    fn post_visit_select(&mut self, _: &Select) -> ControlFlow<()> {
        self.from.pop();
        ControlFlow::Continue(())
    }

    // What a lateral view calls sees the relations before it alone. The rewrite keeps lateral views as these.
    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        if let TableFactor::Unpivot { table, .. } = factor {
            let mut from = TableWithJoins {
                relation: table.as_ref().clone(),
                joins: Vec::new(),
            };
            join_anything(&mut from);
            self.from.push(vec![from]);
        }
        ControlFlow::Continue(())
    }

    fn post_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<()> {
        if let TableFactor::Unpivot { .. } = factor {
            self.from.pop();
        }
        ControlFlow::Continue(())
    }

    fn post_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
        if let Expr::Function(function) = expr {
            let names = self.names.last();
            self.calls.push(Call {
                name: function.name.to_string().to_lowercase(),
                span: place(function),
                ordinal: self.visited,
                depth: self.from.len(),
                expr: expr.clone(),
                scope: Scope {
                    from: self.from.last().cloned().unwrap_or_default(),
                    with: names
                        .map(|names| names.outer.iter().chain(&names.own).cloned().collect())
                        .unwrap_or_default(),
                },
            });
        }
        self.visited += 1;
        ControlFlow::Continue(())
    }
}

/// The name in the text; of a call that syntax was rewritten to, all of it.
fn place(function: &Function) -> Span {
    let name = function.name.span();
    if name == Span::empty() {
        function.args.span()
    } else {
        name
    }
}

/// Joins without their conditions: an error in one of them is not the call's.
fn join_anything(from: &mut TableWithJoins) {
    if let TableFactor::NestedJoin {
        table_with_joins, ..
    } = &mut from.relation
    {
        join_anything(table_with_joins);
    }
    for join in &mut from.joins {
        if let TableFactor::NestedJoin {
            table_with_joins, ..
        } = &mut join.relation
        {
            join_anything(table_with_joins);
        }
        if has_condition(&join.join_operator) {
            join.join_operator = JoinOperator::CrossJoin(JoinConstraint::None);
        }
    }
}

fn has_condition(operator: &JoinOperator) -> bool {
    matches!(
        operator,
        JoinOperator::Join(JoinConstraint::On(_))
            | JoinOperator::Inner(JoinConstraint::On(_))
            | JoinOperator::Left(JoinConstraint::On(_))
            | JoinOperator::LeftOuter(JoinConstraint::On(_))
            | JoinOperator::Right(JoinConstraint::On(_))
            | JoinOperator::RightOuter(JoinConstraint::On(_))
            | JoinOperator::FullOuter(JoinConstraint::On(_))
            | JoinOperator::LeftSemi(JoinConstraint::On(_))
            | JoinOperator::Semi(JoinConstraint::On(_))
    )
}
