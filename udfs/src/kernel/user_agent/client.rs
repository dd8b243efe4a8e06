use super::{Device, OTHER, Version};

/// All that the rules say about one text: eleven fields, in one piece of memory.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Client {
    /// The fields' texts one after the other.
    text: Box<str>,
    /// Where each field ends in `text`; `None` for a field that the text does not say.
    ends: [Option<u32>; 11],
}

impl Client {
    /// The names of the fields, in the order of [`Self::fields`].
    pub const FIELDS: [&str; 11] = [
        "os_family",
        "os_major",
        "os_minor",
        "os_patch",
        "device_family",
        "device_brand",
        "device_model",
        "browser_family",
        "browser_major",
        "browser_minor",
        "browser_patch",
    ];

    /// Puts the three answers together.
    pub fn new(os: Version<'_>, device: Device<'_>, browser: Version<'_>) -> Self {
        let fields = [
            Some(os.family),
            os.major,
            os.minor,
            os.patch,
            Some(device.family),
            device.brand,
            device.model,
            Some(browser.family),
            browser.major,
            browser.minor,
            browser.patch,
        ];
        let mut text = String::new();
        let ends = fields.map(|field| {
            text.push_str(&field?);
            u32::try_from(text.len()).ok()
        });
        Self {
            text: text.into(),
            ends,
        }
    }

    /// The fields in the order of [`Self::FIELDS`]. Families are never `None`, but [`OTHER`].
    pub fn fields(&self) -> [Option<&str>; 11] {
        let mut start = 0;
        self.ends.map(|end| {
            let end = usize::try_from(end?).ok()?;
            let field = self.text.get(start..end);
            start = end;
            field
        })
    }

    /// The memory that it takes.
    pub(super) fn bytes(&self) -> usize {
        size_of::<Self>() + self.text.len()
    }

    /// Appends `os|os_version|device_brand|device_model|browser|browser_version` to `out`. A version is the family,
    /// a space and the major version, or the family alone when the text says no version. Unknown parts are empty,
    /// and the family [`OTHER`] is an unknown part: a client that no rule knows gives five bars.
    ///
    /// `Android|Android 9|Huawei|JAT-AL00|Chrome Mobile WebView|Chrome Mobile WebView 79`
    pub fn write_line(&self, out: &mut String) {
        let [
            os,
            os_major,
            _,
            _,
            _,
            brand,
            model,
            browser,
            browser_major,
            _,
            _,
        ] = self.fields();
        write_version(out, os, os_major);
        for part in [brand, model] {
            out.push('|');
            out.push_str(part.unwrap_or_default());
        }
        out.push('|');
        write_version(out, browser, browser_major);
    }
}

/// Appends `family|family major`.
fn write_version(out: &mut String, family: Option<&str>, major: Option<&str>) {
    let family = family.filter(|family| *family != OTHER).unwrap_or_default();
    out.push_str(family);
    out.push('|');
    out.push_str(family);
    if let Some(major) = major
        && !family.is_empty()
    {
        out.push(' ');
        out.push_str(major);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version<'a>(family: &'a str, major: Option<&'a str>, patch: Option<&'a str>) -> Version<'a> {
        let [major, patch] = [major, patch].map(|part| part.map(Into::into));
        Version {
            family: family.into(),
            major,
            minor: None,
            patch,
        }
    }

    fn line(client: &Client) -> String {
        let mut out = String::from(">");
        client.write_line(&mut out);
        out
    }

    #[test]
    fn fields_keep_their_places() {
        let device = Device {
            family: "JAT-AL00".into(),
            brand: Some("华为".into()),
            model: Some("JAT-AL00".into()),
        };
        let os = version("Android", Some("9"), None);
        let client = Client::new(
            os,
            device,
            version("Chrome Mobile", Some("79"), Some("3945")),
        );
        let expected = [
            Some("Android"),
            Some("9"),
            None,
            None,
            Some("JAT-AL00"),
            Some("华为"),
            Some("JAT-AL00"),
            Some("Chrome Mobile"),
            Some("79"),
            None,
            Some("3945"),
        ];
        assert_eq!(client.fields(), expected);
        assert_eq!(
            line(&client),
            ">Android|Android 9|华为|JAT-AL00|Chrome Mobile|Chrome Mobile 79"
        );
    }

    #[test]
    fn version_without_a_number_is_the_family() {
        let client = Client::new(
            version("Linux", None, None),
            Device::default(),
            Version::default(),
        );
        assert_eq!(line(&client), ">Linux|Linux||||");
    }

    #[test]
    fn unknown_client_gives_five_bars() {
        let client = Client::new(Version::default(), Device::default(), Version::default());
        assert_eq!(line(&client), ">|||||");
        assert_eq!(client.fields()[0], Some("Other"));
        let client = Client::new(
            version("Other", Some("1"), None),
            Device::default(),
            Version::default(),
        );
        assert_eq!(line(&client), ">|||||");
    }
}
