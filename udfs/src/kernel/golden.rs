//! Calls of Hive's functions and what Hive 2.3.10 gave (`testdata/hive/*.jsonl`), for the tests of the kernels.

#![expect(clippy::unwrap_used, reason = "a failed test panics")]

use serde::Deserialize;
use serde_json::Value;

/// One call: its arguments, and what it gives.
#[derive(Deserialize)]
struct Golden {
    id: String,
    #[serde(rename = "in")]
    arguments: Vec<Value>,
    #[serde(default)]
    out: Value,
    #[serde(default)]
    error: bool,
}

/// Runs all calls of a file of which at least `least` have no NULL argument: `call` gets the arguments as text, and gives
/// `None` for an error.
pub(super) fn check(file: &str, least: usize, call: impl Fn(&[String]) -> Option<Value>) {
    let mut wrong = Vec::new();
    let mut calls = 0;
    for line in file.lines() {
        let golden: Golden = serde_json::from_str(line).unwrap();
        let arguments: Option<Vec<String>> = golden
            .arguments
            .iter()
            .map(|argument| match argument {
                Value::Null => None,
                Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            })
            .collect();
        // What NULL gives is for the layer above.
        let Some(arguments) = arguments else { continue };
        let actual = call(&arguments);
        let expected = (!golden.error).then_some(golden.out);
        if actual != expected {
            wrong.push(format!(
                "{}: {arguments:?}: {actual:?}, Hive: {expected:?}",
                golden.id
            ));
        }
        calls += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(calls >= least, "only {calls} calls");
}
