//! Clauses that the planner would pass over without a word: they are refused before it sees them.

use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{
    DuplicateTreatment, Expr, FunctionArguments, GroupByExpr, GroupByWithModifier, LimitClause,
    Query, Select, SetExpr, SetQuantifier, TableFactor, Visit, Visitor,
};

use super::Refusal;

/// Looks through a query for clauses that are not supported.
///
/// Errors: the first one, with a word of it to point at.
pub(super) fn refuse_unsupported(query: &Query) -> Result<(), Refusal> {
    match query.visit(&mut Clauses) {
        ControlFlow::Break(refusal) => Err(refusal),
        ControlFlow::Continue(()) => Ok(()),
    }
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
        let has_limit_by = matches!(&query.limit_clause,
            Some(LimitClause::LimitOffset { limit_by, .. }) if !limit_by.is_empty());
        check(&[
            (!query.locks.is_empty(), "FOR UPDATE", "for"),
            (query.for_clause.is_some(), "FOR", "for"),
            (query.fetch.is_some(), "FETCH", "fetch"),
            (has_limit_by, "LIMIT … BY", "limit"),
            (query.settings.is_some(), "SETTINGS", "settings"),
            (query.format_clause.is_some(), "FORMAT", "format"),
            (!query.pipe_operators.is_empty(), "a pipe", "|>"),
        ])?;
        body(&query.body)
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
        ])?;
        check(&[
            (select.into.is_some(), "SELECT … INTO", "into"),
            (select.top.is_some(), "TOP", "top"),
            (select.exclude.is_some(), "EXCLUDE", "exclude"),
            (
                select.select_modifiers.is_some(),
                "this word of MySQL's",
                "select",
            ),
            (select.prewhere.is_some(), "PREWHERE", "prewhere"),
            (!select.connect_by.is_empty(), "CONNECT BY", "connect"),
            (select.value_table_mode.is_some(), "SELECT AS", "as"),
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
        match factor {
            TableFactor::Table {
                sample,
                with_hints,
                version,
                with_ordinality,
                partitions,
                json_path,
                index_hints,
                ..
            } => check(&[
                (sample.is_some(), "TABLESAMPLE", "tablesample"),
                (!with_hints.is_empty(), "WITH after a table", "with"),
                (version.is_some(), "a table as of another time", "for"),
                (*with_ordinality, "WITH ORDINALITY", "ordinality"),
                (
                    !partitions.is_empty(),
                    "PARTITION after a table",
                    "partition",
                ),
                (json_path.is_some(), "a path after a table", "from"),
                (!index_hints.is_empty(), "an index hint", "index"),
            ]),
            TableFactor::Derived {
                sample, lateral, ..
            } => check(&[
                (sample.is_some(), "TABLESAMPLE", "tablesample"),
                (*lateral, "LATERAL before a query", "lateral"),
            ]),
            TableFactor::Pivot { .. } => ControlFlow::Break(not_yet("PIVOT", "pivot")),
            TableFactor::Unpivot { .. } => ControlFlow::Break(not_yet("UNPIVOT", "unpivot")),
            TableFactor::MatchRecognize { .. } => {
                ControlFlow::Break(not_yet("MATCH_RECOGNIZE", "match_recognize"))
            }
            _ => ControlFlow::Continue(()),
        }
    }
}

/// What stands in the place of a SELECT.
fn body(body: &SetExpr) -> ControlFlow<Refusal> {
    match body {
        SetExpr::Insert(_) | SetExpr::Update(_) | SetExpr::Delete(_) | SetExpr::Merge(_) => {
            ControlFlow::Break(not_yet("a statement within a query", "with"))
        }
        SetExpr::Table(_) => ControlFlow::Break(not_yet("TABLE as a query", "table")),
        SetExpr::SetOperation {
            left,
            right,
            set_quantifier,
            ..
        } => {
            let by_name = matches!(
                set_quantifier,
                SetQuantifier::ByName | SetQuantifier::AllByName | SetQuantifier::DistinctByName
            );
            check(&[(by_name, "BY NAME", "name")])?;
            self::body(left)?;
            self::body(right)
        }
        SetExpr::Select(_) | SetExpr::Query(_) | SetExpr::Values(_) => ControlFlow::Continue(()),
    }
}
