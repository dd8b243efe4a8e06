//! Facts about what events hold.

#![expect(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

use std::collections::{BTreeSet, HashSet};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::attributes::LENGTHS;
use super::RUN;

const COLLECTED: [&str; 5] = ["ip", "userAgent", "receivedAt", "esId", "accountId"];
/// What SDKs send only where a page has it; the pages of the samples have none.
const OPTIONAL: [&str; 2] = ["query", "referralPage"];

fn keys(object: &Value) -> BTreeSet<&str> {
    object
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

fn has(event: &Value, key: &str, value: &str) -> bool {
    event["attributes"].get(key).and_then(Value::as_str) == Some(value)
}

fn is_item(key: &str) -> bool {
    key.len() == 12
        && key
            .strip_prefix('P')
            .is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
}

fn is_region(event: &Value) -> bool {
    has(event, "WT_et", "imp") && event["attributes"].get("area_id").is_some()
}

fn shape_of(event: &Value) -> &str {
    match event["platform"].as_str().unwrap() {
        "MinP" => "alip",
        platform => platform,
    }
}

#[test]
fn every_event_has_the_fields_of_its_sample() {
    let samples = [
        ("web", include_str!("../../../testdata/samples/sdk_h5.json")),
        (
            "Android",
            include_str!("../../../testdata/samples/sdk_android.json"),
        ),
        (
            "iOS",
            include_str!("../../../testdata/samples/sdk_ios.json"),
        ),
        (
            "alip",
            include_str!("../../../testdata/samples/sdk_mini_program.json"),
        ),
    ];
    for (shape, sample) in samples {
        let sample: Vec<Value> = serde_json::from_str(sample).unwrap();
        let expected: BTreeSet<&str> = keys(&sample[0]).into_iter().chain(COLLECTED).collect();
        let mut attributes = BTreeSet::new();
        for event in RUN.events.iter().filter(|event| shape_of(event) == shape) {
            let mut found = keys(event);
            found.retain(|key| !OPTIONAL.contains(key));
            assert_eq!(found, expected);
            if event["attributes"].is_object() {
                attributes.extend(keys(&event["attributes"]));
            }
        }
        let missing: Vec<_> = keys(&sample[0]["attributes"])
            .into_iter()
            .filter(|key| !is_item(key) && !attributes.contains(key))
            .collect();
        assert_eq!(missing, [""; 0], "{shape}");
    }
}

#[test]
fn region_exposures_have_the_attributes_of_the_sample_and_three_to_eight_items() {
    let sample: Value = serde_json::from_str(include_str!(
        "../../../testdata/samples/region_exposure.json"
    ))
    .unwrap();
    let mut seen = 0;
    for event in RUN.events.iter().filter(|event| is_region(event)) {
        let found = keys(&event["attributes"]);
        if shape_of(event) != "alip" {
            let expected = keys(&sample["attributes"]);
            assert!(
                expected
                    .iter()
                    .all(|key| is_item(key) || found.contains(key)),
                "{event}"
            );
        }
        assert!(event["attributes"].get("type").is_some());
        let items: Vec<_> = found.iter().filter(|key| is_item(key)).collect();
        assert!((3..=8).contains(&items.len()));
        for key in items {
            let item = match &event["attributes"][*key] {
                Value::String(text) => serde_json::from_str(text).unwrap(),
                item => item.clone(),
            };
            assert!(
                item.get("WT_event").is_none_or(|code| code == *key),
                "{item}"
            );
            assert!(item["WT_markId"].is_string());
        }
        seen += 1;
    }
    assert!(seen > 400, "{seen}");
}

#[test]
fn attributes_have_one_to_nearly_two_thousand_bytes() {
    #[derive(Deserialize)]
    struct Line<'a> {
        #[serde(borrow)]
        attributes: &'a RawValue,
    }
    let mut lengths = Vec::new();
    for (line, event) in RUN.lines.iter().zip(&RUN.events) {
        if event["attributes"].is_object() && !is_region(event) {
            let line: Line = serde_json::from_str(line).unwrap();
            lengths.push(line.attributes.get().len());
        }
    }
    let (least, most) = LENGTHS;
    assert!(lengths.iter().all(|length| (least..=most).contains(length)));
    // They spread over the whole range.
    for quarter in 0..4 {
        let low = least + (most - least) * quarter / 4;
        let within = low..low + (most - least) / 4;
        let share = lengths
            .iter()
            .filter(|length| within.contains(length))
            .count()
            * 100;
        assert!((20..30).contains(&(share / lengths.len())), "{within:?}");
    }
}

#[test]
fn attributes_have_no_key_twice_and_none_of_the_collectors() {
    for event in RUN
        .events
        .iter()
        .filter(|event| event["attributes"].is_object())
    {
        assert!(
            keys(&event["attributes"])
                .iter()
                .all(|key| !key.starts_with('$'))
        );
    }
    for line in RUN.lines.iter().step_by(7) {
        let event: Value = serde_json::from_str(line).unwrap();
        // `serde_json` keeps one of two equal keys, so the text it writes would be shorter.
        assert_eq!(serde_json::to_string(&event).unwrap().len(), line.len());
    }
}

#[test]
fn everything_that_the_interfaces_are_cut_from_occurs() {
    let campaign = |fits: &dyn Fn(&str) -> bool| {
        let of = |e: &Value| e["attributes"].get("WT_mc_ev")?.as_str().map(fits);
        RUN.events.iter().filter(|e| of(e) == Some(true)).count()
    };
    let tail = |text: &str| text.strip_prefix("210315_QYCS_").map(str::to_owned);
    let numbered = |t: &str| tail(t).is_some_and(|t| t.bytes().all(|b| b.is_ascii_digit()));
    let named = |t: &str| tail(t).is_some_and(|t| !t.bytes().all(|b| b.is_ascii_digit()));
    for (name, count) in [
        ("numbered", campaign(&numbered)),
        ("named", campaign(&named)),
        ("operations", campaign(&|t| t.starts_with("210902_QYLQTYY"))),
        ("counter", campaign(&|t| t == "230417_QYLQ")),
    ] {
        assert!(count > 30, "{name}: {count}");
    }
    for (key, value) in [
        ("subdatasourceid", "lwmocvna7yi1z6hq"),
        ("WT_et", "pageview"),
        ("WT_et", "pfm"),
        ("WT_et", "sign"),
        ("WT_event", "P00000078657"),
        ("WT_event", "c_perf"),
        ("WT_event", "FlowDataCollection"),
        ("WT_event", "220624_DYXCXB_JHY_QD"),
        ("WT_mobile", "--"),
        ("WT_mobile", "100*"),
    ] {
        let count = RUN
            .events
            .iter()
            .filter(|event| has(event, key, value))
            .count();
        assert!(count > 10, "{key}={value}: {count}");
    }
}

#[test]
fn every_attribute_that_the_warehouse_has_a_column_for_occurs() {
    let mut seen = HashSet::new();
    for event in RUN
        .events
        .iter()
        .filter(|event| event["attributes"].is_object())
    {
        seen.extend(keys(&event["attributes"]));
    }
    let columns = "WT_cid WT_city WT_mobile WT_event WT_ti WT_es WT_markId WT_av WT_prov WT_si_x \
        WT_si_n WT_si_s WT_goods_id WT_sku_id WT_channelid WT_os WT_a_dc WT_ct WT_sr WT_vt_sid \
        WT_userBrand WT_loginProvince WT_loginCity WT_appId WT_channel WT_dcsref WT_et WT_ed \
        WT_envName WT_next_url WT_errcode WT_errmsg WT_serial_no WT_act_str_step_id WT_group_id \
        WT_mr_id WT_ad_step WT_touch_tm WT_appqry WT_sid WT_aav WT_page_type WT_page_type_id \
        WT_token_id WT_area_type_1 WT_area_name WT_area_type_2 WT_charge_phone WT_mc_ev area_id \
        type subdatasourceid XY_lng XY_lat XY_lag XY_lon XY_longitude XY_latitude XY.lng XY.lat \
        XY_pfm XY.pfm";
    let missing: Vec<_> = columns
        .split_whitespace()
        .filter(|key| !seen.contains(key))
        .collect();
    assert_eq!(missing, [""; 0]);
}
