//! Which tables a script reads and writes, from its text alone.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use datafusion::sql::sqlparser::ast::{ObjectName, Visit, Visitor};
use datafusion::sql::sqlparser::ast::{Query, Statement as Tree, Use, visit_relations};

use crate::command::{Setting, set_statement, table_name};
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
            if let Some(setting) = set_statement(statement.text()) {
                if let Setting::Assign { name, value } = setting {
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
            let tree = parse(&statement)?;
            if let Tree::Use(Use::Object(name) | Use::Database(name)) = &tree {
                database = name.to_string().to_lowercase();
                continue;
            }
            let written = written(&tree, &database);
            for table in read(&tree, &database) {
                if Some(&table) != written.as_ref() && !writes.contains(&table) {
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

fn full_name(name: &ObjectName, database: &str) -> Option<String> {
    let name = table_name(name).ok()?;
    Some(format!(
        "{}.{}",
        name.database.as_deref().unwrap_or(database),
        name.table
    ))
}

/// The table that a statement changes.
fn written(tree: &Tree, database: &str) -> Option<String> {
    use datafusion::sql::sqlparser::ast::TableObject;
    match tree {
        Tree::Insert(insert) => match &insert.table {
            TableObject::TableName(name) => full_name(name, database),
            _ => None,
        },
        Tree::CreateTable(create) => full_name(&create.name, database),
        Tree::Drop { names, .. } => names.first().and_then(|name| full_name(name, database)),
        _ => None,
    }
}

/// The tables that a statement's queries read; names of WITH are none.
fn read(tree: &Tree, database: &str) -> BTreeSet<String> {
    let mut names = Named::default();
    let _ = tree.visit(&mut names);
    let target = written(tree, database);
    let mut tables = BTreeSet::new();
    let _ = visit_relations(tree, |name| {
        let is_named = name.0.len() == 1 && names.0.contains(&name.to_string().to_lowercase());
        if !is_named && let Some(table) = full_name(name, database) {
            tables.insert(table);
        }
        ControlFlow::<()>::Continue(())
    });
    if let Some(target) = target
        && !matches!(tree, Tree::Insert(insert) if reads_its_target(insert, &target, database))
    {
        tables.remove(&target);
    }
    tables
}

fn reads_its_target(
    insert: &datafusion::sql::sqlparser::ast::Insert,
    target: &str,
    database: &str,
) -> bool {
    let Some(source) = &insert.source else {
        return false;
    };
    let mut found = false;
    let _ = visit_relations(source.as_ref(), |name| {
        found |= full_name(name, database).as_deref() == Some(target);
        ControlFlow::<()>::Continue(())
    });
    found
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
