//! Models of phones that clients name, with their screens.

/// A model of phone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Device {
    /// As SDKs report it in `deviceBrand`.
    pub brand: &'static str,
    /// As SDKs report it in `deviceModel` and browsers in the user agent.
    pub model: &'static str,
    /// Start of its firmware's build number.
    pub build: &'static str,
    /// Width of the screen in pixels.
    pub width: u64,
    /// Height of the screen in pixels.
    pub height: u64,
}

const fn device(
    brand: &'static str,
    model: &'static str,
    build: &'static str,
    width: u64,
    height: u64,
) -> Device {
    Device {
        brand,
        model,
        build,
        width,
        height,
    }
}

/// Phones with Android.
pub static ANDROID: [Device; 64] = [
    device("HUAWEI", "LIO-AN00", "HUAWEILIO-AN00", 1176, 2400),
    device("HUAWEI", "NOH-AN00", "HUAWEINOH-AN00", 1344, 2772),
    device("HUAWEI", "ALN-AL00", "HUAWEIALN-AL00", 1260, 2720),
    device("HUAWEI", "BRA-AL00", "HUAWEIBRA-AL00", 1084, 2412),
    device("HUAWEI", "ELE-AL00", "HUAWEIELE-AL00", 1080, 2340),
    device("HUAWEI", "JAD-AL50", "HUAWEIJAD-AL50", 1228, 2700),
    device("HUAWEI", "TAS-AN00", "HUAWEITAS-AN00", 1080, 2340),
    device("HUAWEI", "MED-AL00", "HUAWEIMED-AL00", 720, 1600),
    device("HUAWEI", "JAT-AL00", "HUAWEIJAT-AL00", 720, 1560),
    device("HUAWEI", "CTR-AL00", "HUAWEICTR-AL00", 1080, 2388),
    device("HONOR", "PGT-AN10", "HONORPGT-AN10", 1312, 2848),
    device("HONOR", "LGE-AN00", "HONORLGE-AN00", 1224, 2664),
    device("HONOR", "REA-AN00", "HONORREA-AN00", 1200, 2664),
    device("HONOR", "ANY-AN00", "HONORANY-AN00", 1080, 2388),
    device("HONOR", "NTH-AN00", "HONORNTH-AN00", 1080, 2340),
    device("HONOR", "YAL-AL00", "HONORYAL-AL00", 1080, 2340),
    device("HONOR", "ALT-AN00", "HONORALT-AN00", 1080, 2412),
    device("HONOR", "CRT-AN00", "HONORCRT-AN00", 1200, 2652),
    device("HONOR", "WDY-AN00", "HONORWDY-AN00", 720, 1610),
    device("vivo", "V1986A", "RP1A.200720.012", 1080, 2408),
    device("vivo", "V2048A", "SP1A.210812.003", 1080, 2376),
    device("vivo", "V2072A", "TP1A.220624.014", 1080, 2400),
    device("vivo", "V2156A", "SP1A.210812.003", 720, 1600),
    device("vivo", "V2183A", "TP1A.220624.014", 1080, 2400),
    device("vivo", "V2241A", "UP1A.231005.007", 1260, 2800),
    device("vivo", "V2302A", "UP1A.231005.007", 1080, 2388),
    device("vivo", "V2309A", "UP1A.231005.007", 1260, 2800),
    device("vivo", "V1962A", "QP1A.190711.020", 1080, 2400),
    device("vivo", "V2118A", "RP1A.200720.012", 1080, 2400),
    device("OPPO", "PGBM10", "TP1A.220905.001", 1080, 2412),
    device("OPPO", "PHM110", "UKQ1.230924.001", 1240, 2772),
    device("OPPO", "PJH110", "UKQ1.230924.001", 1240, 2772),
    device("OPPO", "PEGM00", "RKQ1.200903.002", 1080, 2400),
    device("OPPO", "PFDM00", "SKQ1.210216.001", 1440, 3216),
    device("OPPO", "PHU110", "TP1A.220905.001", 720, 1612),
    device("OPPO", "PCLM10", "QKQ1.190918.001", 1080, 2340),
    device("OPPO", "PJB110", "UP1A.231005.007", 1080, 2400),
    device("realme", "RMX3350", "SP1A.210812.016", 1080, 2400),
    device("realme", "RMX3700", "TP1A.220905.001", 1240, 2772),
    device("OnePlus", "PHB110", "UKQ1.230924.001", 1440, 3216),
    device("OnePlus", "PJD110", "UKQ1.230924.001", 1440, 3168),
    device("OnePlus", "HD1910", "RKQ1.201022.002", 1440, 3120),
    device("Xiaomi", "M2012K11C", "SKQ1.211006.001", 1080, 2400),
    device("Xiaomi", "2201122C", "TKQ1.220807.001", 1440, 3200),
    device("Xiaomi", "2211133C", "UKQ1.230804.001", 1080, 2400),
    device("Xiaomi", "23127PN0CC", "UKQ1.231003.002", 1200, 2670),
    device("Xiaomi", "M2007J1SC", "RKQ1.200826.002", 1080, 2340),
    device("Xiaomi", "MI 9", "QKQ1.190825.002", 1080, 2340),
    device("Xiaomi", "24031PN0DC", "UKQ1.231207.002", 1440, 3200),
    device("Redmi", "22041211AC", "SP1A.210812.016", 1220, 2712),
    device("Redmi", "M2007J22C", "QP1A.190711.020", 1080, 2340),
    device("Redmi", "22101316C", "TP1A.220624.014", 1080, 2400),
    device("Redmi", "23013RK75C", "UKQ1.230804.001", 1440, 3200),
    device("Redmi", "23090RA98C", "UP1A.230620.001", 1220, 2712),
    device("Redmi", "Redmi K30 5G", "QKQ1.191222.002", 1080, 2400),
    device("Redmi", "Redmi Note 8", "QKQ1.200114.002", 1080, 2340),
    device("samsung", "SM-G9910", "SP1A.210812.016", 1080, 2400),
    device("samsung", "SM-S9180", "UP1A.231005.007", 1440, 3088),
    device("samsung", "SM-F7310", "UP1A.231005.007", 1080, 2640),
    device("samsung", "SM-A5160", "RP1A.200720.012", 1080, 2400),
    device("meizu", "MEIZU 20", "TKQ1.221114.001", 1080, 2400),
    device("ZTE", "ZTE A2023", "SKQ1.211103.001", 1080, 2400),
    device("Lenovo", "Lenovo L79031", "RKQ1.201004.002", 1080, 2460),
    device("CMDC", "M760", "TP1A.220624.014", 720, 1600),
];

/// iPhones; their user agents do not tell them apart, but SDKs and some applications do.
pub static APPLE: [Device; 24] = [
    device("Apple", "iPhone9,2", "", 1242, 2208),
    device("Apple", "iPhone10,1", "", 750, 1334),
    device("Apple", "iPhone10,3", "", 1125, 2436),
    device("Apple", "iPhone11,2", "", 1125, 2436),
    device("Apple", "iPhone11,6", "", 1242, 2688),
    device("Apple", "iPhone11,8", "", 828, 1792),
    device("Apple", "iPhone12,1", "", 750, 1624),
    device("Apple", "iPhone12,3", "", 1125, 2436),
    device("Apple", "iPhone12,5", "", 1242, 2688),
    device("Apple", "iPhone12,8", "", 750, 1334),
    device("Apple", "iPhone13,1", "", 1080, 2340),
    device("Apple", "iPhone13,2", "", 1170, 2532),
    device("Apple", "iPhone13,3", "", 1170, 2532),
    device("Apple", "iPhone13,4", "", 1284, 2778),
    device("Apple", "iPhone14,2", "", 1170, 2532),
    device("Apple", "iPhone14,3", "", 1284, 2778),
    device("Apple", "iPhone14,5", "", 1170, 2532),
    device("Apple", "iPhone14,7", "", 1170, 2532),
    device("Apple", "iPhone15,2", "", 1179, 2556),
    device("Apple", "iPhone15,3", "", 1290, 2796),
    device("Apple", "iPhone15,4", "", 1179, 2556),
    device("Apple", "iPhone16,1", "", 1179, 2556),
    device("Apple", "iPhone16,2", "", 1290, 2796),
    device("Apple", "iPhone17,1", "", 1206, 2622),
];

/// Versions of Android, the common ones several times.
pub const ANDROID_VERSIONS: [&str; 12] = [
    "8.1.0", "9", "10", "10", "11", "11", "12", "12", "13", "13", "14", "14",
];

/// Versions of iOS, the common ones several times.
pub const IOS_VERSIONS: [&str; 20] = [
    "13.7", "14.8.1", "15.6", "15.8.3", "16.0", "16.1.1", "16.2", "16.3.1", "16.6", "16.7.10",
    "17.0.3", "17.1.2", "17.2.1", "17.4.1", "17.5.1", "17.6.1", "17.6.1", "18.0.1", "18.1",
    "18.1.1",
];
