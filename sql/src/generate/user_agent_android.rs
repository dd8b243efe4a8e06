//! User agents of clients on Android, by the application that sends them.

use super::devices::Device;
use super::dice::Dice;

/// Versions of the system's web view, the common ones several times.
const CHROMES: [&str; 16] = [
    "79.0.3945.116",
    "86.0.4240.99",
    "92.0.4515.131",
    "95.0.4638.74",
    "99.0.4844.88",
    "100.0.4896.58",
    "107.0.5304.141",
    "109.0.5414.118",
    "114.0.5735.196",
    "116.0.5845.114",
    "118.0.5993.80",
    "120.0.6099.210",
    "122.0.6261.106",
    "126.0.6478.122",
    "128.0.6613.127",
    "130.0.6723.86",
];
const NETWORKS: [&str; 4] = ["WIFI", "4G", "5G", "5G"];

fn web_view(device: &Device, version: &str, dice: &mut Dice) -> String {
    let Device { model, build, .. } = device;
    let chrome = dice.pick(&CHROMES);
    format!(
        "Mozilla/5.0 (Linux; Android {version}; {model} Build/{build}; wv) AppleWebKit/537.36 \
         (KHTML, like Gecko) Version/4.0 Chrome/{chrome} Mobile Safari/537.36"
    )
}

/// The application's own requests.
pub fn app(device: &Device, version: &str, dice: &mut Dice) -> String {
    let Device { model, build, .. } = device;
    if dice.chance(60_000) {
        format!("Dalvik/2.1.0 (Linux; U; Android {version}; {model} Build/{build})")
    } else {
        let release = dice.between(5, 7);
        format!("okhttp/4.9.3 leadeon/11.{release}.0 (Android {version}; {model})")
    }
}

/// Pages in the application.
pub fn in_app(device: &Device, version: &str, dice: &mut Dice) -> String {
    let view = web_view(device, version, dice);
    let release = dice.pick(&["9.7.0", "10.9.5", "11.5.0", "11.6.0", "11.7.0", "11.7.0"]);
    format!("{view} leadeon/{release}/CMCCIT")
}

/// Pages and mini programs in WeChat.
pub fn wechat(device: &Device, version: &str, dice: &mut Dice) -> String {
    let Device { model, build, .. } = device;
    let (minor, patch) = (dice.between(30, 54), dice.between(20, 27) * 20 + 2_000);
    let (web, id) = (dice.between(1_110_000, 1_300_500), dice.between(100, 9_999));
    let (network, chrome) = (dice.pick(&NETWORKS), dice.pick(&CHROMES));
    format!(
        "Mozilla/5.0 (Linux; Android {version}; {model} Build/{build}; wv) AppleWebKit/537.36 \
         (KHTML, like Gecko) Version/4.0 Chrome/{chrome} XWEB/{web} MMWEBSDK/20240404 Mobile \
         Safari/537.36 MMWEBID/{id} MicroMessenger/8.0.{minor}.{patch}(0x280030{minor:02x}) \
         WeChat/arm64 Weixin NetType/{network} Language/zh_CN ABI/arm64 MiniProgramEnv/android"
    )
}

/// Pages and mini programs in Alipay.
pub fn alipay(device: &Device, version: &str, dice: &mut Dice) -> String {
    let Device {
        model,
        build,
        width,
        ..
    } = device;
    let (minor, patch) = (dice.between(3, 6), dice.between(0, 9) * 10);
    let (release, network) = (format!("10.{minor}.{patch}.8000"), dice.pick(&NETWORKS));
    format!(
        "Mozilla/5.0 (Linux; U; Android {version}; zh-CN; {model} Build/{build}) \
         AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/{} UWS/3.22.2.{} \
         Mobile Safari/537.36 UCBS/3.22.2.9999_230601 NebulaSDK/1.8.100112 Nebula \
         AlipayDefined(nt:{network},ws:{}|0|3.0) AliApp(AP/{release}) AlipayClient/{release} \
         Language/zh-Hans useStatusBar/true isConcaveScreen/true",
        dice.pick(&CHROMES),
        dice.between(40, 60),
        width / 3,
    )
}

/// Browsers and other applications' browsers.
pub fn web(device: &Device, version: &str, dice: &mut Dice) -> String {
    let Device {
        brand,
        model,
        build,
        width,
        ..
    } = device;
    let (draw, minor, patch) = (dice.below(100), dice.between(0, 9), dice.between(0, 9) * 10);
    let network = dice.pick(&NETWORKS);
    let engine = "AppleWebKit/537.36 (KHTML, like Gecko)";
    let chrome = dice.pick(&CHROMES);
    match draw {
        0..26 => wechat(device, version, dice),
        26..32 => alipay(device, version, dice),
        32..39 => format!(
            "{} V1_AND_SQ_9.0.{minor}_0_TIM_D QQ/9.0.{minor}.{patch} NetType/{network} \
             WebP/0.3.0 AppId/537220{minor} Pixel/{width} StatusBarHeight/96 SimpleUISwitch/0",
            web_view(device, version, dice)
        ),
        39..43 => format!(
            "{} AliApp(DingTalk/7.{minor}.{patch}) com.alibaba.android.rimet/{} \
             Channel/227200 language/zh-CN abi/64 UT4Aplus/0.2.25",
            web_view(device, version, dice),
            dice.between(27_600_000, 38_900_000)
        ),
        43..48 => format!(
            "{} Weibo ({brand}-{model}__weibo__14.{minor}.{patch}__android__android{version})",
            web_view(device, version, dice)
        ),
        48..55 => format!(
            "{} T7/13.{patch} SP-engine/3.{minor}.0 baiduboxapp/13.{patch}.0.10 \
             (Baidu; P1 {version})",
            web_view(device, version, dice)
        ),
        55..61 => format!(
            "{} aweme_29.{minor}.0 JsSdk/1.0 NetType/{network} Channel/{brand} AppName/aweme \
             app_version/29.{minor}.0 ByteLocale/zh-CN Region/CN",
            web_view(device, version, dice)
        ),
        61..68 => format!(
            "Mozilla/5.0 (Linux; U; Android {version}; zh-CN; {model} Build/{build}) {engine} \
             Version/4.0 Chrome/{chrome} UCBrowser/15.{minor}.{patch}.1300 Mobile Safari/537.36"
        ),
        68..74 => format!(
            "Mozilla/5.0 (Linux; U; Android {version}; zh-CN; {model} Build/{build}) {engine} \
             Version/4.0 Chrome/{chrome} Quark/6.{minor}.{patch}.581 Mobile Safari/537.36"
        ),
        _ => vendor(device, version, dice),
    }
}

/// The browser that came with the phone, or Chrome.
fn vendor(device: &Device, version: &str, dice: &mut Dice) -> String {
    let Device {
        brand,
        model,
        build,
        ..
    } = device;
    let (minor, patch, chrome) = (dice.between(0, 9), dice.between(0, 9), dice.pick(&CHROMES));
    let engine = "AppleWebKit/537.36 (KHTML, like Gecko)";
    let start = format!("Mozilla/5.0 (Linux; U; Android {version}; zh-cn; {model} Build/{build})");
    match *brand {
        "HUAWEI" | "HONOR" => format!(
            "Mozilla/5.0 (Linux; Android {version}; HarmonyOS; {model}; HMSCore 6.1{minor}.0.30{patch}) \
             {engine} Chrome/{chrome} HuaweiBrowser/14.0.{minor}.30{patch} Mobile Safari/537.36"
        ),
        "Xiaomi" | "Redmi" => format!(
            "{start} {engine} Version/4.0 Chrome/{chrome} Mobile Safari/537.36 \
             XiaoMi/MiuiBrowser/18.{minor}.{patch}0710"
        ),
        "vivo" => format!(
            "Mozilla/5.0 (Linux; Android {version}; {model}) {engine} Chrome/{chrome} \
             Mobile Safari/537.36 VivoBrowser/20.{minor}.{patch}.0"
        ),
        "OPPO" | "realme" | "OnePlus" => format!(
            "{start} {engine} Version/4.0 Chrome/{chrome} Mobile Safari/537.36 \
             HeyTapBrowser/45.1{minor}.{patch}.1"
        ),
        _ => format!(
            "Mozilla/5.0 (Linux; Android {version}; {model}) {engine} Chrome/{chrome} Mobile Safari/537.36"
        ),
    }
}
