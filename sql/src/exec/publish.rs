//! From a staging folder to the table: which files and folders go and which come.

use std::path::Path;

use super::insert_error::InsertError;
use super::staging::Staging;
use super::target::{Target, WriteMode};
use crate::catalog::commit::{Commit, Move, Step, TableLock};
use crate::catalog::{CatalogError, Partition, list_partitions, list_visible_names};

/// Makes the files in `staging` the table's in `root`; the names of the partitions that changed.
pub(super) fn publish(
    target: &Target,
    root: &Path,
    staging: &Staging,
) -> Result<Vec<String>, InsertError> {
    let columns = &target.definition.partition_columns;
    let lock = TableLock::exclusive(root)?;
    let existing = list_partitions(root, columns)?;
    let mut steps = Vec::new();
    let mut changed = Vec::new();
    for staged in list_partitions(staging.path(), columns)? {
        // A partition may be there under another spelling: `DT=x`.
        let twins: Vec<_> = existing
            .iter()
            .filter(|old| old.values == staged.values)
            .collect();
        let (step, name) = match (target.mode, columns.is_empty()) {
            (WriteMode::Overwrite, true) => {
                let add = moves(&staged, "", 0)?;
                (
                    Step {
                        remove: list_visible_names(root)?,
                        add,
                    },
                    None,
                )
            }
            (WriteMode::Overwrite, false) => {
                let remove = twins.iter().map(|twin| twin.name.clone()).collect();
                (
                    Step {
                        remove,
                        add: vec![same_place(&staged.name)],
                    },
                    Some(staged.name),
                )
            }
            (WriteMode::Append, _) => {
                let (add, name) = match twins.first() {
                    Some(twin) => (
                        moves(&staged, &twin.name, next_number(&twin.path)?)?,
                        twin.name.clone(),
                    ),
                    None => (vec![same_place(&staged.name)], staged.name),
                };
                let remove = Vec::new();
                (Step { remove, add }, Some(name))
            }
        };
        steps.push(step);
        changed.extend(name.filter(|name| !name.is_empty()));
    }
    staging.commit(&lock, &Commit { steps })?;
    Ok(changed)
}

fn same_place(name: &str) -> Move {
    Move {
        from: name.to_owned(),
        to: name.to_owned(),
    }
}

/// The moves of a staged partition's files to `folder`, where files are numbered from `first` on.
fn moves(staged: &Partition, folder: &str, first: usize) -> Result<Vec<Move>, CatalogError> {
    let inside = |folder: &str, name: &str| {
        if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        }
    };
    let names = list_visible_names(&staged.path)?.into_iter();
    let moved = names.map(|name| {
        let to = match number(&name) {
            Some((number, ending)) => format!("part-{:05}{ending}", number + first),
            None => name.clone(),
        };
        Move {
            from: inside(&staged.name, &name),
            to: inside(folder, &to),
        }
    });
    Ok(moved.collect())
}

/// The number after the last one among a partition's files.
fn next_number(folder: &Path) -> Result<usize, CatalogError> {
    let names = list_visible_names(folder)?;
    Ok(names
        .iter()
        .filter_map(|name| number(name))
        .map(|(n, _)| n + 1)
        .max()
        .unwrap_or(0))
}

/// `part-00012.parquet` is `(12, ".parquet")`.
fn number(name: &str) -> Option<(usize, &str)> {
    let rest = name.strip_prefix("part-")?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, ending) = rest.split_at(end);
    Some((digits.parse().ok()?, ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_numbers_are_read_from_names() {
        assert_eq!(number("part-00012.parquet"), Some((12, ".parquet")));
        assert_eq!(
            number("part-00003-c0ffee.snappy.parquet"),
            Some((3, "-c0ffee.snappy.parquet"))
        );
        assert_eq!(number("000000_0"), None);
        assert_eq!(number("part-.json"), None);
    }
}
