//! `maidian demo`: end to end, with nothing configured.

use std::collections::BTreeMap;

use super::process::{Folder, assert_same, snapshot};

const TABLES: [&str; 9] = [
    "ham_jituan.kafka_data",
    "ham_jituan.ods_client_event_gio_all",
    "ham_jituan.dwd_client_event_gio_di",
    "ham.dwd_dcslog_event_gio_di",
    "ham_jituan.ads_hachi_jzyy_xtb2_51007_gio_dt_hour",
    "ham_jituan.ads_hachi_jzyy_xtb2_77006_gio_dt_hour",
    "51006",
    "51010",
    "rows/s",
];

/// The demo's folder after a run, and what it printed.
fn demo(dir: &str) -> (Folder, String) {
    let folder = Folder::new();
    let output = folder
        .run(&["demo", "--events", "3000", "--dir", dir])
        .output();
    (folder, output)
}

/// All files of the warehouse. Tables of files elsewhere are defined by a path, which is not compared.
fn warehouse(folder: &Folder, dir: &str) -> BTreeMap<String, Vec<u8>> {
    let root = std::fs::canonicalize(folder.path().join(dir)).unwrap();
    let mut files = snapshot(&root.join("warehouse"));
    for (name, bytes) in &mut files {
        if name.contains(".catalog/") {
            let text = String::from_utf8(bytes.clone()).unwrap();
            *bytes = text.replace(&*root.to_string_lossy(), "DEMO").into_bytes();
        }
    }
    files
}

#[test]
fn two_demos_give_the_same_bytes_and_their_counts_add_up() {
    let ((first, output), (second, _)) = (demo("maidian-demo"), demo("elsewhere"));
    for part in TABLES {
        assert!(output.contains(part), "{part} is not in\n{output}");
    }
    let files = warehouse(&first, "maidian-demo");
    assert!(
        files
            .keys()
            .filter(|name| name.ends_with(".parquet"))
            .count()
            > 20,
        "{:?}",
        files.keys()
    );
    assert_same(&files, &warehouse(&second, "elsewhere"));

    let query = |sql: &str| -> u64 {
        let arguments = [
            "--warehouse",
            "maidian-demo/warehouse",
            "sql",
            "--format",
            "tsv",
            "-e",
            sql,
        ];
        first
            .run(&arguments)
            .output()
            .lines()
            .nth(1)
            .unwrap()
            .parse()
            .unwrap()
    };
    let ods = "ham_jituan.ods_client_event_gio_all";
    assert_eq!(
        query("select count(1) as n from ham_jituan.sdk_event"),
        3_000
    );
    assert_eq!(query(&format!("select count(1) as n from {ods}")), 3_000);
    let unknown = query(&format!(
        "select count(1) as n from {ods} o left join ham.dim_data_source s on o.data_source_id = s.data_source_id \
         where s.data_source_id is null"
    ));
    let client = query("select count(1) as n from ham_jituan.dwd_client_event_gio_di");
    let dcslog = query("select count(1) as n from ham.dwd_dcslog_event_gio_di");
    assert!(
        unknown > 0 && client > 0 && dcslog > 0,
        "{unknown} {client} {dcslog}"
    );
    assert_eq!(client + dcslog + unknown, 3_000);
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = Folder::new();
    folder.write("mine/notes.txt", "mine");
    let message = folder
        .run(&["demo", "--events", "10", "--dir", "mine"])
        .failure();
    assert!(
        message.contains("mine") && message.contains("--dir"),
        "{message}"
    );
    assert_eq!(snapshot(&folder.path().join("mine")).len(), 1);
}
