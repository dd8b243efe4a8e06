//! What links are made of: codes, numbers, parameters, and the links that pages lead to.

use super::dice::Dice;
use super::json::{push_hex, push_number, push_padded};
use super::vocabulary::{CAMPAIGNS, WEB_PAGES, WORDS};

/// Hosts that pages of the application lead to.
const TARGETS: [&str; 6] = [
    "wx.example.cn",
    "wap.js.example.cn",
    "h5.bj.example.cn",
    "zhengqi.example.cn",
    "h.app.example.cn",
    "quanyi.example.cn",
];

/// Appends `text` percent-encoded as in `encodeURIComponent`.
pub fn push_percent(out: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            let digits = |nibble: u8| char::from_digit(nibble.into(), 16).unwrap_or('0');
            out.push(digits(byte >> 4).to_ascii_uppercase());
            out.push(digits(byte & 0xf).to_ascii_uppercase());
        }
    }
}

/// Appends the code of a button or a channel: `P` and 11 digits. A few thousand of them are in use.
pub fn push_code(out: &mut String, dice: &mut Dice) {
    out.push_str("P000000");
    push_padded(out, 25_000 + dice.skewed(3_000, 40) * 26, 5);
}

/// A number of a placement (`WT_markId`, and `yx` in links).
pub fn draw_mark(dice: &mut Dice) -> u64 {
    1_000_000_000 + dice.below(200_000_000)
}

/// Appends one to five parameters, at most 380 bytes.
pub fn push_query(out: &mut String, dice: &mut Dice) {
    for number in 0..dice.between(1, 5) {
        if number > 0 {
            if out.len() > 120 {
                break;
            }
            out.push('&');
        }
        push_parameter(out, dice);
    }
}

fn push_parameter(out: &mut String, dice: &mut Dice) {
    match dice.below(14) {
        0 | 1 => {
            out.push_str("pageId=");
            // Ids have 19 digits; some come with a suffix, some are names.
            match dice.below(10) {
                0 => push_hex(out, dice.word(), 12),
                1 => out.push_str("17293242062436147200012"),
                _ => push_number(
                    out,
                    1_729_000_000_000_000_000 + dice.below(400) * 977_233_011,
                ),
            }
        }
        2 | 3 => {
            out.push_str("sellerId=");
            push_code(out, dice);
            if dice.chance(20_000) {
                out.push_str("-a");
            }
        }
        4 => {
            out.push_str("extendId=");
            push_hex(out, dice.word(), 6);
            out.push_str(dice.pick(&["", "-01", "+x", "%2B7"]));
        }
        5..8 => {
            out.push_str("channelId=");
            push_code(out, dice);
            if dice.chance(5_000) {
                out.push_str("_01");
            }
        }
        8 => {
            out.push_str("yx=");
            push_number(out, draw_mark(dice));
        }
        9 => {
            out.push_str("keyword=");
            push_percent(out, dice.pick(&WORDS));
        }
        10 => {
            out.push_str("backUrl=");
            push_percent(out, "https://wx.example.cn/website/index.html?ch=");
            push_percent(out, dice.pick(&CAMPAIGNS));
        }
        11 => {
            out.push_str("name=");
            out.push_str(dice.pick(&WORDS));
        }
        12 => out.push_str("isTab=1&ch=7x"),
        _ => {
            out.push_str("ts=");
            push_number(out, 1_732_000_000_000 + dice.below(900_000_000));
        }
    }
}

/// Appends the address of a page that something leads to, with at most 200 bytes.
pub fn push_target(out: &mut String, dice: &mut Dice) {
    let page = dice.pick(&WEB_PAGES);
    out.push_str("https://");
    out.push_str(dice.pick(&TARGETS));
    out.push_str(page.path);
    out.push_str("?channelId=");
    push_code(out, dice);
    out.push_str("&yx=");
    push_number(out, draw_mark(dice));
    if dice.chance(20_000) {
        out.push_str("&title=");
        push_percent(out, dice.pick(&WORDS));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encoding_spares_what_encode_uri_component_spares() {
        let mut out = String::new();
        push_percent(&mut out, "aZ9-_.!~*'() /?&=流");
        assert_eq!(out, "aZ9-_.!~*'()%20%2F%3F%26%3D%E6%B5%81");
    }
}
