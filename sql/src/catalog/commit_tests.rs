//! Tests of commits that were cut off at each of their steps.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::CatalogError;
use super::commit::{COMMIT_FILE, Commit, Move, STAGING_PREFIX, Step, TableLock};

/// What a dead process did of its commit, one rename or removal after the other.
type Cut<'a> = &'a [(&'a str, &'a str)];

const STAGING: &str = "_staging_1_0";

fn write(root: &Path, name: &str, text: &str) {
    let path = root.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The visible files below the table's folder and their texts.
fn table(root: &Path) -> BTreeMap<String, String> {
    let files = super::list_files(root).unwrap();
    let text = |path: &Path| fs::read_to_string(path).unwrap();
    let name = |path: &Path| {
        path.strip_prefix(root)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned()
    };
    files
        .iter()
        .map(|file| (name(&file.path), text(&file.path)))
        .collect()
}

fn staging_is_gone(root: &Path) -> bool {
    let names = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    !names
        .into_iter()
        .any(|name| name.to_str().unwrap().starts_with(STAGING_PREFIX))
}

fn recover_by_reading(root: &Path) {
    TableLock::shared(root).unwrap();
}

fn recover_by_writing(root: &Path) {
    TableLock::exclusive(root).unwrap();
}

/// Cuts the commit off after each prefix of `renames`, recovers, and compares.
fn survives(
    old: &[(&str, &str)],
    new: &[&str],
    steps: &[Step],
    renames: Cut,
    expected: &[(&str, &str)],
) {
    for recover in [recover_by_reading, recover_by_writing] {
        for done in 0..=renames.len() {
            let folder = tempfile::tempdir().unwrap();
            let root = folder.path();
            write(root, ".lock", "");
            for (name, text) in old {
                write(root, name, text);
            }
            for name in new {
                write(root, &format!("{STAGING}/{name}"), "new");
            }
            let commit = serde_json::to_string(&Commit {
                steps: steps.to_vec(),
            })
            .unwrap();
            write(root, &format!("{STAGING}/{COMMIT_FILE}"), &commit);
            for (from, to) in &renames[..done] {
                let to = root.join(to);
                fs::create_dir_all(to.parent().unwrap()).unwrap();
                fs::rename(root.join(from), to).unwrap();
            }
            recover(root);
            let expected: BTreeMap<_, _> = expected
                .iter()
                .map(|(name, text)| ((*name).into(), (*text).into()))
                .collect();
            assert_eq!(table(root), expected, "cut off after {done} renames");
            assert!(staging_is_gone(root), "cut off after {done} renames");
        }
    }
}

fn stay(name: &str) -> Move {
    Move {
        from: name.to_owned(),
        to: name.to_owned(),
    }
}

#[test]
fn partitions_are_swapped_wherever_the_commit_was_cut_off() {
    let step = |name: &str| Step {
        remove: vec![name.to_owned()],
        add: vec![stay(name)],
    };
    survives(
        &[
            ("dt=1/f", "old"),
            ("dt=1/g", "old"),
            ("dt=2/f", "old"),
            ("dt=3/f", "kept"),
        ],
        &["dt=1/f", "dt=2/f", "dt=4/f"],
        &[
            step("dt=1"),
            step("dt=2"),
            Step {
                remove: vec![],
                add: vec![stay("dt=4")],
            },
        ],
        &[
            ("dt=1", "_staging_1_0/.replaced/0"),
            ("_staging_1_0/dt=1", "dt=1"),
            ("dt=2", "_staging_1_0/.replaced/1"),
            ("_staging_1_0/dt=2", "dt=2"),
            ("_staging_1_0/dt=4", "dt=4"),
        ],
        &[
            ("dt=1/f", "new"),
            ("dt=2/f", "new"),
            ("dt=3/f", "kept"),
            ("dt=4/f", "new"),
        ],
    );
}

#[test]
fn whole_tables_are_replaced_wherever_the_commit_was_cut_off() {
    let remove = ["part-00000", "part-00001", "x"]
        .map(str::to_owned)
        .to_vec();
    survives(
        &[("part-00000", "old"), ("part-00001", "old"), ("x/y", "old")],
        &["part-00000", "part-00001"],
        &[Step {
            remove,
            add: vec![stay("part-00000"), stay("part-00001")],
        }],
        &[
            ("part-00000", "_staging_1_0/.replaced/0"),
            ("part-00001", "_staging_1_0/.replaced/1"),
            ("x", "_staging_1_0/.replaced/2"),
            ("_staging_1_0/part-00000", "part-00000"),
            ("_staging_1_0/part-00001", "part-00001"),
        ],
        &[("part-00000", "new"), ("part-00001", "new")],
    );
}

#[test]
fn tables_are_emptied_wherever_the_commit_was_cut_off() {
    survives(
        &[("a", "old"), ("b", "old")],
        &[],
        &[Step {
            remove: vec!["a".to_owned(), "b".to_owned()],
            add: vec![],
        }],
        &[
            ("a", "_staging_1_0/.replaced/0"),
            ("b", "_staging_1_0/.replaced/1"),
        ],
        &[],
    );
}

#[test]
fn appended_files_arrive_wherever_the_commit_was_cut_off() {
    let renamed = |from: &str, to: &str| Move {
        from: from.to_owned(),
        to: to.to_owned(),
    };
    let add = vec![
        renamed("dt=1/part-0", "dt=1/part-1"),
        renamed("dt=1/part-1", "dt=1/part-2"),
    ];
    survives(
        &[("dt=1/part-0", "old")],
        &["dt=1/part-0", "dt=1/part-1"],
        &[Step {
            remove: vec![],
            add,
        }],
        &[
            ("_staging_1_0/dt=1/part-0", "dt=1/part-1"),
            ("_staging_1_0/dt=1/part-1", "dt=1/part-2"),
        ],
        &[
            ("dt=1/part-0", "old"),
            ("dt=1/part-1", "new"),
            ("dt=1/part-2", "new"),
        ],
    );
}

#[test]
fn an_insert_that_died_before_its_commit_leaves_the_old_rows_and_is_cleared_away() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write(root, "dt=1/f", "old");
    write(root, ".lock", "");
    write(root, "_staging_1_0/dt=1/f", "new");
    write(root, "_staging_1_0/.owner", "");
    write(root, "_staging_1_0/.commit.json.1.tmp", "{\"ste");
    recover_by_reading(root);
    assert!(!staging_is_gone(root));
    recover_by_writing(root);
    assert!(staging_is_gone(root));
    assert_eq!(
        table(root),
        BTreeMap::from([("dt=1/f".to_owned(), "old".to_owned())])
    );
}

#[test]
fn reading_writes_nothing_where_nothing_was_inserted() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "f", "row");
    assert!(TableLock::shared(folder.path()).unwrap().is_none());
    assert!(
        TableLock::shared(&folder.path().join("f"))
            .unwrap()
            .is_none()
    );
    assert!(
        TableLock::shared(&folder.path().join("none"))
            .unwrap()
            .is_none()
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_damaged_commit_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), ".lock", "");
    write(folder.path(), "_staging_1_0/.commit.json", "{");
    let error = TableLock::shared(folder.path()).unwrap_err();
    assert!(
        matches!(&error, CatalogError::DamagedCommit { .. }),
        "{error}"
    );
    assert!(
        error.to_string().contains("_staging_1_0/.commit.json"),
        "{error}"
    );
}
