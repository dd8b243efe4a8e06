use std::sync::LazyLock;
use std::thread;

use thiserror::Error;
use ua_parser::{BuildError, Error as UaError, ParseError, device, os, user_agent};

/// Why a list of rules can't be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RuleError {
    /// A rule is broken.
    #[error("{list}, rule {number} ({regex:?}): {problem}")]
    Rule {
        /// The list of `regexes.yaml`.
        list: &'static str,
        /// The rule's place in the list, from 1.
        number: usize,
        /// The rule's regular expression.
        regex: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The rules are sound, but can't be put together.
    #[error("{list}: {problem}")]
    List {
        /// The list of `regexes.yaml`.
        list: &'static str,
        /// What went wrong.
        problem: String,
    },
}

/// Builds a `T` when it is first needed.
pub(super) type Lazy<T> =
    LazyLock<Result<T, RuleError>, Box<dyn FnOnce() -> Result<T, RuleError> + Send>>;

pub(super) fn browser_extractor(
    rules: Vec<user_agent::Parser<'static>>,
) -> Result<user_agent::Extractor<'static>, RuleError> {
    use user_agent::Builder;
    let list = "user_agent_parsers";
    let rules = rules.into_iter().map(|rule| (rule.regex.to_string(), rule));
    built(
        list,
        push_all(list, Builder::new(), rules, Builder::push)?.build(),
    )
}

pub(super) fn os_extractor(
    rules: Vec<os::Parser<'static>>,
) -> Result<os::Extractor<'static>, RuleError> {
    use os::Builder;
    let list = "os_parsers";
    let rules = rules.into_iter().map(|rule| (rule.regex.to_string(), rule));
    built(
        list,
        push_all(list, Builder::new(), rules, Builder::push)?.build(),
    )
}

pub(super) fn device_extractor(
    rules: Vec<device::Parser<'static>>,
) -> Result<device::Extractor<'static>, RuleError> {
    use device::Builder;
    let list = "device_parsers";
    let rules = rules.into_iter().map(|rule| (rule.regex.to_string(), rule));
    built(
        list,
        push_all(list, Builder::new(), rules, Builder::push)?.build(),
    )
}

/// Builds all three, the devices' (the largest) beside the other two.
pub(super) fn force_all(
    browser: &Lazy<user_agent::Extractor<'static>>,
    os: &Lazy<os::Extractor<'static>>,
    device: &Lazy<device::Extractor<'static>>,
) {
    if LazyLock::get(browser).is_some()
        && LazyLock::get(os).is_some()
        && LazyLock::get(device).is_some()
    {
        return;
    }
    thread::scope(|scope| {
        // Where no thread is to be had, the device's extractor is built when it is asked.
        let _ = thread::Builder::new().spawn_scoped(scope, || LazyLock::force(device).is_ok());
        LazyLock::force(browser).is_ok() && LazyLock::force(os).is_ok()
    });
}

fn push_all<B, R, E: Into<UaError>>(
    list: &'static str,
    builder: B,
    rules: impl Iterator<Item = (String, R)>,
    push: impl Fn(B, R) -> Result<B, E>,
) -> Result<B, RuleError> {
    rules
        .enumerate()
        .try_fold(builder, |builder, (at, (regex, rule))| {
            push(builder, rule).map_err(|error| {
                let problem = problem(error.into());
                RuleError::Rule {
                    list,
                    number: at + 1,
                    regex,
                    problem,
                }
            })
        })
}

fn built<T>(list: &'static str, result: Result<T, BuildError>) -> Result<T, RuleError> {
    result.map_err(|error| RuleError::List {
        list,
        problem: error.to_string(),
    })
}

fn problem(error: UaError) -> String {
    match error {
        UaError::ParseError(ParseError::SyntaxError(problem)) => problem,
        UaError::ParseError(ParseError::RegexTooLarge(limit)) => {
            format!("the regex takes more than {limit} bytes")
        }
        UaError::MissingGroup(group) => {
            format!("the replacement uses ${group}, which the regex does not have")
        }
        error => error.to_string(),
    }
}
