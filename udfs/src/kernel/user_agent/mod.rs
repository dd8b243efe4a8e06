//! What a user agent text says about the client, by the rules of uap-core.
//!
//! The matching is the `ua-parser` crate's. Here are its three extractors, each built when it is first needed, and
//! a memory of the answers.
//!
//! Reference: `docs/specification.md` of github.com/ua-parser/uap-core.

mod client;
mod extractors;

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use quick_cache::Weighter;
use quick_cache::sync::Cache;
use ua_parser::{Regexes, device, os, user_agent};

pub use client::Client;
pub use extractors::RuleError;

use extractors::{Lazy, browser_extractor, device_extractor, force_all, os_extractor};

/// The family of a browser, operating system or device that no rule knows.
pub const OTHER: &str = "Other";

/// How many answers are remembered if nothing else is said: of usual lengths some 20 MB, and never more than some 55 MB.
pub const REMEMBERED: usize = 65_536;

/// Longer texts are parsed every time: they are rare, hardly ever repeat, and would let the memory of answers grow.
const LONGEST_REMEMBERED: usize = 1024;

/// An answer of more bytes, its text included, counts for as many answers as it fills.
const BYTES_OF_AN_ANSWER: usize = 512;

/// The rules, ready to be applied to any number of texts by any number of threads.
///
/// Each of the three extractors is built when it is first needed; together they take some 0.2 s and 25 MB. Answers
/// are remembered by text, up to a number of entries; those used least make room.
pub struct UserAgents {
    browser: Lazy<user_agent::Extractor<'static>>,
    os: Lazy<os::Extractor<'static>>,
    device: Lazy<device::Extractor<'static>>,
    answers: Cache<Box<str>, Arc<Client>, Bytes>,
    /// Each answer once, however many texts have it: of a day's events nearly two on average, so that it has half the room.
    clients: Cache<Arc<Client>, Arc<Client>, Bytes>,
}

/// Bounds a memory by bytes as well as by entries.
#[derive(Debug, Clone, Copy)]
struct Bytes;

impl Bytes {
    fn weigh(bytes: usize) -> u64 {
        bytes.div_ceil(BYTES_OF_AN_ANSWER) as u64
    }
}

impl Weighter<Box<str>, Arc<Client>> for Bytes {
    fn weight(&self, text: &Box<str>, client: &Arc<Client>) -> u64 {
        Self::weigh(text.len() + client.bytes())
    }
}

impl Weighter<Arc<Client>, Arc<Client>> for Bytes {
    fn weight(&self, client: &Arc<Client>, _: &Arc<Client>) -> u64 {
        Self::weigh(client.bytes())
    }
}

impl UserAgents {
    /// Takes the rules, and remembers up to [`REMEMBERED`] answers. Nothing is built yet.
    ///
    /// A list with a broken rule knows no client: rules that nobody has tested need [`Self::check`] before use.
    pub fn new(rules: Regexes<'static>) -> Self {
        Self::with_capacity(rules, REMEMBERED)
    }

    /// As [`Self::new`], with another number of answers to remember; 0 for none.
    pub fn with_capacity(rules: Regexes<'static>, remembered: usize) -> Self {
        let Regexes {
            user_agent_parsers,
            os_parsers,
            device_parsers,
        } = rules;
        Self {
            browser: Lazy::new(Box::new(|| browser_extractor(user_agent_parsers))),
            os: Lazy::new(Box::new(|| os_extractor(os_parsers))),
            device: Lazy::new(Box::new(|| device_extractor(device_parsers))),
            answers: Cache::with_weighter(remembered, remembered as u64, Bytes),
            clients: Cache::with_weighter(remembered / 2, remembered as u64 / 2, Bytes),
        }
    }

    /// Builds the three extractors.
    ///
    /// **Errors**: the first rule that can't be used, with its list and place.
    pub fn check(&self) -> Result<(), RuleError> {
        force_all(&self.browser, &self.os, &self.device);
        self.browser.as_ref().map_err(Clone::clone)?;
        self.os.as_ref().map_err(Clone::clone)?;
        self.device.as_ref().map_err(Clone::clone)?;
        Ok(())
    }

    /// All that the rules say about a text. Takes about a tenth of a microsecond for a text that is remembered and
    /// some tens of microseconds for any other.
    pub fn parse(&self, text: &str) -> Arc<Client> {
        if let Some(client) = self.answers.get(text) {
            return client;
        }
        force_all(&self.browser, &self.os, &self.device);
        let client = Arc::new(Client::new(
            self.os(text),
            self.device(text),
            self.browser(text),
        ));
        if text.len() > LONGEST_REMEMBERED {
            return client;
        }
        let client = self.once(client);
        self.answers.insert(text.into(), Arc::clone(&client));
        client
    }

    /// The remembered client that equals this one, or this one, remembered.
    fn once(&self, client: Arc<Client>) -> Arc<Client> {
        self.clients.get(&client).unwrap_or_else(|| {
            self.clients
                .insert(Arc::clone(&client), Arc::clone(&client));
            client
        })
    }

    /// What the rules say about the browser. Does not use the memory of answers.
    pub fn browser<'a>(&'a self, text: &'a str) -> Version<'a> {
        let found = self
            .browser
            .as_ref()
            .ok()
            .and_then(|extractor| extractor.extract(text));
        found.map_or_else(Version::default, |found| Version {
            family: or_other(found.family),
            major: found.major.map(Cow::from),
            minor: found.minor.map(Cow::from),
            patch: found.patch.map(Cow::from),
        })
    }

    /// What the rules say about the operating system. Does not use the memory of answers.
    pub fn os<'a>(&'a self, text: &'a str) -> Version<'a> {
        let found = self
            .os
            .as_ref()
            .ok()
            .and_then(|extractor| extractor.extract(text));
        found.map_or_else(Version::default, |found| Version {
            family: or_other(found.os),
            major: found.major,
            minor: found.minor,
            patch: found.patch,
        })
    }

    /// What the rules say about the device. Does not use the memory of answers.
    pub fn device<'a>(&'a self, text: &'a str) -> Device<'a> {
        let found = self
            .device
            .as_ref()
            .ok()
            .and_then(|extractor| extractor.extract(text));
        found.map_or_else(Device::default, |found| Device {
            family: or_other(found.device),
            brand: found.brand,
            model: found.model,
        })
    }
}

impl fmt::Debug for UserAgents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserAgents")
            .field("remembered", &self.answers.len())
            .finish_non_exhaustive()
    }
}

/// A browser or operating system and its version. What the text does not say is `None`, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version<'a> {
    /// The product, [`OTHER`] if no rule knows it.
    pub family: Cow<'a, str>,
    /// The first part of the version.
    pub major: Option<Cow<'a, str>>,
    /// The second part of the version.
    pub minor: Option<Cow<'a, str>>,
    /// The third part of the version.
    pub patch: Option<Cow<'a, str>>,
}

impl Default for Version<'_> {
    fn default() -> Self {
        Self {
            family: OTHER.into(),
            major: None,
            minor: None,
            patch: None,
        }
    }
}

/// A device. What the text does not say is `None`, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device<'a> {
    /// The device, [`OTHER`] if no rule knows it.
    pub family: Cow<'a, str>,
    /// Its maker.
    pub brand: Option<Cow<'a, str>>,
    /// The maker's name for it.
    pub model: Option<Cow<'a, str>>,
}

impl Default for Device<'_> {
    fn default() -> Self {
        Self {
            family: OTHER.into(),
            brand: None,
            model: None,
        }
    }
}

/// A rule may match and still leave the family empty; uap-core's reference implementation takes that for no family.
fn or_other(family: Cow<'_, str>) -> Cow<'_, str> {
    if family.is_empty() {
        OTHER.into()
    } else {
        family
    }
}

#[cfg(test)]
mod tests;
