//! The SQL logic tests: all files below `slt/`. `MAIDIAN_SLT=url/` runs only those whose path holds the text.

use std::path::PathBuf;
use std::sync::Arc;

use maidian_tests::scratch::Failure;
use maidian_tests::{data, slt};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_slt_file_passes() {
    let files = chosen();
    assert!(!files.is_empty(), "there are no .slt files");
    let (mut count, mut failures) = (0, Vec::new());
    for (file, result) in run(files).await {
        match result {
            Ok(0) => failures.push(format!("{} has no query", file.display())),
            Ok(queries) => count += queries,
            Err(failure) => failures.push(failure.0),
        }
    }
    println!("{count} statements and queries came out as expected");
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

fn chosen() -> Vec<PathBuf> {
    let all = slt::files(&data::path("slt")).unwrap();
    match std::env::var("MAIDIAN_SLT") {
        Ok(part) => all
            .into_iter()
            .filter(|file| file.to_string_lossy().contains(&part))
            .collect(),
        Err(_) => all,
    }
}

/// The results by file, two files at a time.
async fn run(files: Vec<PathBuf>) -> Vec<(PathBuf, Result<usize, Failure>)> {
    let permits = Arc::new(Semaphore::new(2));
    let mut tasks = JoinSet::new();
    for file in files {
        let permits = Arc::clone(&permits);
        tasks.spawn(async move {
            let _permit = permits.acquire_owned().await.unwrap();
            let result = slt::run_file(&file).await;
            (file, result)
        });
    }
    let mut results = tasks.join_all().await;
    results.sort_by(|(a, _), (b, _)| a.cmp(b));
    results
}
