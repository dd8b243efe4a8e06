//! User agents of clients on iOS, by the application that sends them.

use super::devices::Device;
use super::dice::Dice;

const NETWORKS: [&str; 4] = ["WIFI", "4G", "5G", "5G"];

/// What every page view on an iPhone starts with.
fn web_view(version: &str) -> String {
    let underlined = version.replace('.', "_");
    format!(
        "Mozilla/5.0 (iPhone; CPU iPhone OS {underlined} like Mac OS X) AppleWebKit/605.1.15 \
         (KHTML, like Gecko)"
    )
}

/// The application's own requests.
pub fn app(version: &str, dice: &mut Dice) -> String {
    let (minor, patch, scale) = (dice.between(5, 7), dice.between(0, 3), dice.between(2, 3));
    if dice.chance(60_000) {
        format!("CMCC/11.{minor}.{patch} (iPhone; iOS {version}; Scale/{scale}.00)")
    } else {
        let network = dice.pick(&["1240.0.4", "1390", "1402.0.8", "1408.0.4", "1494.0.7"]);
        let darwin = dice.pick(&[
            "20.6.0", "21.6.0", "22.2.0", "22.6.0", "23.1.0", "23.6.0", "24.1.0",
        ]);
        format!("CMCC/11.{minor}.{patch} CFNetwork/{network} Darwin/{darwin}")
    }
}

/// Pages in the application.
pub fn in_app(version: &str, dice: &mut Dice) -> String {
    let release = dice.pick(&["9.7.0", "10.9.5", "11.5.0", "11.5.0.1", "11.6.0", "11.7.0"]);
    let build = dice.between(100, 104);
    let view = web_view(version);
    format!("{view} Mobile/15E148/wkwebview leadeon/{release}/CMCCIT/{build}")
}

/// Pages and mini programs in WeChat.
pub fn wechat(version: &str, dice: &mut Dice) -> String {
    let (minor, patch) = (dice.between(30, 54), dice.between(0x20, 0x3f));
    let (view, network) = (web_view(version), dice.pick(&NETWORKS));
    format!(
        "{view} Mobile/15E148 MicroMessenger/8.0.{minor}(0x180032{patch:02x}) NetType/{network} \
         Language/zh_CN"
    )
}

/// Pages and mini programs in Alipay.
pub fn alipay(device: &Device, version: &str, dice: &mut Dice) -> String {
    let (minor, patch) = (dice.between(3, 6), dice.between(0, 9) * 10);
    let (view, network) = (web_view(version), dice.pick(&NETWORKS));
    let release = format!("10.{minor}.{patch}.6000");
    format!(
        "{view} Mobile/15E148 UCBrowser/15.0.1.1 NebulaSDK/1.8.100112 Nebula PSDType(1) \
         AlipayDefined(nt:{network},ws:{}|{}|3.0) AliApp(AP/{release}) AlipayClient/{release} \
         Language/zh-Hans",
        device.width / 3,
        device.height / 3 - 64,
    )
}

/// Browsers and other applications' browsers.
pub fn web(device: &Device, version: &str, dice: &mut Dice) -> String {
    let Device { model, width, .. } = device;
    let (view, network) = (web_view(version), dice.pick(&NETWORKS));
    let (draw, minor, patch) = (dice.below(100), dice.between(0, 9), dice.between(0, 9) * 10);
    let safari = version.split('.').next().unwrap_or("16");
    match draw {
        0..32 => wechat(version, dice),
        32..40 => alipay(device, version, dice),
        40..48 => format!(
            "{view} Mobile/15E148 QQ/9.0.{minor}.6{patch} V1_IPH_SQ_9.0.{minor}_1_APP_A \
             Pixel/{width} SimpleUISwitch/0 StudyMode/0 NetType/{network} QBWebViewType/1 WKType/1"
        ),
        48..52 => format!(
            "{view} Mobile/15E148 AliApp(DingTalk/7.{minor}.{patch}) com.laiwang.DingTalk/{} \
             Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK",
            dice.between(32_000_000, 41_000_000)
        ),
        52..58 => format!(
            "{view} Mobile/15E148 Weibo ({model}__weibo__14.{minor}.{patch}__iphone__os{version})"
        ),
        58..66 => format!(
            "{view} Mobile/15E148 SP-engine/3.{minor}.0 main/1.0 baiduboxapp/13.{patch}.5.10 \
             (Baidu; P2 {version}) NABar/1.0"
        ),
        66..72 => format!(
            "{view} Mobile/15E148 aweme_29.{minor}.0 JsSdk/2.0 NetType/{network} \
             Channel/App Store ByteLocale/zh Region/CN"
        ),
        72..78 => format!(
            "{view} Mobile/20A362 UCBrowser/15.{minor}.{patch}.2195 Mobile AliApp(TUnionSDK/0.1.20.4)"
        ),
        78..84 => format!("{view} Mobile/20A362 Quark/6.{minor}.{patch}.1953 Mobile"),
        _ => format!("{view} Version/{safari}.{minor} Mobile/15E148 Safari/604.1"),
    }
}
