//! A mistake is marked where it is: at the call, the column, the name that is wrong, and not at another of its name.

use super::process::Folder;

/// The message about `a.sql` points at line:column.
#[track_caller]
fn assert_place(script: &str, place: &str, message: &str) {
    let folder = Folder::new();
    folder.write("a.sql", script);
    let told = folder.run(&["sql", "-f", "a.sql"]).failure();
    assert!(
        told.contains(&format!("--> a.sql:{place}\n")) && told.contains(message),
        "{message} at {place} is not in\n{told}"
    );
}

const BAD: &str = "ip_region(ip): argument 1 `ip` must be text";

#[test]
fn the_faulty_call_of_several_is_marked() {
    assert_place(
        "select ip_region('1.0.1.1'),\n  ip_region(1), ip_region(2)",
        "2:3",
        BAD,
    );
    assert_place(
        "select ip_region('1.0.1.1')\nfrom (select ip_region(1) as x) t",
        "2:14",
        BAD,
    );
    assert_place(
        "select 1 from (select '1.0.1.1' as a) t\nwhere ip_region(a).city = ip_region(true).city",
        "2:27",
        BAD,
    );
}

#[test]
fn calls_see_what_their_query_reads() {
    assert_place(
        "with a as (select '1.0.1.1' as t, array(1) as n),\n b as (select ip_region(t) as r, n from a)\nselect ip_region(t), ip_region(n) from a",
        "3:22",
        BAD,
    );
    assert_place(
        "with a as (select '1.0.1.1' as t, array(1) as n),\n b as (select ip_region(n) as r, t from a)\nselect ip_region(t) from b",
        "2:15",
        BAD,
    );
    assert_place(
        "select ip_region(a.t)\nfrom (select '1.0.1.1' as t) a join (select array(1) as n) b on ip_region(a.t) = ip_region(b.n)",
        "2:82",
        BAD,
    );
    assert_place(
        "select ip_region(t) from (select '1.0.1.1' as t, array(1) as n) a\nlateral view explode(n) v as x where ip_region(t) = ip_region(array(x))",
        "2:53",
        BAD,
    );
}

#[test]
fn the_outer_call_is_marked_where_the_inner_one_is_right() {
    assert_place(
        "select 'a',\n decode_url(decode_url('x'), 1)",
        "2:2",
        "decode_url(text) takes 1 argument",
    );
    assert_place(
        "select 'a',\n decode_url(decode_url('x', 1))",
        "2:13",
        "decode_url(text) takes 1 argument",
    );
}

#[test]
fn comments_and_texts_are_never_marked() {
    assert_place(
        "select -- nope(1)\n 'nope', nope(1)",
        "2:10",
        "unknown function `nope`",
    );
    assert_place(
        "select /* wt_evnt */ 'wt_evnt',\n  wt_evnt from (select 1 as wt_event) t",
        "2:3",
        "unknown column `wt_evnt`",
    );
    assert_place(
        "-- nope\nselect 'default.nope' as `x`\nfrom nope",
        "3:6",
        "no table `default.nope`",
    );
}

#[test]
fn unknown_columns_suggest_the_nearest() {
    let folder = Folder::new();
    let message = folder
        .sql("select t.wt_evnt from (select 1 as wt_event, 2 as b) t")
        .failure();
    for part in [
        "unknown column `t.wt_evnt`",
        "did you mean `wt_event`?",
        "columns: t.wt_event, t.b",
    ] {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
}

#[test]
fn mistakes_of_grouping_are_told_in_hives_terms() {
    let from = "from (select 1 as a, 2 as b) t";
    assert_place(
        &format!("select a,\n  count(1) {from}"),
        "1:8",
        "`a` in SELECT is neither in GROUP BY nor inside an aggregate function",
    );
    assert_place(
        &format!("select a {from} group by a\norder by b"),
        "2:10",
        "`b` in ORDER BY is neither in GROUP BY",
    );
    assert_place(
        &format!("select count(1) {from}\nwhere a = 1 and sum(b) > 1"),
        "2:17",
        "conditions on groups are written in HAVING",
    );
}

#[test]
fn misspelt_words_are_marked_and_guessed() {
    assert_place("select 1,\nfrom t", "2:1", "a comma too many");
    assert_place("select *\nform t", "2:1", "did you mean `from`?");
    assert_place("select (1 + 2\nfrom t", "2:1", "expected `)`, found `from`");
    assert_place(
        "select 1,\n  cast('1' as bigin)",
        "2:15",
        "did you mean `bigint`?",
    );
}

#[test]
fn a_mistake_on_line_40_of_statement_7_is_told_there() {
    let mut script = String::from("use default;\n");
    for number in 2..7 {
        script.push_str(&format!("set hivevar:v{number}=x;\n"));
    }
    // Statement 7 begins in line 7.
    script.push_str("select\n");
    for number in 8..40 {
        script.push_str(&format!("  a as c{number},\n"));
    }
    script.push_str("  b\nfrom (select 1 as a) t;\n");
    assert_place(&script, "40:3", "unknown column `b`");
    assert_place(&script, "40:3", "= statement 7: select …");
}
