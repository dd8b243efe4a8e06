#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::borrow::Cow;

use super::*;

type Field<'a> = Option<Cow<'a, str>>;

/// Every field of every rule that uap-core's specification names.
fn fields(rules: Regexes<'static>) -> Vec<Vec<Field<'static>>> {
    let browsers = rules.user_agent_parsers.into_iter().map(|rule| {
        vec![
            Some(rule.regex),
            rule.family_replacement,
            rule.v1_replacement,
            rule.v2_replacement,
            rule.v3_replacement,
            rule.v4_replacement,
        ]
    });
    let systems = rules.os_parsers.into_iter().map(|rule| {
        vec![
            Some(rule.regex),
            rule.os_replacement,
            rule.os_v1_replacement,
            rule.os_v2_replacement,
            rule.os_v3_replacement,
            rule.os_v4_replacement,
        ]
    });
    let devices = rules.device_parsers.into_iter().map(|rule| {
        vec![
            Some(rule.regex),
            rule.regex_flag.map(|_| "i".into()),
            rule.device_replacement,
            rule.brand_replacement,
            rule.model_replacement,
        ]
    });
    browsers.chain(systems).chain(devices).collect()
}

fn uap_core_yaml() -> String {
    let packed = include_bytes!("../../../../tests/data/uap-core/regexes.yaml.zst");
    String::from_utf8(zstd::decode_all(&packed[..]).unwrap()).unwrap()
}

#[test]
fn bundled_rules_equal_uap_cores_yaml() {
    let yaml: Regexes<'static> = serde_norway::from_str(&uap_core_yaml()).unwrap();
    assert_eq!(counts(&yaml), COUNTS);
    assert_eq!(fields(bundled()), fields(yaml));
}

#[test]
fn bundled_rules_are_sound() {
    let text = "Mozilla/5.0 (Linux; Android 9; JAT-AL00 Build/HUAWEIJAT-AL00; wv) AppleWebKit/537.36 \
                (KHTML, like Gecko) Version/4.0 Chrome/79.0.3945.116 Mobile Safari/537.36";
    let rules = UaRules::builtin();
    rules.user_agents().check().unwrap();
    let mut line = String::new();
    rules.user_agents().parse(text).write_line(&mut line);
    assert_eq!(
        line,
        "Android|Android 9|Huawei|JAT-AL00|Chrome Mobile WebView|Chrome Mobile WebView 79"
    );
}

#[test]
fn bundled_rules_are_described_without_loading_them() {
    assert_eq!(
        UaRules::builtin().describe().to_string(),
        "built-in (uap-core ae4c16d of 2024-05-08), 362 browser, 201 operating system and 633 device rules"
    );
}

fn file(name: &str, content: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, content).unwrap();
    (folder, path)
}

const YAML: &str =
    "user_agent_parsers:\n  - regex: '(Tea)/(\\d+)'\nos_parsers: []\ndevice_parsers: []\n";

#[test]
fn yaml_and_json_files_take_the_place_of_the_bundled_rules() {
    let json =
        r#"{"user_agent_parsers":[{"regex":"(Tea)/(\\d+)"}],"os_parsers":[],"device_parsers":[]}"#;
    for (name, content) in [
        ("rules.yaml", YAML),
        ("rules.YML", YAML),
        ("rules.json", json),
    ] {
        let (_folder, path) = file(name, content);
        let rules = UaRules::open(&path).unwrap();
        assert_eq!(
            rules.user_agents().browser("Tea/7").major.as_deref(),
            Some("7"),
            "{name}"
        );
        assert_eq!(
            rules.describe().to_string(),
            format!(
                "{}, 1 browser, 0 operating system and 0 device rules",
                path.display()
            )
        );
    }
}

#[test]
fn unusable_files_are_named_with_what_is_wrong() {
    let open = |name: &str, content: &str| {
        let (_folder, path) = file(name, content);
        let error = UaRules::open(&path).unwrap_err().to_string();
        error
            .strip_prefix(&format!(
                "{}, named as the user agent rules: ",
                path.display()
            ))
            .expect("an error that begins with the file")
            .to_owned()
    };
    let text = open("rules.txt", YAML);
    assert!(
        text.starts_with("expected uap-core's regexes.yaml"),
        "{text}"
    );
    let json = open("rules.json", "{\n\"user_agent_parsers\": [}");
    assert!(json.contains("line 2"), "{json}");
    let yaml = open("rules.yaml", "user_agent_parsers:\n  - regex: 'a'\n");
    assert!(yaml.contains("os_parsers"), "{yaml}");
    let rule = open("rules.yaml", &YAML.replace("(Tea)", "(Tea"));
    assert!(
        rule.starts_with("user_agent_parsers, rule 1 (\"(Tea/"),
        "{rule}"
    );
    let missing = UaRules::open("/nowhere/rules.yaml")
        .unwrap_err()
        .to_string();
    assert!(
        missing.starts_with("can't read /nowhere/rules.yaml"),
        "{missing}"
    );
}
