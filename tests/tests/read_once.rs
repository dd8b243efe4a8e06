//! What a query asks about attributes, answered in one walk: the same rows as call by call, on random queries and broken rows.

use maidian::script::Variables;
use maidian_tests::scratch;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Queries that are tried.
const QUERIES: usize = 150;
/// Rows of the table.
const ROWS: usize = 300;

/// Texts of attributes: objects, damaged ones, what is none.
fn texts() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        "\"[ -!#-\\[\\]-~号😀]{0,10}\"",
        r#""([a-c]|\\["\\/bfnrt]|\\u00[0-7][0-9a-f]|\\ud83d\\ude0[0-9]|\\ud83d){0,6}""#,
        r#""h\?x=\{"s":"1"\}""#,
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?([eE][+-]?[0-9]{1,2})?",
        "true|false|null|\\[1, \"x\"\\]|\\{ \"a\" : 1.50 \\}",
        r#"\{"WT_event":"e","WT_markId":[0-9],"XY_a":"[ab]"\}|"\{\\"WT_envName\\":\\"n\\",\\"XY_b\\":1"#,
    ];
    let key = select(vec![
        "a",
        "b",
        "WT_et",
        "wt_et",
        "XY_a",
        "XY.lat",
        "$ip",
        "$user_agent",
        "\\u0061",
        "P00000000001",
        "P00000000002",
        "",
    ]);
    let pair = (key, value).prop_map(|(key, value)| format!("\"{key}\":{value}"));
    let object =
        proptest::collection::vec(pair, 0..8).prop_map(|pairs| format!("{{{}}}", pairs.join(",")));
    prop_oneof![
        6 => object.clone(),
        2 => (object, any::<prop::sample::Index>()).prop_map(|(text, cut)| {
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            text[..ends[cut.index(ends.len())]].to_owned()
        }),
        1 => "[ -~]{0,20}",
    ]
}

/// A call that reads `attributes`.
fn calls() -> impl Strategy<Value = String> {
    let key = select(vec!["a", "b", "WT_et", "wt_et", "XY_a", "$ip", "missing"]);
    let path = select(vec!["$.a", "$.WT_et", "$.b", "$.$ip", "$.a.a", "$.missing"]);
    prop_oneof![
        4 => key.clone().prop_map(|key| format!("attr_get(attributes, '{key}')")),
        2 => path.prop_map(|path| format!("get_json_object(attributes, '{path}')")),
        1 => Just("attr_remove(attributes)".to_owned()),
        1 => (key.clone(), key.clone())
            .prop_map(|(a, b)| format!("attr_remove(attributes, '{a}', '{b}')")),
        1 => Just("extract_xy(attributes)".to_owned()),
        1 => Just("extract_xy_no_lag_lat(attributes)".to_owned()),
        1 => Just("ua_all_udf(attributes)".to_owned()),
        1 => Just("ip_udf(attributes, '$ip')".to_owned()),
        1 => Just("exposure_items(attributes)[0].event".to_owned()),
        1 => key.clone().prop_map(|key| format!("attr_pick(attributes, 'a1', '{key}')['{key}']")),
        1 => key.prop_map(|key| format!("str_to_map(regexp_replace(attributes, '[{{}}\\\"]', ''))['{key}']")),
    ]
}

/// A query of several calls, in the places where a script may have them.
fn queries() -> impl Strategy<Value = String> {
    let item = prop_oneof![
        4 => calls(),
        1 => calls().prop_map(|call| format!("length({call})")),
        1 => (calls(), calls(), calls())
            .prop_map(|(a, b, c)| format!("CASE WHEN {a} = 'x' OR {b} IS NULL THEN {c} ELSE {b} END")),
        1 => (calls(), calls()).prop_map(|(a, b)| format!("concat({a}, '|', {b})")),
    ];
    let items = proptest::collection::vec(item, 1..7);
    (items, calls(), calls(), 0..11u8).prop_map(|(items, a, b, form)| {
        let list = items.join(", ");
        match form {
            0 => format!("SELECT n, {list} FROM ev ORDER BY n"),
            1 => format!("SELECT n, {list} FROM ev WHERE {a} IS NULL OR length({b}) > 2 ORDER BY n"),
            2 => format!(
                "SELECT {a} AS x, {b} AS y, count(1) AS c, max(attr_get(attributes, 'b')) AS m FROM ev GROUP BY {a}, {b} ORDER BY x, y"
            ),
            3 => format!(
                "SELECT n, {list} FROM (SELECT n, attributes, {a} AS x FROM ev) q WHERE x IS NOT NULL ORDER BY n"
            ),
            4 => format!(
                "SELECT n, p, p['b'], {list} FROM (SELECT n, attributes, attr_pick(attributes, 'a', 'b') AS p FROM ev) q \
                 WHERE {a} IS NOT NULL OR p IS NULL ORDER BY n"
            ),
            5 => format!(
                "SELECT n, p, y, {list} FROM (SELECT q.*, {b} AS y FROM (SELECT n, attributes, {a} AS p FROM ev) q \
                 WHERE n > 3) r WHERE p IS NOT NULL OR {b} IS NULL ORDER BY n"
            ),
            6 => format!(
                "SELECT n, v, w, {list} FROM ev LATERAL VIEW json_tuple(attributes, 'a', '$ip') t AS v, w ORDER BY n"
            ),
            7 => format!(
                "SELECT n, item, {list} FROM ev LATERAL VIEW OUTER explode(exposure_items(attributes)) t AS item \
                 ORDER BY n, item.event, item.xy, item.mark_id"
            ),
            8 => format!(
                "SELECT n, m['a'], m['$ip'], m['b'], {list} FROM (SELECT n, attributes, \
                 str_to_map(attributes, '\",\"', '\":\"?') AS m FROM ev) q WHERE m['WT_et'] IS NULL OR n > 50 ORDER BY n"
            ),
            9 => format!(
                "SELECT n, m, size(m), m['a'], x, {list} FROM (SELECT q.*, m['b'] AS x FROM (SELECT n, attributes, \
                 str_to_map(attributes, '[,{{}}]', '\":') AS m FROM ev) q) r WHERE x IS NOT NULL OR n > 100 ORDER BY n"
            ),
            _ => format!(
                "SELECT {a} AS x, count(1) AS c FROM (SELECT concat(attributes, '') AS attributes, \
                 attr_pick(concat(attributes, ''), 'a') AS p FROM ev) q WHERE p IS NOT NULL GROUP BY {a} ORDER BY x"
            ),
        }
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_walk_gives_the_rows_of_many() {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]),
    );
    let mut next =
        |strategy: &BoxedStrategy<String>| strategy.new_tree(&mut runner).unwrap().current();
    let folder = tempfile::tempdir().unwrap();
    let mut session = scratch::session(folder.path(), Variables::default()).unwrap();
    let texts = texts().boxed();
    let rows: Vec<String> = (0..ROWS)
        .map(|row| match next(&texts) {
            _ if row % 29 == 0 => format!("({row}, CAST(NULL AS string))"),
            text => format!(
                "({row}, '{}')",
                text.replace('\\', "\\\\").replace('\'', "\\'")
            ),
        })
        .collect();
    scratch::run(
        &mut session,
        "setup",
        &format!(
            "CREATE TABLE ev (n int, attributes string) STORED AS PARQUET; INSERT INTO ev VALUES {}",
            rows.join(", ")
        ),
    )
    .await
    .unwrap();
    let queries = queries().boxed();
    let (mut gathered, mut filled) = (0, 0);
    for _ in 0..QUERIES {
        let query = next(&queries);
        let mut answers = Vec::new();
        for is_on in [true, false] {
            let script = format!("SET maidian.read_attributes_once={is_on}; {query}");
            answers.push(scratch::run(&mut session, "query", &script).await.unwrap());
        }
        assert_eq!(answers[0], answers[1], "{query}");
        filled += usize::from(format!("{:?}", answers[0]).contains("Some"));
        let script = format!("SET maidian.read_attributes_once=true; EXPLAIN {query}");
        let plan = scratch::run(&mut session, "plan", &script).await.unwrap();
        let plan = format!("{plan:?}");
        gathered += usize::from(
            ["read_attributes(", "read_pairs("]
                .iter()
                .any(|all| plan.contains(all)),
        );
    }
    // Most of the queries ask more than one thing, and have rows to ask about.
    assert!(
        gathered > QUERIES / 2,
        "{gathered} of {QUERIES} are gathered"
    );
    assert!(filled > QUERIES / 2, "{filled} of {QUERIES} have rows");
}
