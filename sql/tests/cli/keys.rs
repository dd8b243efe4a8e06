//! Keys: where they come from, how their absence is told, and that none is ever printed.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::PermissionsExt;

use super::process::{Folder, Ran};

/// Keys that no other text holds.
const FIRST: &str = "Zq7-first-key-16";
const SECOND_HEX: &str = "5ec0de5ec0de5ec0de5ec0de5ec0de99";

fn with_key_file(content: &str, mode: u32) -> Folder {
    let folder = Folder::new();
    let path = folder.write("keys.toml", content);
    set_permissions(path, Permissions::from_mode(mode)).unwrap();
    folder.with("MAIDIAN_KEY_FILE", "keys.toml")
}

#[test]
fn unconfigured_key_is_told_with_what_to_do() {
    let message = Folder::new().sql("select mobile_decrypt('x')").failure();
    for part in [
        "key 'mobile' is not configured",
        "MAIDIAN_KEY_MOBILE",
        "[keys.mobile]",
        "--key-file",
    ] {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
}

#[test]
fn key_comes_from_the_environment() {
    let folder = Folder::new()
        .with("MAIDIAN_KEY_MOBILE", "maidian-test-key")
        .with("MAIDIAN_KEY_OLD", "hex:000102030405060708090a0b0c0d0e0f");
    assert_eq!(
        folder
            .sql("select mobile_decrypt('5C8iBf88r2w1PuW1NqyYcg==') as p")
            .output(),
        "p\n10000007919\n"
    );
    assert_eq!(
        folder
            .sql("select mobile_decrypt2(mobile_encrypt('1', 'old'), 'old') as p")
            .output(),
        "p\n1\n"
    );
    assert!(
        folder
            .run(&["functions", "mobile_decrypt"])
            .output()
            .contains("keys: mobile, old")
    );
}

#[test]
fn key_is_text_hex_or_base64_of_three_lengths() {
    for key in [
        "maidian-test-key",
        "hex:6d61696469616e2d746573742d6b6579",
        "base64:bWFpZGlhbi10ZXN0LWtleQ==",
    ] {
        let folder = Folder::new().with("MAIDIAN_KEY_MOBILE", key);
        assert_eq!(
            folder
                .sql("select mobile_encrypt('10000007919') as c")
                .output(),
            "c\n5C8iBf88r2w1PuW1NqyYcg==\n"
        );
    }
    // NIST's keys of AES-192 and AES-256 (FIPS 197, appendix C): any text comes back.
    for key in [
        "hex:000102030405060708090a0b0c0d0e0f1011121314151617",
        "hex:000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
    ] {
        let folder = Folder::new().with("MAIDIAN_KEY_MOBILE", key);
        assert_eq!(
            folder
                .sql("select mobile_decrypt(mobile_encrypt('中文')) as p")
                .output(),
            "p\n中文\n"
        );
    }
}

#[test]
fn key_comes_from_a_file_with_its_mode() {
    let content = format!(
        "[keys.mobile]\nkey = \"maidian-test-key\"\n\n[keys.chained]\nkey = \"hex:{SECOND_HEX}\"\nmode = \"cbc\"\n"
    );
    let folder = with_key_file(&content, 0o600);
    let query = "select mobile_decrypt('5C8iBf88r2w1PuW1NqyYcg==') as p, length(mobile_encrypt('1', 'chained')) as n, \
                 mobile_decrypt(mobile_encrypt('10000000003=='), '$basic_userId', 'mobile') as u";
    assert_eq!(
        folder.sql(query).output(),
        "p\tn\tu\n10000007919\t44\t10000000003==\n"
    );
    // The environment wins over the file.
    let both = folder.with("MAIDIAN_KEY_MOBILE", FIRST);
    assert_eq!(
        both.sql("select mobile_decrypt('5C8iBf88r2w1PuW1NqyYcg==') as p")
            .output(),
        "p\nNULL\n"
    );
}

#[test]
fn key_file_that_others_can_read_is_refused() {
    for mode in [0o644, 0o640, 0o604, 0o660] {
        let message = with_key_file("[keys.mobile]\nkey = \"maidian-test-key\"\n", mode)
            .sql("select 1")
            .failure();
        assert!(
            message.contains("keys.toml") && message.contains("chmod 600"),
            "{message}"
        );
    }
}

#[test]
fn key_file_that_cannot_be_read_is_named() {
    for path in ["nowhere.toml", "."] {
        let message = Folder::new()
            .run(&["--key-file", path, "sql", "-e", "select 1"])
            .failure();
        assert!(
            message.contains("key file") && message.contains(path),
            "{message}"
        );
    }
}

#[test]
fn no_output_ever_holds_a_key() {
    let content = format!("[keys.second]\nkey = \"hex:{SECOND_HEX}\"\n");
    let folder = with_key_file(&content, 0o600)
        .with("MAIDIAN_KEY_MOBILE", FIRST)
        .with("MAIDIAN_LOG", "trace");
    folder.write("a.sql", "create table if not exists t (p string) stored as parquet;\ninsert overwrite table t select mobile_encrypt('10000000001', 'second')");
    let statements = [
        "select mobile_encrypt('10000000001') as p",
        "explain select mobile_decrypt(p), mobile_decrypt2(p, 'second') from (values ('a'), ('b')) as t(p)",
        "explain verbose select mobile_encrypt(p, 'second') from (values ('a'), ('b')) as t(p)",
        "set",
        "select mobile_decrypt('x', 'y', 'third')",
        "select mobile_encrypt(1)",
        "select nope(mobile_encrypt('a'))",
        "select '${env:MAIDIAN_KEY_MOBILE}'",
        "show databases",
    ];
    let mut runs: Vec<Ran> = statements
        .iter()
        .map(|statement| folder.sql(statement))
        .collect();
    for arguments in [
        &["functions"] as &[&str],
        &["functions", "mobile_decrypt"],
        &["functions", "mobile_encrypt"],
        &["run", "a.sql"],
        &["run", "a.sql", "--dry-run"],
        &["run", "nowhere.sql"],
        &["sql", "-f", "nowhere.sql"],
        &["sql", "--format", "xml"],
        &["--help"],
        &["sql", "--help"],
    ] {
        runs.push(folder.run(arguments));
    }
    for ran in runs {
        assert_without_keys(&ran);
    }
}

#[test]
fn malformed_keys_are_told_without_them() {
    let short = Folder::new().with("MAIDIAN_KEY_MOBILE", "Zq7-too-short");
    let encoded = Folder::new().with("MAIDIAN_KEY_MOBILE", "hex:Zq7-no-hex");
    for folder in [short, encoded] {
        let message = folder.sql("select 1").failure();
        assert!(
            message.contains("MAIDIAN_KEY_MOBILE") && !message.contains("Zq7"),
            "{message}"
        );
    }
    for content in [
        "[keys.mobile]\nkey = Zq7-no-toml\n",
        "[keys.mobile]\nkey = \"Zq7-short\"\n",
        "key = \"Zq7-first-key-16\"\n",
        "[keys.Zq7]\nkey = \"Zq7-first-key-16\"\n",
    ] {
        let message = with_key_file(content, 0o600).sql("select 1").failure();
        assert!(
            message.contains("keys.toml") && !message.contains("Zq7"),
            "{message}"
        );
    }
}

#[track_caller]
fn assert_without_keys(ran: &Ran) {
    for key in [FIRST, SECOND_HEX, "5ec0de5e"] {
        assert!(!ran.stdout.contains(key), "a key is on standard output");
        assert!(!ran.stderr.contains(key), "a key is on standard error");
    }
}
