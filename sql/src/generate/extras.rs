//! Attributes that any event may have. Each writes at most 270 bytes, and no key that a shape has
//! of its own.

use super::dice::Dice;
use super::event::Event;
use super::json::{Object, push_hex, push_number, push_padded, push_uuid};
use super::parameters::{push_code, push_percent, push_target};
use super::vocabulary::{CAMPAIGNS, FAILURES, WORDS};

/// Writes an attribute, or a few that belong together.
pub type Extra = fn(&mut Object, &Event, &mut Dice);

/// All of them. Their count is a prime number.
pub static EXTRAS: [Extra; 37] = [
    next_url,
    |o, _, d| code(o, "WT_goods_id", "G", 9, d),
    |o, _, d| code(o, "WT_sku_id", "SKU", 10, d),
    |o, _, d| {
        o.plain("WT_channelid", |out| push_code(out, d));
    },
    |o, e, _| {
        o.text("WT_os", if e.on_apple() { "iOS" } else { "Android" });
    },
    |o, _, d| {
        o.text("WT_ct", d.pick(&["WIFI", "5G", "4G", "UNKNOWN"]));
    },
    screen,
    visit,
    |o, _, d| {
        o.plain("WT_dcsref", |out| push_target(out, d));
    },
    |o, _, d| {
        let seconds = d.skewed(600, 10);
        o.plain("WT_ed", |out| push_number(out, seconds));
    },
    |o, _, d| {
        let (code, message) = d.pick(&FAILURES);
        o.text("WT_errcode", code).text("WT_errmsg", message);
    },
    |o, _, d| code(o, "WT_serial_no", "2024112500", 14, d),
    |o, _, d| code(o, "WT_act_str_step_id", "ASS", 8, d),
    |o, _, d| code(o, "WT_group_id", "GRP", 6, d),
    |o, _, d| code(o, "WT_mr_id", "MR", 12, d),
    |o, _, d| {
        o.text("WT_ad_step", d.pick(&["1", "2", "3"]));
    },
    |o, e, d| {
        let touched = e.moment.timestamp - d.below(5_000);
        o.plain("WT_touch_tm", |out| push_number(out, touched));
    },
    |o, _, d| hex(o, "WT_sid", 32, d),
    |o, _, d| code(o, "WT_page_type_id", "PT", 5, d),
    charge_phone,
    |o, _, d| {
        o.text("XY_gd_source", d.pick(&["qqd", "sy", "hd"]));
    },
    |o, _, d| {
        o.text("XY_cs_type", d.pick(&["1", "2", "3"]));
    },
    coordinates,
    |o, _, d| {
        o.plain("XY_search_word", |out| push_percent(out, d.pick(&WORDS)));
    },
    |o, _, d| {
        o.text("XY_campaign", d.pick(&CAMPAIGNS));
    },
    |o, _, d| hex(o, "XY_ab_group", 12, d),
    |o, _, d| code(o, "XY.act_id", "ACT", 8, d),
    goods,
    |o, _, d| {
        o.text(
            "XY_remark",
            d.pick(&[
                "第一行\n第二行",
                "列1\t列2",
                "a|b|c",
                "undefined",
                "null",
                "",
            ]),
        );
    },
    |o, e, _| {
        o.text("WT_pi", e.link.page.title);
    },
    position,
    |o, _, d| {
        o.text("XY_is_new", d.pick(&["true", "false"]));
    },
    |o, _, d| {
        o.text("XY.user_level", d.pick(&["1", "2", "3", "4", "5"]));
    },
    request,
    |o, _, d| {
        o.text(
            "XY_button_name",
            d.pick(&["立即办理", "去看看", "\"引号\"", "领取\\使用"]),
        );
    },
    |o, _, d| code(o, "XY.coupon_id", "CP", 12, d),
    |o, _, d| hex(o, "XY_fingerprint", 40, d),
];

fn code(object: &mut Object, key: &str, start: &str, digits: usize, dice: &mut Dice) {
    let number = dice.skewed(1_000_000, 400);
    object.plain(key, |out| {
        out.push_str(start);
        push_padded(out, number, digits);
    });
}

fn hex(object: &mut Object, key: &str, digits: usize, dice: &mut Dice) {
    object.plain(key, |out| {
        let mut left = digits;
        while left > 0 {
            push_hex(out, dice.word(), left.min(16));
            left = left.saturating_sub(16);
        }
    });
}

fn next_url(object: &mut Object, _: &Event, dice: &mut Dice) {
    let mut target = String::new();
    push_target(&mut target, dice);
    if dice.chance(15_000) {
        object.plain("WT_next_url", |out| push_percent(out, &target));
    } else {
        object.plain("WT_next_url", |out| out.push_str(&target));
    }
}

fn screen(object: &mut Object, event: &Event, _: &mut Dice) {
    let device = event.client.device;
    object.plain("WT_sr", |out| {
        push_number(out, device.width.max(375));
        out.push('x');
        push_number(out, device.height.max(812));
    });
}

fn visit(object: &mut Object, event: &Event, _: &mut Dice) {
    object.plain("WT_vt_sid", |out| {
        push_hex(out, event.session, 16);
        out.push('.');
        push_number(out, event.moment.timestamp / 1_000);
    });
}

/// SDKs write text, but pages that call them by hand also give numbers, booleans and nulls.
fn position(object: &mut Object, _: &Event, dice: &mut Dice) {
    let position = dice.below(40);
    match dice.below(100) {
        0 => object.key("XY_pos").push_str(dice.pick(&["true", "null"])),
        1..3 => push_number(object.key("XY_pos"), position),
        _ => {
            object.plain("XY_pos", |out| push_number(out, position));
        }
    }
}

/// A phone that was paid for: the user's own, or another's.
fn charge_phone(object: &mut Object, event: &Event, dice: &mut Dice) {
    let phone = &event.user.phone;
    object.text(
        "WT_charge_phone",
        if dice.chance(60_000) {
            &phone.encrypted
        } else {
            &phone.plain
        },
    );
}

/// Where the user is, in the spellings that SDKs and pages have.
fn coordinates(object: &mut Object, _: &Event, dice: &mut Dice) {
    let (longitude, latitude) = dice.pick(&[
        ("XY_lng", "XY_lat"),
        ("XY_lon", "XY_lat"),
        ("XY_lag", "XY_lat"),
        ("XY_longitude", "XY_latitude"),
        ("XY.lng", "XY.lat"),
    ]);
    let (east, north) = (100_000 + dice.below(22_000), 22_000 + dice.below(20_000));
    for (key, thousandths) in [(longitude, east), (latitude, north)] {
        object.plain(key, |out| {
            push_number(out, thousandths / 1_000);
            out.push('.');
            push_padded(out, thousandths % 1_000, 3);
        });
    }
}

/// A list as JSON in a string.
fn goods(object: &mut Object, _: &Event, dice: &mut Dice) {
    let mut list = String::from("[");
    for number in 0..dice.between(1, 3) {
        list.push_str(if number == 0 {
            "{\"id\":\""
        } else {
            ",{\"id\":\""
        });
        push_code(&mut list, dice);
        list.push_str("\",\"price\":");
        push_number(&mut list, dice.below(20_000));
        list.push('}');
    }
    list.push(']');
    object.text("XY.goods_list", &list);
}

fn request(object: &mut Object, _: &Event, dice: &mut Dice) {
    let (high, low) = (dice.word(), dice.word());
    object.plain("XY.request_id", |out| push_uuid(out, high, low));
}
