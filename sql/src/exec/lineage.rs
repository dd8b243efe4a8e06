//! Which tables a script reads, needs, creates and writes, from its text alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};

use datafusion::sql::sqlparser::ast::{
    ObjectName, Query, Spanned, Visit, Visitor, visit_relations,
};

use crate::command::{ClientCommand, Command, Setting, TableName, client_command, table_name};
use crate::parse::parse;
use crate::script::{
    Diagnostic, Namespace, RawStatement, Source, Statement, Variables, split, substitute,
};

/// Tables as `database.table`, and where in the script each is first named, in bytes.
pub type Named = BTreeMap<String, Range<usize>>;

/// A script that is ready to be run, and the tables that it touches, as `database.table`.
#[derive(Debug)]
pub struct Script {
    /// The script's text.
    pub source: Source,
    /// Its statements.
    pub statements: Vec<RawStatement>,
    /// Tables that it reads and does not itself write before.
    pub reads: Named,
    /// Tables that it fills or changes and does not itself create before: they must be there.
    pub needs: Named,
    /// Tables that it creates.
    pub creates: BTreeSet<String>,
    /// Tables that it creates, fills, changes or drops.
    pub writes: BTreeSet<String>,
    /// Databases that it creates.
    pub creates_databases: BTreeSet<String>,
    /// Databases that it uses and does not itself create before.
    pub uses_databases: BTreeSet<String>,
}

impl Script {
    /// Reads a script's statements. `variables` and `database` are those that it starts with; what it sets itself counts.
    ///
    /// Errors: undefined variables, text that is not HiveQL: every one of the script.
    pub fn analyze(
        source: Source,
        variables: &Variables,
        database: &str,
    ) -> Result<Self, Vec<Diagnostic>> {
        let statements = split(&source).map_err(|error| vec![error])?;
        let mut reader = Reader {
            variables: variables.clone(),
            database: database.to_owned(),
            script: Self {
                source,
                statements: Vec::new(),
                reads: Named::new(),
                needs: Named::new(),
                creates: BTreeSet::new(),
                writes: BTreeSet::new(),
                creates_databases: BTreeSet::new(),
                uses_databases: BTreeSet::new(),
            },
        };
        let wrong: Vec<Diagnostic> = statements
            .iter()
            .filter_map(|raw| reader.statement(raw).err())
            .collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        reader.script.statements = statements;
        Ok(reader.script)
    }
}

/// A script on its way, with what its statements have set so far.
struct Reader {
    variables: Variables,
    database: String,
    script: Script,
}

impl Reader {
    fn statement(&mut self, raw: &RawStatement) -> Result<(), Diagnostic> {
        let statement = substitute(raw, &self.variables)?;
        if let Some(command) = client_command(statement.text()) {
            if let ClientCommand::Set(Setting::Assign { name, value }) = command {
                let (namespace, name) = Namespace::split(&name);
                // A SET that cannot be is told when it is run.
                let _ = self.variables.set(
                    namespace.unwrap_or(Namespace::HiveConf),
                    name,
                    value.as_str(),
                );
            }
            return Ok(());
        }
        if statement.text().trim().is_empty() {
            return Ok(());
        }
        let command = parse(&statement)?;
        match &command {
            Command::Use(name) => {
                self.database.clone_from(name);
                self.uses(name);
            }
            Command::CreateDatabase(create) => {
                self.script.creates_databases.insert(create.name.clone());
            }
            command => self.tables(&statement, command),
        }
        Ok(())
    }

    fn tables(&mut self, statement: &Statement, command: &Command) {
        let written: Vec<String> = command
            .written()
            .into_iter()
            .map(|table| self.full_name(table))
            .collect();
        for (table, place) in self.read(statement, command) {
            // A statement that reads what it writes waits for nobody: the table must be there for it to be written.
            if !written.contains(&table) && !self.script.writes.contains(&table) {
                self.script.reads.entry(table).or_insert(place);
            }
        }
        for needed in command.needed() {
            let table = self.full_name(needed);
            if !self.script.creates.contains(&table) {
                let place = named_place(statement, needed);
                self.script.needs.entry(table).or_insert(place);
            }
        }
        if let Some(created) = command.created() {
            let table = self.full_name(created);
            self.script.writes.insert(table.clone());
            self.script.creates.insert(table);
        }
        self.script.writes.extend(written);
    }

    /// The tables that a statement reads, and where it names them.
    fn read(&mut self, statement: &Statement, command: &Command) -> Vec<(String, Range<usize>)> {
        let mut tables = Vec::new();
        if let Some(copied) = command.copied() {
            tables.push((self.full_name(copied), named_place(statement, copied)));
        }
        for name in command.queries().into_iter().flat_map(query_tables) {
            if let Some(table) = table_name(&name) {
                tables.push((self.full_name(&table), place(statement, &name)));
            }
        }
        tables
    }

    /// `database.table`; the database is used.
    fn full_name(&mut self, name: &TableName) -> String {
        let full = name.full(&self.database);
        let database = name.database.clone();
        self.uses(&database.unwrap_or_else(|| self.database.clone()));
        full
    }

    fn uses(&mut self, database: &str) {
        if database != "default" && !self.script.creates_databases.contains(database) {
            self.script.uses_databases.insert(database.to_owned());
        }
    }
}

/// Where a name stands in the script.
fn place(statement: &Statement, name: &ObjectName) -> Range<usize> {
    let found = super::locate::range(statement, name.span());
    found.map_or_else(
        || statement.raw().range(),
        |found| statement.source_range(found),
    )
}

/// Where a table that is no part of a query is named first.
fn named_place(statement: &Statement, name: &TableName) -> Range<usize> {
    let qualified = name.database.as_ref();
    let qualified = qualified.map(|database| format!("{database}.{}", name.table));
    let found = qualified.and_then(|name| statement.find_word(&name));
    let found = found.or_else(|| statement.find_word(&name.table));
    found.map_or_else(
        || statement.raw().range(),
        |found| statement.source_range(found),
    )
}

/// The tables that a query reads; names of WITH are none.
pub(super) fn query_tables(query: &impl Visit) -> Vec<ObjectName> {
    let mut names = WithNames::default();
    let _ = query.visit(&mut names);
    let mut tables = Vec::new();
    let _ = visit_relations(query, |name| {
        if name.0.len() > 1 || !names.0.contains(&name.to_string().to_lowercase()) {
            tables.push(name.clone());
        }
        ControlFlow::<()>::Continue(())
    });
    tables
}

/// The names that WITH clauses give.
#[derive(Default)]
struct WithNames(BTreeSet<String>);

impl Visitor for WithNames {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        let tables = query.with.iter().flat_map(|with| &with.cte_tables);
        self.0
            .extend(tables.map(|table| table.alias.name.value.to_lowercase()));
        ControlFlow::Continue(())
    }
}
