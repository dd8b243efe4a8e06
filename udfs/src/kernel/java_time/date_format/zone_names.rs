//! English names of zones. The list has the zones whose names stand in data; the others are written as `GMT+03:00`.

/// A zone and what its standard time and its daylight saving time are called, in full and in short.
pub(super) struct Names {
    /// The name of the IANA database.
    pub(super) id: &'static str,
    /// In full: standard time, daylight saving time.
    pub(super) long: [&'static str; 2],
    /// In short: standard time, daylight saving time.
    pub(super) short: [&'static str; 2],
}

const fn names(id: &'static str, long: [&'static str; 2], short: [&'static str; 2]) -> Names {
    Names { id, long, short }
}

/// Of zones that share a name the first is meant, but for the zone of the session, which comes before all.
#[rustfmt::skip]
static ZONES: [Names; 30] = [
    names("America/Los_Angeles", ["Pacific Standard Time", "Pacific Daylight Time"], ["PST", "PDT"]),
    names("America/Denver", ["Mountain Standard Time", "Mountain Daylight Time"], ["MST", "MDT"]),
    names("America/Chicago", ["Central Standard Time", "Central Daylight Time"], ["CST", "CDT"]),
    names("America/New_York", ["Eastern Standard Time", "Eastern Daylight Time"], ["EST", "EDT"]),
    names("Pacific/Honolulu", ["Hawaii-Aleutian Standard Time", "Hawaii-Aleutian Daylight Time"], ["HST", "HDT"]),
    names("America/Anchorage", ["Alaska Standard Time", "Alaska Daylight Time"], ["AKST", "AKDT"]),
    names("America/Sao_Paulo", ["Brasilia Standard Time", "Brasilia Summer Time"], ["BRT", "BRST"]),
    names("Europe/London", ["Greenwich Mean Time", "British Summer Time"], ["GMT", "BST"]),
    names("UTC", ["Coordinated Universal Time", "Coordinated Universal Time"], ["UTC", "UTC"]),
    names("Europe/Paris", ["Central European Standard Time", "Central European Summer Time"], ["CET", "CEST"]),
    names("Europe/Berlin", ["Central European Standard Time", "Central European Summer Time"], ["CET", "CEST"]),
    names("Europe/Lisbon", ["Western European Standard Time", "Western European Summer Time"], ["WET", "WEST"]),
    names("Europe/Athens", ["Eastern European Standard Time", "Eastern European Summer Time"], ["EET", "EEST"]),
    names("Europe/Moscow", ["Moscow Standard Time", "Moscow Summer Time"], ["MSK", "MSD"]),
    names("Asia/Jerusalem", ["Israel Standard Time", "Israel Daylight Time"], ["IST", "IDT"]),
    names("Asia/Kolkata", ["India Standard Time", "India Daylight Time"], ["IST", "IDT"]),
    names("Asia/Dubai", ["Gulf Standard Time", "Gulf Daylight Time"], ["GST", "GDT"]),
    names("Asia/Bangkok", ["Indochina Time", "Indochina Summer Time"], ["ICT", "ICST"]),
    names("Asia/Jakarta", ["Western Indonesia Time", "West Indonesia Summer Time"], ["WIB", "WIST"]),
    names("Asia/Singapore", ["Singapore Standard Time", "Singapore Summer Time"], ["SGT", "SGST"]),
    names("Asia/Manila", ["Philippine Standard Time", "Philippine Summer Time"], ["PST", "PDT"]),
    names("Asia/Shanghai", ["China Standard Time", "China Daylight Time"], ["CST", "CDT"]),
    names("PRC", ["China Standard Time", "China Daylight Time"], ["CST", "CDT"]),
    names("Asia/Macau", ["China Standard Time", "China Daylight Time"], ["CST", "CDT"]),
    names("Asia/Hong_Kong", ["Hong Kong Standard Time", "Hong Kong Summer Time"], ["HKT", "HKST"]),
    names("Asia/Taipei", ["Taipei Standard Time", "Taipei Daylight Time"], ["CST", "CDT"]),
    names("Asia/Tokyo", ["Japan Standard Time", "Japan Daylight Time"], ["JST", "JDT"]),
    names("Asia/Seoul", ["Korean Standard Time", "Korean Daylight Time"], ["KST", "KDT"]),
    names("Australia/Sydney", ["Australian Eastern Standard Time", "Australian Eastern Daylight Time"], ["AEST", "AEDT"]),
    names("Pacific/Auckland", ["New Zealand Standard Time", "New Zealand Daylight Time"], ["NZST", "NZDT"]),
];

/// The names of a zone.
pub(super) fn of(id: &str) -> Option<&'static Names> {
    ZONES.iter().find(|names| names.id == id)
}

/// A name that a text begins with.
pub(super) struct Found {
    /// The zone's name in the IANA database.
    pub(super) id: &'static str,
    /// Whether it is the name of daylight saving time.
    pub(super) daylight: bool,
    /// Its length.
    pub(super) length: usize,
    /// Whether standard and daylight saving time have one name.
    pub(super) same: bool,
}

/// The zone that a text begins with the name of; one named `current` comes before all.
pub(super) fn find(text: &str, current: &str) -> Option<Found> {
    of(current)
        .into_iter()
        .chain(&ZONES)
        .find_map(|names| names.find(text))
}

impl Names {
    fn find(&self, text: &str) -> Option<Found> {
        let begins = |name: &str| {
            text.get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        let [long, long_daylight] = self.long;
        let [short, short_daylight] = self.short;
        [
            (long, false, long == long_daylight),
            (short, false, short == short_daylight),
            (long_daylight, true, false),
            (short_daylight, true, false),
        ]
        .into_iter()
        .find(|(name, _, _)| begins(name))
        .map(|(name, daylight, same)| Found {
            id: self.id,
            daylight,
            length: name.len(),
            same,
        })
    }
}
