//! The clients that send events: thousands of distinct user agents, each with the device it names.

use std::collections::HashSet;

use super::devices::{ANDROID, ANDROID_VERSIONS, APPLE, Device, IOS_VERSIONS};
use super::dice::Dice;
use super::json::push_escaped;
use super::{user_agent_android as android, user_agent_ios as ios};

/// The clients are the same in every run, whatever its seed.
const POOL_SEED: u64 = 0x5541;

/// What kind of client sends an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientKind {
    /// The application's own code on Android.
    AndroidApp,
    /// The application's own code on iOS.
    IosApp,
    /// A page inside the application on Android.
    AndroidInApp,
    /// A page inside the application on iOS.
    IosInApp,
    /// A browser or another application's browser on Android.
    AndroidWeb,
    /// A browser or another application's browser on iOS.
    IosWeb,
    /// A mini program in WeChat on Android.
    AndroidWeChat,
    /// A mini program in WeChat on iOS.
    IosWeChat,
    /// A mini program in Alipay on Android.
    AndroidAlipay,
    /// A mini program in Alipay on iOS.
    IosAlipay,
    /// A desktop browser, a robot, or nothing.
    Other,
}

/// Every kind with the size of its pool.
const POOLS: [(ClientKind, usize); 11] = [
    (ClientKind::AndroidApp, 420),
    (ClientKind::IosApp, 320),
    (ClientKind::AndroidInApp, 900),
    (ClientKind::IosInApp, 420),
    (ClientKind::AndroidWeb, 2_800),
    (ClientKind::IosWeb, 1_200),
    (ClientKind::AndroidWeChat, 700),
    (ClientKind::IosWeChat, 300),
    (ClientKind::AndroidAlipay, 400),
    (ClientKind::IosAlipay, 260),
    (ClientKind::Other, 60),
];

/// A client: what it says of itself, and the device.
#[derive(Debug)]
pub struct Client {
    /// The `User-Agent` header, escaped for JSON.
    pub user_agent: String,
    /// The device; without a model for [`ClientKind::Other`].
    pub device: Device,
    /// The version of the operating system, such as `12` or `16.2`.
    pub os_version: &'static str,
}

/// All clients, a pool a kind.
#[derive(Debug)]
pub struct Clients {
    pools: Vec<Vec<Client>>,
    nobody: Client,
}

impl Clients {
    /// Makes up the clients.
    pub fn new() -> Self {
        let nobody = Client {
            user_agent: String::new(),
            device: Device::default(),
            os_version: "",
        };
        let pools = POOLS.iter().map(|&(kind, size)| pool(kind, size)).collect();
        Self { pools, nobody }
    }

    /// The client of a kind that belongs to a random word; the same word always gets the same one.
    /// Early clients of a pool belong to more words than late ones.
    pub fn client(&self, kind: ClientKind, word: u64) -> &Client {
        let pool = POOLS.iter().zip(&self.pools).find(|((k, _), _)| *k == kind);
        let Some((_, pool)) = pool else {
            return &self.nobody;
        };
        let size = pool.len() as u64;
        // The lesser of two draws, half of the time: twice as many users for the first as for the
        // average.
        let (first, second) = (word % size.max(1), (word >> 32) % size.max(1));
        let number = if word >> 63 == 0 {
            first.min(second)
        } else {
            first
        };
        usize::try_from(number)
            .ok()
            .and_then(|n| pool.get(n))
            .unwrap_or(&self.nobody)
    }
}

fn pool(kind: ClientKind, size: usize) -> Vec<Client> {
    let mut dice = Dice::new(POOL_SEED, kind as u64);
    let mut seen = HashSet::new();
    let mut pool = Vec::with_capacity(size);
    // A kind that runs out of combinations ends smaller instead of never.
    for _ in 0..size * 20 {
        if pool.len() == size {
            break;
        }
        let (text, device, os_version) = client(kind, &mut dice);
        if seen.insert(text.clone()) {
            let mut user_agent = String::with_capacity(text.len());
            push_escaped(&mut user_agent, &text);
            pool.push(Client {
                user_agent,
                device,
                os_version,
            });
        }
    }
    pool
}

fn client(kind: ClientKind, dice: &mut Dice) -> (String, Device, &'static str) {
    use ClientKind as Kind;
    match kind {
        Kind::Other => (other(dice), Device::default(), ""),
        Kind::IosApp | Kind::IosInApp | Kind::IosWeb | Kind::IosWeChat | Kind::IosAlipay => {
            let (device, version) = (dice.pick(&APPLE), dice.pick(&IOS_VERSIONS));
            let text = match kind {
                Kind::IosApp => ios::app(version, dice),
                Kind::IosInApp => ios::in_app(version, dice),
                Kind::IosWeChat => ios::wechat(version, dice),
                Kind::IosAlipay => ios::alipay(&device, version, dice),
                _ => ios::web(&device, version, dice),
            };
            (text, device, version)
        }
        _ => {
            let (device, version) = (dice.pick(&ANDROID), dice.pick(&ANDROID_VERSIONS));
            let text = match kind {
                Kind::AndroidApp => android::app(&device, version, dice),
                Kind::AndroidInApp => android::in_app(&device, version, dice),
                Kind::AndroidWeChat => android::wechat(&device, version, dice),
                Kind::AndroidAlipay => android::alipay(&device, version, dice),
                _ => android::web(&device, version, dice),
            };
            (text, device, version)
        }
    }
}

/// Desktop browsers, robots, tools, and one empty header.
fn other(dice: &mut Dice) -> String {
    const ROBOTS: [&str; 8] = [
        "",
        "Mozilla/5.0 (compatible; Baiduspider/2.0)",
        "Mozilla/5.0 (compatible; Googlebot/2.1)",
        "Sogou web spider/4.0",
        "Mozilla/5.0 (compatible; bingbot/2.0)",
        "Mozilla/5.0 (compatible; YisouSpider/5.0)",
        "python-requests/2.31.0",
        "Java/1.8.0_382",
    ];
    const SYSTEMS: [&str; 4] = [
        "Windows NT 10.0; Win64; x64",
        "Windows NT 6.1; WOW64",
        "Macintosh; Intel Mac OS X 10_15_7",
        "X11; Linux x86_64",
    ];
    let (draw, system) = (dice.below(20), dice.pick(&SYSTEMS));
    let chrome = dice.between(86, 131);
    let engine = "AppleWebKit/537.36 (KHTML, like Gecko)";
    match draw {
        0..6 => dice.pick(&ROBOTS).to_owned(),
        6..8 => format!(
            "Mozilla/5.0 ({system}) {engine} Chrome/{chrome}.0.0.0 Safari/537.36 Edg/{chrome}.0.0.0"
        ),
        8..10 => {
            format!("Mozilla/5.0 ({system}; rv:{chrome}.0) Gecko/20100101 Firefox/{chrome}.0")
        }
        10..12 => format!(
            "Mozilla/5.0 ({system}) {engine} Chrome/{chrome}.0.0.0 Safari/537.36 NetType/WIFI \
             MicroMessenger/7.0.20.1781(0x6700143B) WindowsWechat(0x63090{:x}) XWEB/{} Flue",
            dice.between(0x100, 0xfff),
            dice.between(8_000, 11_600),
        ),
        _ => format!("Mozilla/5.0 ({system}) {engine} Chrome/{chrome}.0.0.0 Safari/537.36"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_three_thousand_distinct_user_agents_and_more() {
        let clients = Clients::new();
        let all = clients
            .pools
            .iter()
            .flatten()
            .map(|client| client.user_agent.as_str());
        let distinct = all.collect::<HashSet<_>>().len();
        assert!(distinct >= 3_000, "{distinct}");
        for ((kind, size), pool) in POOLS.iter().zip(&clients.pools) {
            assert!(
                pool.len() * 10 >= size * 8,
                "{kind:?} has only {}",
                pool.len()
            );
        }
    }

    #[test]
    fn in_app_browsers_occur() {
        let clients = Clients::new();
        let all: Vec<_> = clients
            .pools
            .iter()
            .flatten()
            .map(|c| c.user_agent.as_str())
            .collect();
        for mark in [
            "MicroMessenger/",
            "AlipayClient/",
            " QQ/",
            "DingTalk/",
            "__weibo__",
            "baiduboxapp/",
            "aweme_",
            "UCBrowser/",
            "Quark/",
            "MiuiBrowser/",
            "HuaweiBrowser/",
            "VivoBrowser/",
            "HeyTapBrowser/",
            "leadeon/",
            "Baiduspider",
            "Windows NT",
            "Dalvik/",
            "CFNetwork/",
        ] {
            assert!(all.iter().any(|ua| ua.contains(mark)), "no {mark}");
        }
    }

    #[test]
    fn a_word_always_gets_the_same_client() {
        let (one, two) = (Clients::new(), Clients::new());
        for word in (0..100_u64).map(super::super::dice::scatter) {
            let kind = ClientKind::AndroidWeb;
            assert_eq!(
                one.client(kind, word).user_agent,
                two.client(kind, word).user_agent
            );
        }
    }

    #[test]
    fn an_android_user_agent_names_the_device() {
        let clients = Clients::new();
        for word in (0..300_u64).map(super::super::dice::scatter) {
            let client = clients.client(ClientKind::AndroidApp, word);
            assert!(
                client.user_agent.contains(client.device.model),
                "{}",
                client.user_agent
            );
        }
    }
}
