//! Functions on numbers.

mod abs;
mod acos;
mod asin;
mod atan;
mod bround;
mod cbrt;
mod ceil;
mod cos;
mod degrees;
mod e;
mod exp;
mod factorial;
mod floor;
mod ln;
mod log;
mod log10;
mod log2;
mod negative;
mod of_double;
mod pi;
mod pmod;
mod positive;
mod power;
mod radians;
mod rand;
mod remainder;
mod round;
mod rounded;
mod shiftleft;
mod shiftright;
mod shiftrightunsigned;
mod sign;
mod sin;
mod sqrt;
mod tan;
mod typed;
mod whole;

pub use abs::abs;
pub use acos::acos;
pub use asin::asin;
pub use atan::atan;
pub use bround::bround;
pub use cbrt::cbrt;
pub use ceil::ceil;
pub use cos::cos;
pub use degrees::degrees;
pub use e::e;
pub use exp::exp;
pub use factorial::factorial;
pub use floor::floor;
pub use ln::ln;
pub use log::log;
pub use log2::log2;
pub use log10::log10;
pub use negative::negative;
pub use pi::pi;
pub use pmod::pmod;
pub use positive::positive;
pub use power::power;
pub use radians::radians;
pub use rand::rand;
pub use round::round;
pub use shiftleft::shiftleft;
pub use shiftright::shiftright;
pub use shiftrightunsigned::shiftrightunsigned;
pub use sign::sign;
pub use sin::sin;
pub use sqrt::sqrt;
pub use tan::tan;

pub(super) use rounded::wrapped;

use std::sync::Arc;

use datafusion_expr::ScalarUDF;

/// All functions of this family.
pub fn functions() -> Vec<Arc<ScalarUDF>> {
    vec![
        abs(),
        acos(),
        asin(),
        atan(),
        bround(),
        cbrt(),
        ceil(),
        cos(),
        degrees(),
        e(),
        exp(),
        factorial(),
        floor(),
        ln(),
        log(),
        log10(),
        log2(),
        negative(),
        pi(),
        pmod(),
        positive(),
        power(),
        radians(),
        rand(),
        round(),
        shiftleft(),
        shiftright(),
        shiftrightunsigned(),
        sign(),
        sin(),
        sqrt(),
        tan(),
    ]
}
