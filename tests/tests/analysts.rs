//! Scripts of analysts (`sql/warehouse_shared`), run unchanged on the tables of `analysts/*.setup.hql`: every SELECT gives the
//! rows of `analysts/*.expect`, in any order. Blocks are separated by `--`, columns by tabs, NULL is `\N`.

use std::path::Path;

use maidian::script::{Namespace, Variables};
use maidian_tests::data;
use maidian_tests::scratch::{self, Failure, Rows, failure};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_script_gives_the_rows_that_it_should() {
    let mut scripts = 0;
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir(data::path("sql/warehouse_shared")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "sql") {
            continue;
        }
        scripts += 1;
        if let Err(failure) = check(&path).await {
            wrong.push(format!("{}: {failure}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(scripts, 10);
}

async fn check(script: &Path) -> Result<(), Failure> {
    let beside = data::path("analysts").join(script.file_name().unwrap_or_default());
    let read = |path: &Path| std::fs::read_to_string(path).map_err(failure);
    let folder = tempfile::tempdir().map_err(failure)?;
    let mut variables = Variables::default();
    variables
        .set(Namespace::HiveVar, "dt", "2024-01-22")
        .map_err(failure)?;
    let mut session = scratch::session(folder.path(), variables)?;
    scratch::run_all(
        &mut session,
        "setup",
        &read(&beside.with_extension("setup.hql"))?,
    )
    .await?;
    let results = scratch::run_all(&mut session, "script", &read(script)?).await?;
    let actual: Vec<String> = results.iter().map(block).collect();
    let expected = read(&beside.with_extension("expect"))?;
    let expected: Vec<String> = expected.split("--\n").map(sorted).collect();
    if actual == expected {
        return Ok(());
    }
    Err(Failure(format!(
        "gave\n{}\nexpected\n{}",
        actual.join("--\n"),
        expected.join("--\n")
    )))
}

fn block(rows: &Rows) -> String {
    let lines = rows.rows.iter().map(|row| {
        let cells: Vec<&str> = row
            .iter()
            .map(|cell| cell.as_deref().unwrap_or("\\N"))
            .collect();
        cells.join("\t") + "\n"
    });
    sorted(&lines.collect::<String>())
}

fn sorted(block: &str) -> String {
    let mut lines: Vec<&str> = block.split_inclusive('\n').collect();
    lines.sort_unstable();
    lines.concat()
}
