//! Addresses as text, and the four parts of a region.

mod address;

use std::net::IpAddr;

use memchr::memchr_iter;

use address::trim;

pub use address::parse_address;

/// Where an address is. A part that the database does not know (`0` or empty there) is `None`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Region<'a> {
    /// Country, `中国`.
    pub country: Option<&'a str>,
    /// Province or state, `福建省`.
    pub province: Option<&'a str>,
    /// City, `福州市`.
    pub city: Option<&'a str>,
    /// Network operator, `电信`.
    pub isp: Option<&'a str>,
}

impl<'a> Region<'a> {
    /// The four parts in the order of the region line: country, province, city, operator.
    pub fn parts(&self) -> [Option<&'a str>; 4] {
        [self.country, self.province, self.city, self.isp]
    }
}

/// What the fields of a database's region texts mean. A row does not tell (`美国|0|0|0|AT` may end in a country code
/// or in an operator), so the layout belongs to the database: [`Layout::of`] finds it when the database is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// `country|province|city|isp`.
    FourFields,
    /// `country|province|city|isp|iso2`, perhaps with further fields after the country code.
    CountryCode,
    /// `country|area|province|city|isp`, as ip2region had it before version 3.
    Area,
}

impl Layout {
    /// Finds the layout from the region texts of a database.
    ///
    /// Texts of at least five fields that name a country vote: by their fifth field for [`Layout::CountryCode`]
    /// when it is two capital letters, for [`Layout::Area`] when it is anything else. More than half the votes make
    /// a country code, so single operators such as `XL` do not matter. Without a text of five fields it is
    /// [`Layout::FourFields`].
    pub fn of<'a>(regions: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut five_fields, mut codes, mut votes) = (false, 0_usize, 0_usize);
        for region in regions {
            let mut fields = region.split('|');
            let country = fields.next().and_then(known);
            if let Some(fifth) = fields.nth(3) {
                five_fields = true;
                if country.is_some() {
                    votes += 1;
                    codes += usize::from(is_country_code(fifth));
                }
            }
        }
        match (five_fields, codes > votes / 2) {
            (false, _) => Self::FourFields,
            (true, true) => Self::CountryCode,
            (true, false) => Self::Area,
        }
    }

    /// Reads a region text of this layout. A text with fewer than five fields has no area whatever the layout;
    /// missing fields are unknown.
    pub fn parse(self, region: &str) -> Region<'_> {
        // The search of the standard library goes byte by byte through fields as short as these.
        let mut bars = memchr_iter(b'|', region.as_bytes());
        let mut start = Some(0);
        let mut field = || {
            let from = start?;
            let bar = bars.next();
            start = bar.map(|bar| bar + 1);
            region.get(from..bar.unwrap_or(region.len()))
        };
        let [first, second, third, fourth] = [field(), field(), field(), field()];
        let fields = match field() {
            Some(fifth) if self == Self::Area => [first, third, fourth, Some(fifth)],
            _ => [first, second, third, fourth],
        };
        let [country, province, city, isp] = fields;
        Region {
            country: country.and_then(known),
            province: province.and_then(known),
            city: city.and_then(known),
            isp: isp.and_then(known),
        }
    }
}

fn known(field: &str) -> Option<&str> {
    (!matches!(field, "" | "0")).then_some(field)
}

fn is_country_code(field: &str) -> bool {
    field.len() == 2 && field.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Appends `ip|country|province|city|isp` to `out`: for an address its text without the blanks around it and what
/// `lookup` knows about it, unknown parts empty; for any other text the text as it is and four bars.
///
/// ```
/// use maidian_udfs::kernel::region::{Layout, write_region_line};
///
/// let mut line = String::new();
/// write_region_line(&mut line, " 1.0.1.1", |_| Some(Layout::FourFields.parse("中国|福建省|福州市|0")));
/// assert_eq!(line, "1.0.1.1|中国|福建省|福州市|");
/// ```
pub fn write_region_line<'a>(
    out: &mut String,
    text: &str,
    lookup: impl FnOnce(IpAddr) -> Option<Region<'a>>,
) {
    let address = parse_address(text);
    out.push_str(if address.is_some() { trim(text) } else { text });
    for part in address.and_then(lookup).unwrap_or_default().parts() {
        out.push('|');
        out.push_str(part.unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    fn parts(layout: Layout, region: &str) -> [&str; 4] {
        layout
            .parse(region)
            .parts()
            .map(|part| part.unwrap_or("NULL"))
    }

    #[test]
    fn four_fields_are_country_province_city_operator() {
        let layout = Layout::of(["0|0|内网IP|内网IP", "中国|福建省|福州市|电信"]);
        assert_eq!(layout, Layout::FourFields);
        assert_eq!(
            parts(layout, "中国|福建省|福州市|电信"),
            ["中国", "福建省", "福州市", "电信"]
        );
        assert_eq!(
            parts(layout, "0|0|内网IP|内网IP"),
            ["NULL", "NULL", "内网IP", "内网IP"]
        );
    }

    #[test]
    fn country_code_is_left_out() {
        let layout = Layout::of([
            "Reserved|Reserved|Reserved|0|0",
            "中国|广东省|深圳市|移动|CN",
            "Australia|Queensland|Brisbane|0|AU",
        ]);
        assert_eq!(layout, Layout::CountryCode);
        assert_eq!(
            parts(layout, "Australia|Queensland|Brisbane|0|AU"),
            ["Australia", "Queensland", "Brisbane", "NULL"]
        );
    }

    #[test]
    fn area_is_left_out() {
        let regions = [
            "0|0|0|内网IP|内网IP",
            "中国|华南|广东省|深圳市|鹏博士",
            "中国|0|福建省|福州市|电信",
            "印度尼西亚|0|万丹|0|XL",
        ];
        let layout = Layout::of(regions);
        assert_eq!(layout, Layout::Area);
        assert_eq!(
            parts(layout, regions[1]),
            ["中国", "广东省", "深圳市", "鹏博士"]
        );
        assert_eq!(
            parts(layout, regions[3]),
            ["印度尼西亚", "万丹", "NULL", "XL"]
        );
    }

    #[test]
    fn fields_after_the_country_code_do_not_matter() {
        let layout = Layout::of(["中国|广东省|深圳市|移动|CN|22.5|114.1"]);
        assert_eq!(layout, Layout::CountryCode);
        assert_eq!(
            parts(layout, "中国|0|0|移动|CN|22.5|114.1"),
            ["中国", "NULL", "NULL", "移动"]
        );
    }

    #[test]
    fn missing_fields_are_unknown_in_every_layout() {
        for layout in [Layout::FourFields, Layout::CountryCode, Layout::Area] {
            assert_eq!(layout.parse(""), Region::default());
            assert_eq!(
                parts(layout, "中国|福建省"),
                ["中国", "福建省", "NULL", "NULL"]
            );
            assert_eq!(
                parts(layout, "中国||0|电信"),
                ["中国", "NULL", "NULL", "电信"]
            );
        }
    }

    #[test]
    fn region_line_has_five_parts_whatever_the_text() {
        let line = |text: &str, region: Option<Region<'static>>| {
            let mut out = String::from(">");
            write_region_line(&mut out, text, |_| region);
            out
        };
        let region = Some(Layout::FourFields.parse("中国|福建省|福州市|电信"));
        assert_eq!(line("1.0.1.1", region), ">1.0.1.1|中国|福建省|福州市|电信");
        assert_eq!(
            line(" ::ffff:1.0.1.1 ", region),
            ">::ffff:1.0.1.1|中国|福建省|福州市|电信"
        );
        assert_eq!(line("1.0.1.1", None), ">1.0.1.1||||");
        assert_eq!(line(" not an address ", region), "> not an address ||||");
        assert_eq!(line("", region), ">||||");
    }
}
