//! Tests of the warehouse's operations on disk.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;

use tempfile::TempDir;

use super::{CatalogError, Column, HiveType, TableDefinition, TableFormat, TableKind, Warehouse};

fn warehouse() -> (TempDir, Warehouse) {
    let folder = tempfile::tempdir().unwrap();
    let warehouse = Warehouse::open(folder.path().join("w")).unwrap();
    (folder, warehouse)
}

fn table(database: &str, name: &str) -> TableDefinition {
    let columns = vec![Column::new("a", HiveType::String)];
    TableDefinition::new(database, name, columns, TableFormat::Parquet)
}

#[test]
fn opening_creates_nothing_and_default_exists() {
    let (_folder, warehouse) = warehouse();
    assert_eq!(warehouse.databases().unwrap(), ["default"]);
    assert_eq!(warehouse.tables("default").unwrap(), [""; 0]);
    assert!(!warehouse.root().exists());
}

#[test]
fn a_second_warehouse_sees_what_the_first_created() {
    let (_folder, first) = warehouse();
    let second = Warehouse::open(first.root()).unwrap();
    first.create_database("Ham_Jituan", false).unwrap();
    first
        .create_table(table("ham_jituan", "Events"), false)
        .unwrap();
    assert_eq!(second.databases().unwrap(), ["default", "ham_jituan"]);
    assert_eq!(second.tables("HAM_JITUAN").unwrap(), ["events"]);
    assert_eq!(
        second.table("Ham_jituan", "EVENTS").unwrap().unwrap().name,
        "events"
    );
    assert_eq!(second.table("ham_jituan", "other").unwrap(), None);
}

#[test]
fn existing_and_missing_things_are_errors_unless_allowed() {
    let (_folder, warehouse) = warehouse();
    assert!(warehouse.create_database("d", false).unwrap());
    assert!(!warehouse.create_database("d", true).unwrap());
    assert!(matches!(
        warehouse.create_database("D", false),
        Err(CatalogError::DatabaseExists(name)) if name == "d"
    ));
    assert!(warehouse.create_table(table("d", "t"), false).unwrap());
    assert!(!warehouse.create_table(table("d", "t"), true).unwrap());
    assert!(matches!(
        warehouse.create_table(table("d", "T"), false),
        Err(CatalogError::TableExists(name)) if name == "d.t"
    ));
    assert!(!warehouse.drop_table("d", "x", true).unwrap());
    assert!(matches!(
        warehouse.drop_table("d", "X", false),
        Err(CatalogError::UnknownTable(name)) if name == "d.x"
    ));
    assert!(matches!(
        warehouse.create_table(table("nowhere", "t"), true),
        Err(CatalogError::UnknownDatabase { .. })
    ));
    assert!(!warehouse.drop_database("nowhere", true, false).unwrap());
    assert!(!warehouse.drop_table("nowhere", "t", true).unwrap());
}

#[test]
fn names_that_leave_the_folder_are_errors() {
    let (_folder, warehouse) = warehouse();
    for name in ["../x", "a/b", "a.b", "", "库"] {
        assert!(matches!(
            warehouse.create_database(name, true),
            Err(CatalogError::Name { .. })
        ));
        assert!(
            warehouse
                .create_table(table("default", name), true)
                .is_err()
        );
        assert_eq!(warehouse.table("default", name).unwrap(), None);
    }
}

#[test]
fn dropping_a_managed_table_deletes_its_data() {
    let (_folder, warehouse) = warehouse();
    warehouse
        .create_table(table("default", "t"), false)
        .unwrap();
    let root = warehouse.table_root(&table("default", "t")).unwrap();
    assert_eq!(root, warehouse.root().join("default.db/t"));
    fs::create_dir_all(&root).unwrap();
    fs::write(root.join("f"), "rows").unwrap();
    assert!(warehouse.drop_table("default", "t", false).unwrap());
    assert_eq!(warehouse.tables("default").unwrap(), [""; 0]);
    let left: Vec<_> = fs::read_dir(root.parent().unwrap())
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(
        left.len() == 1 && left[0].file_name() == ".catalog",
        "{left:?}"
    );
}

#[test]
fn dropping_an_external_table_keeps_its_data() {
    let (folder, warehouse) = warehouse();
    let data = folder.path().join("data");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("f"), "rows").unwrap();
    let mut external = table("default", "t");
    external.kind = TableKind::External;
    external.location = Some(data.to_str().unwrap().to_owned());
    warehouse.create_table(external, false).unwrap();
    assert!(warehouse.drop_table("default", "t", false).unwrap());
    assert!(data.join("f").exists());
}

#[test]
fn a_database_with_tables_is_dropped_by_cascade_only() {
    let (_folder, warehouse) = warehouse();
    warehouse.create_database("d", false).unwrap();
    warehouse.create_table(table("d", "t"), false).unwrap();
    let error = warehouse.drop_database("d", false, false).unwrap_err();
    assert!(error.to_string().contains("(it has t)"), "{error}");
    assert!(warehouse.drop_database("d", false, true).unwrap());
    assert_eq!(warehouse.databases().unwrap(), ["default"]);
    assert!(matches!(
        warehouse.tables("d"),
        Err(CatalogError::UnknownDatabase { .. })
    ));
    assert!(matches!(
        warehouse.drop_database("default", true, true),
        Err(CatalogError::DropDefault)
    ));
}

#[test]
fn locations_are_local_paths_or_file_urls() {
    let (_folder, warehouse) = warehouse();
    let root = |location: &str| {
        let mut table = table("default", "t");
        table.location = Some(location.to_owned());
        warehouse.table_root(&table)
    };
    assert_eq!(root("/a/b c").unwrap().to_str(), Some("/a/b c"));
    assert_eq!(root("file:///a/b%20c").unwrap().to_str(), Some("/a/b c"));
    for location in ["hdfs://node/a", "s3://bucket/a", ""] {
        assert!(
            matches!(root(location), Err(CatalogError::Location { .. })),
            "{location}"
        );
    }
}

#[test]
fn damaged_definition_names_its_file() {
    let (_folder, warehouse) = warehouse();
    warehouse
        .create_table(table("default", "t"), false)
        .unwrap();
    let file = warehouse.root().join("default.db/.catalog/t.json");
    fs::write(&file, "{").unwrap();
    let error = warehouse.table("default", "t").unwrap_err().to_string();
    assert!(error.contains(file.to_str().unwrap()), "{error}");
    assert_eq!(warehouse.tables("default").unwrap(), ["t"]);
}

#[test]
fn a_file_is_no_warehouse() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("f");
    fs::write(&file, "").unwrap();
    assert!(matches!(
        Warehouse::open(&file),
        Err(CatalogError::Io { .. })
    ));
}
