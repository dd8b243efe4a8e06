//! Where settings come from, and that no key is printed.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use std::ffi::OsString;

use super::{Settings, SettingsBuilder};
use crate::data::keys::{KeyRing, TEST_KEY};
use crate::kernel::cipher::Mode;

fn variables(variables: &[(&str, &str)]) -> Result<Settings, crate::Error> {
    let pairs = variables
        .iter()
        .map(|(name, value)| (OsString::from(name), OsString::from(value)));
    SettingsBuilder::from_variables(pairs)?.build()
}

#[test]
fn environment_gives_keys_and_zone() {
    let settings = variables(&[
        ("MAIDIAN_KEY_MOBILE", TEST_KEY),
        ("MAIDIAN_TIME_ZONE", "UTC"),
        ("MAIDIAN_IP_V4", ""),
        ("HOME", "/nowhere"),
    ])
    .unwrap();
    assert!(settings.keys().get("mobile").is_ok());
    assert_eq!(settings.describe_data("dt_udf"), ["time zone: UTC"]);
    assert!(settings.describe_data("ip_udf")[0].contains("built-in"));
}

#[test]
fn missing_files_of_the_environment_are_named() {
    for variable in [
        "MAIDIAN_IP_V4",
        "MAIDIAN_IP_V6",
        "MAIDIAN_UA_RULES",
        "MAIDIAN_KEY_FILE",
    ] {
        let message = variables(&[(variable, "/nowhere/data.yaml")])
            .unwrap_err()
            .to_string();
        assert!(
            message.contains("/nowhere/data.yaml"),
            "{variable}: {message}"
        );
    }
}

#[test]
fn unknown_zone_is_named_with_its_variable() {
    let message = variables(&[("MAIDIAN_TIME_ZONE", "Moon")])
        .unwrap_err()
        .to_string();
    assert!(
        message.starts_with("MAIDIAN_TIME_ZONE: unknown time zone 'Moon'"),
        "{message}"
    );
}

#[test]
fn default_has_no_keys_and_leaves_the_zone_to_the_session() {
    let settings = Settings::default();
    assert_eq!(settings.zone(), None);
    assert_eq!(
        settings.describe_data("mobile_encrypt"),
        ["keys: none configured"]
    );
    assert_eq!(
        settings.describe_data("stm_udf"),
        ["time zone: the session's, else Asia/Shanghai"]
    );
}

#[test]
fn debug_prints_no_key() {
    let keys = KeyRing::empty()
        .with_key("mobile", TEST_KEY, Mode::Ecb)
        .unwrap();
    let builder = Settings::builder().keys(keys);
    let printed = format!("{builder:?} {:?}", builder.clone().build().unwrap());
    assert!(
        printed.contains("mobile") && !printed.contains(TEST_KEY),
        "{printed}"
    );
}
