//! The provinces that users live in: the codes of `WT_prov` and `WT_city`, and blocks of addresses
//! in them.

/// A province as events name it.
#[derive(Debug)]
pub struct Province {
    /// The code in `WT_prov` and `WT_loginProvince`, such as `250`.
    pub code: &'static str,
    /// Codes of its cities as `WT_city` has them, such as `0513`.
    pub cities: &'static [&'static str],
    /// The first two octets of address blocks that are allocated to it; large provinces have more
    /// of them.
    pub blocks: &'static [[u8; 2]],
}

const fn province(
    code: &'static str,
    cities: &'static [&'static str],
    blocks: &'static [[u8; 2]],
) -> Province {
    Province {
        code,
        cities,
        blocks,
    }
}

/// All provinces.
pub static PROVINCES: [Province; 31] = [
    province("100", &["010"], &[[60, 207], [61, 48]]),
    province(
        "200",
        &["020", "0755", "0769"],
        &[[112, 96], [113, 65], [113, 88], [113, 89]],
    ),
    province("210", &["021"], &[[101, 226], [101, 227]]),
    province("220", &["022"], &[[111, 161]]),
    province("230", &["023"], &[[106, 91], [106, 92]]),
    province("240", &["024", "0411"], &[[113, 225], [113, 235]]),
    province(
        "250",
        &["025", "0512", "0513"],
        &[[58, 240], [110, 218], [114, 231], [112, 21]],
    ),
    province("270", &["027", "0717"], &[[111, 175], [119, 99]]),
    province(
        "280",
        &["028", "0816"],
        &[[118, 122], [118, 123], [118, 117]],
    ),
    province("290", &["029", "0917"], &[[113, 132], [111, 21]]),
    province("311", &["0311", "0312"], &[[106, 113], [110, 229]]),
    province("351", &["0351", "0352"], &[[123, 73], [116, 179]]),
    province(
        "371",
        &["0371", "0379"],
        &[[115, 158], [115, 50], [115, 51]],
    ),
    province("431", &["0431", "0432"], &[[111, 116], [139, 213]]),
    province("451", &["0451", "0459"], &[[111, 42], [113, 1]]),
    province("471", &["0471", "0472"], &[[110, 16]]),
    province(
        "531",
        &["0531", "0532"],
        &[[111, 14], [112, 225], [110, 195]],
    ),
    province("551", &["0551", "0553"], &[[110, 122], [114, 98]]),
    province("571", &["0571", "0574"], &[[58, 100], [112, 15], [58, 101]]),
    province("591", &["0591", "0592"], &[[110, 84], [110, 87]]),
    province("731", &["0731", "0734"], &[[106, 30], [124, 228]]),
    province("771", &["0771", "0772"], &[[117, 181], [123, 67]]),
    province("791", &["0791", "0797"], &[[106, 233], [106, 226]]),
    province("851", &["0851", "0852"], &[[106, 108]]),
    province("871", &["0871", "0873"], &[[106, 62], [60, 161]]),
    province("891", &["0891"], &[[101, 249]]),
    province("898", &["0898"], &[[112, 67]]),
    province("931", &["0931", "0938"], &[[42, 94]]),
    province("951", &["0951"], &[[111, 49]]),
    province("971", &["0971"], &[[116, 177]]),
    province("991", &["0991", "0903"], &[[110, 156], [36, 109]]),
];

/// Blocks of IPv6 addresses of the three carriers in various provinces: two groups and the upper
/// half of the third.
pub static V6_BLOCKS: [[u16; 3]; 30] = [
    [0x2409, 0x841f, 0xfe00],
    [0x2409, 0x8927, 0x9700],
    [0x2409, 0x8903, 0x0200],
    [0x2409, 0x890e, 0xa400],
    [0x2409, 0x8a51, 0x3600],
    [0x2409, 0x893d, 0xc200],
    [0x2409, 0x8905, 0xa400],
    [0x2409, 0x8948, 0xa900],
    [0x2409, 0x8916, 0x9300],
    [0x2409, 0x8a18, 0xfe00],
    [0x2409, 0x891a, 0xa900],
    [0x240e, 0x046c, 0x6a00],
    [0x240e, 0x0016, 0xab00],
    [0x240e, 0x00ed, 0x5800],
    [0x240e, 0x00fe, 0x2200],
    [0x240e, 0x001d, 0x3a00],
    [0x240e, 0x0460, 0x3d00],
    [0x240e, 0x045c, 0xc600],
    [0x240e, 0x040d, 0x0d00],
    [0x240e, 0x0456, 0x3a00],
    [0x2408, 0x8210, 0x5500],
    [0x2408, 0x8427, 0x0100],
    [0x2408, 0x8244, 0x8800],
    [0x2408, 0x844c, 0x5d00],
    [0x2408, 0x8352, 0xe200],
    [0x2408, 0x841d, 0xe000],
    [0x2408, 0x8421, 0x6000],
    [0x2408, 0x8471, 0x1000],
    [0x2408, 0x8462, 0x1e00],
    [0x2408, 0x8476, 0x0400],
];
