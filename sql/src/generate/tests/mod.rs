//! Facts about whole runs.

#![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

mod content;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use super::{GenerateError, Options, Summary, generate, run};

const EVENTS: u64 = 20_000;

struct Run {
    summary: Summary,
    lines: Vec<String>,
    events: Vec<Value>,
}

static RUN: LazyLock<Run> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("events");
    let summary = run(&options(&out, EVENTS, 7)).unwrap();
    let text = fs::read_to_string(out.join("events-00000.jsonl")).unwrap();
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let events = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    Run {
        summary,
        lines,
        events,
    }
});

fn options(out: &Path, events: u64, seed: u64) -> Options {
    Options {
        events,
        seed,
        out: out.to_owned(),
        threads: 2,
        ..Options::default()
    }
}

fn bytes(options: &Options) -> Vec<Vec<u8>> {
    generate(options, 1).unwrap();
    let mut names: Vec<_> = fs::read_dir(&options.out)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    names.iter().map(|name| fs::read(name).unwrap()).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let of = |name: &str, seed, threads| {
        let out = folder.path().join(name);
        bytes(&Options {
            threads,
            ..options(&out, 9_000, seed)
        })
    };
    let one = of("one", 1, 1);
    assert_eq!(one.len(), 3);
    assert!(one == of("again", 1, 1));
    assert!(one == of("five", 1, 5));
    assert!(one != of("other", 2, 1));
}

#[test]
fn the_summary_counts_what_is_in_the_files() {
    let Run {
        summary,
        lines,
        events,
    } = &*RUN;
    let count = |fits: &dyn Fn(&Value) -> bool| events.iter().filter(|&e| fits(e)).count() as u64;
    let lag = |e: &Value| e["receivedAt"].as_u64().unwrap() - e["timestamp"].as_u64().unwrap();
    assert_eq!((summary.events, summary.files), (EVENTS, 1));
    assert_eq!(events.len() as u64, EVENTS);
    assert_eq!(
        summary.bytes,
        lines.iter().map(|line| line.len() as u64 + 1).sum::<u64>()
    );
    assert_eq!(summary.broken(), count(&|e| e["attributes"].is_string()));
    assert_eq!(summary.exposures, count(&|e| e["eventName"] == "imp"));
    assert_eq!(summary.late, count(&|e| lag(e) >= 60_000));
    assert_eq!(
        summary.ipv6,
        count(&|e| e["ip"].as_str().unwrap().matches(':').count() > 1)
    );
    let mut sources: HashMap<&str, u64> = HashMap::new();
    for event in events {
        *sources
            .entry(event["dataSourceId"].as_str().unwrap())
            .or_default() += 1;
    }
    assert_eq!(sources.len(), summary.sources.len());
    assert!(
        sources
            .iter()
            .all(|(id, count)| summary.sources[*id] == *count)
    );
}

#[test]
fn the_kinds_have_their_shares() {
    let Summary {
        broken_cut,
        broken_quoted,
        unknown_sources,
        ..
    } = &RUN.summary;
    let summary = &RUN.summary;
    // Four standard deviations around the share.
    for (name, count, share) in [
        ("exposures", summary.exposures, 3_000),
        ("cut", *broken_cut, 250),
        ("quoted", *broken_quoted, 250),
        ("late", summary.late, 2_000),
        ("unknown", *unknown_sources, 200),
        ("ipv6", summary.ipv6, 2_000),
        ("junk", summary.junk_ip, 1_000),
    ] {
        let mean = EVENTS * share / 100_000;
        let spread = 4 * mean.isqrt();
        assert!(
            (mean - spread..=mean + spread).contains(&count),
            "{name}: {count} of {mean}"
        );
    }
    assert!(
        (30..130).contains(&summary.day_before),
        "{}",
        summary.day_before
    );
}

#[test]
fn identifiers_are_distinct_and_the_project_is_one() {
    let ids: HashSet<_> = RUN
        .events
        .iter()
        .map(|e| e["esId"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len() as u64, EVENTS);
    let projects: HashSet<_> = RUN.events.iter().map(|e| e["accountId"].as_str()).collect();
    assert_eq!(projects.len(), 1);
}

#[test]
fn no_events_are_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let error = run(&options(folder.path(), 0, 1)).unwrap_err();
    assert!(matches!(error, GenerateError::NoEvents));
}
