//! English names, as patterns read and write them.

/// Months from January.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days of the week from Sunday.
pub(super) const DAYS: [&str; 7] = [
    "Sunday",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
];

/// Before Christ, and after.
pub(super) const ERAS: [&str; 2] = ["BC", "AD"];

/// Before noon, and after.
pub(super) const HALVES: [&str; 2] = ["AM", "PM"];

/// A name of a list, cut to three letters where `long` is false. `''` where there is none.
pub(super) fn name(names: &'static [&'static str], position: i64, long: bool) -> &'static str {
    let name = usize::try_from(position)
        .ok()
        .and_then(|position| names.get(position))
        .copied()
        .unwrap_or_default();
    if long {
        name
    } else {
        name.get(..3).unwrap_or(name)
    }
}

/// Which name of a list a text begins with, in any case, and its length: the whole name, else its first three letters.
pub(super) fn find(names: &'static [&'static str], text: &str) -> Option<(usize, usize)> {
    let begins = |name: &str| {
        text.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    let whole = names.iter().position(|name| begins(name));
    if let Some(position) = whole {
        return Some((position, names.get(position)?.len()));
    }
    let short = names
        .iter()
        .position(|name| name.get(..3).is_some_and(begins))?;
    Some((short, 3))
}
