//! Wrong use: what, where, what to do; on standard error, with the exit code of its kind.

use super::process::Folder;

/// The message about the script `a.sql`; all parts must be in it.
#[track_caller]
fn assert_told(script: &str, parts: &[&str]) {
    let folder = Folder::new();
    folder.write("a.sql", script);
    let message = folder.run(&["sql", "-f", "a.sql"]).failure();
    for part in parts {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
}

#[test]
fn wrong_usage_is_2() {
    for arguments in [
        &[] as &[&str],
        &["nonsense"],
        &["sql", "--nonsense"],
        &["sql", "--format", "xml", "-e", "select 1"],
        &["run"],
        &["generate", "--events", "0", "--out", "x"],
        &["sql", "-e", "select 1", "-f", "a.sql"],
        &["--threads", "0", "functions"],
    ] {
        let ran = Folder::new().run(arguments);
        assert_eq!(
            (ran.code, ran.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(
            ran.stderr.contains("Usage") || ran.stderr.contains("error"),
            "{arguments:?}: {}",
            ran.stderr
        );
    }
}

#[test]
fn help_and_version_are_0() {
    assert!(
        Folder::new()
            .run(&["--version"])
            .output()
            .starts_with("maidian ")
    );
    assert!(Folder::new().run(&["--help"]).output().contains("demo"));
    for command in ["demo", "run", "sql", "functions", "generate"] {
        assert!(
            Folder::new()
                .run(&[command, "--help"])
                .output()
                .contains("Examples"),
            "{command}"
        );
    }
}

#[test]
fn unknown_function_suggests_the_nearest() {
    assert_told(
        "set x=1;\nselect\n  ip_regoin('1.0.1.1')",
        &[
            "error: unknown function `ip_regoin`",
            "a.sql:3:3",
            "3 |   ip_regoin('1.0.1.1')",
            "  ^^^^^^^^^",
            "did you mean `ip_region`?",
        ],
    );
}

#[test]
fn wrong_argument_is_told_with_its_name() {
    assert_told(
        "select ip_region(1)",
        &[
            "ip_region(ip): argument 1 `ip` must be text, got int",
            "a.sql:1:8",
        ],
    );
    assert_told(
        "select decode_url()",
        &["decode_url(text) takes 1 argument, got 0", "a.sql:1:8"],
    );
}

#[test]
fn missing_table_is_told_with_those_that_are_there() {
    let folder = Folder::new();
    folder
        .sql("create database ham; create table ham.events (a int) stored as parquet")
        .output();
    folder.write("a.sql", "select *\nfrom ham.event");
    let message = folder.run(&["sql", "-f", "a.sql"]).failure();
    for part in ["ham.event", "a.sql:2:6", "ham.events"] {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
    let message = folder.sql("insert into ham.nope select 1").failure();
    for part in [
        "no table `ham.nope` in the warehouse",
        "-e:1:13",
        "tables in `ham`: events",
    ] {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
}

#[test]
fn missing_column_is_told_with_its_place() {
    assert_told(
        "select a,\n  wt_evnt from (select 1 as a, 2 as wt_event) t",
        &["wt_evnt", "a.sql:2:3"],
    );
}

#[test]
fn text_that_is_no_hiveql_is_told_with_its_place() {
    assert_told(
        "set x=1;\nselect a\nfrom t group x",
        &["a.sql:3:", "statement 2: select a"],
    );
    assert_told("select 'a", &["a.sql:1:8"]);
    assert_told("grant all on t to x", &["is not supported", "a.sql:1:1"]);
}

#[test]
fn undefined_variable_is_told_with_its_place() {
    assert_told(
        "set x=1;\nselect '${hivevar:dt}'",
        &["${hivevar:dt}", "a.sql:2:9", "--hivevar dt="],
    );
    let folder = Folder::new();
    folder.write("a.sql", "select '${hivevar:dt}' as d, '${dt}' as e");
    let output = folder
        .run(&[
            "sql",
            "-f",
            "a.sql",
            "--format",
            "csv",
            "--hivevar",
            "dt=2024-11-25",
        ])
        .output();
    assert_eq!(output, "d,e\n2024-11-25,2024-11-25\n");
}

#[test]
fn undefined_bare_variable_stays_with_a_warning() {
    let folder = Folder::new();
    let ran = folder.sql("select '${x}' as v");
    assert!(
        ran.stderr.contains("warning") && ran.stderr.contains("${x}"),
        "{}",
        ran.stderr
    );
    assert_eq!(ran.output(), "v\n${x}\n");
    let quiet = folder.run(&[
        "sql",
        "--quiet",
        "--format",
        "csv",
        "-e",
        "select '${x}' as v",
    ]);
    assert_eq!(
        (quiet.stdout.as_str(), quiet.stderr.as_str()),
        ("v\n${x}\n", "")
    );
}

#[test]
fn missing_file_is_named() {
    let folder = Folder::new();
    for arguments in [&["sql", "-f", "nope.sql"] as &[&str], &["run", "nope.sql"]] {
        let message = folder.run(arguments).failure();
        assert!(
            message.contains("nope.sql") && message.contains("No such file"),
            "{message}"
        );
    }
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    let message = folder.run(&["run", "empty"]).failure();
    assert!(
        message.contains("no .sql or .hql files in empty"),
        "{message}"
    );
}

#[test]
fn missing_events_are_named() {
    assert_told(
        "create external table e (a string) stored as jsonfile location 'nowhere';\nselect count(1) from e",
        &["table 'default.e'", "nowhere does not exist"],
    );
}

#[test]
fn a_failure_after_rows_is_a_failure() {
    let folder = Folder::new();
    let ran = folder.run(&[
        "sql",
        "--format",
        "csv",
        "-e",
        "select 1 as a; select nope(1); select 2 as b",
    ]);
    assert_eq!(
        (ran.code, ran.stdout.as_str()),
        (Some(1), "a\n1\n"),
        "{}",
        ran.stderr
    );
    assert!(
        ran.stderr.contains("unknown function `nope`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn no_colours_in_files() {
    let message = Folder::new().sql("select nope(1)").failure();
    assert!(!message.contains('\u{1b}'), "{message}");
}

#[test]
fn unknown_function_of_the_command_suggests_the_nearest() {
    let message = Folder::new().run(&["functions", "ua_pars"]).failure();
    assert!(
        message.contains("unknown function `ua_pars`")
            && message.contains("did you mean `ua_parse`?"),
        "{message}"
    );
}
