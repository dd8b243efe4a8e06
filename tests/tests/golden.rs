//! SELECTs with the rows that Hive gave (`golden/hive_semantics.jsonl`), through the runner. `MAIDIAN_GOLDEN=group` runs one
//! group and `MAIDIAN_GOLDEN=id` one case.

use std::collections::BTreeMap;

use maidian::script::Variables;
use maidian_tests::scratch::{self, Failure, failure};
use maidian_tests::{data, golden::Case};

/// Cases that are held to be wrong, or cannot be run here, each with the reason. They must fail: one that passes is no exception.
const EXCEPTIONS: &[(&str, &str)] = &[
    (
        "target_expr-5f38c285ec",
        "java_method calls any class of a Java machine, and there is none",
    ),
    (
        "string_fn-f0ee006ed9",
        "ngrams counts sequences of words, which no script of an event warehouse does",
    ),
    (
        "target_expr-ec0aa557d8",
        "reflect2 calls any method of a Java object, and there is none",
    ),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_golden_case_passes() {
    let chosen = std::env::var("MAIDIAN_GOLDEN").ok();
    let text = std::fs::read_to_string(data::path("golden/hive_semantics.jsonl")).unwrap();
    let mut groups: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut wrong = Vec::new();
    for line in text.lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        if chosen
            .as_ref()
            .is_some_and(|chosen| *chosen != case.group && *chosen != case.id)
        {
            continue;
        }
        let result = run(&case).await;
        let exception = EXCEPTIONS.iter().find(|(id, _)| *id == case.id);
        let (passed, total) = groups.entry(case.group.clone()).or_default();
        *total += 1;
        match (result, exception) {
            (Ok(()), None) => *passed += 1,
            (Err(_), Some(_)) => {}
            (Ok(()), Some((_, reason))) => {
                wrong.push(format!("{} passes, though {reason}", case.id));
            }
            (Err(failure), None) => wrong.push(format!("{}: {}\n  {failure}", case.id, case.sql)),
        }
    }
    let (mut passed, mut total) = (0, 0);
    for (group, (good, all)) in &groups {
        println!("{group:20} {good:4} of {all:4}");
        passed += good;
        total += all;
    }
    println!(
        "{passed} of {total} cases as Hive, {} exceptions",
        EXCEPTIONS.len()
    );
    assert!(total > 0, "no case was chosen");
    assert!(
        wrong.is_empty(),
        "{} cases differ from Hive:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

async fn run(case: &Case) -> Result<(), Failure> {
    let folder = tempfile::tempdir().map_err(failure)?;
    let mut session = scratch::session(folder.path(), Variables::default())?;
    // A panic of the engine is a wrong answer of this case, and no end of the others.
    let sql = case.sql.clone();
    let actual = tokio::spawn(async move { scratch::run(&mut session, "golden", &sql).await })
        .await
        .map_err(failure)?;
    case.check(actual)
}
