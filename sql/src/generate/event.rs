//! What one event is about, drawn before any of it is written.

use super::clock::{Clock, Moment};
use super::dice::{Dice, WHOLE, scatter};
use super::links::Link;
use super::parameters::push_code;
use super::sources::{Source, Terminal};
use super::user_agents::{Client, ClientKind, Clients};
use super::users::User;
use super::vocabulary::{LABELS, RELEASES};

/// Of 100,000 events, those that are exposures.
const EXPOSURES: u32 = 3_000;
/// Of 100,000 exposures, those of a single item without a region.
const SINGLE: u32 = 8_000;
/// A code that analysts' scripts ask for.
const ASKED_FOR: &str = "P00000078657";

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something was pressed (`clk`).
    Click,
    /// A page was shown (`pageview`).
    PageView,
    /// Something was pressed that the SDK tracks by itself; it has no `WT_et`.
    Codeless,
    /// A measurement (`pfm`).
    Performance,
    /// A step of a business process (`evt`).
    Business,
    /// A sign-in (`sign`).
    SignIn,
    /// The items of a region came into view (`imp` with `area_id` and `type`).
    RegionExposure,
    /// One item came into view (`imp`).
    ItemExposure,
}

impl Kind {
    /// `WT_et`.
    pub fn et(self) -> Option<&'static str> {
        match self {
            Self::Click => Some("clk"),
            Self::PageView => Some("pageview"),
            Self::Codeless => None,
            Self::Performance => Some("pfm"),
            Self::Business => Some("evt"),
            Self::SignIn => Some("sign"),
            Self::RegionExposure | Self::ItemExposure => Some("imp"),
        }
    }

    /// `eventName`.
    pub fn name(self) -> &'static str {
        self.et().unwrap_or("codeless_track")
    }

    /// Whether it is an exposure of either kind.
    pub fn is_exposure(self) -> bool {
        matches!(self, Self::RegionExposure | Self::ItemExposure)
    }
}

/// An event.
#[derive(Debug)]
pub struct Event<'a> {
    /// Its source.
    pub source: &'a Source,
    /// What happened.
    pub kind: Kind,
    /// To whom.
    pub user: User,
    /// The client that sends it.
    pub client: &'a Client,
    /// Where it happened.
    pub link: Link,
    /// When.
    pub moment: Moment,
    /// The release of the application.
    pub release: &'static str,
    /// What was pressed (`WT_envName`).
    pub label: &'static str,
    /// `WT_event`.
    pub code: String,
    /// A random word that all events of a visit share.
    pub session: u64,
}

impl<'a> Event<'a> {
    /// Draws the event numbered `index`. `region_share` is
    /// [`Sources::region_share`](super::sources::Sources::region_share).
    pub fn draw(
        index: u64,
        source: &'a Source,
        region_share: u32,
        user: User,
        world: (&'a Clients, &Clock),
        dice: &mut Dice,
    ) -> Self {
        let (clients, clock) = world;
        let moment = clock.moment(index, dice);
        let kind = kind(source, region_share, dice);
        let sign_in = kind == Kind::SignIn;
        // A visit is what a user does in half an hour.
        let session = scatter(user.word ^ scatter(moment.timestamp / 1_800_000));
        let of_client = scatter(user.word ^ 3);
        Self {
            kind,
            client: clients.client(client_kind(source, &user, dice), of_client),
            link: Link::draw(source, dice),
            moment,
            release: dice.pick(&RELEASES),
            label: if sign_in {
                "签到"
            } else {
                dice.pick(&LABELS)
            },
            code: code(source, kind, dice),
            session,
            source,
            user,
        }
    }

    /// Whether it comes from an iPhone: of the application on iOS always, else if the user has one.
    pub fn on_apple(&self) -> bool {
        match self.source.terminal {
            Terminal::Android => false,
            Terminal::Ios => true,
            Terminal::H5 | Terminal::WeChat | Terminal::Alipay => self.user.apple,
        }
    }
}

fn kind(source: &Source, region_share: u32, dice: &mut Dice) -> Kind {
    if source.shows_regions() {
        let rate = u64::from(EXPOSURES) * u64::from(WHOLE) / u64::from(region_share.max(1));
        if dice.below(u64::from(WHOLE)) < rate {
            let single = dice.chance(SINGLE);
            return if single {
                Kind::ItemExposure
            } else {
                Kind::RegionExposure
            };
        }
    }
    let draw = dice.below(100);
    if source.interface == "51011" && draw < 60 {
        return Kind::SignIn;
    }
    match (source.terminal, draw) {
        (Terminal::Android | Terminal::Ios, 0..25) => Kind::Codeless,
        (Terminal::Android | Terminal::Ios, 25..60)
        | (Terminal::WeChat | Terminal::Alipay, 0..45)
        | (Terminal::H5, 0..51) => Kind::Click,
        (Terminal::H5, 51..54) | (_, 60..72) => Kind::Performance,
        (_, 72..82) => Kind::Business,
        _ => Kind::PageView,
    }
}

/// `WT_event`: mostly the code of a button, and what the application's own measurements and
/// campaigns are called.
fn code(source: &Source, kind: Kind, dice: &mut Dice) -> String {
    let native = matches!(source.terminal, Terminal::Android | Terminal::Ios);
    let draw = dice.below(1_000);
    let named = match kind {
        Kind::Performance if native => {
            Some(dice.pick(&["c_perf", "FlowDataCollection", "qwbn2112280002", "c_perf"]))
        }
        Kind::Codeless if draw < 120 => Some("ZF10001"),
        _ if native && draw < 6 => Some(ASKED_FOR),
        _ if !native && draw < 15 => Some("220624_DYXCXB_JHY_QD"),
        _ if !native && draw < 27 => Some("220624_DYXCXB_JHY_4GWGQH"),
        _ => None,
    };
    named.map_or_else(
        || {
            let mut code = String::with_capacity(12);
            push_code(&mut code, dice);
            code
        },
        str::to_owned,
    )
}

fn client_kind(source: &Source, user: &User, dice: &mut Dice) -> ClientKind {
    let either = |android, ios| if user.apple { ios } else { android };
    match source.terminal {
        Terminal::Android => ClientKind::AndroidApp,
        Terminal::Ios => ClientKind::IosApp,
        Terminal::WeChat => either(ClientKind::AndroidWeChat, ClientKind::IosWeChat),
        Terminal::Alipay => either(ClientKind::AndroidAlipay, ClientKind::IosAlipay),
        Terminal::H5 if dice.chance(2_000) => ClientKind::Other,
        Terminal::H5
            if source
                .domains
                .iter()
                .any(|domain| domain.contains("app.example")) =>
        {
            either(ClientKind::AndroidInApp, ClientKind::IosInApp)
        }
        Terminal::H5 => either(ClientKind::AndroidWeb, ClientKind::IosWeb),
    }
}
