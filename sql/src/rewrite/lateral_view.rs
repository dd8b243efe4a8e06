//! `FROM t LATERAL VIEW [OUTER] explode(e) v AS a`: the rows of `t`, each once for every element of `e`.
//!
//! The syntax tree has no relation for it, so that the views first become relations: each is kept as an UNPIVOT (which
//! Hive has not, and which likewise makes several rows of one) of what stands before it. [`LateralViewPlanner`] then plans these
//! relations, where the schema is known and names keep their qualifiers, however many tables were joined.

mod generator;
mod planner;

pub use planner::LateralViewPlanner;

use datafusion::sql::sqlparser::ast::{
    Expr as SqlExpr, ExprWithAlias, Ident, Join, JoinConstraint, JoinOperator, LateralView,
    NullInclusion, ObjectName, Select, SelectItem, SelectItemQualifiedWildcardKind, TableFactor,
    TableWithJoins, WildcardAdditionalOptions,
};

use super::one_row;

/// Functions that give rows.
pub(super) const GENERATORS: [&str; 6] = [
    "explode",
    "posexplode",
    "inline",
    "stack",
    "json_tuple",
    "parse_url_tuple",
];

/// The view that a function of the SELECT list becomes.
const SELECTED: &str = "__selected";

pub(super) fn rewrite(select: &mut Select) {
    take_selected(select);
    let views = std::mem::take(&mut select.lateral_views);
    if views.is_empty() {
        return;
    }
    let Some(base) = join_all(std::mem::take(&mut select.from)).or_else(one_row) else {
        select.lateral_views = views;
        return;
    };
    let relation = views.into_iter().fold(base, wrap);
    select.from = vec![TableWithJoins {
        relation,
        joins: Vec::new(),
    }];
}

/// `SELECT explode(e) AS a`: a lateral view of which all columns are selected.
fn take_selected(select: &mut Select) {
    for item in &mut select.projection {
        let (expr, aliases) = match item {
            SelectItem::UnnamedExpr(expr) => (expr, Vec::new()),
            SelectItem::ExprWithAlias { expr, alias } => (expr, vec![alias.clone()]),
            SelectItem::ExprWithAliases { expr, aliases } => (expr, aliases.clone()),
            _ => continue,
        };
        if !is_generator(expr) {
            continue;
        }
        let name = ObjectName::from(vec![Ident::new(format!(
            "{SELECTED}{}",
            select.lateral_views.len()
        ))]);
        select.lateral_views.push(LateralView {
            lateral_view: super::take(expr),
            lateral_view_name: name.clone(),
            lateral_col_alias: aliases,
            outer: false,
        });
        *item = SelectItem::QualifiedWildcard(
            SelectItemQualifiedWildcardKind::ObjectName(name),
            WildcardAdditionalOptions::default(),
        );
    }
}

/// Whether an expression is the call of a function that gives rows.
pub(super) fn is_generator(expr: &SqlExpr) -> bool {
    matches!(expr, SqlExpr::Function(function)
        if function.over.is_none() && GENERATORS.contains(&function.name.to_string().to_lowercase().as_str()))
}

/// `a, b JOIN c` as one relation.
fn join_all(from: Vec<TableWithJoins>) -> Option<TableFactor> {
    let mut items = from.into_iter();
    let mut all = items.next()?;
    for item in items {
        all.joins.push(Join {
            relation: single(item),
            global: false,
            join_operator: JoinOperator::CrossJoin(JoinConstraint::None),
        });
    }
    Some(single(all))
}

fn single(item: TableWithJoins) -> TableFactor {
    if item.joins.is_empty() {
        item.relation
    } else {
        TableFactor::NestedJoin {
            table_with_joins: Box::new(item),
            alias: None,
        }
    }
}

fn wrap(table: TableFactor, view: LateralView) -> TableFactor {
    let name = view.lateral_view_name.to_string();
    TableFactor::Unpivot {
        table: Box::new(table),
        value: view.lateral_view,
        name: Ident::new(name),
        columns: view
            .lateral_col_alias
            .into_iter()
            .map(|alias| ExprWithAlias {
                expr: SqlExpr::Identifier(alias),
                alias: None,
            })
            .collect(),
        null_inclusion: Some(if view.outer {
            NullInclusion::IncludeNulls
        } else {
            NullInclusion::ExcludeNulls
        }),
        alias: None,
    }
}
