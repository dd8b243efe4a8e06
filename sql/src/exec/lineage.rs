//! Which tables a script reads and writes, from its text alone.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{Query, Visit, Visitor, visit_relations};

use crate::command::{ClientCommand, Command, Setting, client_command, table_name};
use crate::parse::parse;
use crate::script::{Diagnostic, Namespace, RawStatement, Source, Variables, split, substitute};

/// A script that is ready to be run, and the tables that it touches, as `database.table`.
#[derive(Debug)]
pub struct Script {
    /// The script's text.
    pub source: Source,
    /// Its statements.
    pub statements: Vec<RawStatement>,
    /// Tables that it reads and does not itself write before.
    pub reads: BTreeSet<String>,
    /// Tables that it creates, fills or drops.
    pub writes: BTreeSet<String>,
}

impl Script {
    /// Reads a script's statements. `variables` and `database` are those that it starts with; what it sets itself counts.
    ///
    /// Errors: undefined variables, text that is not HiveQL.
    pub fn analyze(
        source: Source,
        variables: &Variables,
        database: &str,
    ) -> Result<Self, Diagnostic> {
        let statements = split(&source)?;
        let mut variables = variables.clone();
        let mut database = database.to_owned();
        let (mut reads, mut writes) = (BTreeSet::new(), BTreeSet::new());
        for raw in &statements {
            let statement = substitute(raw, &variables)?;
            if let Some(command) = client_command(statement.text()) {
                if let ClientCommand::Set(Setting::Assign { name, value }) = command {
                    let (namespace, name) = Namespace::split(&name);
                    // A SET that cannot be is told when it is run.
                    let _ = variables.set(
                        namespace.unwrap_or(Namespace::HiveConf),
                        name,
                        value.as_str(),
                    );
                }
                continue;
            }
            if statement.text().trim().is_empty() {
                continue;
            }
            let command = parse(&statement)?;
            if let Command::Use(name) = command {
                database = name;
                continue;
            }
            let written: BTreeSet<String> = command
                .written()
                .into_iter()
                .map(|table| table.full(&database))
                .collect();
            for table in read(&command, &database) {
                if !written.contains(&table) && !writes.contains(&table) {
                    reads.insert(table);
                }
            }
            writes.extend(written);
        }
        Ok(Self {
            source,
            statements,
            reads,
            writes,
        })
    }
}

/// The tables that a statement reads; names of WITH are none.
fn read(command: &Command, database: &str) -> BTreeSet<String> {
    let mut tables: BTreeSet<String> = command
        .copied()
        .map(|table| table.full(database))
        .into_iter()
        .collect();
    for query in command.queries() {
        let mut names = Named::default();
        let _ = query.visit(&mut names);
        let _ = visit_relations(query, |name| {
            let is_named = name.0.len() == 1 && names.0.contains(&name.to_string().to_lowercase());
            if !is_named && let Some(table) = table_name(name) {
                tables.insert(table.full(database));
            }
            ControlFlow::<()>::Continue(())
        });
    }
    tables
}

/// The names that WITH clauses give.
#[derive(Default)]
struct Named(BTreeSet<String>);

impl Visitor for Named {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let tables = query.with.iter().flat_map(|with| &with.cte_tables);
        self.0
            .extend(tables.map(|table| table.alias.name.value.to_lowercase()));
        ControlFlow::Continue(())
    }
}
