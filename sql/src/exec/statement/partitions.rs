//! Partitions that statements name: found, added, dropped.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::partition_match::{matching, whole_name};
use crate::catalog::commit::{Commit, Step, TableLock};
use crate::catalog::{CatalogError, TableDefinition, TableKind, list_partitions, table_partitions};
use crate::command::{PartitionCondition, PartitionValues, Refusal};
use crate::exec::execute::Outcome;
use crate::exec::locate;
use crate::exec::session::Session;
use crate::exec::staging::Staging;
use crate::script::{Diagnostic, Statement};

impl Session {
    /// Partitions that were dropped from an external table are its again, once something was written to them.
    pub(super) fn attach(
        &self,
        statement: &Statement,
        definition: &TableDefinition,
        names: &[String],
    ) -> Result<(), Diagnostic> {
        if !names.iter().any(|name| definition.detached.contains(name)) {
            return Ok(());
        }
        let mut definition = definition.clone();
        definition.detached.retain(|name| !names.contains(name));
        let name = definition.name.clone();
        self.warehouse()
            .put_table(definition)
            .map_err(|error| locate::about_name(statement, &name, &error))
    }

    /// Carries out MSCK REPAIR TABLE: folders are partitions as soon as they are there, and those that were dropped are
    /// back.
    pub(in crate::exec) fn repair(
        &self,
        statement: &Statement,
        table: &crate::command::TableName,
    ) -> Result<Outcome, Diagnostic> {
        let mut definition = self.table(statement, table)?;
        let about = |error: &CatalogError| locate::about_name(statement, &table.table, error);
        let root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| about(&error))?;
        let full_name = definition.full_name();
        let back = definition.detached.len();
        if back > 0 {
            definition.detached.clear();
            self.warehouse()
                .put_table(definition.clone())
                .map_err(|error| about(&error))?;
        }
        let count = list_partitions(&root, &definition.partition_columns)
            .map_err(|error| about(&error))?
            .len();
        Ok(Outcome::Done(if definition.partition_columns.is_empty() {
            format!("{full_name} has no partitions")
        } else {
            format!("{full_name} has {count} partitions")
        }))
    }

    /// Carries out ALTER TABLE ADD PARTITION. A partition that lies elsewhere is a link to there.
    #[expect(clippy::needless_pass_by_value, reason = "made for this call")]
    pub(super) fn add_partitions(
        &self,
        statement: &Statement,
        definition: TableDefinition,
        if_not_exists: bool,
        partitions: Vec<(PartitionValues, Option<String>)>,
    ) -> Result<Outcome, Diagnostic> {
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &definition.name, error);
        let root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| about(&error))?;
        let existing = table_partitions(&root, &definition).map_err(|error| about(&error))?;
        let mut added = Vec::new();
        for (values, location) in partitions {
            let folder = whole_name(&definition, &values)
                .map_err(|refusal| refusal.diagnostic(statement))?;
            if existing.iter().any(|partition| partition.name == folder) {
                if if_not_exists {
                    continue;
                }
                let message = format!(
                    "the partition {folder} of `{}` exists already",
                    definition.full_name()
                );
                return Err(Refusal::new(message)
                    .at("partition")
                    .hint("ADD IF NOT EXISTS PARTITION accepts that")
                    .diagnostic(statement));
            }
            added.push((folder, location.map(|location| self.absolute(&location))));
        }
        let lock = TableLock::exclusive(&root).map_err(|error| about(&error))?;
        for (folder, location) in &added {
            place(&root, folder, location.as_deref()).map_err(|error| about(&error))?;
        }
        std::mem::drop(lock);
        let names: Vec<String> = added.into_iter().map(|(folder, _)| folder).collect();
        self.attach(statement, &definition, &names)?;
        Ok(Outcome::Done(format!(
            "{}: added {}",
            definition.full_name(),
            list(&names)
        )))
    }

    /// Carries out ALTER TABLE DROP PARTITION. The data of a table that the warehouse owns goes; that of an external one
    /// stays and is no longer read.
    pub(super) fn drop_partitions(
        &self,
        statement: &Statement,
        mut definition: TableDefinition,
        if_exists: bool,
        partitions: &[Vec<PartitionCondition>],
    ) -> Result<Outcome, Diagnostic> {
        let name = definition.name.clone();
        let about = |error: &dyn std::error::Error| locate::about_name(statement, &name, error);
        let root = self
            .warehouse()
            .table_root(&definition)
            .map_err(|error| about(&error))?;
        let mut names = BTreeSet::new();
        for conditions in partitions {
            let found = matching(&root, &definition, conditions)
                .map_err(|error| error.diagnostic(statement, &name))?;
            if found.is_empty() && !if_exists {
                let message = format!("`{}` has no such partition", definition.full_name());
                return Err(Refusal::new(message)
                    .at("partition")
                    .hint("DROP IF EXISTS PARTITION accepts that")
                    .diagnostic(statement));
            }
            names.extend(found.into_iter().map(|partition| partition.name));
        }
        let dropped: Vec<String> = names.iter().cloned().collect();
        if definition.kind == TableKind::External {
            definition.detached.extend(names);
            self.warehouse()
                .put_table(definition.clone())
                .map_err(|error| about(&error))?;
        } else if !names.is_empty() {
            remove(&root, names.into_iter().collect()).map_err(|error| about(&error))?;
        }
        Ok(Outcome::Done(format!(
            "{}: dropped {}",
            definition.full_name(),
            list(&dropped)
        )))
    }

    /// Carries out ALTER TABLE PARTITION SET LOCATION.
    pub(super) fn move_partition(
        &self,
        statement: &Statement,
        definition: &TableDefinition,
        values: &PartitionValues,
        location: &str,
    ) -> Result<Outcome, Diagnostic> {
        let about =
            |error: &dyn std::error::Error| locate::about_name(statement, &definition.name, error);
        let root = self
            .warehouse()
            .table_root(definition)
            .map_err(|error| about(&error))?;
        let folder =
            whole_name(definition, values).map_err(|refusal| refusal.diagnostic(statement))?;
        let path = root.join(&folder);
        let _lock = TableLock::exclusive(&root).map_err(|error| about(&error))?;
        if path.is_symlink() {
            fs::remove_file(&path)
                .map_err(|cause| about(&CatalogError::io("delete the link", &path)(cause)))?;
        } else if path.exists() {
            let message = format!("the partition {folder} has its files in the table's own folder");
            return Err(Refusal::new(message)
                .at("partition")
                .hint("DROP PARTITION and ADD PARTITION … LOCATION it")
                .diagnostic(statement));
        }
        place(&root, &folder, Some(&self.absolute(location))).map_err(|error| about(&error))?;
        Ok(Outcome::Done(format!(
            "{}: {folder} is in {location}",
            definition.full_name()
        )))
    }
}

fn list(names: &[String]) -> String {
    match names {
        [] => "no partitions".to_owned(),
        names => names.join(", "),
    }
}

/// Makes the folder of a partition, or a link to where it lies.
fn place(root: &Path, folder: &str, location: Option<&str>) -> Result<(), CatalogError> {
    let path = root.join(folder);
    let Some(location) = location else {
        return fs::create_dir_all(&path).map_err(CatalogError::io("create folder", &path));
    };
    let parent = path.parent().unwrap_or(root);
    fs::create_dir_all(parent).map_err(CatalogError::io("create folder", parent))?;
    let target = location.strip_prefix("file://").unwrap_or(location);
    if target.contains("://") {
        return Err(CatalogError::Location {
            table: folder.to_owned(),
            location: location.to_owned(),
        });
    }
    let target = Path::new(target);
    if target == path {
        return fs::create_dir_all(&path).map_err(CatalogError::io("create folder", &path));
    }
    fs::create_dir_all(target).map_err(CatalogError::io("create folder", target))?;
    std::os::unix::fs::symlink(target, &path).map_err(CatalogError::io("link", &path))
}

/// Takes files and folders out of a table, all of them or none.
pub(super) fn remove(root: &Path, names: Vec<String>) -> Result<(), CatalogError> {
    let staging = Staging::create(root)?;
    let lock = TableLock::exclusive(root)?;
    let step = Step {
        remove: names,
        add: Vec::new(),
    };
    staging.commit(&lock, &Commit { steps: vec![step] })
}
