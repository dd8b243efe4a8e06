//! The order of scripts: whoever writes a table comes before all who read it.

use std::collections::{BTreeMap, BTreeSet};

use super::lineage::Script;
use crate::script::Diagnostic;

/// Positions into `scripts` in an order in which each can be run, and for each the positions that it waits for.
///
/// Scripts that do not depend on each other keep the order in which they are given.
///
/// Errors: scripts that wait for each other, with the tables by which they do.
pub fn order(scripts: &[Script]) -> Result<Vec<(usize, BTreeSet<usize>)>, Diagnostic> {
    let waits_for: Vec<BTreeSet<usize>> = (0..scripts.len())
        .map(|position| writers_before(scripts, position))
        .collect();
    let mut done: BTreeSet<usize> = BTreeSet::new();
    let mut ordered = Vec::with_capacity(scripts.len());
    while ordered.len() < scripts.len() {
        let ready = waits_for
            .iter()
            .enumerate()
            .find(|(position, waits)| !done.contains(position) && waits.is_subset(&done));
        let Some((position, waits)) = ready else {
            return Err(cycle(scripts, &waits_for, &done));
        };
        done.insert(position);
        ordered.push((position, waits.clone()));
    }
    Ok(ordered)
}

/// The scripts that write a table which the one at `position` reads. Two that write one table keep their order.
fn writers_before(scripts: &[Script], position: usize) -> BTreeSet<usize> {
    let Some(script) = scripts.get(position) else {
        return BTreeSet::new();
    };
    scripts
        .iter()
        .enumerate()
        .filter(|(other, writer)| {
            *other != position
                && (!writer.writes.is_disjoint(&script.reads)
                    || (*other < position && !writer.writes.is_disjoint(&script.writes)))
        })
        .map(|(other, _)| other)
        .collect()
}

fn cycle(scripts: &[Script], waits_for: &[BTreeSet<usize>], done: &BTreeSet<usize>) -> Diagnostic {
    let stuck: BTreeMap<usize, &Script> = scripts
        .iter()
        .enumerate()
        .filter(|(position, _)| !done.contains(position))
        .collect();
    let mut diagnostic =
        Diagnostic::error("scripts wait for each other, so none of them can be first");
    for (position, script) in &stuck {
        let needs: Vec<&str> = waits_for
            .get(*position)
            .into_iter()
            .flatten()
            .filter_map(|other| stuck.get(other))
            .flat_map(|writer| writer.writes.intersection(&script.reads))
            .map(String::as_str)
            .collect();
        diagnostic = diagnostic.cause(format!(
            "{} reads {}, which another of them writes",
            script.source.name(),
            needs.join(", ")
        ));
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]
    use super::*;
    use crate::script::{Source, Variables};

    fn script(name: &str, text: &str) -> Script {
        Script::analyze(Source::new(name, text), &Variables::default(), "default").unwrap()
    }

    fn names(scripts: &[Script]) -> Vec<&str> {
        order(scripts)
            .unwrap()
            .iter()
            .map(|(position, _)| scripts[*position].source.name())
            .collect()
    }

    #[test]
    fn writers_come_before_readers() {
        let scripts = [
            script("ads", "insert overwrite table ads select * from dwd"),
            script(
                "dwd",
                "insert overwrite table dwd select * from ods join dim.d on true",
            ),
            script("ods", "insert overwrite table ods select * from raw"),
        ];
        assert_eq!(names(&scripts), ["ods", "dwd", "ads"]);
    }

    #[test]
    fn independent_scripts_keep_their_order() {
        let scripts = [
            script("b", "insert into b select 1"),
            script("a", "insert into a select 1"),
        ];
        assert_eq!(names(&scripts), ["b", "a"]);
    }

    #[test]
    fn a_script_does_not_wait_for_itself() {
        let scripts = [script(
            "a",
            "create table t (x int); insert overwrite table t select * from t",
        )];
        assert_eq!(names(&scripts), ["a"]);
    }

    #[test]
    fn the_current_database_counts() {
        let scripts = [
            script("reader", "use ham; insert into x select * from t"),
            script("writer", "insert into ham.t select 1"),
        ];
        assert_eq!(names(&scripts), ["writer", "reader"]);
    }

    #[test]
    fn names_of_with_are_no_tables() {
        let scripts = [
            script(
                "reader",
                "insert into x with t as (select 1 as a) select * from t",
            ),
            script("writer", "insert into t select * from x"),
        ];
        assert_eq!(names(&scripts), ["reader", "writer"]);
    }

    #[test]
    fn a_cycle_is_an_error_that_names_the_tables() {
        let scripts = [
            script("a", "insert into a select * from b"),
            script("b", "insert into b select * from a"),
        ];
        let message = order(&scripts)
            .unwrap_err()
            .render(crate::script::Paint::Plain);
        assert!(
            message.contains("a reads b") || message.contains("a reads default.b"),
            "{message}"
        );
    }
}
