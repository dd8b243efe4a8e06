//! The words that events are made of: pages, regions of pages, and the labels of what people press.

/// A page, or a screen of the application.
#[derive(Debug, Clone, Copy, Default)]
pub struct Page {
    /// Its title, as `WT_ti` has it.
    pub title: &'static str,
    /// Its path on a host or in a mini program, or the code of a screen.
    pub path: &'static str,
    /// `WT_page_type`.
    pub kind: &'static str,
}

const fn page(title: &'static str, path: &'static str, kind: &'static str) -> Page {
    Page { title, path, kind }
}

/// Pages on the web.
pub static WEB_PAGES: [Page; 22] = [
    page("分类", "/cmcc-app-gray/navigation/category.html", "分类页"),
    page("首页", "/website/index.html", "首页"),
    page("商品详情", "/website/businessPlatform/shopDetail", "详情页"),
    page(
        "附近厅",
        "/website/businessPlatform/hallStorePage",
        "列表页",
    ),
    page("在线客服", "/website/customerService/auth/x", "服务页"),
    page(
        "家庭网",
        "/cmcc_app/family-network/index.html",
        "专区页_家庭",
    ),
    page("商城", "/cmcc_app/cmcc-bjapp/index.html", "专区页_商城"),
    page("政企", "/h5fordq/", "专区页_政企"),
    page("优惠活动", "/vw/navbar/YHHD", "活动页"),
    page("话费充值", "/recharge/pages/phone.html", "充值页"),
    page("流量直充", "/recharge/pages/flow.html", "充值页"),
    page("账单查询", "/query/bill/month.html", "查询页"),
    page("套餐余量", "/query/surplus/index.html", "查询页"),
    page("套餐办理", "/business/package/detail.html", "办理页"),
    page("宽带办理", "/business/broadband/order.html", "办理页"),
    page("5G专区", "/activity/5g/zone/index.html", "专区页_5G"),
    page("权益超市", "/equity/market/home.html", "专区页_权益"),
    page("会员领取", "/equity/market/receive.html", "权益页"),
    page("签到有礼", "/activity/sign/daily.html", "活动页"),
    page("订单确认", "/order/confirm.html", "订单页"),
    page("支付结果", "/order/result.html", "订单页"),
    page("登录", "/sso/login/index.html", "登录页"),
];

/// Pages of mini programs.
pub static MINI_PAGES: [Page; 12] = [
    page(
        "号卡专区_小程序",
        "pages/phoneCardZone/phoneCardZone",
        "专区页_号卡专区",
    ),
    page("首页_小程序", "pages/index/index", "首页"),
    page("充值_小程序", "pages/recharge/recharge", "充值页"),
    page("查询_小程序", "pages/query/bill/bill", "查询页"),
    page("办理_小程序", "packageA/pages/handle/detail", "办理页"),
    page("商品详情_小程序", "packageA/pages/goods/detail", "详情页"),
    page("订单_小程序", "packageA/pages/order/list", "订单页"),
    page("权益_小程序", "packageB/pages/equity/home", "专区页_权益"),
    page("活动_小程序", "packageB/pages/activity/main", "活动页"),
    page("我的_小程序", "pages/mine/mine", "我的"),
    page("登录_小程序", "pages/login/login", "登录页"),
    page("网点_小程序", "packageB/pages/store/near", "列表页"),
];

/// Screens of the application.
pub static SCREENS: [Page; 10] = [
    page("首页", "CT00033", "首页"),
    page("我的", "CT00034", "我的"),
    page("分类", "CT00035", "分类页"),
    page("商城", "CT00036", "商城页"),
    page("权益", "CT00037", "权益页"),
    page("充值交费", "CT00112", "充值页"),
    page("查询", "CT00113", "查询页"),
    page("办理", "CT00114", "办理页"),
    page("消息中心", "CT00201", "消息页"),
    page("搜索", "CT00305", "搜索页"),
];

/// What people press (`WT_envName`).
pub const LABELS: [&str; 24] = [
    "推荐",
    "政企",
    "附近厅",
    "爱家",
    "商城",
    "顶部框架_在线客服",
    "立即办理",
    "立即领取",
    "去充值",
    "查看更多",
    "icon1",
    "icon2",
    "轮播图_1",
    "轮播图_2",
    "弹窗_关闭",
    "弹窗_确认",
    "搜索框",
    "返回",
    "分享",
    "底部导航_我的",
    "话费余额",
    "流量余量",
    "签到",
    "banner|右侧",
];

/// A region of a page: `area_id`, `WT_area_type_1`, `WT_area_name`, `WT_area_type_2`.
pub const REGIONS: [(&str, &str, &str, &str); 8] = [
    ("SYYSH_tab页签", "tab", "tab页签", "tab页签"),
    ("HKXCX_DBicon", "icon", "顶部icon", "icon区"),
    ("SYYSH_lunbo", "轮播", "首页轮播", "轮播图"),
    ("SYYSH_jingang", "金刚区", "首页金刚区", "icon区"),
    ("FLY_yijifenlei", "一级分类", "分类导航", ""),
    ("SC_tuijian", "瀑布流", "商城推荐", "商品"),
    ("QY_huiyuan", "会员", "权益会员区", "商品"),
    ("WD_fuwu", "服务", "我的服务", "icon区"),
];

/// What people search for, and other words in links.
pub const WORDS: [&str; 12] = [
    "流量包",
    "5G套餐",
    "宽带",
    "话费充值",
    "视频会员",
    "家庭网",
    "携号转网",
    "积分兑换",
    "靓号",
    "国际漫游",
    "政企 专线",
    "优惠&活动",
];

/// Names of campaigns.
pub const CAMPAIGNS: [&str; 8] = [
    "2024年终大促",
    "会员日",
    "校园迎新",
    "宽带提速",
    "全家享5G",
    "充值有礼",
    "权益狂欢节",
    "APP-省二级开发营销页面-YX-固定型入口",
];

/// Failures that clients report: `WT_errcode`, `WT_errmsg`. One has line breaks, one a tab, one
/// quotes.
pub const FAILURES: [(&str, &str); 6] = [
    ("0000", "成功"),
    ("-1", "网络异常，请稍后再试"),
    (
        "500",
        "java.net.SocketTimeoutException: timeout\n\tat com.example.net.Call.run\r\nCaused by: EOF",
    ),
    ("2001", "余额不足"),
    ("401", "token\texpired"),
    ("9999", "{\"retCode\":\"9999\",\"retMsg\":\"系统繁忙\"}"),
];

/// Releases of the application, the common ones several times.
pub const RELEASES: [&str; 8] = [
    "11.7.0", "11.7.0", "11.7.0", "11.6.0", "11.5.0", "11.5.0.1", "10.9.5", "9.7.0",
];

/// Shops that the application came from (`WT_channel` and `appChannel` on Android).
pub const SHOPS: [&str; 8] = [
    "A0999",
    "A0001",
    "huawei",
    "xiaomi",
    "oppo",
    "vivo",
    "honor",
    "C10000000001",
];
