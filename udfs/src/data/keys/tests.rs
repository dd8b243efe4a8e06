//! Where keys come from, which wins, and that none is ever printed.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use super::{KeyError, KeyRing, TEST_KEY};
use crate::kernel::cipher::Mode;
use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// `10000007919` under [`TEST_KEY`], from `testdata/mobiles.tsv`.
const SEALED: &str = "5C8iBf88r2w1PuW1NqyYcg==";

/// Whether a ring has the test key under a name.
fn has_test_key(ring: &KeyRing, name: &str) -> bool {
    ring.get(name).unwrap().decrypt_text(SEALED).as_deref() == Some("10000007919")
}

fn env(variables: &[(&str, &str)]) -> Result<KeyRing, KeyError> {
    KeyRing::from_env(
        variables
            .iter()
            .map(|&(name, value)| (name.to_owned(), value.to_owned())),
    )
}

/// A key file that only its owner can access.
fn key_file(folder: &TempDir, text: &str) -> PathBuf {
    let path = folder.path().join("keys.toml");
    fs::write(&path, text).unwrap();
    set_mode(&path, 0o600);
    path
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) {}

fn from_text(text: &str) -> Result<KeyRing, KeyError> {
    let folder = TempDir::new().unwrap();
    KeyRing::empty().with_file(&key_file(&folder, text))
}

#[test]
fn variable_in_upper_case_is_a_key_in_lower_case() {
    let ring = env(&[
        ("MAIDIAN_KEY_MOBILE", TEST_KEY),
        ("MAIDIAN_KEY_OLD_2", "hex:6d61696469616e2d746573742d6b6579"),
        ("MAIDIAN_KEY_B64", "base64:bWFpZGlhbi10ZXN0LWtleQ=="),
        ("MAIDIAN_KEY_FILE", "/nowhere/keys.toml"),
        ("MAIDIAN_KEY_EMPTY", ""),
        ("MAIDIAN_KEYS", "x"),
        ("HOME", "/nowhere"),
    ])
    .unwrap();
    assert_eq!(ring.names().collect::<Vec<_>>(), ["b64", "mobile", "old_2"]);
    assert!(ring.names().all(|name| has_test_key(&ring, name)));
}

#[test]
fn key_file_has_a_table_for_each_key() {
    let ring = from_text(
        "# keys\n[keys.mobile]\nkey = \"maidian-test-key\"\n\
         [keys.chained]\nkey = \"hex:000102030405060708090a0b0c0d0e0f\"\nmode = \"cbc\"\n\
         [keys.plain]\nkey = \"base64:bWFpZGlhbi10ZXN0LWtleQ==\"\nmode = \"ecb\"\n",
    )
    .unwrap();
    assert_eq!(
        ring.names().collect::<Vec<_>>(),
        ["chained", "mobile", "plain"]
    );
    assert!(has_test_key(&ring, "mobile") && has_test_key(&ring, "plain"));
    let chained = ring.get("chained").unwrap();
    assert_eq!(format!("{chained:?}"), "Cipher { mode: Cbc, .. }");
}

#[test]
fn empty_key_file_has_no_keys() {
    assert_eq!(from_text("").unwrap().names().count(), 0);
    assert_eq!(from_text("[keys]\n").unwrap().names().count(), 0);
}

#[test]
fn environment_wins_over_the_file_and_a_given_key_over_both() {
    let folder = TempDir::new().unwrap();
    let path = key_file(
        &folder,
        "[keys.a]\nkey = \"wrong-test-key-1\"\n[keys.b]\nkey = \"maidian-test-key\"\n",
    );
    let ring = env(&[("MAIDIAN_KEY_A", TEST_KEY)])
        .unwrap()
        .with_file(&path)
        .unwrap();
    assert!(has_test_key(&ring, "a") && has_test_key(&ring, "b"));

    let ring = env(&[("MAIDIAN_KEY_B", "wrong-test-key-2")]).unwrap();
    let ring = ring
        .with_key("b", TEST_KEY, Mode::Ecb)
        .unwrap()
        .with_file(&path)
        .unwrap();
    assert!(has_test_key(&ring, "b") && !has_test_key(&ring, "a"));
}

#[test]
fn missing_key_says_how_to_configure_it() {
    assert_eq!(
        KeyRing::empty().get("mobile").unwrap_err().to_string(),
        "key 'mobile' is not configured: set MAIDIAN_KEY_MOBILE or add [keys.mobile] to the file named by \
         --key-file or MAIDIAN_KEY_FILE"
    );
    for name in ["", "file", "Mobile", "my-key", "中"] {
        assert!(
            matches!(KeyRing::empty().get(name), Err(KeyError::Name { .. })),
            "{name}"
        );
    }
}

#[cfg(unix)]
#[test]
fn key_file_that_others_can_access_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = key_file(&folder, "[keys.mobile]\nkey = \"maidian-test-key\"\n");
    for mode in [0o640, 0o604, 0o620, 0o660, 0o644] {
        set_mode(&path, mode);
        let shown = path.display();
        assert_eq!(
            KeyRing::empty().with_file(&path).unwrap_err().to_string(),
            format!(
                "key file {shown} can be accessed by group or others (mode {mode:04o}): run `chmod 600 {shown}`"
            )
        );
    }
    for mode in [0o600, 0o400, 0o700] {
        set_mode(&path, mode);
        assert!(KeyRing::empty().with_file(&path).is_ok());
    }
}

#[test]
fn missing_file_and_folder_are_errors_that_name_the_path() {
    let folder = TempDir::new().unwrap();
    for path in [folder.path().join("none.toml"), folder.path().to_owned()] {
        let message = KeyRing::empty().with_file(&path).unwrap_err().to_string();
        assert!(
            message.starts_with(&format!("cannot read key file {}: ", path.display())),
            "{message}"
        );
    }
}

/// Text of a key file that must be refused, and how the message ends.
const BAD_FILES: &[(&str, &str)] = &[
    ("[keys.a]\nkey = maidian-test-key\n", ":2:7: not valid TOML"),
    (
        "[keys.a]\nkey = \"maidian-test-key\n",
        ":2:24: not valid TOML",
    ),
    ("[keys.a]\n中 = 1\n", ":2:1: not valid TOML"),
    (
        "[keys.a]\nkey = \"x\"\nkey = \"maidian-test-key\"\n",
        ":3:1: not valid TOML",
    ),
    ("maidian-test-key", ":1:17: not valid TOML"),
    (
        "key = \"maidian-test-key\"",
        ": top level: expected tables [keys.NAME] only",
    ),
    (
        "[maidian-test-key]\n",
        ": top level: expected tables [keys.NAME] only",
    ),
    (
        "keys = \"maidian-test-key\"",
        ": top level: expected tables [keys.NAME] only",
    ),
    (
        "[keys]\na = \"maidian-test-key\"",
        ": [keys.a]: expected a table with the fields `key` and `mode`",
    ),
    (
        "[keys]\nmaidian-test-key = 1",
        ": [keys]: expected a table with the fields `key` and `mode`",
    ),
    (
        "[keys.a]\nmode = \"ecb\"",
        ": [keys.a]: expected a field `key`",
    ),
    (
        "[keys.a]\nkey = [\"maidian-test-key\"]",
        ": [keys.a]: expected `key` to be a string",
    ),
    (
        "[keys.a]\nkey = \"x\"\nmaidian-test-key = 1",
        ": [keys.a]: expected no other fields than `key` and `mode`",
    ),
    (
        "[keys.a]\nmode = \"maidian-test-key\"",
        ": [keys.a]: expected `mode` to be \"ecb\" or \"cbc\"",
    ),
    (
        "[keys.maidian-test-key]\nkey = \"maidian-test-key\"",
        "and not 'file'",
    ),
    ("[keys.file]\nkey = \"maidian-test-key\"", "and not 'file'"),
    (
        "[keys.a]\nkey = \"maidian-test-key1\"",
        ": an AES key is 16, 24 or 32 bytes, this one is 17",
    ),
    (
        "[keys.a]\nkey = \"\"",
        ": an AES key is 16, 24 or 32 bytes, this one is 0",
    ),
    (
        "[keys.a]\nkey = \"hex:maidian-test-key\"",
        ": the key is not pairs of hexadecimal digits after `hex:`",
    ),
    (
        "[keys.a]\nkey = \"base64:maidian-test-key\"",
        ": the key is not base64 after `base64:`",
    ),
];

#[test]
fn damaged_key_file_is_an_error_that_names_the_place() {
    let folder = TempDir::new().unwrap();
    for (text, expected) in BAD_FILES {
        let path = key_file(&folder, text);
        let message = KeyRing::empty().with_file(&path).unwrap_err().to_string();
        assert!(message.contains(&path.display().to_string()), "{message}");
        assert!(message.ends_with(expected), "{message}\nfor {text}");
    }
}

#[test]
fn bad_variable_is_named() {
    for (variable, value, expected) in [
        (
            "MAIDIAN_KEY_A",
            "maidian",
            "MAIDIAN_KEY_A: an AES key is 16, 24 or 32 bytes, this one is 7",
        ),
        (
            "MAIDIAN_KEY_A",
            "hex:maidian",
            "MAIDIAN_KEY_A: the key is not pairs of hexadecimal digits after `hex:`",
        ),
        (
            "MAIDIAN_KEY_A-B",
            TEST_KEY,
            "MAIDIAN_KEY_A-B: a key is named by lower-case letters, digits and '_', and not 'file'",
        ),
    ] {
        assert_eq!(env(&[(variable, value)]).unwrap_err().to_string(), expected);
    }
}

/// `Display`, `Debug` and the whole chain of causes.
fn everything_printed(error: &KeyError) -> String {
    let mut printed = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        write!(printed, " {cause} {cause:?}").unwrap();
        source = cause.source();
    }
    printed
}

#[test]
fn no_key_is_ever_printed() {
    let mut printed = String::new();
    for (text, _) in BAD_FILES {
        printed += &everything_printed(&from_text(text).unwrap_err());
    }
    for value in [
        "maidian-test-key-too-long",
        "hex:maidian-test-key",
        "base64:maidian-test-key",
    ] {
        printed += &everything_printed(&env(&[("MAIDIAN_KEY_A", value)]).unwrap_err());
        printed += &everything_printed(
            &KeyRing::empty()
                .with_key("a", value, Mode::Cbc)
                .unwrap_err(),
        );
    }
    printed += &everything_printed(&KeyRing::empty().get(TEST_KEY).unwrap_err());
    for mode in [Mode::Ecb, Mode::Cbc] {
        let ring = KeyRing::empty().with_key("mobile", TEST_KEY, mode).unwrap();
        let cipher = ring.get("mobile").unwrap();
        write!(printed, "{ring:?} {ring:#?} {cipher:?} {cipher:#?}").unwrap();
    }
    assert!(printed.contains("KeyRing {\"mobile\"}"), "{printed}");
    // As text, in hexadecimal, in base64, and as a list of numbers.
    for secret in [
        "maidian-test",
        "test-key",
        "6d61696469616e",
        "bWFpZGlhbi",
        "109, 97, 105",
        "109,\n",
    ] {
        assert!(
            !printed.to_lowercase().contains(&secret.to_lowercase()),
            "{secret} in {printed}"
        );
    }
}

#[test]
fn a_stand_in_is_there_for_names_that_are_not_configured() {
    let ring = KeyRing::empty().with_stand_in().unwrap();
    assert!(ring.get("other").is_ok());
    assert!(ring.get("no name").is_err());
    assert_eq!(ring.names().count(), 0);
}
