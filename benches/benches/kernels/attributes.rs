//! Values picked from attributes, against a full parse of serde_json's.

use criterion::BenchmarkId;
use maidian_benches::Columns;
use maidian_udfs::kernel::attributes::{Answers, Picker, get};
use serde_json::{Map, Value};

use crate::measure::{Group, agree, measure, push};

/// The first names that the scripts of the DWD tables pick.
#[rustfmt::skip]
const KEYS: [&str; 32] = [
    "WT_cid", "WT_city", "WT_mobile", "WT_event", "WT_ti", "WT_markId", "WT_av", "WT_prov", "WT_si_x", "WT_si_n",
    "WT_si_s", "WT_goods_id", "WT_sku_id", "WT_channelid", "WT_os", "$device_model", "WT_a_dc", "WT_ct", "WT_sr",
    "WT_userBrand", "WT_loginProvince", "WT_loginCity", "WT_appId", "WT_channel", "WT_et", "WT_ed", "WT_envName",
    "WT_errcode", "WT_errmsg", "WT_serial_no", "WT_act_str_step_id", "WT_group_id",
];

/// One name by itself, then one, ten and all names; of broken objects, which serde_json refuses, all names.
pub fn bench(group: &mut Group<'_>, columns: &Columns) -> Result<(), String> {
    let id = BenchmarkId::new("get", 1);
    let [key, ..] = KEYS;
    measure(group, id, &columns.attributes, |attributes, text| {
        text.push_str(&get(attributes, key).unwrap_or_default());
    });
    for count in [1, 10, KEYS.len()] {
        let keys: Vec<&str> = KEYS.into_iter().take(count).collect();
        let id = BenchmarkId::new("pick", count);
        let picked = pick(group, id, &columns.attributes, &keys);
        let id = BenchmarkId::new("serde_json", count);
        let parsed = measure(group, id, &columns.attributes, |attributes, text| {
            let object: Map<String, Value> = serde_json::from_str(attributes).unwrap_or_default();
            for key in &keys {
                match object.get(*key) {
                    None | Some(Value::Null) => {}
                    Some(Value::String(value)) => text.push_str(value),
                    Some(json) => push(text, json),
                }
                text.push('|');
            }
        });
        agree("attributes", &picked, &parsed)?;
    }
    let id = BenchmarkId::new("pick_broken", KEYS.len());
    pick(group, id, &columns.broken_attributes, &KEYS);
    Ok(())
}

fn pick(group: &mut Group<'_>, id: BenchmarkId, rows: &[String], keys: &[&str]) -> String {
    let picker = Picker::new(keys);
    let mut values = Answers::default();
    measure(group, id, rows, |attributes, text| {
        picker.pick(attributes, &mut values);
        for value in values.iter() {
            text.push_str(value.as_deref().unwrap_or_default());
            text.push('|');
        }
    })
}
