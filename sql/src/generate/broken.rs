//! Objects that stopped being JSON on their way: cut off, or with a value whose quotes were never
//! escaped.

use super::dice::Dice;
use super::vocabulary::CAMPAIGNS;

/// Cuts an object off somewhere between a third and the last bytes of it.
pub fn cut(text: &mut String, dice: &mut Dice) {
    let length = text.len() as u64;
    let mut end = usize::try_from(dice.between(length / 3, length.saturating_sub(2))).unwrap_or(0);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.truncate(end);
}

/// Puts a link with bare quotes between two pairs of an object, or says that there is no room for
/// it.
pub fn quote(text: &mut String, dice: &mut Dice) -> bool {
    const BETWEEN: &str = "\",\"";
    let count = text.matches(BETWEEN).count() as u64;
    let chosen = usize::try_from(dice.below(count)).unwrap_or(0);
    let Some((place, _)) = text.match_indices(BETWEEN).nth(chosen) else {
        return false;
    };
    // A second `WT_next_url` would say less about the recovery.
    let taken = text.contains("\"WT_next_url\":");
    let key = if taken { "XY_jump_url" } else { "WT_next_url" };
    let scene = dice.pick(&CAMPAIGNS);
    let pair = format!(
        "\"{key}\":\"https://wx.example.cn/website/customerService/auth/x?ext={{\"scene\":\"{scene}\"}}\","
    );
    text.insert_str(place + 2, &pair);
    true
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use serde_json::Value;

    use super::*;

    const TEXT: &str = r#"{"WT_et":"clk","WT_ti":"分类","XY_a":"1","WT_city":"0513"}"#;

    #[test]
    fn a_cut_object_is_a_start_of_the_object() {
        let mut dice = Dice::new(1, 1);
        for _ in 0..200 {
            let mut text = TEXT.to_owned();
            cut(&mut text, &mut dice);
            assert!(TEXT.starts_with(&text) && text.len() < TEXT.len() && text.len() > 15);
            serde_json::from_str::<Value>(&text).unwrap_err();
        }
    }

    #[test]
    fn bare_quotes_break_an_object_but_leave_its_other_pairs() {
        let mut dice = Dice::new(1, 1);
        for _ in 0..200 {
            let mut text = TEXT.to_owned();
            assert!(quote(&mut text, &mut dice));
            serde_json::from_str::<Value>(&text).unwrap_err();
            let (before, rest) = text.split_once("\"WT_next_url\"").unwrap();
            assert!(before.ends_with("\",") && rest.contains("?ext={\"scene\":\""));
            assert!(rest.contains("\"}\",\""));
        }
    }

    #[test]
    fn an_object_of_one_pair_is_left_alone() {
        let mut text = r#"{"a":"b"}"#.to_owned();
        assert!(!quote(&mut text, &mut Dice::new(1, 1)));
        assert_eq!(text, r#"{"a":"b"}"#);
    }
}
