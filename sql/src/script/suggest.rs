//! "Did you mean …?"

/// The candidate that `name` is most probably a misspelling of.
///
/// Upper and lower case count as equal. One edit (a letter added, left out, changed, or two swapped) is forgiven for
/// every three letters of the longer of both; so names of one or two letters are suggested for a difference in
/// case only. Of equally near ones the one with more of the same beginning wins, then the first. `None` when
/// nothing is near.
///
/// ```
/// use maidian::script::nearest;
///
/// assert_eq!(nearest("ip_regoin", ["ip_region", "ua_parse"]), Some("ip_region"));
/// assert_eq!(nearest("explode", ["ip_region", "ua_parse"]), None);
/// ```
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = name.to_lowercase();
    let mut best: Option<(usize, f64, &str)> = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase();
        let distance = strsim::osa_distance(&name, &lower);
        if distance > name.chars().count().max(lower.chars().count()) / 3 {
            continue;
        }
        let likeness = strsim::jaro_winkler(&name, &lower);
        let better = best.is_none_or(|(least, most, _)| {
            distance < least || (distance == least && likeness > most)
        });
        if better {
            best = Some((distance, likeness, candidate));
        }
    }
    best.map(|(_, _, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn misspellings_find_their_word() {
        let functions = [
            "ip_region",
            "ip_udf",
            "ua_parse",
            "decode_url",
            "get_json_object",
        ];
        for (typed, meant) in [
            ("ip_regin", "ip_region"),
            ("ip_reigon", "ip_region"),
            ("IP_REGION", "ip_region"),
            ("ua_parser", "ua_parse"),
            ("decodeurl", "decode_url"),
            ("get_json_objects", "get_json_object"),
        ] {
            assert_eq!(nearest(typed, functions), Some(meant), "{typed}");
        }
    }

    #[test]
    fn unlike_names_find_nothing() {
        assert_eq!(nearest("percentile", ["ip_region", "ua_parse"]), None);
        assert_eq!(nearest("x", ["y", "z"]), None);
        assert_eq!(nearest("", ["y", ""]), Some(""));
        assert_eq!(nearest("x", []), None);
    }

    #[test]
    fn short_names_are_forgiven_little() {
        assert_eq!(nearest("dts", ["dt"]), Some("dt"));
        assert_eq!(nearest("DT", ["dt"]), Some("dt"));
        assert_eq!(nearest("day", ["dt"]), None);
    }

    #[test]
    fn nearest_wins_over_first() {
        assert_eq!(
            nearest("wt_ev", ["wt_et", "wt_event", "wt_evt"]),
            Some("wt_evt")
        );
        assert_eq!(nearest("省分", ["省份名", "省份"]), None);
    }
}
