//! `maidian run`: scripts side by side, reports, and what a failed statement stops.

use serde_json::Value;

use super::process::Folder;

fn independent() -> Folder {
    let folder = Folder::new();
    for name in ["a", "b", "c", "d"] {
        folder.write(
            &format!("scripts/{name}.sql"),
            format!(
                "set v={name};\ncreate database if not exists db_{name};\nuse db_{name};\n\
                 create table t (x string) stored as parquet;\ninsert overwrite table t select '${{hiveconf:v}}'"
            ),
        );
    }
    folder.write(
        "scripts/all.sql",
        "create table everything (x string) stored as parquet;\n\
         insert overwrite table everything select x from db_a.t union all select x from db_b.t \
         union all select x from db_c.t union all select x from db_d.t",
    );
    folder
}

#[test]
fn what_a_script_sets_and_uses_is_its_own() {
    for jobs in ["1", "4"] {
        let folder = independent();
        let ran = folder.run(&["run", "scripts", "--jobs", jobs]);
        let messages = ran.stderr.clone();
        ran.output();
        assert_eq!(
            folder.sql("select x from everything order by x").output(),
            "x\na\nb\nc\nd\n"
        );
        // The table at the end is in the order of the scripts, whichever was ready first.
        let places: Vec<usize> = ["a.sql#5", "b.sql#5", "c.sql#5", "d.sql#5", "all.sql#2"]
            .iter()
            .map(|name| messages.rfind(&format!("scripts/{name}")).unwrap())
            .collect();
        assert!(places.is_sorted(), "{messages}");
    }
}

#[test]
fn a_report_says_what_became_of_each_statement() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "create table t (x int) stored as parquet;\ninsert overwrite table t select * from (values (1), (2)) v;\n\
         insert overwrite table t select x from t where x > 1",
    );
    folder.write("b.sql", "select nope(x) from t;\nselect 1");
    let ran = folder.run(&["run", "a.sql", "b.sql", "--report", "run.json"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    let text = std::fs::read_to_string(folder.path().join("run.json")).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    let statements = report["statements"].as_array().unwrap();
    assert_eq!(statements.len(), 4, "{text}");
    let last = &statements[2];
    assert_eq!(last["script"], "a.sql");
    assert_eq!(last["statement"], 3);
    assert_eq!(last["target"], "default.t");
    assert_eq!(
        (&last["rows_in"], &last["rows_out"]),
        (&2.into(), &1.into())
    );
    assert_eq!(
        (&last["files"], &last["state"]),
        (&1.into(), &"done".into())
    );
    assert!(last["bytes"].as_u64().unwrap() > 0 && last["seconds"].as_f64().unwrap() > 0.0);
    if cfg!(target_os = "linux") {
        assert!(
            last["peak_memory_bytes"].as_u64().unwrap() > 1 << 20,
            "{text}"
        );
    }
    let failed = &statements[3];
    assert_eq!(failed["state"], "failed");
    let message = failed["message"].as_str().unwrap();
    assert!(
        message.starts_with("b.sql:1:8: unknown function `nope`"),
        "{message}"
    );
    let totals = &report["totals"];
    assert_eq!((&totals["done"], &totals["failed"]), (&3.into(), &1.into()));
    assert_eq!(totals["rows_out"], 3);
}

#[test]
fn a_report_for_people_is_a_page() {
    let folder = Folder::new();
    folder.write("a.sql", "select 1 < 2");
    folder
        .run(&["run", "a.sql", "--report", "run.html"])
        .output();
    let page = std::fs::read_to_string(folder.path().join("run.html")).unwrap();
    assert!(
        page.contains("select 1 &lt; 2") && page.contains("1 done"),
        "{page}"
    );
    let message = folder
        .run(&["run", "a.sql", "--report", "run.xml"])
        .failure();
    assert!(message.contains(".json"), "{message}");
    let message = folder
        .run(&["run", "a.sql", "--report", "no/run.json"])
        .failure();
    assert!(message.contains("no such folder"), "{message}");
}

#[test]
fn a_failed_statement_stops_its_script_unless_told_otherwise() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "create table t (x int) stored as parquet;\nselect nope(1);\ninsert into t select 1",
    );
    folder.write(
        "b.sql",
        "create table u (x int) stored as parquet;\ninsert into u select x from t",
    );
    let ran = folder.run(&["run", "a.sql", "b.sql", "--continue-on-error"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(folder.sql("select x from u").output(), "x\n1\n");
}

#[test]
fn a_script_may_be_begun_in_the_middle() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "create table t (x int) stored as parquet;\ninsert into t select 1;\ninsert into t select 2",
    );
    folder
        .sql("create table t (x int) stored as parquet")
        .output();
    folder
        .run(&["run", "a.sql", "--from-statement", "3"])
        .output();
    assert_eq!(folder.sql("select x from t").output(), "x\n2\n");
    let ran = folder.run(&["run", "a.sql", "a.sql", "--from-statement", "2"]);
    assert_eq!(ran.code, Some(2), "{}", ran.stderr);
    assert!(ran.stderr.contains("takes one script"), "{}", ran.stderr);
}

#[test]
fn missing_tables_and_cycles_are_told_before_anything_runs() {
    let folder = Folder::new();
    folder
        .sql("create table events (x int) stored as parquet")
        .output();
    folder.write(
        "a.sql",
        "create table t (x int) stored as parquet;\ninsert into t select x from event",
    );
    let message = folder.run(&["run", "a.sql"]).failure();
    for part in [
        "a.sql reads `default.event`, which is not in the warehouse",
        "a.sql:2:29",
        "did you mean `default.events`?",
    ] {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
    assert_eq!(folder.sql("show tables").output(), "tab_name\nevents\n");
    folder.write(
        "a.sql",
        "create table t (x int) stored as parquet; insert into t select x from u",
    );
    folder.write(
        "b.sql",
        "create table u (x int) stored as parquet; insert into u select x from t",
    );
    let message = folder.run(&["run", "a.sql", "b.sql"]).failure();
    assert!(
        message.contains("wait for each other") && message.contains("default.u"),
        "{message}"
    );
    assert_eq!(folder.sql("show tables").output(), "tab_name\nevents\n");
}

#[test]
fn init_files_run_first_and_print_nothing() {
    let folder = Folder::new();
    folder.write(
        "init.sql",
        "set x=1; select 5; create database ham; use ham",
    );
    folder.write(
        "a.sql",
        "create table t (x string) stored as parquet; insert into t select '${hiveconf:x}'",
    );
    folder.run(&["run", "-i", "init.sql", "a.sql"]).output();
    let sql = [
        "sql",
        "-i",
        "use.sql",
        "--format",
        "csv",
        "-e",
        "select x from t",
    ];
    folder.write("use.sql", "use ham");
    assert_eq!(folder.run(&sql).output(), "x\n1\n");
}

#[test]
fn quiet_says_nothing_and_verbose_says_the_statements() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "create table t (x int) stored as parquet; insert into t select 1",
    );
    let ran = folder.run(&["run", "a.sql", "-S"]);
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    let ran = folder.run(&["sql", "-v", "--format", "csv", "-e", "select x from t"]);
    assert!(ran.stderr.contains("select x from t;"), "{}", ran.stderr);
    assert_eq!(ran.output(), "x\n1\n");
}
