//! Which columns of tables a query's columns are made of.

use std::collections::BTreeSet;

use datafusion::common::DFSchema;
use datafusion::common::tree_node::{TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::logical_plan::{Distinct, Join, TableScan};
use datafusion::logical_expr::utils::grouping_set_to_exprlist;
use datafusion::logical_expr::{Expr, JoinType, LogicalPlan};

/// A column of a query, and the columns of tables that its values come from. What only decides which rows there are (WHERE,
/// ON, ORDER BY) is none of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnLineage {
    /// The table that the query fills or makes, as `database.table`.
    pub table: Option<String>,
    /// The column: the table's, where the query fills one.
    pub column: String,
    /// `database.table.column`, sorted.
    pub sources: BTreeSet<String>,
}

type Sources = BTreeSet<String>;

/// The lineage of the columns of `plan`; `database` is that of tables that are named without one.
pub(super) fn column_lineage(plan: &LogicalPlan, database: &str) -> Vec<ColumnLineage> {
    let fields = plan.schema().fields().iter();
    let sources = Lineage { database }.of(plan);
    fields
        .zip(sources)
        .map(|(field, sources)| ColumnLineage {
            table: None,
            column: field.name().clone(),
            sources,
        })
        .collect()
}

struct Lineage<'a> {
    database: &'a str,
}

impl Lineage<'_> {
    /// The sources of each column of a plan, by position.
    fn of(&self, plan: &LogicalPlan) -> Vec<Sources> {
        match plan {
            LogicalPlan::Projection(node) => self.expressions(node.expr.iter(), &node.input),
            LogicalPlan::Aggregate(node) => {
                let groups = grouping_set_to_exprlist(&node.group_expr).unwrap_or_default();
                let mut all = self.expressions(groups, &node.input);
                // Grouping sets have a column more, which says the set.
                let has_set = node.schema.fields().len() > all.len() + node.aggr_expr.len();
                all.extend(has_set.then(Sources::new));
                all.extend(self.expressions(node.aggr_expr.iter(), &node.input));
                all
            }
            LogicalPlan::Window(node) => {
                let mut all = self.of(&node.input);
                all.extend(self.expressions(node.window_expr.iter(), &node.input));
                all
            }
            LogicalPlan::Distinct(Distinct::On(node)) => {
                self.expressions(node.select_expr.iter(), &node.input)
            }
            LogicalPlan::Join(node) => self.join(node),
            LogicalPlan::Union(node) => node
                .inputs
                .iter()
                .map(|input| self.of(input))
                .reduce(|mut all, next| {
                    for (column, more) in all.iter_mut().zip(next) {
                        column.extend(more);
                    }
                    all
                })
                .unwrap_or_default(),
            LogicalPlan::TableScan(scan) => self.scan(scan),
            LogicalPlan::Unnest(node) => {
                let input = self.of(&node.input);
                let columns = node.dependency_indices.iter();
                columns
                    .map(|index| input.get(*index).cloned().unwrap_or_default())
                    .collect()
            }
            other => self.by_position_or_name(other),
        }
    }

    /// A node that hands on its input's columns, or gives columns of the same names.
    fn by_position_or_name(&self, plan: &LogicalPlan) -> Vec<Sources> {
        let inputs = plan.inputs();
        if let [input] = inputs.as_slice()
            && input.schema().fields().len() == plan.schema().fields().len()
        {
            return self.of(input);
        }
        let named: Vec<(String, Sources)> = inputs
            .into_iter()
            .flat_map(|input| {
                let names = input.schema().fields().iter();
                let names = names.map(|field| field.name().clone());
                names.zip(self.of(input)).collect::<Vec<_>>()
            })
            .collect();
        let fields = plan.schema().fields().iter();
        fields
            .map(|field| {
                let same = named.iter().filter(|(name, _)| name == field.name());
                same.flat_map(|(_, sources)| sources.clone()).collect()
            })
            .collect()
    }

    fn join(&self, join: &Join) -> Vec<Sources> {
        match join.join_type {
            JoinType::LeftSemi | JoinType::LeftAnti => self.of(&join.left),
            JoinType::RightSemi | JoinType::RightAnti => self.of(&join.right),
            JoinType::LeftMark => {
                let mut all = self.of(&join.left);
                all.push(Sources::new());
                all
            }
            JoinType::RightMark => {
                let mut all = self.of(&join.right);
                all.push(Sources::new());
                all
            }
            JoinType::Inner | JoinType::Left | JoinType::Right | JoinType::Full => {
                let mut all = self.of(&join.left);
                all.extend(self.of(&join.right));
                all
            }
        }
    }

    fn scan(&self, scan: &TableScan) -> Vec<Sources> {
        if let Some(view) = scan.source.get_logical_plan() {
            let columns = self.of(&view);
            return match &scan.projection {
                Some(projection) => projection
                    .iter()
                    .map(|index| columns.get(*index).cloned().unwrap_or_default())
                    .collect(),
                None => columns,
            };
        }
        let table = &scan.table_name;
        let database = table.schema().unwrap_or(self.database);
        let columns = scan.projected_schema.fields().iter();
        columns
            .map(|field| BTreeSet::from([format!("{database}.{}.{}", table.table(), field.name())]))
            .collect()
    }

    fn expressions<'e>(
        &self,
        expressions: impl IntoIterator<Item = &'e Expr>,
        input: &LogicalPlan,
    ) -> Vec<Sources> {
        let columns = self.of(input);
        expressions
            .into_iter()
            .map(|expression| self.expression(expression, input.schema(), &columns))
            .collect()
    }

    fn expression(&self, expression: &Expr, schema: &DFSchema, columns: &[Sources]) -> Sources {
        let mut sources = Sources::new();
        // The walk never fails, since what it calls does not.
        let _ = expression.apply(|part| {
            match part {
                Expr::Column(column) => {
                    let index = schema.maybe_index_of_column(column);
                    if let Some(found) = index.and_then(|index| columns.get(index)) {
                        sources.extend(found.iter().cloned());
                    }
                }
                Expr::ScalarSubquery(query) => {
                    sources.extend(self.of(&query.subquery).into_iter().flatten());
                }
                Expr::InSubquery(query) => {
                    sources.extend(self.of(&query.subquery.subquery).into_iter().flatten());
                }
                _ => {}
            }
            Ok(TreeNodeRecursion::Continue)
        });
        sources
    }
}
