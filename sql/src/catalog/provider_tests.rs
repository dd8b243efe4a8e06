//! Tests of tables as queries see them.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::{SessionConfig, SessionContext};
use tempfile::TempDir;

use super::{
    Column, HiveType, TableDefinition, TableFormat, TableKind, Warehouse, WarehouseCatalog,
};

struct Fixture {
    folder: TempDir,
    warehouse: Warehouse,
    context: SessionContext,
}

fn fixture() -> Fixture {
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path().join("w")).unwrap();
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(2));
    context.register_catalog("w", Arc::new(WarehouseCatalog::new(warehouse.clone())));
    Fixture {
        folder,
        warehouse,
        context,
    }
}

impl Fixture {
    fn create(&self, definition: TableDefinition) {
        self.warehouse.create_table(definition, false).unwrap();
    }

    fn root(&self) -> std::path::PathBuf {
        self.warehouse.root().join("default.db/t")
    }

    async fn rows(&self, sql: &str) -> Vec<String> {
        let batches = self
            .context
            .sql(sql)
            .await
            .unwrap()
            .collect()
            .await
            .unwrap();
        let text = pretty_format_batches(&batches).unwrap().to_string();
        let lines = text.lines().skip(3).filter(|line| line.starts_with('|'));
        let cells = |line: &str| {
            line.trim_matches('|')
                .split('|')
                .map(str::trim)
                .collect::<Vec<_>>()
                .join(",")
        };
        lines.map(cells).collect()
    }

    async fn error(&self, sql: &str) -> String {
        match self.context.sql(sql).await {
            Ok(frame) => frame.collect().await.unwrap_err().to_string(),
            Err(error) => error.to_string(),
        }
    }
}

fn definition(columns: &[(&str, &str)], partitions: &[(&str, &str)]) -> TableDefinition {
    let columns_of = |list: &[(&str, &str)]| {
        list.iter()
            .map(|(name, kind)| Column::new(*name, kind.parse::<HiveType>().unwrap()))
            .collect::<Vec<_>>()
    };
    let mut definition =
        TableDefinition::new("default", "t", columns_of(columns), TableFormat::Parquet);
    definition.partition_columns = columns_of(partitions);
    definition
}

fn parquet(path: &Path, columns: Vec<(&str, ArrayRef)>) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut writer =
        ArrowWriter::try_new(File::create(path).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn text(values: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(values.to_vec()))
}

#[tokio::test]
async fn partition_columns_follow_the_files_columns() {
    let fixture = fixture();
    fixture.create(definition(
        &[("a", "string")],
        &[("dt", "string"), ("hour", "int")],
    ));
    let root = fixture.root();
    parquet(
        &root.join("dt=2024-11-25/hour=07/f.parquet"),
        vec![("a", text(&["x"]))],
    );
    parquet(
        &root.join("DT=a%3A%25b 中/hour=__HIVE_DEFAULT_PARTITION__/f"),
        vec![("a", text(&["y"]))],
    );
    assert_eq!(
        fixture.rows("select * from w.default.t order by a").await,
        ["x,2024-11-25,7", "y,a:%b 中,"]
    );
    assert_eq!(
        fixture
            .rows("select count(*) from w.default.t where hour is null")
            .await,
        ["1"]
    );
}

#[tokio::test]
async fn excluded_partitions_are_not_opened() {
    let fixture = fixture();
    fixture.create(definition(
        &[("a", "string")],
        &[("dt", "string"), ("hour", "int")],
    ));
    parquet(
        &fixture.root().join("dt=1/hour=1/f"),
        vec![("a", text(&["x"]))],
    );
    let junk = fixture.root().join("dt=1/hour=2/junk");
    fs::create_dir_all(junk.parent().unwrap()).unwrap();
    fs::write(junk, "this is no Parquet").unwrap();
    let sql = "select a from w.default.t where dt = '1' and hour + 0 < 2 and a <> ''";
    assert_eq!(fixture.rows(sql).await, ["x"]);
    assert_eq!(
        fixture
            .rows("select a from w.default.t where dt = '2'")
            .await,
        [""; 0]
    );
    assert!(
        fixture
            .error("select a from w.default.t")
            .await
            .contains("junk")
    );
    fs::remove_dir_all(fixture.root().join("dt=1/hour=2")).unwrap();
    let sql = "select a from w.default.t where dt = (select max(dt) from w.default.t)";
    assert_eq!(fixture.rows(sql).await, ["x"]);
}

#[tokio::test]
async fn parquet_columns_are_found_in_any_case_and_missing_ones_are_null() {
    let fixture = fixture();
    fixture.create(definition(
        &[
            ("wt_av", "string"),
            ("number", "int"),
            ("none", "bigint"),
            ("id", "string"),
        ],
        &[],
    ));
    let numbers: ArrayRef = Arc::new(Int64Array::from(vec![Some(7), Some(i64::MAX), None]));
    parquet(
        &fixture.root().join("f"),
        vec![
            ("id", text(&["1", "2", "3"])),
            ("Number", numbers),
            ("other", text(&["", "", ""])),
            ("WT_av", text(&["a", "b", "c"])),
        ],
    );
    assert_eq!(
        fixture.rows("select * from w.default.t").await,
        ["a,7,,1", "b,,,2", "c,,,3"],
        "a number that an int cannot hold is NULL"
    );
    let sql = "select number from w.default.t where wt_av = 'a' and number = 7 and none is null";
    assert_eq!(fixture.rows(sql).await, ["7"]);
    let pushed = "set datafusion.execution.parquet.pushdown_filters = true";
    fixture.context.sql(pushed).await.unwrap();
    assert_eq!(fixture.rows(sql).await, ["7"]);
    assert_eq!(
        fixture
            .rows("select id from w.default.t where wt_av > 'b'")
            .await,
        ["3"]
    );
}

#[tokio::test]
async fn text_that_is_no_number_is_null() {
    let fixture = fixture();
    fixture.create(definition(&[("n", "int")], &[]));
    parquet(&fixture.root().join("f"), vec![("N", text(&["12", "x"]))]);
    assert_eq!(fixture.rows("select n from w.default.t").await, ["12", ""]);
    assert_eq!(
        fixture.rows("select n from w.default.t where n > 2").await,
        ["12"]
    );
}

#[tokio::test]
async fn missing_and_empty_tables_have_no_rows() {
    let fixture = fixture();
    fixture.create(definition(&[("a", "string")], &[("dt", "string")]));
    assert_eq!(fixture.rows("select * from w.default.t").await, [""; 0]);
    assert_eq!(
        fixture.rows("select count(*) from w.default.t").await,
        ["0"]
    );
    fs::create_dir_all(fixture.root().join("dt=1")).unwrap();
    assert_eq!(fixture.rows("select dt from w.default.t").await, [""; 0]);
}

#[tokio::test]
async fn a_missing_external_location_is_an_error_that_names_it() {
    let fixture = fixture();
    let mut external = definition(&[("a", "string")], &[]);
    let path = fixture.folder.path().join("nowhere");
    external.kind = TableKind::External;
    external.location = Some(path.to_str().unwrap().to_owned());
    fixture.create(external);
    let error = fixture.error("select * from w.default.t").await;
    assert!(
        error.contains("'default.t'") && error.contains(path.to_str().unwrap()),
        "{error}"
    );
}

#[tokio::test]
async fn an_external_table_may_be_one_file_of_lines() {
    let fixture = fixture();
    let path = fixture.folder.path().join("events.json");
    fs::write(&path, "{\"a\":\"x\",\"n\":1}\n{\"N\":2}\n").unwrap();
    let mut external = definition(&[("a", "string"), ("n", "bigint")], &[]);
    external.kind = TableKind::External;
    external.format = TableFormat::JsonFile;
    external.location = Some(format!("file://{}", path.display()));
    fixture.create(external);
    assert_eq!(
        fixture.rows("select * from w.default.t").await,
        ["x,1", ",2"]
    );
    assert_eq!(
        fixture
            .rows("select n from w.default.t where a is null")
            .await,
        ["2"]
    );
}

#[tokio::test]
async fn a_second_look_sees_a_table_of_another_process() {
    let fixture = fixture();
    assert!(
        fixture
            .error("select * from w.default.t")
            .await
            .contains("not found")
    );
    let other = Warehouse::open(fixture.warehouse.root()).unwrap();
    other
        .create_table(definition(&[("a", "string")], &[]), false)
        .unwrap();
    assert_eq!(fixture.rows("select * from w.default.t").await, [""; 0]);
    fs::write(other.root().join("default.db/.catalog/t.json"), "x").unwrap();
    let error = fixture.error("select * from w.default.t").await;
    assert!(error.contains("is damaged"), "{error}");
}
