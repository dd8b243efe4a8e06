//! Checking a statement: it is parsed and planned, and all that is wrong with it is told. Nothing is run.

mod columns;

use datafusion::logical_expr::LogicalPlan;
use datafusion::sql::sqlparser::ast::Statement as Tree;

pub use self::columns::ColumnLineage;
use self::columns::column_lineage;
use super::conform::conform;
use super::lineage::read_tables;
use super::locate::{self, replace_expression};
use super::session::Session;
use crate::command::{Command, InsertCommand, command, set_statement, table_name};
use crate::parse::parse;
use crate::rewrite::rewrite_telling;
use crate::script::{Diagnostic, Statement};

/// Mistakes of one statement that are looked for: each costs a plan.
const MOST_PROBLEMS: usize = 20;

/// What a check says of a statement.
#[derive(Debug)]
pub struct Checked {
    /// Whether it can be run, as far as that can be told.
    pub verdict: Verdict,
    /// All that is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// The table that it fills or makes.
    pub target: Option<String>,
    /// Tables that it reads, as `database.table`.
    pub reads: Vec<String>,
    /// What each column is made of, of a statement with a query.
    pub lineage: Vec<ColumnLineage>,
    /// The statement in the form in which it is planned, and its plan.
    pub planned: Option<(String, String)>,
}

/// How a statement is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// As it stands.
    Supported,
    /// After rewrites, by their names.
    Rewritten(Vec<&'static str>),
    /// Not at all.
    Refused,
}

impl Checked {
    fn new(problems: Vec<Diagnostic>) -> Self {
        Self {
            verdict: if problems.is_empty() {
                Verdict::Supported
            } else {
                Verdict::Refused
            },
            problems,
            target: None,
            reads: Vec::new(),
            lineage: Vec::new(),
            planned: None,
        }
    }

    /// A statement that does not even get to be parsed.
    pub fn refused(problem: Diagnostic) -> Self {
        Self::new(vec![problem])
    }

    fn of<T>(result: Result<T, Diagnostic>) -> Self {
        Self::new(result.err().into_iter().collect())
    }
}

impl Session {
    /// Checks a statement. What it sets, uses and defines holds for the next one, so that the session should be a
    /// [rehearsal](Session::rehearsal).
    pub async fn check(&mut self, statement: &Statement) -> Checked {
        if statement.text().trim().is_empty() {
            return Checked::new(Vec::new());
        }
        if set_statement(statement.text()).is_some() {
            return Checked::of(self.execute(statement, &|_| {}).await);
        }
        let tree = match parse(statement) {
            Ok(tree) => tree,
            Err(problem) => return Checked::new(vec![problem]),
        };
        match command(tree, self.database()) {
            Err(refusal) => Checked::new(vec![locate::refusal(statement, &refusal)]),
            Ok(Command::Query(tree)) => self.check_query(statement, *tree).await.0,
            Ok(Command::Insert(insert)) => self.check_insert(statement, insert).await,
            // Definitions alone are changed by all others, and those of a rehearsal are in memory.
            Ok(_) => Checked::of(self.execute(statement, &|_| {}).await),
        }
    }

    /// Plans a query, telling all that is wrong with it.
    async fn check_query(
        &self,
        statement: &Statement,
        mut tree: Tree,
    ) -> (Checked, Option<LogicalPlan>) {
        let rewrites = rewrite_telling(&mut tree);
        let reads = self.names(&tree);
        let text = tree.to_string();
        let (plan, problems) = self.plan_all(statement, tree).await;
        let mut checked = Checked {
            reads,
            ..Checked::new(problems)
        };
        if let Some(plan) = &plan {
            if !rewrites.is_empty() {
                checked.verdict = Verdict::Rewritten(rewrites);
            }
            checked.lineage = column_lineage(plan, self.database());
            checked.planned = Some((text, plan.display_indent().to_string()));
        }
        (checked, plan)
    }

    async fn check_insert(&self, statement: &Statement, insert: InsertCommand) -> Checked {
        let target = self.insert_target(statement, &insert);
        let source = insert.source.clone();
        let (mut checked, plan) = self
            .check_query(statement, Tree::Query(insert.source))
            .await;
        checked.target = Some(self.full_name(&insert.table));
        let problem = match (target, plan) {
            (Err(problem), _) => Some(problem),
            (Ok(target), Some(plan)) => {
                let columns = target.columns().into_iter().flatten();
                for (lineage, column) in checked.lineage.iter_mut().zip(columns) {
                    lineage.column.clone_from(&column.name);
                }
                conform(plan, &target)
                    .err()
                    .map(|error| locate::insert_error(statement, &source, &target, &error))
            }
            (Ok(_), None) => None,
        };
        if let Some(problem) = problem {
            checked.verdict = Verdict::Refused;
            checked.problems.insert(0, problem);
            checked.planned = None;
        }
        checked
    }

    /// Plans a rewritten tree. Where that fails, what is wrong is taken out of the tree, and the rest planned again, until
    /// nothing is wrong or nothing can be taken out.
    async fn plan_all(
        &self,
        statement: &Statement,
        mut tree: Tree,
    ) -> (Option<LogicalPlan>, Vec<Diagnostic>) {
        let mut problems: Vec<Diagnostic> = Vec::new();
        loop {
            let error = match self.planned(&tree).await {
                Ok(plan) => return (problems.is_empty().then_some(plan), problems),
                Err(error) => error,
            };
            let located = self.located(statement, &tree, &error).await;
            let is_new = add(&mut problems, located.diagnostic);
            let goes_on = is_new
                && problems.len() < MOST_PROBLEMS
                && located
                    .ordinal
                    .is_some_and(|ordinal| replace_expression(&mut tree, ordinal));
            if !goes_on {
                for problem in self.missing_names(statement, &tree) {
                    add(&mut problems, problem);
                }
                problems.sort_by(|a, b| a.place().cmp(&b.place()));
                return (None, problems);
            }
        }
    }

    fn names(&self, tree: &Tree) -> Vec<String> {
        let mut names: Vec<String> = read_tables(tree)
            .iter()
            .filter_map(|name| Some(self.full_name(&table_name(name).ok()?)))
            .collect();
        names.sort();
        names.dedup();
        names
    }

    fn full_name(&self, name: &crate::command::TableName) -> String {
        let database = name.database.as_deref().unwrap_or(self.database());
        format!("{database}.{}", name.table)
    }
}

/// Adds a problem, unless it is told already.
fn add(problems: &mut Vec<Diagnostic>, problem: Diagnostic) -> bool {
    let is_new = !problems
        .iter()
        .any(|told| told.place() == problem.place() && told.message() == problem.message());
    if is_new {
        problems.push(problem);
    }
    is_new
}
