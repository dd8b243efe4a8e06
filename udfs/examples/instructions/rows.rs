//! Seeded rows, equal on every machine.

use std::fmt::Write as _;

/// A small generator of numbers (SplitMix64): the rows must not change with a version of a library.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end
    }

    /// One of these.
    pub fn pick(&mut self, of: &[&'static str]) -> &'static str {
        let last = of.len().max(1) as u64;
        usize::try_from(self.below(last))
            .ok()
            .and_then(|at| of.get(at))
            .copied()
            .unwrap_or_default()
    }
}

/// That many rows, each made by `row`.
pub fn rows<T>(count: usize, mut row: impl FnMut(&mut Dice) -> T) -> Vec<T> {
    let mut dice = Dice::new(1);
    (0..count).map(|_| row(&mut dice)).collect()
}

/// A link of about 168 bytes with nothing to decode.
pub fn link(dice: &mut Dice) -> String {
    let page = dice.pick(&["shopDetail", "market/home", "family/index", "store/nearby"]);
    let [seller, channel, extend] = [(); 3].map(|()| dice.below(100_000_000));
    format!(
        "https://wx.example.cn/website/businessPlatform/{page}.html?sellerId=P{seller:011}&channelId=P{channel:011}\
         &pageId=1194183223000000001&extendId=E{extend:08}&from=timeline&isTab=1"
    )
}

/// The same, percent-encoded but for letters, digits and `-._`.
pub fn encoded_link(dice: &mut Dice) -> String {
    let mut encoded = String::new();
    for byte in link(dice).bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            encoded.push(char::from(byte));
        } else {
            push(&mut encoded, format_args!("%{byte:02X}"));
        }
    }
    encoded
}

/// A link with a name in Chinese, each of its bytes an escape, and a blank.
pub fn chinese_link(dice: &mut Dice) -> String {
    let city = dice.pick(&["%E7%A6%8F%E5%B7%9E%E5%B8%82", "%E5%8C%97%E4%BA%AC%E5%B8%82"]);
    let title = dice.pick(&["%E7%BD%91%E7%82%B9", "%E8%90%A5%E4%B8%9A%E5%8E%85"]);
    let link = link(dice);
    format!("{link}&city={city}&title={title}+{title}")
}

/// A phone.
pub fn phone(dice: &mut Dice) -> String {
    format!("1{:010}", dice.below(10_000_000_000))
}

/// An IPv4 address.
pub fn ipv4(dice: &mut Dice) -> String {
    let [a, b, c, d] = [(); 4].map(|()| dice.below(256));
    format!("{a}.{b}.{c}.{d}")
}

/// An IPv6 address of `2400::/12`, the Asian and Pacific part.
pub fn ipv6(dice: &mut Dice) -> String {
    let mut text = format!("{:x}", 0x2400 + dice.below(16));
    for _ in 0..7 {
        push(&mut text, format_args!(":{:x}", dice.below(0x1_0000)));
    }
    text
}

/// A time of 2024 in milliseconds.
pub fn time(dice: &mut Dice) -> i64 {
    let within = i64::try_from(dice.below(366 * 86_400_000)).unwrap_or_default();
    1_704_067_200_000 + within
}

/// A user agent that hardly comes twice.
pub fn user_agent(dice: &mut Dice) -> String {
    let model = dice.pick(&["JAT-AL00", "V2217A", "M2012K11AC", "SM-G9980", "PGT-AN10"]);
    let (android, chrome, build) = (dice.below(7) + 8, dice.below(50) + 80, dice.below(6000));
    let (web, id, patch) = (dice.below(1_000_000), dice.below(10_000), dice.below(60));
    match dice.below(4) {
        0 => format!(
            "Mozilla/5.0 (iPhone; CPU iPhone OS {android}_{} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
             Mobile/15E{build} MicroMessenger/8.0.{patch}(0x1800{web:x}) NetType/WIFI Language/zh_CN",
            patch % 7
        ),
        1 => format!(
            "Mozilla/5.0 (Linux; Android {android}; {model} Build/HUAWEI{model}; wv) AppleWebKit/537.36 (KHTML, like \
             Gecko) Version/4.0 Chrome/{chrome}.0.{build}.{patch} Mobile Safari/537.36 leadeon/11.{patch}.0/CMCCIT"
        ),
        _ => format!(
            "Mozilla/5.0 (Linux; Android {android}; {model} Build/HUAWEI{model}; wv) AppleWebKit/537.36 (KHTML, like \
             Gecko) Version/4.0 Chrome/{chrome}.0.{build}.141 XWEB/{web} MMWEBSDK/20240404 Mobile Safari/537.36 \
             MMWEBID/{id} MicroMessenger/8.0.{patch}.2400(0x280034{patch:02x}) WeChat/arm64 Weixin NetType/5G \
             Language/zh_CN ABI/arm64 MiniProgramEnv/android"
        ),
    }
}

/// The names of [`attributes`], in the order they are written in.
#[rustfmt::skip]
pub const NAMES: [&str; 48] = [
    "$platform", "$client_version", "$channel", "$device_type", "$device_brand", "$device_model", "$language", "$domain",
    "$path", "$query", "$ip", "$user_agent", "$sdk_version", "$data_source_id", "WT_appId", "WT_appqry", "WT_clientID",
    "WT_userBrand", "WT_loginProvince", "WT_loginCity", "WT_prov", "WT_city", "WT_av", "WT_aav", "WT_es", "WT_token_id",
    "WT_plat", "WT_cid", "WT_ti", "WT_page_type", "WT_et", "WT_event", "WT_envName", "WT_markId", "WT_mobile", "WT_ct",
    "WT_pi", "WT_touch_tm", "WT_channelid", "WT_mr_id", "WT_goods_id", "WT_act_str_step_id", "WT_si_x", "WT_si_n",
    "WT_si_s", "WT_sku_id", "WT_errcode", "WT_errmsg",
];

/// Attributes of about 1.4 KB: one JSON object of [`NAMES`] and five names more.
pub fn attributes(dice: &mut Dice) -> String {
    let mut text = String::from("{");
    for name in NAMES {
        push(&mut text, format_args!("\"{name}\":\""));
        match name {
            "$user_agent" => text.push_str(&user_agent(dice)),
            "WT_es" => text.push_str(&link(dice)),
            "$query" | "WT_appqry" => {
                let seller = dice.below(100_000_000);
                push(&mut text, format_args!("sellerId=P{seller:011}&from=x"));
            }
            "$ip" => text.push_str(&ipv4(dice)),
            "WT_ti" | "WT_pi" => text.push_str(dice.pick(&["网点_小程序", "营业厅", "首页"])),
            "WT_cid" | "WT_errmsg" => {}
            _ => push(&mut text, format_args!("{:x}", dice.below(1 << 40))),
        }
        text.push_str("\",");
    }
    let price = dice.below(10_000);
    push(
        &mut text,
        format_args!(
            r#""XY.pfm":{price},"XY.goods":"[{{\"id\":\"P{price}\",\"price\":{price}}}]","XY_new":true,"XY_none":null,"#
        ),
    );
    push(
        &mut text,
        format_args!("\"WT_nv\":\"{}\"}}", dice.below(10)),
    );
    text
}

/// Appends formatted text.
fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = text.write_fmt(arguments);
}
