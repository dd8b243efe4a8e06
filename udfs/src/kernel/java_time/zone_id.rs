//! Zones by the names that `java.util.TimeZone` knows.

use crate::kernel::event_time::Zone;

/// The names of three letters that Java still has, and what they mean to it.
const SHORT: [(&str, &str); 28] = [
    ("EST", "-05:00"),
    ("HST", "-10:00"),
    ("MST", "-07:00"),
    ("ACT", "Australia/Darwin"),
    ("AET", "Australia/Sydney"),
    ("AGT", "America/Argentina/Buenos_Aires"),
    ("ART", "Africa/Cairo"),
    ("AST", "America/Anchorage"),
    ("BET", "America/Sao_Paulo"),
    ("BST", "Asia/Dhaka"),
    ("CAT", "Africa/Harare"),
    ("CNT", "America/St_Johns"),
    ("CST", "America/Chicago"),
    ("CTT", "Asia/Shanghai"),
    ("EAT", "Africa/Addis_Ababa"),
    ("ECT", "Europe/Paris"),
    ("IET", "America/Indiana/Indianapolis"),
    ("IST", "Asia/Kolkata"),
    ("JST", "Asia/Tokyo"),
    ("MIT", "Pacific/Apia"),
    ("NET", "Asia/Yerevan"),
    ("NST", "Pacific/Auckland"),
    ("PLT", "Asia/Karachi"),
    ("PNT", "America/Phoenix"),
    ("PRT", "America/Puerto_Rico"),
    ("PST", "America/Los_Angeles"),
    ("SST", "Pacific/Guadalcanal"),
    ("VST", "Asia/Ho_Chi_Minh"),
];

/// The zone of that name; UTC where there is none.
///
/// **Input**: a name of the IANA database, with case, `PST` and its like, or `GMT+8`, `GMT-03:30`, `GMT+0830`.
/// **Source**: `java.util.TimeZone.getTimeZone`.
///
/// ```
/// use maidian_udfs::kernel::java_time::zone_of_id;
///
/// assert_eq!(zone_of_id("GMT+8").to_string(), "+08:00");
/// assert_eq!(zone_of_id("PST").to_string(), "America/Los_Angeles");
/// assert_eq!(zone_of_id("+08:00").to_string(), "UTC");
/// ```
pub fn zone_of_id(id: &str) -> Zone {
    let short = SHORT.iter().find(|(name, _)| *name == id);
    if let Some((_, meant)) = short {
        return meant.parse().unwrap_or_else(|_| Zone::utc());
    }
    if id.starts_with(['+', '-']) {
        return Zone::utc();
    }
    id.parse()
        .ok()
        .or_else(|| custom(id)?.parse().ok())
        .unwrap_or_else(Zone::utc)
}

/// `GMT+8:30` as `+08:30`.
fn custom(id: &str) -> Option<String> {
    let offset = id.strip_prefix("GMT")?;
    let sign = offset.chars().next().filter(|sign| "+-".contains(*sign))?;
    let offset = offset.get(1..)?;
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (hours, minutes) = match offset.split_once(':') {
        Some((hours, minutes)) if hours.len() <= 2 && minutes.len() == 2 => {
            (number(hours)?, number(minutes)?)
        }
        Some(_) => return None,
        None if offset.len() <= 2 => (number(offset)?, 0),
        None => {
            let number = number(offset)?;
            (number / 100, number % 100)
        }
    };
    (hours <= 23 && minutes <= 59).then(|| format!("{sign}{hours:02}:{minutes:02}"))
}

#[cfg(test)]
mod tests {
    use super::{SHORT, zone_of_id};

    // What Hive 2.3.10's `from_utc_timestamp` takes these for.
    #[test]
    fn names_as_java_knows_them() {
        for (id, expected) in [
            ("Asia/Shanghai", "Asia/Shanghai"),
            ("EST", "-05:00"),
            ("CST", "America/Chicago"),
            ("CTT", "Asia/Shanghai"),
            ("GMT+8", "+08:00"),
            ("GMT+08:00", "+08:00"),
            ("GMT+0830", "+08:30"),
        ] {
            assert_eq!(zone_of_id(id).to_string(), expected, "{id}");
        }
    }

    #[test]
    fn other_names_are_utc() {
        for id in [
            "",
            "Nowhere/Bad",
            "asia/shanghai",
            "Asia/Shanghai ",
            "UTC+8",
            "+08:00",
            "GMT8",
            "gmt+8",
            "GMT+25",
            "GMT+8:60",
            "GMT+8:5",
            "GMT+",
        ] {
            assert_eq!(zone_of_id(id).to_string(), "UTC", "{id}");
        }
    }

    #[test]
    fn short_names_mean_zones() {
        for (id, meant) in SHORT {
            assert_eq!(zone_of_id(id).to_string(), meant);
        }
    }
}
