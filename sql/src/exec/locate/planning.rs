//! Where a statement that cannot be planned is wrong.

use std::ops::ControlFlow;

use datafusion::error::DataFusionError;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::LogicalPlan;
use datafusion::sql::parser::Statement as EngineStatement;
use datafusion::sql::sqlparser::ast::{
    Expr, ObjectName, Select, Spanned, Statement as Tree, Visit, Visitor, visit_expressions,
};
use datafusion::sql::sqlparser::tokenizer::Span;

use super::engine::{is_aggregate_in_where, message, missing_function};
use super::{Call, calls, missing_table, range, unknown_table};
use crate::exec::Session;
use crate::script::{Diagnostic, Statement};

/// What is wrong, and the expression that is: see [`replace_expression`](super::replace_expression).
pub(in crate::exec) struct Located {
    pub(in crate::exec) diagnostic: Diagnostic,
    pub(in crate::exec) ordinal: Option<usize>,
}

impl Session {
    /// Plans a rewritten tree, types included.
    pub(in crate::exec) async fn planned(
        &self,
        tree: &Tree,
    ) -> Result<LogicalPlan, DataFusionError> {
        let state = self.context().state();
        let statement = EngineStatement::Statement(Box::new(tree.clone()));
        let plan = state.statement_to_plan(statement).await?;
        // Some errors of types come up here only.
        state
            .analyzer()
            .execute_and_check(plan.clone(), state.config_options(), |_, _| {})?;
        Ok(plan)
    }

    /// The error of planning the rewritten `tree`, with its place: of a column that which the parser has kept, of a
    /// function that of the call which is at fault.
    pub(in crate::exec) async fn locate_error(
        &self,
        statement: &Statement,
        tree: &Tree,
        error: &DataFusionError,
    ) -> Located {
        let error = first(error);
        let diagnostic = self.engine_error(statement, error);
        if missing_table(error).is_some() {
            return Located {
                diagnostic,
                ordinal: None,
            };
        }
        if let Some(span) = error.diagnostic().and_then(|engine| engine.span) {
            let start = (span.start.line, span.start.column);
            return Located {
                diagnostic,
                ordinal: expression_at(tree, start),
            };
        }
        if is_aggregate_in_where(&message(error.find_root())) {
            let span = self.aggregate_in_where(tree);
            return Located {
                diagnostic: match span.and_then(|span| range(statement, span)) {
                    Some(range) => statement.mark(diagnostic, range),
                    None => diagnostic,
                },
                ordinal: None,
            };
        }
        let Some(call) = self.call_at_fault(tree, error).await else {
            return Located {
                diagnostic,
                ordinal: None,
            };
        };
        Located {
            diagnostic: match range(statement, call.span) {
                Some(range) => statement.mark(diagnostic, range),
                None => diagnostic,
            },
            ordinal: Some(call.ordinal),
        }
    }

    /// The first call that has this error when it stands alone; the only one of a function that the message names.
    async fn call_at_fault(&self, tree: &Tree, error: &DataFusionError) -> Option<Call> {
        let told = message(error.find_root());
        let mut named: Vec<Call> = calls(tree)
            .into_iter()
            .filter(|call| self.names_of(call).iter().any(|name| has_word(&told, name)))
            .collect();
        if missing_function(&told).is_some() {
            named.sort_by_key(|call| (call.span.start.line, call.span.start.column));
            return named.into_iter().next();
        }
        if named.len() > 1 {
            for (position, call) in named.iter().enumerate() {
                let Some(alone) = call.alone() else { continue };
                let is_same = match self.planned(&alone).await {
                    Ok(_) => false,
                    Err(error) => message(first(&error).find_root()) == told,
                };
                if is_same {
                    return Some(named.swap_remove(position));
                }
            }
        }
        // None stands alone, a correlated one perhaps: the first is as good as any.
        named.into_iter().next()
    }

    /// The name of the first aggregate function that a WHERE calls.
    fn aggregate_in_where(&self, tree: &Tree) -> Option<Span> {
        let state = self.context().state();
        let conditions = conditions(tree);
        conditions
            .iter()
            .filter(|name| state.udaf(&name.to_string().to_lowercase()).is_ok())
            .map(Spanned::span)
            .next()
    }

    /// The name of a call, and that under which its function is registered.
    fn names_of(&self, call: &Call) -> Vec<String> {
        let state = self.context().state();
        let registered = state
            .udf(&call.name)
            .map(|function| function.name().to_owned())
            .or_else(|_| state.udaf(&call.name).map(|it| it.name().to_owned()))
            .or_else(|_| state.udwf(&call.name).map(|it| it.name().to_owned()));
        let mut names = vec![call.name.clone()];
        names.extend(registered);
        names
    }

    /// Everything that the tree names and that is not there, whatever else is wrong: tables, then functions.
    pub(in crate::exec) fn missing_names(
        &self,
        statement: &Statement,
        tree: &Tree,
    ) -> Vec<Diagnostic> {
        let functions = self.function_names();
        let mut found = self.missing_tables(statement, tree);
        for call in calls(tree) {
            if !functions.contains(&call.name)
                && let Some(range) = range(statement, call.span)
            {
                let diagnostic = super::engine::no_function(&call.name, &functions);
                found.push(statement.mark(diagnostic, range));
            }
        }
        found
    }

    fn missing_tables(&self, statement: &Statement, tree: &Tree) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for name in crate::exec::lineage::query_tables(tree) {
            let Some(table) = crate::command::table_name(&name) else {
                continue;
            };
            let database = table.database.as_deref().unwrap_or(self.database());
            let is_missing = match self.warehouse().has_database(database) {
                Ok(false) => true,
                Ok(true) => matches!(self.warehouse().table(database, &table.table), Ok(None)),
                Err(_) => false,
            };
            if is_missing {
                let diagnostic = unknown_table(statement, self.warehouse(), database, &table.table);
                found.push(match range(statement, name.span()) {
                    Some(range) => statement.mark(diagnostic, range),
                    None => diagnostic,
                });
            }
        }
        found
    }
}

/// The planner collects the errors of a SELECT's items: the first of them.
fn first(error: &DataFusionError) -> &DataFusionError {
    match error {
        DataFusionError::Collection(errors) => errors.first().map_or(error, first),
        DataFusionError::Context(_, inner) => match inner.as_ref() {
            DataFusionError::Collection(_) => first(inner),
            _ => error,
        },
        _ => error,
    }
}

/// The names of the functions that the WHERE clauses call.
fn conditions(tree: &Tree) -> Vec<ObjectName> {
    #[derive(Default)]
    struct Conditions {
        called: Vec<ObjectName>,
    }
    impl Visitor for Conditions {
        type Break = ();

        fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<()> {
            let _ = visit_expressions(&select.selection, |expr| {
                if let Expr::Function(function) = expr {
                    self.called.push(function.name.clone());
                }
                ControlFlow::<()>::Continue(())
            });
            ControlFlow::Continue(())
        }
    }
    let mut conditions = Conditions::default();
    let _ = tree.visit(&mut conditions);
    conditions.called
}

/// The expression that begins at a line and column: the last of those visited, which is the whole `a.b` and not its part.
fn expression_at(tree: &Tree, start: (u64, u64)) -> Option<usize> {
    struct At {
        start: (u64, u64),
        visited: usize,
        found: Option<usize>,
    }
    impl Visitor for At {
        type Break = ();

        fn post_visit_expr(&mut self, expr: &Expr) -> ControlFlow<()> {
            let span = match expr {
                Expr::Identifier(_) | Expr::CompoundIdentifier(_) => Some(expr.span()),
                Expr::Function(function) => Some(function.name.span()),
                _ => None,
            };
            if span.is_some_and(|span| (span.start.line, span.start.column) == self.start) {
                self.found = Some(self.visited);
            }
            self.visited += 1;
            ControlFlow::Continue(())
        }
    }
    let mut at = At {
        start,
        visited: 0,
        found: None,
    };
    let _ = tree.visit(&mut at);
    at.found
}

/// Whether `word` stands in `text` as a whole word.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |ch: char| ch.is_alphanumeric() || ch == '_';
    text.match_indices(word).any(|(start, _)| {
        let (before, after) = (text.get(..start), text.get(start + word.len()..));
        !before.is_some_and(|before| before.ends_with(is_part))
            && !after.is_some_and(|after| after.starts_with(is_part))
    })
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn names_are_found_whole() {
        assert!(has_word("ip_region(ip): argument 1", "ip_region"));
        assert!(has_word("Function 'f' failed", "f"));
        assert!(!has_word("ip_region(ip)", "region"));
        assert!(!has_word("ip_regions", "ip_region"));
    }
}
