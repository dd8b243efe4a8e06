//! The attributes that each platform's events have of themselves, in the order in which its SDK
//! sends them.

use super::dice::Dice;
use super::event::{Event, Kind};
use super::json::{Object, push_hex, push_number, push_uuid};
use super::parameters::draw_mark;
use super::sources::Terminal;
use super::vocabulary::{REGIONS, SHOPS};

fn et(object: &mut Object, event: &Event) {
    if let Some(et) = event.kind.et() {
        object.text("WT_et", et);
    }
}

/// `WT_clientID`: the user's, as a client numbers it.
pub fn client_id(object: &mut Object, event: &Event) {
    object.plain("WT_clientID", |out| {
        push_hex(out, event.user.word.rotate_left(9), 16);
        push_hex(out, event.user.word.rotate_left(27), 16);
    });
}

/// `WT_av` as the shapes spell it: `APP_ios_11.5.0.1`, `APP_ios_v11.5.0`, `APP_android_11.7.0`.
pub fn release(object: &mut Object, event: &Event) {
    let start = match (event.source.terminal, event.on_apple()) {
        (Terminal::Ios, _) => "APP_ios_v",
        (_, true) => "APP_ios_",
        (_, false) => "APP_android_",
    };
    object.plain("WT_av", |out| {
        out.push_str(start);
        out.push_str(event.release);
    });
}

fn login(object: &mut Object, event: &Event) {
    object.text("WT_loginProvince", event.user.province.code);
    object.text("WT_loginCity", event.user.city);
}

fn place(object: &mut Object, event: &Event) {
    object
        .text("WT_prov", event.user.province.code)
        .text("WT_city", event.user.city);
}

/// `WT_channel`: the shop that the application came from.
pub fn shop(object: &mut Object, event: &Event) {
    let shop = if event.on_apple() {
        "appstore"
    } else {
        pick_shop(event)
    };
    object.text("WT_channel", shop);
}

/// The shop that an Android user's application came from.
pub fn pick_shop(event: &Event) -> &'static str {
    let number = usize::try_from(event.user.word >> 50).unwrap_or(0) % SHOPS.len();
    SHOPS.get(number).copied().unwrap_or_default()
}

fn uuid(object: &mut Object, key: &str, dice: &mut Dice) {
    let (high, low) = (dice.word(), dice.word());
    object.plain(key, |out| push_uuid(out, high, low));
}

fn mark(object: &mut Object, dice: &mut Dice) {
    let mark = draw_mark(dice);
    object.plain("WT_markId", |out| push_number(out, mark));
}

/// The application on Android.
pub fn android(object: &mut Object, event: &Event, dice: &mut Dice) {
    et(object, event);
    object.text("WT_loginProvince", event.user.province.code);
    object.text("WT_a_dc", dice.pick(&["000", "000", "002"]));
    object.text("WT_channel", pick_shop(event));
    if dice.chance(70_000) {
        release(object, event);
    }
    object.text("WT_event", &event.code);
    object.text("WT_adverType", dice.pick(&["97", "122", "130"]));
    object.text("WT_prov", event.user.province.code);
    let (high, low, user) = (dice.word(), dice.word(), event.user.word % 1_000);
    object.plain("WT_token_id", |out| {
        out.push_str("JSESSIONID=");
        push_uuid(out, high, low);
        out.push_str("; UID=u");
        push_number(out, user);
        out.push_str("; Comment=SessionServer-unity; Path=/;HTTPOnly; ticketID=x; Secure");
    });
    let since = event.moment.timestamp - dice.below(3_600_000);
    object.plain("WT_aud", |out| push_number(out, since));
    object.plain("XY_xk", |out| {
        push_hex(out, high, 16);
        push_hex(out, low, 16);
    });
    object.text("WT_city", event.user.city);
    client_id(object, event);
    object
        .text("WT_aav", event.release)
        .text("WT_plat", "30011");
    object
        .text("WT_userBrand", event.user.brand)
        .text("WT_loginCity", event.user.city);
    object.text("WT_cid", if dice.chance(50_000) { "client-2" } else { "" });
    screen(object, event, dice);
}

/// The application on iOS.
pub fn ios(object: &mut Object, event: &Event, dice: &mut Dice) {
    object.text("WT_a_dc", dice.pick(&["000", "000", "002"]));
    object
        .text("WT_city", event.user.city)
        .text("WT_prov", event.user.province.code);
    object
        .text("WT_channel", "appstore")
        .text("WT_plat", "30011");
    object.text(
        "XY_brand_info",
        dice.pick(&["其他非全球通用户", "全球通金卡", "动感地带"]),
    );
    if dice.chance(70_000) {
        release(object, event);
    }
    object.text("WT_aav", event.release);
    object.text("WT_adverType", dice.pick(&["97", "122", "130"]));
    client_id(object, event);
    object
        .text("WT_userBrand", event.user.brand)
        .text("WT_loginCity", event.user.city);
    mark(object, dice);
    uuid(object, "WT_token_id", dice);
    object
        .text("WT_cid", "")
        .text("WT_loginProvince", event.user.province.code);
    object.text("WT_event", &event.code);
    et(object, event);
    screen(object, event, dice);
}

/// What some events of the application have besides.
fn screen(object: &mut Object, event: &Event, dice: &mut Dice) {
    if dice.chance(60_000) {
        object.text("WT_es", &event.link.es);
    }
    if dice.chance(50_000) {
        object
            .text("WT_ti", event.link.page.title)
            .text("WT_page_type", event.link.page.kind);
    }
    if dice.chance(70_000) {
        object.text("WT_envName", event.label);
    }
}

/// Pages on the web.
pub fn h5(object: &mut Object, event: &Event, dice: &mut Dice) {
    object.text("WT_cid", "");
    client_id(object, event);
    object.text("WT_userBrand", event.user.brand);
    login(object, event);
    place(object, event);
    release(object, event);
    object
        .text("WT_aav", event.release)
        .text("WT_es", &event.link.es);
    if dice.chance(90_000) {
        object.text("WT_ti", event.link.page.title);
    }
    object.text("WT_plat", dice.pick(&["000_JTAPP", "30011"]));
    if dice.chance(98_000) {
        et(object, event);
    }
    let (_, first, name, second) = dice.pick(&REGIONS);
    object
        .text("WT_area_type_1", first)
        .text("WT_area_type_2", second);
    object.text("WT_area_name", if dice.chance(40_000) { name } else { "" });
    object.text("XY_env_type", dice.pick(&["button", "image", "text"]));
    object.text("WT_envName", event.label);
    if dice.chance(85_000) {
        object.text("WT_event", &event.code);
    }
    mark(object, dice);
    shop(object, event);
    if dice.chance(50_000) {
        object.text("WT_page_type", event.link.page.kind);
    }
}

/// Mini programs; a region exposure's items say what was pressed.
pub fn mini_program(object: &mut Object, event: &Event, dice: &mut Dice) {
    object.text("WT_appId", event.link.domain);
    if !event.link.query.is_empty() {
        object.text("WT_appqry", &event.link.query);
    }
    client_id(object, event);
    object.text("WT_userBrand", event.user.brand);
    login(object, event);
    place(object, event);
    release(object, event);
    object
        .text("WT_aav", event.release)
        .text("WT_es", &event.link.es);
    uuid(object, "WT_token_id", dice);
    object
        .text("WT_plat", "30011")
        .text("WT_cid", "")
        .text("WT_ti", event.link.page.title);
    object.text("WT_page_type", event.link.page.kind);
    et(object, event);
    if event.kind != Kind::RegionExposure {
        object
            .text("WT_event", &event.code)
            .text("WT_envName", event.label);
        mark(object, dice);
    }
}
