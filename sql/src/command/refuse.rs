//! Clauses that the planner would pass over without a word: they are refused before it sees them.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    DuplicateTreatment, Expr, FunctionArguments, GroupByExpr, GroupByWithModifier,
    HiveDescribeFormat, Query, Select, ShowStatementOptions, Statement as Tree, TableFactor, Visit,
    Visitor,
};

use super::Refusal;

/// Looks through a statement for clauses that are not supported.
///
/// Errors: the first one, with a word of it to point at.
pub(super) fn refuse_unsupported(tree: &Tree) -> Result<(), Refusal> {
    match tree {
        Tree::ShowTables { show_options, .. }
        | Tree::ShowDatabases { show_options, .. }
        | Tree::ShowSchemas { show_options, .. } => refuse_filter(show_options)?,
        Tree::ExplainTable {
            hive_format: Some(format),
            ..
        } => {
            let word = match format {
                HiveDescribeFormat::Extended => "extended",
                HiveDescribeFormat::Formatted => "formatted",
            };
            return Err(not_yet(&format!("DESCRIBE {}", word.to_uppercase()), word));
        }
        _ => {}
    }
    match tree.visit(&mut Clauses) {
        ControlFlow::Break(refusal) => Err(refusal),
        ControlFlow::Continue(()) => Ok(()),
    }
}

fn refuse_filter(options: &ShowStatementOptions) -> Result<(), Refusal> {
    if options.show_in.is_some() {
        return Err(not_yet("SHOW with IN or FROM", "show"));
    }
    if options.filter_position.is_some() {
        return Err(not_yet("SHOW with LIKE", "show"));
    }
    Ok(())
}

fn not_yet(what: &str, word: &str) -> Refusal {
    Refusal::new(format!("{what} is not supported yet")).at(word)
}

struct Clauses;

fn check(clauses: &[(bool, &str, &str)]) -> ControlFlow<Refusal> {
    match clauses.iter().find(|(is_given, _, _)| *is_given) {
        Some((_, what, word)) => ControlFlow::Break(not_yet(what, word)),
        None => ControlFlow::Continue(()),
    }
}

impl Visitor for Clauses {
    type Break = Refusal;

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<Refusal> {
        check(&[
            (!query.locks.is_empty(), "FOR UPDATE", "for"),
            (query.for_clause.is_some(), "FOR", "for"),
            (query.fetch.is_some(), "FETCH", "fetch"),
        ])
    }

    fn pre_visit_select(&mut self, select: &Select) -> ControlFlow<Refusal> {
        let (all, modifiers) = match &select.group_by {
            GroupByExpr::All(modifiers) => (true, modifiers),
            GroupByExpr::Expressions(_, modifiers) => (false, modifiers),
        };
        let totals = modifiers.contains(&GroupByWithModifier::Totals);
        check(&[
            (all, "GROUP BY ALL", "all"),
            (totals, "WITH TOTALS", "totals"),
            (
                modifiers.len() > 1,
                "GROUP BY with several modifiers",
                "with",
            ),
        ])
    }

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<Refusal> {
        if let Expr::Function(function) = expr
            && function.name.to_string().eq_ignore_ascii_case("count")
            && let FunctionArguments::List(list) = &function.args
            && list.args.len() > 1
            && list.duplicate_treatment != Some(DuplicateTreatment::Distinct)
        {
            let refusal = Refusal::new("count of several columns needs DISTINCT").at("count");
            return ControlFlow::Break(refusal);
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<Refusal> {
        let (TableFactor::Table { sample, .. } | TableFactor::Derived { sample, .. }) = factor
        else {
            return ControlFlow::Continue(());
        };
        check(&[(sample.is_some(), "TABLESAMPLE", "tablesample")])
    }
}
