//! The attributes that a business gives its events: what every shape has, then what the kind of
//! event and the source add, then as many of the rest as fill an event of 1 to 1.8 KB.

use super::dice::Dice;
use super::event::{Event, Kind};
use super::exposures;
use super::extras::{EXTRAS, Extra};
use super::json::{Object, push_hex, push_number};
use super::phones::Phones;
use super::platforms;
use super::sources::Terminal;
use super::vocabulary::CAMPAIGNS;

/// Bytes of an object of attributes that is no region exposure: at least, and at most.
pub const LENGTHS: (usize, usize) = (1_024, 1_800);
/// Room for the longest of the extras.
const LONGEST_EXTRA: usize = 270;

/// Writes the attributes of an event.
pub fn write(event: &Event, phones: &Phones, dice: &mut Dice, out: &mut String) {
    let mut object = Object::open(out);
    let region = event.kind == Kind::RegionExposure;
    match event.source.terminal {
        Terminal::WeChat | Terminal::Alipay => platforms::mini_program(&mut object, event, dice),
        _ if region => exposures::page(&mut object, event, dice),
        Terminal::Android => platforms::android(&mut object, event, dice),
        Terminal::Ios => platforms::ios(&mut object, event, dice),
        Terminal::H5 => platforms::h5(&mut object, event, dice),
    }
    mobile(&mut object, event, phones, dice);
    if region {
        exposures::items(&mut object, event, dice);
    } else {
        rest(&mut object, event, dice);
        fill(&mut object, event, dice);
    }
    object.close();
}

/// `WT_mobile`, for those events that have one.
fn mobile(object: &mut Object, event: &Event, phones: &Phones, dice: &mut Dice) {
    let mut mobile = String::new();
    if phones.mobile_attribute(&event.user.phone, dice, &mut mobile) {
        object.plain("WT_mobile", |out| out.push_str(&mobile));
    }
}

/// What the kind of event and the source add.
fn rest(object: &mut Object, event: &Event, dice: &mut Dice) {
    match event.kind {
        Kind::Performance => performance(object, dice),
        Kind::Business => {
            object.text("WT_si_n", dice.pick(&CAMPAIGNS));
            object.text(
                "WT_si_s",
                dice.pick(&["选择套餐", "填写信息", "确认订单", "支付"]),
            );
            object.text("WT_si_x", dice.pick(&["20", "21", "99", "-99"]));
        }
        _ => {}
    }
    if event.source.interface == "51007" && !dice.chance(2_000) {
        return;
    }
    if let Some(campaign) = campaign(event, dice) {
        object.text("WT_mc_ev", &campaign);
    }
    if event.source.terminal == Terminal::H5 && dice.chance(8_000) {
        let named = [
            "lwmocvna7yi1z6hq",
            "lwmocvna7yi1z6hq",
            "k2p9x0c4v7b1n5m8",
            "a1b2c3d4e5f60718",
        ];
        object.text("subdatasourceid", dice.pick(&named));
    }
}

/// `WT_mc_ev`: the campaigns of benefits that decide the interface (with a number, with a name, of
/// the operations, of the two-tier counter), other campaigns, or none. Benefits sources have them
/// most.
fn campaign(event: &Event, dice: &mut Dice) -> Option<String> {
    let benefits = event.source.benefits;
    let number = dice.below(2_000);
    let draw = dice.below(100);
    let (numbered, named, operated, counted) = if benefits {
        (20, 35, 50, 60)
    } else {
        (4, 6, 8, 9)
    };
    Some(match draw {
        _ if draw < numbered => format!("210315_QYCS_{number}"),
        _ if draw < named => match number % 3 {
            0 => format!("210315_QYCS_LQ{number}"),
            1 => "210315_QYCS_x".to_owned(),
            _ => format!("210315_QYCS_{number}_TC"),
        },
        _ if draw < operated => format!("210902_QYLQTYY_{number}"),
        _ if draw < counted => "230417_QYLQ".to_owned(),
        _ if draw < 72 => dice
            .pick(&["220624_DYXCXB_JHY_QD", "230601_YHHD", ""])
            .to_owned(),
        _ => return None,
    })
}

/// Milliseconds of a page's loading, in both spellings that SDKs have.
fn performance(object: &mut Object, dice: &mut Dice) {
    let slow = dice.chance(3_000);
    let load = if slow {
        dice.between(10_000, 45_000)
    } else {
        90 + dice.skewed(9_900, 300)
    };
    let keys = if dice.chance(50_000) {
        ["XY_pfm", "XY_pfm_dns", "XY_pfm_ttfb", "XY_pfm_fmp"]
    } else {
        ["XY.pfm", "XY.pfm_dns", "XY.pfm_ttfb", "XY.pfm_fmp"]
    };
    for (key, value) in keys
        .into_iter()
        .zip([load, load / 20, load / 5, load * 3 / 4])
    {
        object.plain(key, |out| push_number(out, value));
    }
}

/// Adds extras, each at most once, until the object has the length drawn for it.
fn fill(object: &mut Object, event: &Event, dice: &mut Dice) {
    // One byte is for the closing brace; the last pair may be up to 16 bytes short of the mark.
    let (least, most) = (LENGTHS.0 as u64 + 16, LENGTHS.1 as u64 - 1);
    let length = usize::try_from(dice.between(least, most)).unwrap_or(LENGTHS.0);
    // The count of extras is prime, so every step visits all of them.
    let count = EXTRAS.len() as u64;
    let (start, step) = (dice.below(count), dice.between(1, count - 1));
    for turn in 0..count {
        if object.len() + LONGEST_EXTRA > length {
            break;
        }
        let place = usize::try_from((start + turn * step) % count).ok();
        let extra: Option<&Extra> = place.and_then(|place| EXTRAS.get(place));
        if let Some(extra) = extra {
            extra(object, event, dice);
        }
    }
    pad(object, length, dice);
}

/// Brings the object to a length with values that mean nothing to anybody but the sender.
fn pad(object: &mut Object, length: usize, dice: &mut Dice) {
    for key in [
        "XY_trace",
        "XY_req_id",
        "XY_exp_ids",
        "XY_flow",
        "XY_sign",
        "XY_ext1",
        "XY_ext2",
    ] {
        // Quotes, colon and comma.
        let frame = key.len() + 6;
        let room = length.saturating_sub(object.len() + frame);
        if room == 0 {
            break;
        }
        let last = key == "XY_ext2" || room < 80;
        let digits = if last { room } else { 32 };
        object.plain(key, |out| {
            let mut left = digits;
            while left > 0 {
                push_hex(out, dice.word(), left.min(16));
                left = left.saturating_sub(16);
            }
        });
        if last {
            break;
        }
    }
}
