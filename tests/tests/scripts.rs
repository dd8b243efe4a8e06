//! The sample events through the scripts that ship, against rows written by hand (`scripts/samples/README.md`).

use std::collections::BTreeMap;
use std::path::Path;

use maidian::exec::Session;
use maidian_tests::snapshot::snapshot;
use maidian_tests::{data, scratch, warehouse};
use tempfile::TempDir;

const DWD_CLIENT: &str = "ham_jituan.dwd_client_event_gio_di";
const DWD_DCSLOG: &str = "ham.dwd_dcslog_event_gio_di";
const ADS_77006: &str = "ham_jituan.ads_hachi_jzyy_xtb2_77006_gio_dt_hour";

/// A row: values as text by column, without the NULLs.
type Row = BTreeMap<String, Option<String>>;

/// A warehouse that the scripts have filled from the sample events.
async fn filled() -> (TempDir, Session) {
    let folder = tempfile::tempdir().unwrap();
    let events = folder.path().join("events");
    std::fs::create_dir(&events).unwrap();
    std::fs::copy(
        data::path("scripts/samples/events.jsonl"),
        events.join("events.jsonl"),
    )
    .unwrap();
    let mut session = warehouse::session(&folder.path().join("warehouse"), &events).unwrap();
    warehouse::run_scripts(&mut session)
        .await
        .unwrap_or_else(|failure| panic!("{failure}"));
    (folder, session)
}

async fn query(session: &mut Session, sql: &str) -> Vec<Vec<Option<String>>> {
    scratch::run(session, "test", sql)
        .await
        .unwrap_or_else(|failure| panic!("{failure}"))
        .rows
}

async fn number(session: &mut Session, sql: &str) -> u64 {
    query(session, sql).await[0][0]
        .as_deref()
        .unwrap()
        .parse()
        .unwrap()
}

async fn table(session: &mut Session, name: &str) -> Vec<Row> {
    let sql = format!("SELECT * FROM {name}");
    let result = scratch::run(session, "test", &sql)
        .await
        .unwrap_or_else(|failure| panic!("{failure}"));
    let mut rows: Vec<Row> = result
        .rows
        .into_iter()
        .map(|row| result.names.iter().cloned().zip(row).collect())
        .collect();
    rows.sort();
    rows
}

fn expected(name: &str) -> Vec<Row> {
    let text = std::fs::read_to_string(data::path("scripts/samples/expect").join(name)).unwrap();
    let row = |line: &str| -> Row {
        let values: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(line).unwrap();
        let text = |value: serde_json::Value| match value {
            serde_json::Value::Null => None,
            serde_json::Value::String(text) => Some(text),
            other => Some(other.to_string()),
        };
        values
            .into_iter()
            .map(|(name, value)| (name, text(value)))
            .collect()
    };
    let mut rows: Vec<Row> = text.lines().map(row).collect();
    rows.sort();
    rows
}

/// Every difference of two tables, a line each.
fn differences(found: &[Row], expected: &[Row]) -> Vec<String> {
    if found.len() != expected.len() {
        return vec![format!("{} rows, expected {}", found.len(), expected.len())];
    }
    let mut lines = Vec::new();
    for (number, (found, expected)) in found.iter().zip(expected).enumerate() {
        let names: std::collections::BTreeSet<_> = found.keys().chain(expected.keys()).collect();
        for name in names {
            if found.get(name) != expected.get(name) {
                lines.push(format!(
                    "row {number}, {name}: {:?}, expected {:?}",
                    found.get(name),
                    expected.get(name)
                ));
            }
        }
    }
    lines
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sample_events_give_the_rows_written_by_hand() {
    let (_folder, mut session) = filled().await;
    let mut failures = Vec::new();
    for (name, file) in [
        (DWD_CLIENT, "dwd_client.jsonl"),
        (DWD_DCSLOG, "dwd_dcslog.jsonl"),
        (ADS_77006, "ads_77006.jsonl"),
    ] {
        let found = table(&mut session, name).await;
        failures.extend(
            differences(&found, &expected(file))
                .into_iter()
                .map(|line| format!("{name}: {line}")),
        );
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_run_gives_the_same_bytes() {
    let (folder, mut session) = filled().await;
    let before = snapshot(&folder.path().join("warehouse")).unwrap();
    assert!(
        before.keys().any(|name| name.ends_with(".parquet")),
        "{:?}",
        before.keys()
    );
    warehouse::run_scripts(&mut session).await.unwrap();
    let after = snapshot(&folder.path().join("warehouse")).unwrap();
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &before {
        assert!(after[name] == *bytes, "{name} differs");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_ods_row_is_in_one_dwd_table_or_of_an_unknown_source() {
    let folder = tempfile::tempdir().unwrap();
    let events = folder.path().join("events");
    let options = maidian::generate::Options {
        events: 3_000,
        seed: 7,
        out: events.clone(),
        threads: 2,
        ..Default::default()
    };
    let summary = maidian::generate::run(&options).unwrap();
    assert!(
        summary.unknown_sources > 0 && summary.broken() > 0,
        "the events show too little: {summary:?}"
    );
    let mut session = warehouse::session(&folder.path().join("warehouse"), &events).unwrap();
    warehouse::run_scripts(&mut session)
        .await
        .unwrap_or_else(|failure| panic!("{failure}"));
    let ods = "ham_jituan.ods_client_event_gio_all";
    assert_eq!(
        number(&mut session, "SELECT count(1) FROM ham_jituan.sdk_event").await,
        3_000
    );
    assert_eq!(
        number(&mut session, &format!("SELECT count(1) FROM {ods}")).await,
        3_000
    );
    let unknown = format!(
        "SELECT count(1) FROM {ods} o LEFT JOIN ham.dim_data_source s ON o.data_source_id = s.data_source_id WHERE s.data_source_id IS NULL"
    );
    assert_eq!(
        number(&mut session, &unknown).await,
        summary.unknown_sources
    );
    // By source: all of its rows in the table that the dimension table names, none in the other.
    let by_source = |table: &str, column: &str| {
        format!("SELECT {column}, count(1) FROM {table} GROUP BY {column}")
    };
    let events_of = counts(query(&mut session, &by_source(ods, "data_source_id")).await);
    assert_eq!(events_of, summary.sources);
    let mut dwd = BTreeMap::new();
    for table in [DWD_CLIENT, DWD_DCSLOG] {
        for (source, rows) in counts(query(&mut session, &by_source(table, "trmnl_style")).await) {
            assert_eq!(
                dwd.insert(source.clone(), (table.to_owned(), rows)),
                None,
                "{source} is in both tables"
            );
        }
    }
    let known = query(
        &mut session,
        "SELECT data_source_id, `table` FROM ham.dim_data_source",
    )
    .await;
    let expected: BTreeMap<String, (String, u64)> = known
        .into_iter()
        .map(|mut row| (row[0].take().unwrap(), row[1].take().unwrap()))
        .filter_map(|(source, table)| Some((source.clone(), (table, *events_of.get(&source)?))))
        .collect();
    assert_eq!(dwd, expected);
    let in_dwd: u64 = dwd.values().map(|(_, rows)| rows).sum();
    assert_eq!(in_dwd + summary.unknown_sources, 3_000);
}

fn counts(rows: Vec<Vec<Option<String>>>) -> BTreeMap<String, u64> {
    rows.into_iter()
        .map(|mut row| {
            (
                row[0].take().unwrap(),
                row[1].take().unwrap().parse().unwrap(),
            )
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_insert_leaves_the_old_partitions() {
    let folder = tempfile::tempdir().unwrap();
    let mut session =
        scratch::session(folder.path(), maidian::script::Variables::default()).unwrap();
    let prepare = "CREATE TABLE t (id bigint) PARTITIONED BY (dt string) STORED AS PARQUET;
        INSERT OVERWRITE TABLE t PARTITION (dt) SELECT id, d FROM (VALUES (1, 'a'), (2, 'b')) AS v(id, d)";
    scratch::run(&mut session, "test", prepare).await.unwrap();
    let before = snapshot(folder.path()).unwrap();
    // The engine's own cast fails on the last row, when others have been written.
    let failing = "INSERT OVERWRITE TABLE t PARTITION (dt)
        SELECT arrow_cast(n, 'Int64'), d FROM (VALUES ('3', 'a'), ('4', 'c'), ('x', 'b')) AS v(n, d)";
    let failure = scratch::run(&mut session, "test", failing)
        .await
        .unwrap_err();
    assert!(failure.0.contains("Cannot cast string 'x'"), "{failure}");
    assert_unchanged(&before, folder.path());
    assert_eq!(
        query(&mut session, "SELECT id FROM t ORDER BY id")
            .await
            .len(),
        2
    );
}

fn assert_unchanged(before: &BTreeMap<String, Vec<u8>>, folder: &Path) {
    let after = snapshot(folder).unwrap();
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in before {
        assert!(after[name] == *bytes, "{name} differs");
    }
}
