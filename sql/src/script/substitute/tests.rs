#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use super::super::{Source, split};
use super::*;

fn variables(hivevar: &[(&str, &str)]) -> Variables {
    let mut variables =
        Variables::with_environment(|name| (name == "HOME").then(|| "/root".into()));
    for (name, value) in hivevar {
        variables.set(Namespace::HiveVar, name, *value).unwrap();
    }
    variables.set(Namespace::HiveConf, "db", "ham").unwrap();
    variables
}

fn run(script: &str, hivevar: &[(&str, &str)]) -> Result<Statement, Diagnostic> {
    let statements = split(&Source::new("a.sql", script)).unwrap();
    substitute(statements.last().unwrap(), &variables(hivevar))
}

fn text(script: &str, hivevar: &[(&str, &str)]) -> String {
    run(script, hivevar).unwrap().text().to_owned()
}

fn fails(script: &str, hivevar: &[(&str, &str)]) -> Diagnostic {
    run(script, hivevar).unwrap_err()
}

#[test]
fn every_namespace() {
    let script = "select ${x}, ${hivevar:x}, ${hiveconf:db}.t, '${env:HOME}'";
    assert_eq!(text(script, &[("x", "1")]), "select 1, 1, ham.t, '/root'");
}

#[test]
fn inside_every_kind_of_quote() {
    assert_eq!(
        text(r#"select '${x}', "a${x}b", `${x}`"#, &[("x", "1")]),
        r#"select '1', "a1b", `1`"#
    );
}

#[test]
fn value_is_text_before_parsing() {
    assert_eq!(
        text("${what} from t", &[("what", "select '省', 1")]),
        "select '省', 1 from t"
    );
    assert_eq!(text("select a${x}", &[("x", "")]), "select a");
    assert_eq!(text("${x}", &[("x", "")]), "");
}

#[test]
fn statement_without_variables_is_not_copied() {
    let statement = run("select '$', '{x}', $1", &[]).unwrap();
    assert_eq!(statement.text().as_ptr(), statement.raw().text().as_ptr());
}

#[test]
fn comments_stay_as_they_are() {
    for comment in [
        "-- ${hivevar:nope} ${x}\n",
        "/* ${hivevar:nope} ${x} */",
        "/*+ ${x} */",
    ] {
        let statement = run(&format!("select {comment} ${{x}}"), &[("x", "1")]).unwrap();
        assert_eq!(statement.text(), format!("select {comment} 1"));
        assert!(statement.warnings().is_empty());
    }
    // No comments, since in quotes.
    assert_eq!(
        text("select '-- ${x}', \"/* ${x} */\"", &[("x", "1")]),
        "select '-- 1', \"/* 1 */\""
    );
}

#[test]
fn escaped_semicolon_is_handed_on() {
    assert_eq!(text(r"!echo a\; ${x}", &[("x", "1")]), "!echo a; 1");
    assert_eq!(text(r"select 'a\;b' -- \;", &[]), r"select 'a\;b'");
}

#[test]
fn values_hold_references() {
    let chain = [("a", "${hivevar:b}+${c}"), ("b", "<${c}>"), ("c", "1")];
    assert_eq!(text("select ${a}", &chain), "select <1>+1");
}

#[test]
fn names_are_put_together() {
    let parts = [
        ("dt_prod", "2024"),
        ("stage", "prod"),
        ("open", "${hivevar:dt_"),
    ];
    assert_eq!(
        text("select ${hivevar:dt_${hivevar:stage}}", &parts),
        "select 2024"
    );
    assert_eq!(text("select ${dt_${stage}}", &parts), "select 2024");
    assert_eq!(text("select ${open}prod}", &parts), "select 2024");
}

#[test]
fn forty_levels_are_the_limit() {
    let chain = |length: usize| -> Vec<(String, String)> {
        (1..=length)
            .map(|n| {
                let value = if n == length {
                    "end".to_owned()
                } else {
                    format!("${{v{}}}", n + 1)
                };
                (format!("v{n}"), value)
            })
            .collect()
    };
    let borrowed = |chain: &[(String, String)]| -> Result<Statement, Diagnostic> {
        let pairs: Vec<_> = chain
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        run("select ${hivevar:v1}", &pairs)
    };
    assert_eq!(borrowed(&chain(40)).unwrap().text(), "select end");
    let error = borrowed(&chain(41)).unwrap_err();
    assert!(error.message().contains("deeper than 40"), "{error}");
    assert_eq!(error.marked_text(), Some("${hivevar:v1}"));
}

#[test]
fn circles_end() {
    let error = fails("select 1,\n  ${a}", &[("a", "${b}"), ("b", "${a}")]);
    assert_eq!(error.place().unwrap().to_string(), "a.sql:2:3");
    assert!(error.hints()[0].contains("refers to itself"), "{error:?}");
    // Doubles each round.
    let value = format!("${{a}}{}${{a}}", "x".repeat(10_000));
    let error = fails("select ${a}", &[("a", &value)]);
    assert!(error.message().contains("too large"), "{error}");
}

#[test]
fn undefined_with_a_namespace_is_an_error() {
    let error = fails(
        "select 1;\nselect '省', '${hivevar:dtt}' from t",
        &[("dt", "1"), ("hour", "2")],
    );
    assert_eq!(
        error.to_string(),
        "a.sql:2:14: the variable `${hivevar:dtt}` is not defined"
    );
    assert_eq!(error.marked_text(), Some("${hivevar:dtt}"));
    assert_eq!(error.statement_number(), Some(2));
    assert_eq!(error.hints().len(), 2);
    assert_eq!(error.hints()[0], "did you mean `${hivevar:dt}`?");
    assert!(error.hints()[1].contains("`--hivevar dtt=…`"));

    let error = fails("select ${env:NO}", &[]);
    assert!(
        error.message().contains("environment variable `NO`"),
        "{error}"
    );
    let error = fails("select ${hiveconf:q}", &[]);
    assert!(error.hints()[0].contains("`--hiveconf q=…`"), "{error:?}");
}

#[test]
fn the_other_namespace_is_suggested() {
    assert_eq!(
        fails("select ${hivevar:db}", &[]).hints()[0],
        "`db` is defined in `hiveconf`: write `${hiveconf:db}`"
    );
    let statement = run("select ${db}", &[]).unwrap();
    assert!(statement.warnings()[0].hints()[0].contains("${hiveconf:db}"));
}

#[test]
fn all_undefined_ones_are_told_at_once() {
    let error = fails(
        "select ${hivevar:a}, ${hivevar:a}, ${env:B}, ${hiveconf:c}, ${d}",
        &[],
    );
    assert_eq!(error.marked_text(), Some("${hivevar:a}"));
    let others = error.hints().last().unwrap();
    assert!(
        others.ends_with(": `${env:B}`, `${hiveconf:c}`"),
        "{others}"
    );
}

#[test]
fn system_properties_are_not_supported() {
    let error = fails("select '${system:user.dir}'", &[]);
    assert!(
        error
            .message()
            .contains("`${system:user.dir}` is not supported"),
        "{error}"
    );
}

#[test]
fn undefined_bare_one_stays_with_one_warning() {
    let script = "select regexp_replace(a, '(x)', '${y}${y}'), ${x}";
    let statement = run(script, &[("x", "1")]).unwrap();
    assert_eq!(
        statement.text(),
        "select regexp_replace(a, '(x)', '${y}${y}'), 1"
    );
    let [warning] = statement.warnings() else {
        unreachable!("one warning")
    };
    assert_eq!(warning.severity(), Severity::Warning);
    assert_eq!(warning.place().unwrap().column, 34);
    assert!(warning.message().contains("`${y}` stays as it is"));
}

#[test]
fn unknown_namespace_is_a_bare_name() {
    let statement = run("select ${hivevars:dt}", &[("dt", "1")]).unwrap();
    assert_eq!(statement.text(), "select ${hivevars:dt}");
    assert_eq!(
        statement.warnings()[0].hints()[0],
        "did you mean `${hivevar:dt}`?"
    );
}

#[test]
fn undefined_inside_a_value_points_at_the_reference_to_the_value() {
    let error = fails("select ${hivevar:a}", &[("a", "x = ${hivevar:gone}")]);
    assert!(error.message().contains("`${hivevar:gone}`"), "{error}");
    assert_eq!(error.marked_text(), Some("${hivevar:a}"));
    assert_eq!(error.causes(), ["the value of `${hivevar:a}` refers to it"]);
}

#[test]
fn undefined_part_of_a_name_is_an_error_even_if_bare() {
    let error = fails("select ${hivevar:a${b}}", &[]);
    assert_eq!(error.marked_text(), Some("${b}"));
    assert_eq!(error.severity(), Severity::Error);
    // A bare name with a bare part stays.
    assert_eq!(text("select ${a${b}}", &[]), "select ${a${b}}");
}

#[test]
fn incomplete_reference_with_a_namespace_is_an_error() {
    for (script, marked) in [
        ("select '${hivevar:dt'", "${hivevar:dt"),
        ("select ${hivevar:dt where 1", "${hivevar:dt"),
        ("select ${env: X}", "${env:"),
    ] {
        let error = fails(script, &[("dt", "1")]);
        assert_eq!(error.marked_text(), Some(marked), "{script}");
        assert!(
            error.message().contains("not a complete reference"),
            "{error}"
        );
    }
    // Hive leaves these alone, and so do we: nothing says that a variable is meant.
    for script in ["select '${'", "select '${ x}'", "select '${}'"] {
        let statement = run(script, &[]).unwrap();
        assert_eq!((statement.text(), statement.warnings().len()), (script, 0));
    }
}

#[test]
fn values_never_appear_in_messages() {
    let secrets = [
        ("token", "s3cr3t ${hivevar:gone} ${bare}"),
        ("a", "s3cr3t${a}"),
    ];
    for script in ["select ${hivevar:token}", "select ${a}"] {
        let error = fails(script, &secrets);
        assert!(!format!("{error:?}{error}").contains("s3cr3t"), "{error:?}");
    }
}
