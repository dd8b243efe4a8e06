//! The functions on events as they were sent.

#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

use super::*;

/// An event whose `WT_next_url` holds unescaped quotes.
const BROKEN: &str = include_str!("../../../testdata/attributes_unescaped_quotes.txt");
/// A region exposure, its attributes under `attributes`.
const EXPOSURE: &str = include_str!("../../../testdata/region_exposure.json");

fn exposure() -> String {
    get(EXPOSURE, "attributes").unwrap().into_owned()
}

#[test]
fn every_field_of_the_broken_event_is_recovered() {
    let expected = [
        ("WT_a_dc", "002"),
        ("$index", "0"),
        ("WT_markId", "1074643005"),
        ("WT_event", "P00000078657"),
        ("WT_prov", "250"),
        ("WT_envName", "顶部框架_在线客服"),
        ("WT_clientID", "00000000000000000000000000000001"),
        ("WT_plat", "000_JTAPP"),
        ("WT_userBrand", "03"),
        ("WT_mobile", "aLqmmxxl8XIjWWXO7nNNRg=="),
        ("$device_type", "iPhone"),
        ("WT_cid", ""),
        ("WT_et", "imp"),
        ("WT_loginProvince", "250"),
        (
            "WT_es",
            "https://wap.js.example.cn/vw/navbar/YHHD?ch=7x&channelId=P00000025147&yx=1046273068",
        ),
        ("WT_channel", "appstore"),
        ("WT_av", "APP_ios_v9.7.0"),
        (
            "WT_next_url",
            r#"https://wx.example.cn/website/customerService/auth/x?ext={"scene":"APP-省二级开发营销页面-YX-固定型入口"}"#,
        ),
        ("WT_city", "0513"),
        ("WT_aav", "9.7.0"),
        ("WT_loginCity", "0513"),
        ("XY_cs_type", "2"),
    ];
    let expected = expected.map(|(key, value)| (key.into(), Some(value.into())));
    assert_eq!(pairs(BROKEN), Some(expected.to_vec()));
    for (key, value) in expected {
        assert_eq!(get(BROKEN, &key), value, "{key}");
    }
}

#[test]
fn the_broken_event_has_its_custom_field() {
    assert_eq!(
        extract_xy(BROKEN, Coordinates::Drop).as_deref(),
        Some(r#"{"XY_cs_type":"2"}"#)
    );
}

#[test]
fn the_broken_event_loses_its_device_type_alone() {
    let expected = BROKEN.replace(r#""$device_type":"iPhone","#, "");
    assert_eq!(remove(BROKEN, &KeySet::new(&ODS_KEYS)), expected);
}

#[test]
fn a_broken_event_cut_anywhere_keeps_its_complete_pairs() {
    let whole = pairs(BROKEN).unwrap();
    let link = BROKEN.find("https://wx").unwrap()..=BROKEN.find("\",\"WT_city").unwrap();
    for (cut, _) in BROKEN.char_indices().skip(1) {
        let text = &BROKEN[..cut];
        // Behind a quote of its own, the link looks complete.
        if link.contains(&cut) && (text.ends_with('"') || text.ends_with("\"}")) {
            continue;
        }
        let complete = whole.iter().filter(|(key, value)| {
            let value = value.as_deref().unwrap();
            text.contains(&format!("\"{key}\":\"{value}\""))
        });
        assert_eq!(pairs(text), Some(complete.cloned().collect()), "{text}");
    }
}

#[test]
fn the_items_of_the_exposure() {
    let item = |event: &str, mark_id: &str, env_name: &str, next_url: Option<&str>| ExposureItem {
        event: event.to_owned(),
        env_name: Some(env_name.to_owned()),
        mark_id: Some(mark_id.to_owned()),
        next_url: next_url.map(str::to_owned),
        xy: Some(
            r#"{"XY_gd_source":"qqd","XY_brand_info":"其他非全球通用户","XY_env_type":"button"}"#
                .to_owned(),
        ),
    };
    let expected = vec![
        item(
            "P00000090723",
            "1081277078",
            "政企",
            Some("https://zhengqi.example.cn/h5fordq/?channelId=P00000090723&yx=1081277078"),
        ),
        item(
            "P00000090722",
            "1081277098",
            "附近厅",
            Some(
                "https://wx.example.cn/website/businessPlatform/hallStorePage?secondWeb=ZHTshop&channelId=P00000090722&yx=1081277098",
            ),
        ),
        item(
            "P00000063396",
            "1167440014",
            "爱家",
            Some(
                "https://h5.bj.example.cn/cmcc_app/family-network/index.html?appUrl=aijia-broadband&isTab=1&channelId=P00000063396&yx=1167440014",
            ),
        ),
        item("P00000063395", "1081277021", "推荐", None),
        item(
            "P00000063397",
            "1167440008",
            "商城",
            Some(
                "https://h5.bj.example.cn/cmcc_app/cmcc-bjapp/index.html?notab=1&channelId=P00000063397&yx=1167440008",
            ),
        ),
    ];
    assert_eq!(exposure_items(&exposure()), Some(expected));
}

#[test]
fn the_exposure_itself_has_no_custom_fields() {
    assert_eq!(extract_xy(&exposure(), Coordinates::Keep), None);
    assert_eq!(get(&exposure(), "type").as_deref(), Some("once"));
    assert_eq!(
        get(&exposure(), "area_id").as_deref(),
        Some("SYYSH_tab页签")
    );
}
