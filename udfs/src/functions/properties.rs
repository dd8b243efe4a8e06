//! What holds of every function on events, whatever it is given: it does not panic, its answer to a literal is the
//! one to a column, and the encoding of text does not change it.

use proptest::prelude::*;

use super::testing::{Column, shown};
use super::{attributes, ip, phone, time, ua, url};
use crate::kernel::re2::Pattern;

/// Any text, mostly pieces of what the functions look for.
fn text() -> impl Strategy<Value = Option<String>> {
    let piece = prop_oneof![
        "[{}\\[\\]\":,]{1,3}",
        "(\"\\$ip\":|\"XY_a\":|\"P[0-9]{11}\":|\"a\":|\"\\$user_agent\":)",
        "(null|1\\.50|\"1\\.0\\.1\\.1\"|\\{\\}|\"\\\\u4e2d\")",
        "(%[0-9A-F]{0,2}|\\+|\\?x=|&x=|#/)",
        "(5C8iBf88r2w1PuW1NqyYcg==|AAAA|=|17000000)",
        "(Mozilla/5\\.0 |Android 9; |Chrome/79\\.0)",
        any::<String>(),
    ];
    let text = proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat());
    proptest::option::weighted(0.9, text)
}

fn rows() -> impl Strategy<Value = Vec<Option<String>>> {
    proptest::collection::vec(text(), 1..5)
}

fn column(rows: &[Option<String>]) -> Column<'_> {
    Column::Text(rows.iter().map(Option::as_deref).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn functions_of_one_text_answer_alike(rows in rows()) {
        let settings = phone::testing::with_key("mobile");
        for function in [
            url::decode_url(), url::encode_url(), attributes::attr_map(), attributes::attr_remove(),
            attributes::extract_xy(), attributes::extract_xy_no_lag_lat(), attributes::exposure_items(),
            ip::ip_region(), ip::ip_udf(), ua::ua_parse(), ua::ua_all(), ua::ua_all_udf(),
            phone::mobile_decrypt_with(&settings), phone::mobile_decrypt2_with(&settings),
            phone::mobile_encrypt_with(&settings), phone::aes2_function_with(&settings),
            phone::base64_decode(), time::stm_udf(), time::dt_udf(), time::hour_udf(),
        ] {
            shown(&function, &[column(&rows)]);
        }
    }

    #[test]
    fn functions_of_two_texts_answer_alike(rows in rows(), key in "(x|a|\\$ip|\\$user_agent|\\PC{0,2})") {
        let settings = phone::testing::with_key("mobile");
        for function in [
            url::query_param(), attributes::attr_get(), attributes::attr_pick(), attributes::attr_remove(),
            ip::ip_udf(), phone::mobile_decrypt_with(&settings),
        ] {
            shown(&function, &[column(&rows), Column::literal(&key)]);
        }
    }

    #[test]
    fn functions_of_two_columns_answer_alike(pairs in proptest::collection::vec((text(), text()), 1..5)) {
        let settings = phone::testing::with_key("mobile");
        let (left, right): (Vec<_>, Vec<_>) = pairs.into_iter().unzip();
        for function in [
            url::query_param(), attributes::attr_get(), attributes::attr_remove(), ip::ip_udf(),
            phone::mobile_decrypt_with(&settings),
        ] {
            shown(&function, &[column(&left), column(&right)]);
        }
    }

    #[test]
    fn patterns_answer_alike(rows in rows(), pattern in "[a-z0-9.*+?()|$%\\[\\]\\\\-]{0,6}") {
        if Pattern::compile(&pattern).is_ok() {
            shown(&phone::r#match(), &[column(&rows), Column::literal(&pattern)]);
        }
    }
}
