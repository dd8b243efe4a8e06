//! All functions, into a registry.

use std::sync::Arc;

use datafusion_common::Result;
use datafusion_expr::registry::FunctionRegistry;
use datafusion_expr::{AggregateUDF, ScalarUDF, WindowUDF};

use crate::Settings;
use crate::functions::{
    aggregate, attributes, collection, date, digest, hive, ip, math, operator, phone, text, time,
    ua, url, window,
};

/// Registers all functions, with the settings of the environment.
///
/// A function replaces any other of its name that the registry has; see [`register_all_with`].
///
/// **Errors**: settings that can't be used (see [`Settings::from_env`]), and a registry that takes no functions.
pub fn register_all(registry: &mut dyn FunctionRegistry) -> Result<()> {
    register_all_with(registry, &Settings::from_env()?)
}

/// Registers all functions, with these settings.
///
/// A function replaces any other of its name that the registry has. Registering costs next to nothing: no data is
/// loaded before a row needs it.
///
/// **Errors**: a registry that takes no functions.
pub fn register_all_with(registry: &mut dyn FunctionRegistry, settings: &Settings) -> Result<()> {
    for function in all_functions(settings) {
        registry.register_udf(function)?;
    }
    for function in all_aggregates() {
        registry.register_udaf(function)?;
    }
    for function in all_windows() {
        registry.register_udwf(function)?;
    }
    Ok(())
}

/// All aggregate functions.
pub fn all_aggregates() -> Vec<Arc<AggregateUDF>> {
    aggregate::functions()
}

/// All window functions. Aggregates, too, may be called on a window.
pub fn all_windows() -> Vec<Arc<WindowUDF>> {
    window::functions()
}

/// All scalar functions: those on events, by family, then those of Hive.
pub fn all_functions(settings: &Settings) -> Vec<Arc<ScalarUDF>> {
    [
        url::functions(),
        attributes::functions(),
        ip::functions(settings),
        ua::functions(settings),
        phone::functions(settings),
        time::functions(settings),
        date::functions(settings),
        hive::functions(),
        text::functions(),
        digest::functions(settings),
        math::functions(),
        collection::functions(),
        operator::functions(settings),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use std::collections::BTreeSet;

    use super::*;
    use crate::data::keys::{KeyRing, TEST_KEY};
    use crate::kernel::cipher::Mode;

    fn is_domain(function: &ScalarUDF) -> bool {
        function
            .documentation()
            .is_some_and(|about| about.doc_section.label == "domain")
    }

    #[test]
    fn every_function_on_events_has_its_names() {
        let functions = all_functions(&Settings::default());
        let names: BTreeSet<String> = functions
            .iter()
            .filter(|function| is_domain(function))
            .flat_map(|function| [&[function.name().to_owned()], function.aliases()].concat())
            .collect();
        let expected = [
            "aes2_function",
            "attr_get",
            "attr_get_udf",
            "attr_map",
            "attr_pick",
            "attr_remove",
            "attr_remove_udf",
            "base64Decode",
            "base64decode",
            "decode_url",
            "dt_udf",
            "encode_url",
            "exposure_items",
            "extract_xy",
            "extract_xy_no_lag_lat",
            "hour_udf",
            "ip_region",
            "ip_udf",
            "match",
            "mobile_decrypt",
            "mobile_decrypt2",
            "mobile_encrypt",
            "query_param",
            "stm_udf",
            "ua_all",
            "ua_all_udf",
            "ua_parse",
        ];
        assert_eq!(names, expected.map(str::to_owned).into());
    }

    #[test]
    fn names_are_unique() {
        let mut seen = BTreeSet::new();
        for function in all_functions(&Settings::default()) {
            for name in [&[function.name().to_owned()], function.aliases()].concat() {
                assert!(seen.insert(name.clone()), "{name}");
            }
        }
    }

    #[test]
    fn every_function_is_documented() {
        for function in all_functions(&Settings::default()) {
            let about = function.documentation().unwrap();
            assert!(
                about
                    .syntax_example
                    .starts_with(&format!("{}(", function.name())),
                "{about:?}"
            );
            let example = about.sql_example.as_deref().unwrap_or_default();
            assert!(example.lines().count() >= 2, "{}", function.name());
        }
    }

    #[test]
    fn debug_of_functions_prints_no_key() {
        let keys = KeyRing::empty()
            .with_key("mobile", TEST_KEY, Mode::Ecb)
            .unwrap();
        let settings = Settings::builder().keys(keys).build().unwrap();
        let printed = format!("{:?}", all_functions(&settings));
        assert!(printed.contains("mobile"), "{printed}");
        // As text, as a list of numbers, and in hexadecimal.
        for secret in [TEST_KEY, "109, 97, 105", "6d6169"] {
            assert!(!printed.to_lowercase().contains(secret), "{secret}");
        }
    }
}
