//! Statements that touch files, and what is told of those that have no effect.

use super::process::{Folder, assert_same, snapshot};

#[test]
fn settings_for_tuning_are_told_once() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "SET hive.exec.parallel=true;\nSET mapreduce.job.reduces=3;\nSET tez.queue.name=q;\nselect 1;\n",
    );
    let ran = folder.run(&["run", "a.sql"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let told = ran.stderr.matches("have no effect").count();
    assert_eq!(told, 1, "{}", ran.stderr);
    let quiet = folder.run(&["--quiet", "sql", "-f", "a.sql"]);
    assert!(!quiet.stderr.contains("have no effect"), "{}", quiet.stderr);
}

#[test]
fn load_moves_files_and_local_copies_them() {
    let folder = Folder::new();
    let (moved, copied) = (
        folder.write("in/moved.txt", "1\n"),
        folder.write("in/copied.txt", "2\n3\n"),
    );
    let output = folder
        .sql(
            "create table t (a int); load data inpath 'in/moved.txt' into table t; \
             load data local inpath 'in/copied.txt' into table t; select a from t order by a",
        )
        .output();
    assert_eq!(output, "a\n1\n2\n3\n");
    assert!(!moved.exists() && copied.exists());
}

#[test]
fn a_load_that_does_not_fit_changes_nothing() {
    let folder = Folder::new();
    folder
        .sql("create table t (a int) stored as parquet; insert into t select 1")
        .output();
    folder.write("in/a.txt", "1\n");
    let before = snapshot(folder.path());
    let message = folder
        .sql("load data inpath 'in/a.txt' overwrite into table t")
        .failure();
    assert!(message.contains("is no Parquet file"), "{message}");
    assert!(message.contains("-e:1:"), "{message}");
    assert_same(&before, &snapshot(folder.path()));
}

#[test]
fn one_failing_insert_of_several_leaves_all_tables() {
    let folder = Folder::new();
    folder
        .sql(
            "create table s (a int, b string) stored as parquet; insert into s values (1, 'x'); \
             create table t (a int) stored as parquet; create table u (a int) stored as parquet; \
             insert into t select 7; insert into u select 8",
        )
        .output();
    let before = snapshot(folder.path());
    // The second one fails when it runs, after the first has written all of its files.
    let message = folder
        .sql(
            "from s insert overwrite table t select a \
             insert overwrite table u select regexp_extract(b, '(x)', a + 1)",
        )
        .failure();
    assert!(message.contains("-e:1:"), "{message}");
    assert_same(&before, &snapshot(folder.path()));
}

#[test]
fn temporary_tables_end_with_the_session() {
    let folder = Folder::new();
    let output = folder
        .sql("create temporary table t as select 1 as a; select a from t")
        .output();
    assert_eq!(output, "a\n1\n");
    let left: Vec<String> = snapshot(folder.path())
        .into_keys()
        .filter(|name| name.contains("part-"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
    let message = folder.sql("select a from t").failure();
    assert!(message.contains("no table `default.t`"), "{message}");
}

#[test]
fn a_directory_is_replaced_whole() {
    let folder = Folder::new();
    folder.write("out/old.txt", "old");
    folder
        .sql(
            "insert overwrite local directory 'out' row format delimited fields terminated by ',' \
             select 1, 'a'",
        )
        .output();
    let files: Vec<(String, Vec<u8>)> = snapshot(&folder.path().join("out"))
        .into_iter()
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    assert_eq!(files, [("part-00000.txt".to_owned(), b"1,a\n".to_vec())]);
}

#[test]
fn views_and_bound_functions_are_told_from_each_other_by_sessions() {
    let folder = Folder::new();
    folder
        .sql("create table t as select 'a%20b' as link; create view v as select decode_url(link) as plain from t")
        .output();
    assert_eq!(folder.sql("select plain from v").output(), "plain\na b\n");
    let bound = "create temporary function f as 'x.UDFDecodeUrl'; select f(link) as plain from t";
    assert_eq!(folder.sql(bound).output(), "plain\na b\n");
    let message = folder.sql("select f(link) from t").failure();
    assert!(message.contains("unknown function `f`"), "{message}");
}

#[test]
fn refusals_name_file_line_and_column() {
    let folder = Folder::new();
    folder.write("a.sql", "create table t (\n  a int\n)\nstored as orc;\n");
    let message = folder.run(&["sql", "-f", "a.sql"]).failure();
    for part in [
        "STORED AS ORC is not supported",
        "a.sql:4:11",
        "orc",
        "hint",
    ] {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
}
