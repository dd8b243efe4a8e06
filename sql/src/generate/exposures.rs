//! Region exposures: the items of a region that came into view together, one attribute an item.

use super::dice::Dice;
use super::event::Event;
use super::json::{Object, push_number, push_padded};
use super::parameters::{draw_mark, push_code};
use super::platforms::{client_id, release, shop};
use super::sources::Terminal;
use super::vocabulary::{LABELS, REGIONS};

/// Of 100,000 region exposures, those whose items are objects and not objects as text.
const AS_OBJECTS: u32 = 5_000;
/// Of 100,000 items, those that do not repeat their code.
const NAMELESS: u32 = 3_000;

/// The attributes of the page and the region, as the application writes them.
pub fn page(object: &mut Object, event: &Event, dice: &mut Dice) {
    let (area, first, name, second) = dice.pick(&REGIONS);
    object.text("WT_pi", event.link.page.title);
    object.plain("WT_channelid", |out| push_code(out, dice));
    object.text("WT_area_type_2", second);
    client_id(object, event);
    object
        .text("WT_plat", "30011")
        .text("WT_city", event.user.city);
    object.text("WT_prov", event.user.province.code);
    shop(object, event);
    object
        .text("WT_ti", event.link.page.title)
        .text("type", dice.pick(&["once", "once", "many"]));
    object
        .text("WT_et", "imp")
        .text("WT_page_type", event.link.page.kind);
    object.text("WT_cid", "").text("WT_es", &event.link.es);
    object.text("WT_a_dc", "000").text("WT_area_type_1", first);
    release(object, event);
    object
        .text("WT_area_name", name)
        .text("area_id", area)
        .text("WT_aav", event.release);
    object.text("WT_loginProvince", event.user.province.code);
    object
        .text("WT_loginCity", event.user.city)
        .text("WT_userBrand", event.user.brand);
}

/// Three to eight items with codes that follow each other; a mini program names its region here.
pub fn items(object: &mut Object, event: &Event, dice: &mut Dice) {
    let mini = matches!(event.source.terminal, Terminal::WeChat | Terminal::Alipay);
    if mini {
        let (area, ..) = dice.pick(&REGIONS);
        object
            .text("area_id", area)
            .text("type", "once")
            .text("scheme_id", "Applet_HKZQ");
    }
    let as_objects = dice.chance(AS_OBJECTS);
    let first = 25_000 + dice.skewed(3_000, 40) * 24;
    let mut item = String::with_capacity(400);
    for number in first..first + dice.between(3, 8) {
        let mut code = String::from("P000000");
        push_padded(&mut code, number, 5);
        item.clear();
        write_item(&mut item, &code, mini, dice);
        if as_objects {
            object.key(&code).push_str(&item);
        } else {
            object.text(&code, &item);
        }
    }
}

fn write_item(out: &mut String, code: &str, mini: bool, dice: &mut Dice) {
    let mark = draw_mark(dice);
    let mut item = Object::open(out);
    if !mini {
        item.text("XY_gd_source", dice.pick(&["qqd", "sy", "hd"]));
    }
    // Items that lead nowhere have no link.
    if dice.chance(85_000) {
        let (page, product) = dice.pick(&[
            (
                "https://wx.example.cn/website/businessPlatform/shopDetail",
                "productId=2148661",
            ),
            ("https://zhengqi.example.cn/h5fordq/", "isTab=1"),
            (
                "https://h5.bj.example.cn/cmcc_app/family-network/index.html",
                "appUrl=aijia",
            ),
            (
                "https://quanyi.example.cn/equity/market/home.html",
                "ext=%E6%9D%83%E7%9B%8A",
            ),
        ]);
        item.plain("WT_next_url", |out| {
            out.push_str(page);
            out.push('?');
            out.push_str(product);
            out.push_str(if mini { "&sellerId=" } else { "&channelId=" });
            out.push_str(code);
            out.push_str("&yx=");
            push_number(out, mark);
        });
    }
    if !mini {
        item.text("XY_brand_info", "其他非全球通用户");
    }
    item.plain("WT_markId", |out| push_number(out, mark));
    if !mini {
        item.text("XY_env_type", "button");
    }
    item.text("WT_envName", dice.pick(&LABELS));
    if !dice.chance(NAMELESS) {
        item.text("WT_event", code);
    }
    item.close();
}
