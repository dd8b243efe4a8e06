//! Which tables a script reads, needs, creates and writes, from its text alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{ControlFlow, Range};

use datafusion::sql::sqlparser::ast::{
    CreateTableLikeKind, ObjectName, ObjectType, Query, Spanned, Statement as Tree, TableObject,
    Use, Visit, Visitor, visit_relations,
};

use crate::command::{Setting, set_statement, table_name};
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
        if let Some(setting) = set_statement(statement.text()) {
            if let Setting::Assign { name, value } = setting {
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
        let tree = parse(&statement)?;
        match &tree {
            Tree::Use(Use::Object(name) | Use::Database(name)) => {
                self.database = name.to_string().to_lowercase();
                self.uses(&self.database.clone());
            }
            Tree::CreateDatabase { db_name, .. } => {
                let name = db_name.to_string().to_lowercase();
                self.script.creates_databases.insert(name);
            }
            tree => self.tables(&statement, tree),
        }
        Ok(())
    }

    fn tables(&mut self, statement: &Statement, tree: &Tree) {
        let written = written(tree);
        let target = written.as_ref().and_then(|it| self.full_name(it.name));
        for name in read(tree, written.is_some()) {
            // A statement that reads what it writes waits for nobody: the table must be there for it to be written.
            if let Some(table) = self.full_name(&name)
                && Some(&table) != target.as_ref()
                && !self.script.writes.contains(&table)
            {
                let place = place(statement, &name);
                self.script.reads.entry(table).or_insert(place);
            }
        }
        let (Some(written), Some(table)) = (written, target) else {
            return;
        };
        if written.creates {
            self.script.creates.insert(table.clone());
        } else if written.must_be_there && !self.script.creates.contains(&table) {
            let place = place(statement, written.name);
            self.script.needs.entry(table.clone()).or_insert(place);
        }
        self.script.writes.insert(table);
    }

    /// `database.table`; the database is used.
    fn full_name(&mut self, name: &ObjectName) -> Option<String> {
        let name = table_name(name).ok()?;
        let database = name.database.unwrap_or_else(|| self.database.clone());
        self.uses(&database);
        Some(format!("{database}.{}", name.table))
    }

    fn uses(&mut self, database: &str) {
        if database != "default" && !self.script.creates_databases.contains(database) {
            self.script.uses_databases.insert(database.to_owned());
        }
    }
}

/// Where a name stands in the script.
fn place(statement: &Statement, name: &ObjectName) -> Range<usize> {
    let span = name.span();
    let start = statement.offset(span.start.line, span.start.column);
    let end = statement.offset(span.end.line, span.end.column);
    match (start, end) {
        (Some(start), Some(end)) => statement.source_range(start..end),
        _ => statement.raw().range(),
    }
}

/// The table that a statement changes.
struct Written<'a> {
    name: &'a ObjectName,
    /// Whether it is there afterwards, if it was not before.
    creates: bool,
    /// Whether the statement fails without it.
    must_be_there: bool,
}

fn written(tree: &Tree) -> Option<Written<'_>> {
    let (name, creates, must_be_there) = match tree {
        Tree::Insert(insert) => match &insert.table {
            TableObject::TableName(name) => (name, false, true),
            _ => return None,
        },
        Tree::CreateTable(create) => (&create.name, true, false),
        Tree::CreateView(create) => (&create.name, true, false),
        Tree::AlterTable(alter) => (&alter.name, false, !alter.if_exists),
        Tree::Truncate(truncate) => (&truncate.table_names.first()?.name, false, true),
        Tree::LoadData { table_name, .. } => (table_name, false, true),
        Tree::Msck(msck) => (&msck.table_name, false, true),
        Tree::Drop {
            object_type: ObjectType::Table | ObjectType::View,
            names,
            ..
        } => (names.first()?, false, false),
        _ => return None,
    };
    Some(Written {
        name,
        creates,
        must_be_there,
    })
}

/// The tables that a statement's queries read; names of WITH are none. `written`: whether it changes a table, so that not
/// every name in it is one that is read.
fn read(tree: &Tree, written: bool) -> Vec<ObjectName> {
    let mut names = WithNames::default();
    let _ = tree.visit(&mut names);
    let mut tables = Vec::new();
    match tree {
        Tree::Drop { .. } | Tree::ExplainTable { .. } | Tree::ShowTables { .. } => return tables,
        Tree::Insert(insert) => {
            if let Some(source) = &insert.source {
                relations(source.as_ref(), &mut tables);
            }
        }
        Tree::CreateTable(create) => {
            if let Some(query) = &create.query {
                relations(query.as_ref(), &mut tables);
            }
            if let Some(
                CreateTableLikeKind::Parenthesized(like) | CreateTableLikeKind::Plain(like),
            ) = &create.like
            {
                tables.push(like.name.clone());
            }
        }
        Tree::CreateView(create) => relations(create.query.as_ref(), &mut tables),
        _ if written => {}
        other => relations(other, &mut tables),
    }
    tables.retain(|name| name.0.len() > 1 || !names.0.contains(&name.to_string().to_lowercase()));
    tables
}

/// The tables that a statement reads, of those that it names.
pub(super) fn read_tables(tree: &Tree) -> Vec<ObjectName> {
    read(tree, written(tree).is_some())
}

fn relations(node: &impl Visit, tables: &mut Vec<ObjectName>) {
    let _ = visit_relations(node, |name| {
        tables.push(name.clone());
        ControlFlow::<()>::Continue(())
    });
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
