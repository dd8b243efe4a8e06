//! An INSERT that is killed or interrupted leaves the table as it was.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::process::{Folder, assert_same, snapshot};

const COUNT: &str = "select count(1) as n, max(id) as m from t where dt = 'a'";

/// A table with a partition of two rows.
fn prepared() -> Folder {
    let folder = Folder::new();
    let statements =
        "create table t (id bigint, pad string) partitioned by (dt string) stored as textfile;
        insert overwrite table t partition (dt='a') select id, 'x' from (values (1), (2)) as v(id)";
    folder.sql(statements).output();
    folder
}

/// Starts an INSERT over that partition which would take hours, and waits until it has begun to write.
fn started(folder: &Folder) -> Child {
    let digits = "(select 1 as x union all select 2 union all select 3 union all select 4 union all select 5)";
    let joins: Vec<String> = (0..16)
        .map(|number| format!("{digits} t{number}"))
        .collect();
    let sql = format!(
        "insert overwrite table t partition (dt='a') select t0.x, repeat('wide rows fill a file soon ', 100) from {}",
        joins.join(" cross join ")
    );
    let mut command = folder.command(&["sql", "-e", &sql]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let table = folder.path().join("warehouse/default.db/t");
    let begun = Instant::now();
    while staged_files(&table) == 0 {
        assert!(
            begun.elapsed() < Duration::from_mins(1),
            "the INSERT does not begin to write"
        );
        assert_eq!(child.try_wait().unwrap(), None, "the INSERT has ended");
        std::thread::sleep(Duration::from_millis(5));
    }
    child
}

/// Files of rows in folders that are no partitions.
fn staged_files(table: &Path) -> usize {
    snapshot_of(table)
        .filter(|name| !name.starts_with("dt=") && name.contains("part-"))
        .count()
}

/// Folders vanish while they are looked at.
fn snapshot_of(table: &Path) -> impl Iterator<Item = String> {
    fn below(folder: &Path, base: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                below(&path, base, found);
            } else {
                found.push(
                    path.strip_prefix(base)
                        .unwrap()
                        .to_string_lossy()
                        .into_owned(),
                );
            }
        }
    }
    let mut found = Vec::new();
    below(table, table, &mut found);
    found.into_iter()
}

#[test]
fn a_killed_insert_leaves_the_old_partition() {
    let folder = prepared();
    let before = snapshot(&folder.path().join("warehouse/default.db/t/dt=a"));
    let mut child = started(&folder);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(folder.sql(COUNT).output(), "n\tm\n2\t2\n");
    assert_same(
        &before,
        &snapshot(&folder.path().join("warehouse/default.db/t/dt=a")),
    );
    // The next INSERT works, and removes what the dead one has left.
    folder
        .sql("insert overwrite table t partition (dt='a') select 9, 'x'")
        .output();
    assert_eq!(folder.sql(COUNT).output(), "n\tm\n1\t9\n");
    assert_eq!(
        staged_files(&folder.path().join("warehouse/default.db/t")),
        0
    );
}

#[test]
fn an_interrupted_insert_leaves_the_old_partition_and_nothing_else() {
    let folder = prepared();
    let before = snapshot(&folder.path().join("warehouse"));
    let child = started(&folder);
    let interrupt = Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(interrupt.success());
    let output = child.wait_with_output().unwrap();
    let messages = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{messages}");
    assert!(messages.contains("interrupted"), "{messages}");
    assert_same(&before, &snapshot(&folder.path().join("warehouse")));
    assert_eq!(folder.sql(COUNT).output(), "n\tm\n2\t2\n");
}
