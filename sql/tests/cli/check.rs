//! `maidian check`, and `maidian run --dry-run`: all that is wrong, nothing run.

use serde_json::Value;

use super::process::{Folder, Ran, snapshot};

fn checked(folder: &Folder, options: &[&str]) -> Ran {
    folder.run(&[&["check", "a.sql"], options].concat())
}

/// All parts must be told, in this order.
#[track_caller]
fn assert_told(text: &str, parts: &[&str]) {
    let mut rest = text;
    for part in parts {
        let at = rest.find(part);
        let at = at.unwrap_or_else(|| panic!("{part} is not in, or not in its place of\n{text}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn all_that_is_wrong_is_told_with_its_place() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "create table t (x string, n int) stored as parquet;\n\
         select nope(x), wrong, ip_region(1),\n  neither(x), n, absent\nfrom t;\n\
         select from t;\n\
         select x from missing join gone on true;\n\
         select '${hivevar:dt}' from t;\n\
         select x from t",
    );
    let ran = checked(&folder, &[]);
    assert_eq!(ran.code, Some(1), "{}", ran.stderr);
    for parts in [
        &["unknown function `nope`", "a.sql:2:8"] as &[&str],
        &["unknown column `wrong`", "a.sql:2:17"],
        &[
            "ip_region(ip): argument 1 `ip` must be text",
            "a.sql:2:24",
            "^^^^^^^^^",
        ],
        &["unknown function `neither`", "a.sql:3:3"],
        &["unknown column `absent`", "a.sql:3:18"],
        &["a.sql:5:"],
        &["no table `default.missing`", "a.sql:6:15"],
        &["no table `default.gone`", "a.sql:6:28"],
        &["${hivevar:dt}", "a.sql:7:9"],
        &["9 problems"],
    ] {
        assert_told(&ran.stderr, parts);
    }
    assert_told(
        &ran.stdout,
        &[
            "1  supported: create table t",
            "2  refused",
            "3  refused",
            "6  supported: select x from t",
        ],
    );
    assert!(
        !folder.path().join("warehouse").exists(),
        "something was written"
    );
}

#[test]
fn rewrites_are_named() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "select a / b as q from (select 1 as a, 2 as b) t lateral view explode(array(1)) v as x where !(a = 1)",
    );
    let output = checked(&folder, &[]).output();
    assert_told(&output, &["1  rewritten ("]);
    for name in ["lateral_view", "literals", "boolean"] {
        assert!(output.contains(name), "{name} is not in\n{output}");
    }
}

#[test]
fn columns_lead_back_to_those_of_tables() {
    let folder = Folder::new();
    folder.write(
        "schema.hql",
        "create database ham;\n\
         create table ham.events (wt_co string, wt_ti string, n bigint, items array<string>) partitioned by (dt string) stored as parquet;\n\
         create table ham.names (id string, name string) stored as parquet;\n\
         create table ham.daily (who string, title string, total bigint, item string) stored as parquet;",
    );
    folder.write(
        "a.sql",
        "insert overwrite table ham.daily\n\
         with e as (select wt_co, upper(wt_ti) as ti, n, items from ham.events where dt = '2024-11-25')\n\
         select m.name, max(e.ti), sum(e.n), v.item from e join ham.names m on e.wt_co = m.id\n\
         lateral view explode(e.items) v as item group by m.name, v.item",
    );
    let output = checked(&folder, &["--schema", "schema.hql", "--lineage"]).output();
    for line in [
        "ham.daily.who ← ham.names.name\n",
        "ham.daily.title ← ham.events.wt_ti\n",
        "ham.daily.total ← ham.events.n\n",
        "ham.daily.item ← ham.events.items\n",
    ] {
        assert!(output.contains(line), "{line} is not in\n{output}");
    }
    let json = checked(
        &folder,
        &["--schema", "schema.hql", "--lineage", "--format", "json"],
    );
    let statements: Value = serde_json::from_str(&json.output()).unwrap();
    let statement = &statements[0];
    assert_eq!(statement["target"], "ham.daily");
    assert_eq!(
        statement["reads"],
        serde_json::json!(["ham.events", "ham.names"])
    );
    assert_eq!(
        statement["lineage"][0]["sources"],
        serde_json::json!(["ham.names.name"])
    );
}

#[test]
fn problems_are_json_too() {
    let folder = Folder::new();
    folder.write("a.sql", "select 1;\nselect nope(1)");
    let ran = checked(&folder, &["--format", "json"]);
    assert_eq!(ran.code, Some(1));
    let statements: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(statements[0]["problems"], serde_json::json!([]));
    let problem = &statements[1]["problems"][0];
    assert_eq!(problem["message"], "unknown function `nope`");
    assert_eq!(
        (&problem["line"], &problem["column"]),
        (&2.into(), &8.into())
    );
    assert_eq!(problem["marked"], "nope");
}

#[test]
fn a_type_that_does_not_fit_is_told_at_the_column() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "create table t (x string, m map<string,string>) stored as parquet;\ninsert into t select 'a', array(1)",
    );
    for arguments in [&["check", "a.sql"] as &[&str], &["run", "a.sql"]] {
        let ran = folder.run(arguments);
        assert_eq!(ran.code, Some(1));
        assert_told(
            &ran.stderr,
            &["column m is map<string,string>", "a.sql:2:27", "^^^^^^^^"],
        );
    }
}

#[test]
fn folders_are_checked_in_the_order_of_their_tables() {
    let folder = Folder::new();
    folder.write("s/a.sql", "insert into u select x from t");
    folder.write(
        "s/b.sql",
        "create table t (x int) stored as parquet; create table u (x int) stored as parquet",
    );
    let output = folder.run(&["check", "s"]).output();
    assert_told(&output, &["s/b.sql", "s/a.sql"]);
    let message = folder.run(&["check", "s/a.sql"]);
    assert_eq!(message.code, Some(1));
    assert_told(
        &message.stderr,
        &["no table `default.u`", "no table `default.t`"],
    );
}

#[test]
fn a_dry_run_plans_over_tables_that_are_not_there_yet() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "create table t (x int) stored as parquet;\ninsert into t select x / 2 from t",
    );
    folder.write(
        "b.sql",
        "create table u (x int) stored as parquet;\ninsert into u select x from t",
    );
    let before = snapshot(folder.path());
    let output = folder
        .run(&["run", "b.sql", "a.sql", "--dry-run", "--explain"])
        .output();
    assert_told(
        &output,
        &[
            "a.sql (2 statements)",
            "writes default.t",
            "statement 2",
            "planned as",
            "TableScan",
            "b.sql",
            "reads  default.t",
        ],
    );
    folder.write(
        "b.sql",
        "create table u (x int) stored as parquet;\ninsert into u select y from t",
    );
    let ran = folder.run(&["run", "b.sql", "a.sql", "--dry-run"]);
    assert_eq!(ran.code, Some(1));
    assert_told(
        &ran.stderr,
        &[
            "unknown column `y`",
            "b.sql:2:22",
            "columns: t.x",
            "nothing was run",
        ],
    );
    folder.write(
        "b.sql",
        "create table u (x int) stored as parquet;\ninsert into u select x from t",
    );
    assert_eq!(snapshot(folder.path()), before);
}

#[test]
fn keys_need_not_be_configured_to_check() {
    let folder = Folder::new();
    folder.write(
        "a.sql",
        "select mobile_decrypt2('x'), mobile_decrypt2('x', 'partner')",
    );
    let told = folder.run(&["check", "a.sql"]).output();
    assert_told(&told, &["rewritten"]);
    let told = folder.run(&["sql", "-f", "a.sql"]).failure();
    assert_told(&told, &["MAIDIAN_KEY_MOBILE"]);
}
