//! What the tests of this family share.

#![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

use crate::Settings;
use crate::data::keys::{KeyRing, TEST_KEY};
use crate::kernel::cipher::Mode;

/// `10000007919` under the test key, from `testdata/mobiles.tsv`.
pub(in crate::functions) const ONCE: &str = "5C8iBf88r2w1PuW1NqyYcg==";

/// The same, encrypted twice.
pub(in crate::functions) const TWICE: &str = "n8/q2T6EddZ6pcJ1YvKf/V+oqZCjQJOIXHA24mrd/Vs=";

/// Settings with the test key under this name alone.
pub(in crate::functions) fn with_key(name: &str) -> Settings {
    let keys = KeyRing::empty()
        .with_key(name, TEST_KEY, Mode::Ecb)
        .unwrap();
    Settings::builder().keys(keys).build().unwrap()
}
