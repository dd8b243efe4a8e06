#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;

/// A few rules in the form of `regexes.yaml`, as JSON.
fn rules(json: &str) -> Regexes<'static> {
    serde_json::from_str(json).unwrap()
}

fn few() -> UserAgents {
    UserAgents::new(rules(
        r#"{
        "user_agent_parsers": [
            {"regex": "(Tea)/(\\d+)(?:\\.(\\d+)|)(?:\\.(\\d+)|)"},
            {"regex": "Water/(\\w+)", "family_replacement": "$1 Water", "v1_replacement": "7"},
            {"regex": "Nameless()"},
            {"regex": "Tea", "family_replacement": "Late"}
        ],
        "os_parsers": [
            {"regex": "(Cup) (\\d+)_(\\d+)_(\\d+)"},
            {"regex": "Mug(.?)", "os_replacement": "Mug", "os_v1_replacement": "$1"}
        ],
        "device_parsers": [
            {"regex": "; *(pot[^;]*);", "regex_flag": "i", "device_replacement": "Pot $1",
             "brand_replacement": "Kiln", "model_replacement": " $1 "}
        ]}"#,
    ))
}

fn version<'a>(family: &'a str, parts: [Option<&'a str>; 3]) -> Version<'a> {
    let [major, minor, patch] = parts.map(|part| part.map(Cow::from));
    Version {
        family: family.into(),
        major,
        minor,
        patch,
    }
}

#[test]
fn groups_fill_family_and_version() {
    let agents = few();
    assert_eq!(
        agents.browser("Tea/1.2.3"),
        version("Tea", [Some("1"), Some("2"), Some("3")])
    );
    assert_eq!(
        agents.browser("Tea/1"),
        version("Tea", [Some("1"), None, None])
    );
    assert_eq!(
        agents.os("Cup 4_5_6"),
        version("Cup", [Some("4"), Some("5"), Some("6")])
    );
}

#[test]
fn replacements_take_the_place_of_groups() {
    let agents = few();
    assert_eq!(
        agents.browser("Water/Still"),
        version("Still Water", [Some("7"), None, None])
    );
    let device = agents.device("x; POT 3 ;");
    assert_eq!(device.family, "Pot POT 3");
    assert_eq!(device.brand.as_deref(), Some("Kiln"));
    assert_eq!(device.model.as_deref(), Some("POT 3"));
}

#[test]
fn first_matching_rule_wins() {
    assert_eq!(few().browser("Tea Tea/9").family, "Tea");
    assert_eq!(few().browser("Tea").family, "Late");
}

#[test]
fn unmatched_and_empty_families_are_other() {
    let agents = few();
    assert_eq!(agents.browser("-"), Version::default());
    assert_eq!(agents.browser("Nameless").family, "Other");
    assert_eq!(agents.os(""), version("Other", [None; 3]));
    assert_eq!(agents.device("-").family, "Other");
}

#[test]
fn empty_template_is_no_version() {
    assert_eq!(few().os("Mug"), version("Mug", [None; 3]));
}

#[test]
fn remembered_answer_equals_the_first() {
    let agents = few();
    let text = "Tea/1.2 Mug3";
    let first = agents.parse(text);
    let second = agents.parse(text);
    assert!(Arc::ptr_eq(&first, &second));
    let long = format!("{text}{}", " ".repeat(LONGEST_REMEMBERED));
    assert_eq!(agents.parse(&long), first);
    assert_eq!(agents.answers.len(), 1);
}

#[test]
fn equal_clients_of_different_texts_are_one() {
    let agents = few();
    assert!(Arc::ptr_eq(
        &agents.parse("Tea/1.2 a"),
        &agents.parse("Tea/1.2 b")
    ));
    assert_eq!((agents.answers.len(), agents.clients.len()), (2, 1));
}

#[test]
fn memory_is_bounded_by_entries_and_by_bytes() {
    let rules = r#"{"user_agent_parsers": [{"regex": "(Tea)/(\\d+)"}], "os_parsers": [], "device_parsers": []}"#;
    for length in [10, 1000] {
        let agents = UserAgents::with_capacity(self::rules(rules), 100);
        for number in 0..2000 {
            agents.parse(&format!("Tea/{number:0length$}"));
        }
        let bytes = agents
            .answers
            .iter()
            .map(|(text, client)| text.len() + client.bytes());
        // Shards round their part up.
        let most = 200 * BYTES_OF_AN_ANSWER;
        assert!(bytes.sum::<usize>() <= most, "{length}");
        assert!(agents.answers.len() <= 200 && agents.clients.len() <= 200);
        assert!(!agents.answers.is_empty());
    }
}

#[test]
fn nothing_is_remembered_without_capacity() {
    let agents = UserAgents::with_capacity(
        rules(r#"{"user_agent_parsers": [], "os_parsers": [], "device_parsers": []}"#),
        0,
    );
    assert_eq!(agents.parse("Tea/1"), agents.parse("Tea/1"));
    assert_eq!((agents.answers.len(), agents.clients.len()), (0, 0));
}

#[test]
fn broken_rule_is_named_with_its_list_and_place() {
    let agents = UserAgents::new(rules(
        r#"{"user_agent_parsers": [{"regex": "a"}], "os_parsers": [],
            "device_parsers": [{"regex": "(b)"}, {"regex": "(c"}]}"#,
    ));
    let error = agents.check().unwrap_err().to_string();
    assert!(
        error.starts_with("device_parsers, rule 2 (\"(c\"): "),
        "{error}"
    );
    assert!(error.contains("unclosed group"), "{error}");
    assert_eq!(agents.parse("b"), UserAgents::with_capacity(rules(
        r#"{"user_agent_parsers": [{"regex": "a"}], "os_parsers": [], "device_parsers": []}"#,
    ), 0).parse("b"));
}

#[test]
fn placeholder_without_a_group_is_named() {
    let agents = UserAgents::new(rules(
        r#"{"user_agent_parsers": [{"regex": "a", "family_replacement": "$1 A"}],
            "os_parsers": [], "device_parsers": []}"#,
    ));
    assert_eq!(
        agents.check().unwrap_err().to_string(),
        "user_agent_parsers, rule 1 (\"a\"): the replacement uses $1, which the regex does not have"
    );
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "(Tea/|Cup |Mug|; ?pot|Water/|[0-9._;]|\\PC){0,12}") {
        static AGENTS: LazyLock<UserAgents> = LazyLock::new(few);
        let first = AGENTS.parse(&text);
        prop_assert_eq!(&first.fields()[7].is_some(), &true);
        prop_assert_eq!(first, AGENTS.parse(&text));
    }
}
