//! `maidian run`: the order of scripts, and what a failure stops.

use super::process::{Folder, snapshot};

fn pipeline() -> Folder {
    let folder = Folder::new();
    folder.write("scripts/a_ads.sql", "create table if not exists ads (n bigint) stored as parquet;\ninsert overwrite table ads select count(1) from dwd");
    folder.write("scripts/b_dwd.hql", "create table if not exists dwd (x string) stored as parquet;\ninsert overwrite table dwd select upper(x) from ods");
    folder.write("scripts/deep/c_ods.sql", "create table if not exists ods (x string) stored as parquet;\ninsert overwrite table ods select '${hivevar:x}'");
    folder.write("scripts/notes.txt", "no script");
    folder
}

#[test]
fn a_folder_runs_in_the_order_of_its_tables() {
    let folder = pipeline();
    let ran = folder.run(&["run", "scripts", "--hivevar", "x=y"]);
    assert!(ran.stderr.contains("done"), "{}", ran.stderr);
    assert_eq!(ran.output(), "");
    // Another process sees what the first has made.
    assert_eq!(
        folder
            .sql("select n, (select max(x) from dwd) as x from ads")
            .output(),
        "n\tx\n1\tY\n"
    );
    let tables = folder.sql("show tables").output();
    assert_eq!(
        tables.lines().skip(1).collect::<Vec<_>>(),
        ["ads", "dwd", "ods"]
    );
}

#[test]
fn a_dry_run_prints_the_order_and_does_nothing() {
    let folder = pipeline();
    let before = snapshot(folder.path());
    let output = folder
        .run(&["run", "scripts", "--hivevar", "x=y", "--dry-run"])
        .output();
    let place = |name: &str| {
        output
            .find(name)
            .unwrap_or_else(|| panic!("{name} is not in\n{output}"))
    };
    assert!(
        place("c_ods.sql") < place("b_dwd.hql") && place("b_dwd.hql") < place("a_ads.sql"),
        "{output}"
    );
    assert!(output.contains("default.ods"), "{output}");
    assert_eq!(snapshot(folder.path()), before);
}

#[test]
fn a_failed_script_stops_what_depends_on_it_alone() {
    let folder = pipeline();
    folder.write("scripts/b_dwd.hql", "create table if not exists dwd (x string) stored as parquet;\ninsert overwrite table dwd select nope(x) from ods");
    folder.write("scripts/z_other.sql", "create table if not exists other (x string) stored as parquet;\ninsert overwrite table other select x from ods");
    let ran = folder.run(&["run", "scripts", "--hivevar", "x=y"]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(1), ""),
        "{}",
        ran.stderr
    );
    for part in [
        "b_dwd.hql:2:",
        "unknown function `nope`",
        "failed",
        "skipped",
    ] {
        assert!(
            ran.stderr.contains(part),
            "{part} is not in\n{}",
            ran.stderr
        );
    }
    let tables = folder.sql("show tables").output();
    assert_eq!(
        tables.lines().skip(1).collect::<Vec<_>>(),
        ["dwd", "ods", "other"]
    );
    assert_eq!(folder.sql("select x from other").output(), "x\ny\n");
}

#[test]
fn undefined_variables_are_told_before_anything_runs() {
    let folder = pipeline();
    let message = folder.run(&["run", "scripts"]).failure();
    assert!(
        message.contains("c_ods.sql:2:") && message.contains("${hivevar:x}"),
        "{message}"
    );
    assert!(
        !folder.path().join("warehouse").exists(),
        "something was run"
    );
}

#[test]
fn paths_may_lead_upwards() {
    let folder = pipeline();
    std::fs::create_dir(folder.path().join("below")).unwrap();
    folder
        .run(&[
            "--warehouse",
            "below/../w",
            "run",
            "scripts",
            "--hivevar",
            "x=y",
        ])
        .output();
    let sql = "create external table again (x string) stored as parquet location 'below/../w/default.db/dwd'; select x from again";
    let output = folder
        .run(&[
            "--warehouse",
            "./below/../w",
            "sql",
            "--format",
            "tsv",
            "-e",
            sql,
        ])
        .output();
    assert_eq!(output, "x\nY\n");
}

#[test]
fn the_warehouse_is_where_option_or_environment_say() {
    let folder = Folder::new().with("MAIDIAN_WAREHOUSE", "w1");
    folder
        .sql("create table t (a int) stored as parquet")
        .output();
    assert!(
        folder.path().join("w1/default.db/t").is_dir()
            || folder.path().join("w1/default.db").is_dir()
    );
    folder
        .run(&[
            "--warehouse",
            "w2",
            "sql",
            "-e",
            "create table u (a int) stored as parquet",
        ])
        .output();
    assert_eq!(folder.sql("show tables").output().lines().last(), Some("t"));
    let output = folder
        .run(&[
            "--warehouse",
            "w2",
            "sql",
            "--format",
            "tsv",
            "-e",
            "show tables",
        ])
        .output();
    assert_eq!(output.lines().last(), Some("u"));
}
