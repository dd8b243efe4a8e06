//! The order of scripts: whoever writes a table comes before all who read it.

use std::collections::{BTreeMap, BTreeSet};

use super::lineage::{Named, Script};
use crate::script::Diagnostic;

/// A place in the order: a script's position, and those of the scripts that it waits for.
pub type Turn = (usize, BTreeSet<usize>);

/// Positions into `scripts` in an order in which each can be run, and for each the positions that it waits for.
///
/// Scripts that do not depend on each other keep the order in which they are given.
///
/// Errors: scripts that wait for each other, with the tables by which they do.
pub fn order(scripts: &[Script]) -> Result<Vec<Turn>, Diagnostic> {
    // That a database is there may be somebody else's doing too: such a wait is given up before a cycle is told.
    sorted(scripts, &[waits_for_tables, waits_for_database])
        .or_else(|_| sorted(scripts, &[waits_for_tables]))
}

/// Whether the first script waits for the second, which is given `true` for one that is given earlier.
type Waits = fn(&Script, &Script, bool) -> bool;

fn sorted(scripts: &[Script], reasons: &[Waits]) -> Result<Vec<Turn>, Diagnostic> {
    let waits_for: Vec<BTreeSet<usize>> = scripts
        .iter()
        .enumerate()
        .map(|(position, script)| {
            let others = scripts.iter().enumerate();
            others
                .filter(|(other, _)| *other != position)
                .filter(|(other, writer)| {
                    let is_earlier = *other < position;
                    reasons
                        .iter()
                        .any(|waits| waits(script, writer, is_earlier))
                })
                .map(|(other, _)| other)
                .collect()
        })
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

/// A script waits for those that write a table which it reads, and for those that create a table which it fills. Two
/// that write one table keep their order.
fn waits_for_tables(script: &Script, other: &Script, is_earlier: bool) -> bool {
    names_any(&script.reads, &other.writes)
        || names_any(&script.needs, &other.creates)
        || (is_earlier
            && !other.writes.is_disjoint(&script.writes)
            && !names_any(&other.needs, &script.creates))
}

fn waits_for_database(script: &Script, other: &Script, is_earlier: bool) -> bool {
    is_earlier && !other.creates_databases.is_disjoint(&script.uses_databases)
}

fn names_any(named: &Named, tables: &BTreeSet<String>) -> bool {
    named.keys().any(|table| tables.contains(table))
}

/// Tables that scripts read or fill, that `is_there` does not know, and that none of them makes: each with its place.
pub fn missing_tables(
    scripts: &[Script],
    is_there: impl Fn(&str) -> bool,
) -> Vec<(String, Diagnostic)> {
    let made: BTreeSet<&String> = scripts.iter().flat_map(|script| &script.creates).collect();
    let mut missing = Vec::new();
    for script in scripts {
        let (reads, needs) = (script.reads.iter(), script.needs.iter());
        let named = reads.map(|named| (named, "reads"));
        for ((table, place), verb) in named.chain(needs.map(|named| (named, "writes"))) {
            if !made.contains(table) && !is_there(table) {
                let message = format!(
                    "{} {verb} `{table}`, which is not in the warehouse and which no script creates",
                    script.source.name()
                );
                let diagnostic = Diagnostic::error(message).at(&script.source, place.clone());
                missing.push((table.clone(), diagnostic));
            }
        }
    }
    missing
}

fn cycle(scripts: &[Script], waits_for: &[BTreeSet<usize>], done: &BTreeSet<usize>) -> Diagnostic {
    let stuck: BTreeMap<usize, &Script> = scripts
        .iter()
        .enumerate()
        .filter(|(position, _)| !done.contains(position))
        .collect();
    let mut diagnostic =
        Diagnostic::error("scripts wait for each other, so that none of them can be first");
    for (position, script) in &stuck {
        let needs: Vec<&str> = waits_for
            .get(*position)
            .into_iter()
            .flatten()
            .filter_map(|other| stuck.get(other))
            .flat_map(|writer| {
                let named = script.reads.keys().chain(script.needs.keys());
                named.filter(|table| writer.writes.contains(*table))
            })
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
    fn whoever_creates_a_table_or_a_database_comes_before_those_that_fill_it() {
        let scripts = [
            script("fill", "insert into t select 1"),
            script("create", "create table t (a int)"),
        ];
        assert_eq!(names(&scripts), ["create", "fill"]);
        let scripts = [
            script("a_database", "create database ham"),
            script("b_table", "create table ham.t (a int)"),
        ];
        assert_eq!(order(&scripts).unwrap()[1].1, BTreeSet::from([0]));
    }

    #[test]
    fn tables_that_nobody_makes_are_told_with_their_places() {
        let scripts = [
            script(
                "a",
                "create table t (a int);\ninsert into t select * from there join nowhere on true",
            ),
            script("b", "insert into gone select * from t"),
        ];
        let missing = missing_tables(&scripts, |table| table == "default.there");
        let told: Vec<String> = missing.iter().map(|(_, it)| it.to_string()).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(
            told[0].starts_with("a:2:40: a reads `default.nowhere`"),
            "{told:?}"
        );
        assert!(
            told[1].starts_with("b:1:13: b writes `default.gone`"),
            "{told:?}"
        );
    }

    #[test]
    fn every_mistake_of_a_script_is_told() {
        let source = Source::new("a", "select from;\nselect '${hivevar:x}';\nselect 1");
        let wrong = Script::analyze(source, &Variables::default(), "default").unwrap_err();
        assert_eq!(wrong.len(), 2, "{wrong:?}");
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
