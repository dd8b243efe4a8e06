//! What the golden calls do not show: refusals, engines, line ends, classes, and texts of any kind.

#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use proptest::prelude::*;

use super::*;

fn regex(pattern: &str) -> JavaRegex {
    JavaRegex::new(pattern).unwrap()
}

/// All matches of a pattern.
fn matches<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    let regex = regex(pattern);
    let search = regex.search(text).unwrap();
    let mut found = Vec::new();
    let mut from = Some(0);
    while let Some(span) = from.and_then(|start| search.find(start).unwrap()) {
        found.push(text.get(span.0..span.1).unwrap());
        from = search.next_start(span);
    }
    found
}

fn replace(pattern: &str, text: &str, replacement: &str) -> Result<String, MatchError> {
    let regex = regex(pattern);
    let replacement = Replacement::new(replacement, &regex);
    regex
        .replace_all(text, &replacement, &mut regex.groups())
        .map(std::borrow::Cow::into_owned)
}

fn refusal(pattern: &str) -> String {
    JavaRegex::new(pattern).unwrap_err().to_string()
}

#[test]
fn what_java_refuses_is_refused() {
    for pattern in [
        "(",
        "a)",
        "[",
        "[a",
        "[^",
        "*",
        "a|*",
        "a**",
        "a{",
        "a{,2}",
        "a{2,1}",
        "a{1",
        "a{99999999999}",
        r"\",
        r"\y",
        r"\x4",
        r"\x{110000}",
        r"\u12",
        r"\0",
        r"\08",
        r"\p{Foo}",
        r"\p{IsFoo}",
        r"\p{Lu",
        "[b-a]",
        r"[a-\d]",
        "[&&]",
        "(?z)",
        "(?<1a>b)",
        "(?<a>b)(?<a>c)",
        r"\k<a>",
        "(?$a)",
        r"[\b]",
        r"[\1]",
    ] {
        assert!(JavaRegex::new(pattern).is_err(), "{pattern}");
    }
}

#[test]
fn refusals_name_pattern_problem_and_place() {
    assert_eq!(
        refusal("ab*+*"),
        r#"regular expression "ab*+*": a quantifier without anything to repeat (character 5)"#
    );
    assert!(refusal(r"\p{Foo}").contains(r#"there is no character property "Foo""#));
}

#[test]
fn what_has_no_counterpart_is_named() {
    for (pattern, named) in [
        (r"a\X", r"\X (a grapheme cluster) is not supported"),
        (
            r"\Ga",
            r"\G (the end of the previous match) is not supported",
        ),
        (
            r"\b{g}",
            r"\b{g} (a boundary of grapheme clusters) is not supported",
        ),
        (
            r"\N{DIGIT ONE}",
            r"\N{…} (a character by its name) is not supported",
        ),
        (
            "(?c)a",
            "the flag c (canonical equivalence) is not supported",
        ),
        (
            r"(?i)(a)\1",
            "a back-reference that ignores case in ASCII only (without the flag u) is not supported",
        ),
        (
            r"\p{InLinear_A}",
            r"\p{InLinear_A} (a Unicode block) is not supported",
        ),
    ] {
        assert!(refusal(pattern).contains(named), "{}", refusal(pattern));
    }
    assert!(refusal(&"(".repeat(10_000)).contains("nesting deeper than 100 is not supported"));
    assert!(refusal(&"[".repeat(10_000)).contains("nesting deeper than 100 is not supported"));
}

#[test]
fn only_what_needs_it_is_tried_again_and_again() {
    for pattern in [
        r"^210315_QYCS_\d+$",
        r"pageId=([0-9a-zA-z]+)",
        r"\bword\b",
        r"(?i)x|y{2,3}?",
        r"\Qa\E\R\h",
    ] {
        assert!(regex(pattern).is_linear(), "{pattern}");
    }
    for pattern in ["a(?=b)", "(?<!a)b", r"(a)\1", "a*+", "(?>a)", "(?m)^a"] {
        assert!(!regex(pattern).is_linear(), "{pattern}");
    }
}

#[test]
fn too_many_steps_are_an_error() {
    let text = format!("{}b", "a".repeat(40));
    assert_eq!(
        regex(r"^(?:(a|a)+)(?<=b)(\1)")
            .is_match(&text)
            .unwrap_err()
            .to_string(),
        r#"regular expression "^(?:(a|a)+)(?<=b)(\\1)" took too many steps"#
    );
}

#[test]
fn dollar_stands_before_one_final_line_terminator() {
    for end in ["", "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}"] {
        let text = format!("ab{end}");
        assert!(regex("b$").is_match(&text).unwrap(), "{end:?}");
        assert!(regex(r"^(.*)$").is_match(&text).unwrap(), "{end:?}");
        assert_eq!(
            regex(r"b\z").is_match(&text).unwrap(),
            end.is_empty(),
            "{end:?}"
        );
    }
    for end in ["\n\n", "\n\r", "\nx", "\u{b}", "\u{c}", "\u{e2}\u{80}"] {
        assert!(
            !regex("b$").is_match(&format!("ab{end}")).unwrap(),
            "{end:?}"
        );
    }
    assert!(!regex("(?d)b$").is_match("ab\r").unwrap());
}

#[test]
fn lines_end_at_every_terminator() {
    assert_eq!(matches("(?m)^.$", "a\r\nb\u{2028}c\n"), ["a", "b", "c"]);
    assert_eq!(matches("(?md)^.*$", "a\rb\nc"), ["a\rb", "c"]);
    assert_eq!(matches("(?m)^", ""), [""; 0]);
}

#[test]
fn classes() {
    for (class, members) in [
        ("[a-c&&[^b]]", "ac"),
        ("[a[bc]]", "abc"),
        ("[^a[bc]]", "]x中🙂"),
        ("[]x]", "]x"),
        ("[^]a-c]", "x中🙂"),
        ("[[:x:]]", "x"),
        ("[a-]", "a"),
        ("[a&&b]", ""),
        (r"[\]\Qa-c\E]", "ac]"),
        ("[A-z]", "abc]x"),
        (r"[\ud83d\ude40-\ud83d\ude4f]", "🙂"),
        (r"[\ud83d\ude42]", "🙂"),
        (r"[\ud800-\udfff]", ""),
        (r"\p{IsHan}", "中"),
        (r"[^\P{L}a]", "bcx中"),
    ] {
        assert_eq!(matches(class, "abc]x中🙂").concat(), members, "{class}");
    }
}

#[test]
fn words_are_those_of_all_scripts_at_boundaries_only() {
    assert_eq!(matches(r"\b.", "中 é-a"), ["中", " ", "é", "-", "a"]);
    assert_eq!(matches(r"\bb\b", "中b é b"), ["b"]);
    assert_eq!(matches(r"\w", "中é_"), ["_"]);
    // A combining mark belongs to the letter before it, and to nothing else.
    assert_eq!(matches(r"e\b", "e\u{301} e"), ["e"]);
    assert_eq!(matches(r"\b-", "-\u{301}"), [""; 0]);
}

#[test]
fn case_is_ignored_in_ascii_unless_asked_for_more() {
    assert_eq!(matches("(?i)ké", "Ké KÉ \u{212a}é"), ["Ké"]);
    assert_eq!(
        matches("(?iu)ké", "Ké KÉ \u{212a}é"),
        ["Ké", "KÉ", "\u{212a}é"]
    );
    assert_eq!(matches("(?i)[a-c]x|(?-i)y", "BX Y y"), ["BX", "y"]);
    assert_eq!(matches("(?iu)[α-ω]", "Ωs"), ["Ω"]);
}

#[test]
fn comments_and_blanks_are_hidden_by_the_flag_x() {
    assert_eq!(matches("(?x) a + # one\r b [ c d ]", "aabd"), ["aabd"]);
}

#[test]
fn numbers_of_groups_are_as_long_as_there_are_groups() {
    assert_eq!(matches(r"(a)\11", "aa1"), ["aa1"]);
    assert_eq!(matches(r"(a)\2", "aa"), [""; 0]);
    assert_eq!(replace("(a)", "a", "$12"), Ok("a2".to_owned()));
    assert_eq!(
        replace("(?<k>a)b", "ab", r"${k}\$$0"),
        Ok("a$ab".to_owned())
    );
}

#[test]
fn a_bad_replacement_is_an_error_only_where_the_pattern_matches() {
    for bad in ["$", "$x", "$1", "${", "${k}", r"\"] {
        assert!(replace("a", "xax", bad).is_err(), "{bad}");
        assert_eq!(replace("a", "x", bad), Ok("x".to_owned()), "{bad}");
    }
}

#[test]
fn a_group_that_does_not_exist_is_an_error_only_where_the_pattern_matches() {
    let regex = regex("a(b)");
    for group in [-1, 2] {
        assert!(regex.extract("ab", group, &mut regex.groups()).is_err());
        assert_eq!(regex.extract("x", group, &mut regex.groups()), Ok(Some("")));
    }
}

#[test]
fn a_text_that_one_group_replaces_is_not_copied() {
    let regex = regex(r#"^\{"(.*)"\}$"#);
    let inner = Replacement::new("$1", &regex);
    let replaced = regex
        .replace_all(r#"{"a":"b"}"#, &inner, &mut regex.groups())
        .unwrap();
    assert!(matches!(replaced, std::borrow::Cow::Borrowed(r#"a":"b"#)));
}

#[test]
fn a_limited_split_leaves_the_rest_whole() {
    let mut pieces = Vec::new();
    regex(":")
        .split("a:b:c", Some(2), |piece| pieces.push(piece))
        .unwrap();
    assert_eq!(pieces, ["a", "b:c"]);
}

proptest! {
    #[test]
    fn no_pattern_panics(pattern in r"[a-c0-2()\[\]{}*+?|^$.\\&<=!:,pdDbBRuxQE é-]{0,16}", text in "[a-c0-2\n\r é]{0,8}") {
        if let Ok(regex) = JavaRegex::new(&pattern) {
            let _ = regex.is_match(&text);
            let _ = regex.extract(&text, 0, &mut regex.groups());
        }
    }

    #[test]
    fn plain_text_is_found_as_by_the_engine(part in "[ab.]{1,3}", text in "[ab.]{0,12}") {
        let quoted = format!(r"\Q{part}\E");
        prop_assert_eq!(matches(&quoted, &text), matches(&format!("(?:{quoted}){{1}}"), &text));
    }

    #[test]
    fn an_enclosed_text_is_found_as_by_the_engine(text in r#"[{"}a中“\n\r\u{85}\u{2028}]{0,8}"#, by in "[$]1|x|<[$]1>") {
        let text = format!("{{\"{text}");
        prop_assert_eq!(
            replace(r#"^\{"(.*)"\}$"#, &text, &by),
            replace(r#"^\{"(.*|.)"\}$"#, &text, &by)
        );
    }
}

proptest! {
    /// Patterns that need no engine against the same ones in a form that needs one.
    #[test]
    fn shapes_find_what_engines_find(text in "[a-c=K\\[_0-9\n\r\t\u{212a}号 ]{0,24}") {
        let pairs = [
            ("[\\n\\r\\t]", "[\\n\\r\\t]()"),
            ("[ab]", "[ab]()"),
            ("a=([0-9A-z]+)", "a=([0-9A-z]+)()"),
            ("ab([b=]+)", "ab([b=]+)()"),
        ];
        for (shaped, other) in pairs {
            let (shaped, other) = (JavaRegex::new(shaped).unwrap(), JavaRegex::new(other).unwrap());
            prop_assert_eq!(shaped.is_match(&text), other.is_match(&text));
            for group in 0..2 {
                if group < 1 || shaped.group_count() > 0 {
                    let found = shaped.extract(&text, group, &mut shaped.groups()).unwrap();
                    prop_assert_eq!(found, other.extract(&text, group, &mut other.groups()).unwrap());
                }
            }
            let (a, b) = (Replacement::new("<$0>", &shaped), Replacement::new("<$0>", &other));
            prop_assert_eq!(
                shaped.replace_all(&text, &a, &mut shaped.groups()).unwrap(),
                other.replace_all(&text, &b, &mut other.groups()).unwrap()
            );
        }
    }
}
