//! Checking a statement: it is parsed and planned, and all that is wrong with it is told. Nothing is run.

mod columns;
mod script;
mod told;

use datafusion::logical_expr::LogicalPlan;
use datafusion::sql::sqlparser::ast::{Query, Statement as Tree};

pub use self::columns::ColumnLineage;
use self::columns::column_lineage;
pub use self::script::{CheckedScript, CheckedStatement, check_scripts};
use super::lineage::query_tables;
use super::locate::replace_expression;
use super::session::Session;
use crate::command::{
    Command, Content, CreateTable, Destination, TableChange, client_command, table_name,
};
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

    /// Adds what is wrong besides.
    fn add(&mut self, problem: Option<Diagnostic>) {
        if let Some(problem) = problem {
            self.verdict = Verdict::Refused;
            self.planned = None;
            add(&mut self.problems, problem);
            self.problems.sort_by(|a, b| a.place().cmp(&b.place()));
        }
    }

    /// The table that the columns are those of.
    fn fills(&mut self, table: String) {
        if !table.is_empty() {
            for column in &mut self.lineage {
                column.table = Some(table.clone());
            }
            self.target = Some(table);
        }
    }

    /// What was found in two parts of a statement.
    fn and(mut self, other: Self) -> Self {
        self.verdict = match (self.verdict, other.verdict) {
            (Verdict::Refused, _) | (_, Verdict::Refused) => Verdict::Refused,
            (Verdict::Supported, other) => other,
            (own, Verdict::Supported) => own,
            (Verdict::Rewritten(mut own), Verdict::Rewritten(more)) => {
                let more = more.into_iter().filter(|name| !own.contains(name));
                own.extend(more.collect::<Vec<_>>());
                Verdict::Rewritten(own)
            }
        };
        for problem in other.problems {
            add(&mut self.problems, problem);
        }
        self.target = match (self.target, other.target) {
            (Some(own), Some(more)) => Some(format!("{own}, {more}")),
            (own, more) => own.or(more),
        };
        self.reads.extend(other.reads);
        self.reads.sort();
        self.reads.dedup();
        self.lineage.extend(other.lineage);
        self.planned = match (self.planned, other.planned) {
            (Some((sql, plan)), Some((more_sql, more_plan))) => {
                Some((format!("{sql}; {more_sql}"), format!("{plan}\n{more_plan}")))
            }
            (own, more) => own.or(more),
        };
        self
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
        if client_command(statement.text()).is_some() {
            return Checked::of(self.execute(statement, &|_| {}).await);
        }
        match parse(statement) {
            Err(problem) => Checked::refused(problem),
            Ok(command) => self.check_command(statement, command).await,
        }
    }

    async fn check_command(&mut self, statement: &Statement, command: Command) -> Checked {
        match command {
            Command::Query(query) => self.check_query(statement, query).await.0,
            Command::Explain { of, .. } => {
                let parts = of.into_iter();
                self.check_inserts(statement, parts).await
            }
            Command::Insert(inserts) => {
                let parts = inserts.into_iter();
                self.check_inserts(statement, parts.map(|it| (Some(it.into), it.source)))
                    .await
            }
            Command::CreateTable(create) => match &create.content {
                Content::Query(query) => {
                    let query = query.clone();
                    self.check_create_as(statement, &create, query).await
                }
                _ => Checked::of(self.create_table(statement, *create, &|_| {}).await),
            },
            Command::CreateView(create) => {
                let (mut checked, _) = self.check_query(statement, create.query.clone()).await;
                checked.fills(create.view.full(self.database()));
                if checked.problems.is_empty() {
                    checked.add(self.create_view(statement, *create).await.err());
                }
                checked
            }
            // These touch the data of a table, which there must be.
            Command::Truncate { table, .. } | Command::Repair(table) | Command::Analyze(table) => {
                Checked::of(self.table(statement, &table))
            }
            Command::Load(load) => Checked::of(self.table(statement, &load.table)),
            Command::AlterTable {
                table,
                change:
                    TableChange::AddPartitions { .. }
                    | TableChange::DropPartitions { .. }
                    | TableChange::SetPartitionLocation { .. },
            } => Checked::of(self.table(statement, &table)),
            // All others change definitions, and those of a rehearsal are in memory.
            other => Checked::of(self.define(statement, other)),
        }
    }

    /// Plans a query, telling all that is wrong with it.
    async fn check_query(
        &self,
        statement: &Statement,
        query: Box<Query>,
    ) -> (Checked, Option<LogicalPlan>) {
        let mut tree = Tree::Query(query);
        let reads = self.names(&tree);
        let rewrites = rewrite_telling(&mut tree);
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

    /// The queries of a statement and what they fill, one after the other.
    async fn check_inserts(
        &self,
        statement: &Statement,
        inserts: impl Iterator<Item = (Option<Destination>, Box<Query>)>,
    ) -> Checked {
        let mut all: Option<Checked> = None;
        for (into, source) in inserts {
            let checked = self.check_insert(statement, into, source).await;
            all = Some(match all {
                Some(before) => before.and(checked),
                None => checked,
            });
        }
        all.unwrap_or_else(|| Checked::new(Vec::new()))
    }

    async fn check_insert(
        &self,
        statement: &Statement,
        into: Option<Destination>,
        source: Box<Query>,
    ) -> Checked {
        let (mut checked, plan) = self.check_query(statement, source.clone()).await;
        let Some(into) = into else { return checked };
        let table = match &into {
            Destination::Table(into) => Some(&into.table),
            Destination::Directory { .. } => None,
        };
        let name = table.map(|table| table.full(self.database()));
        checked.fills(name.unwrap_or_default());
        match (plan, table) {
            (Some(plan), _) => match self.conformed(statement, &into, &source, plan) {
                Ok((_, target)) => {
                    let columns = target.columns().into_iter().flatten();
                    for (lineage, column) in checked.lineage.iter_mut().zip(columns) {
                        lineage.column.clone_from(&column.name);
                    }
                }
                Err(problem) => checked.add(Some(problem)),
            },
            (None, Some(table)) => checked.add(self.table(statement, table).err()),
            (None, None) => {}
        }
        checked
    }

    async fn check_create_as(
        &self,
        statement: &Statement,
        create: &CreateTable,
        query: Box<Query>,
    ) -> Checked {
        let (mut checked, plan) = self.check_query(statement, query).await;
        checked.fills(create.table.full(self.database()));
        if let Some(plan) = plan {
            let made = self.rehearse_create_as(statement, create, plan.schema());
            checked.add(made.err());
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
            let located = self.locate_error(statement, &tree, &error).await;
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
        let mut names: Vec<String> = query_tables(tree)
            .iter()
            .filter_map(|name| Some(table_name(name)?.full(self.database())))
            .collect();
        names.sort();
        names.dedup();
        names
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
