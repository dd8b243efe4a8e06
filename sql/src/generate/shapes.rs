//! The shapes of events: what each platform's SDK sends around the attributes, and the collector's
//! columns beside it.

use super::clock::Moment;
use super::dice::{Dice, scatter};
use super::event::Event;
use super::json::{Object, push_number, push_padded, push_uuid};
use super::sources::Terminal;

/// `accountId` of every event: the project.
pub const PROJECT: &str = "8f2a61c0d94b7e35";

/// What is written already when a shape is put around it, as JSON texts.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    /// The attributes: an object, or a broken one as a string.
    pub attributes: &'a str,
    /// The address, escaped, without quotes.
    pub ip: &'a str,
    /// A word that no other event of the run has.
    pub id: u64,
}

/// Writes an event as one line, without the line's end.
pub fn write(event: &Event, parts: Parts, dice: &mut Dice, out: &mut String) {
    let mut object = Object::open(out);
    match event.source.terminal {
        Terminal::Android => android(&mut object, event, parts, dice),
        Terminal::Ios => ios(&mut object, event, parts, dice),
        Terminal::H5 => h5(&mut object, event, parts, dice),
        Terminal::WeChat | Terminal::Alipay => mini_program(&mut object, event, parts, dice),
    }
    collected(&mut object, event, parts);
    object.close();
}

/// The collector's columns.
fn collected(object: &mut Object, event: &Event, parts: Parts) {
    let Moment { received_at, .. } = event.moment;
    object.plain("ip", |out| out.push_str(parts.ip));
    object.plain("userAgent", |out| out.push_str(&event.client.user_agent));
    object.number("receivedAt", received_at);
    object.plain("esId", |out| push_uuid_like(out, parts.id));
    object.text("accountId", PROJECT);
}

/// 32 hexadecimal digits, the first 16 of which are the word itself.
fn push_uuid_like(out: &mut String, word: u64) {
    super::json::push_hex(out, word, 16);
    super::json::push_hex(out, scatter(word), 16);
}

fn attributes(object: &mut Object, parts: Parts) {
    object.key("attributes").push_str(parts.attributes);
}

fn device_id(object: &mut Object, event: &Event) {
    let word = scatter(event.user.word ^ (event.source.terminal as u64 + 11));
    object.plain("deviceId", |out| push_uuid(out, word, scatter(word)));
}

fn session_id(object: &mut Object, event: &Event) {
    let upper = event.source.terminal == Terminal::Ios;
    object.plain("sessionId", |out| {
        let start = out.len();
        push_uuid(out, event.session, scatter(event.session));
        if upper && let Some(id) = out.get_mut(start..) {
            id.make_ascii_uppercase();
        }
    });
}

/// `gioId`: the user, or one half of the visitors' devices.
fn visitor(object: &mut Object, event: &Event) {
    let user = &event.user;
    if user.id.is_empty() && user.word & 1 == 0 {
        let word = scatter(user.word ^ 5);
        object.plain("gioId", |out| push_uuid(out, word, scatter(word)));
    } else {
        object.text("gioId", &user.id);
    }
}

/// `globalSequenceId` and `eventSequenceId`: how many events the client has sent.
fn sequence(dice: &mut Dice) -> (u64, u64) {
    let all = 1 + dice.skewed(5_000, 40);
    (all, 1 + dice.below(all))
}

/// When the page of the event was shown.
fn page_shown(object: &mut Object, event: &Event, dice: &mut Dice) {
    let ago = 60 + dice.skewed(120_000, 400);
    object.number(
        "pageShowTimestamp",
        event.moment.timestamp.saturating_sub(ago),
    );
}

/// The query and the page before, which only pages that have them report.
fn query_and_referrer(object: &mut Object, event: &Event, dice: &mut Dice) {
    if !event.link.query.is_empty() {
        object.text("query", &event.link.query);
    }
    if dice.chance(25_000) {
        let pages = [
            "https://wx.example.cn/website/index.html",
            "https://www.example.com/s?wd=1",
        ];
        object.text("referralPage", dice.pick(&pages));
    }
}

fn h5(object: &mut Object, event: &Event, parts: Parts, dice: &mut Dice) {
    object
        .text("eventType", "CUSTOM")
        .text("eventName", event.kind.name());
    page_shown(object, event, dice);
    attributes(object, parts);
    object
        .text("appVersion", "1.0.0")
        .text("dataSourceId", event.source.id);
    device_id(object, event);
    object.text("domain", event.link.domain);
    visitor(object, event);
    let device = event.client.device;
    object.text("language", dice.pick(&["zh-CN", "zh-CN", "zh-CN", "en-US"]));
    object.text("path", event.link.page.path);
    query_and_referrer(object, event, dice);
    object.text("platform", "web");
    object.number(
        "screenHeight",
        if device.height == 0 {
            1_080
        } else {
            device.height / 3
        },
    );
    object.number(
        "screenWidth",
        if device.width == 0 {
            1_920
        } else {
            device.width / 3
        },
    );
    object.text(
        "sdkVersion",
        dice.pick(&["3.8.6", "3.8.6", "3.8.18", "3.3.4"]),
    );
    session_id(object, event);
    object
        .number("timestamp", event.moment.timestamp)
        .text("title", event.link.page.title);
    object.text("userId", &event.user.id);
    let (all, of_kind) = sequence(dice);
    object
        .number("globalSequenceId", all)
        .number("eventSequenceId", of_kind);
}

fn mini_program(object: &mut Object, event: &Event, parts: Parts, dice: &mut Dice) {
    let device = event.client.device;
    let alipay = event.source.terminal == Terminal::Alipay;
    let system = match (alipay, event.on_apple()) {
        (true, true) => "Alipay-iOS",
        (true, false) => "Alipay-Android",
        (false, true) => "Weixin-iOS",
        (false, false) => "Weixin-Android",
    };
    object
        .text("eventType", "CUSTOM")
        .text("eventName", event.kind.name());
    page_shown(object, event, dice);
    attributes(object, parts);
    let scene = if alipay {
        "scn:0000"
    } else {
        dice.pick(&["scn:1001", "scn:1007", "scn:1089"])
    };
    object.text("appChannel", scene).text("appVersion", "1.0.0");
    object.text("dataSourceId", event.source.id);
    object.text(
        "deviceBrand",
        if event.on_apple() {
            "iPhone"
        } else {
            device.brand
        },
    );
    device_id(object, event);
    object
        .text("deviceModel", device.model)
        .text("deviceType", system);
    object.text("domain", event.link.domain);
    visitor(object, event);
    object.text("language", if alipay { "zh-Hans" } else { "zh_CN" });
    object
        .text("operatingSystem", system)
        .text("path", event.link.page.path);
    query_and_referrer(object, event, dice);
    object.text("platform", if alipay { "alip" } else { "MinP" });
    let minor = dice.between(30, 54);
    object.plain("platformVersion", |out| {
        out.push_str(if alipay {
            "Alipay 10.6."
        } else {
            "WeChat 8.0."
        });
        push_number(out, minor);
    });
    object
        .number("screenHeight", device.height)
        .number("screenWidth", device.width);
    object.text("sdkVersion", dice.pick(&["3.8.18", "3.8.18", "3.8.9"]));
    session_id(object, event);
    object
        .number("timestamp", event.moment.timestamp)
        .text("userId", &event.user.id);
    let (all, of_kind) = sequence(dice);
    object
        .number("globalSequenceId", all)
        .number("eventSequenceId", of_kind);
}

fn android(object: &mut Object, event: &Event, parts: Parts, dice: &mut Dice) {
    let device = event.client.device;
    object.text("dataSourceId", event.source.id);
    visitor(object, event);
    object
        .text("platform", "Android")
        .text("platformVersion", event.client.os_version);
    device_id(object, event);
    object.text("userId", &event.user.id);
    session_id(object, event);
    let (all, of_kind) = sequence(dice);
    object
        .text("eventType", "CUSTOM")
        .number("timestamp", event.moment.timestamp);
    object
        .number("globalSequenceId", all)
        .number("eventSequenceId", of_kind);
    object.text("domain", event.link.domain);
    let scheme = scatter(7);
    object.plain("urlScheme", |out| {
        out.push_str("growing.");
        push_padded(out, scheme % 10_000_000_000_000_000, 16);
    });
    object.text(
        "appState",
        dice.pick(&["FOREGROUND", "FOREGROUND", "FOREGROUND", "BACKGROUND"]),
    );
    object.text("networkState", dice.pick(&["WIFI", "5G", "4G", "UNKNOWN"]));
    object.text("appChannel", super::platforms::pick_shop(event));
    object
        .number("screenHeight", device.height)
        .number("screenWidth", device.width);
    object
        .text("deviceBrand", device.brand)
        .text("deviceModel", device.model);
    object.text("deviceType", dice.pick(&["PHONE", "PHONE", "PHONE", "PAD"]));
    object
        .text("appName", "内测")
        .text("appVersion", event.release)
        .text("language", "zh");
    object.text("sdkVersion", dice.pick(&["3.5.3", "3.5.3", "3.4.6"]));
    attributes(object, parts);
    object.text("eventName", event.kind.name());
}

fn ios(object: &mut Object, event: &Event, parts: Parts, dice: &mut Dice) {
    let device = event.client.device;
    object
        .text("userId", &event.user.id)
        .text("eventType", "CUSTOM");
    object
        .text("deviceBrand", "Apple")
        .text("language", "zh-Hans-CN");
    device_id(object, event);
    let (all, of_kind) = sequence(dice);
    object
        .number("globalSequenceId", all)
        .text("deviceType", "iPhone");
    object
        .text("appVersion", event.release)
        .text("eventName", event.kind.name());
    object.number("screenHeight", device.height);
    session_id(object, event);
    object.text("networkState", dice.pick(&["WIFI", "5G", "4G", "UNKNOWN"]));
    object
        .text("domain", event.link.domain)
        .text("platform", "iOS")
        .text("appName", "App");
    visitor(object, event);
    object.number("timestamp", event.moment.timestamp);
    object.text(
        "appState",
        dice.pick(&["FOREGROUND", "FOREGROUND", "FOREGROUND", "BACKGROUND"]),
    );
    object.text("sdkVersion", dice.pick(&["3.8.2", "3.8.2", "3.7.0"]));
    object
        .text("deviceModel", device.model)
        .number("screenWidth", device.width);
    object.text("dataSourceId", event.source.id);
    attributes(object, parts);
    object.text("platformVersion", event.client.os_version);
    object.number("eventSequenceId", of_kind);
}
