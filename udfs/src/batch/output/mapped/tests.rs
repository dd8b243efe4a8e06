use arrow::array::AsArray;

use super::*;
use crate::functions::testing::result;
use crate::functions::url::decode_url;

const LINK: &str = "pages/a/b?channelId=P00000027002";
const ENCODED: &str = "pages%2Fa%2Fb%3FchannelId%3DP00000027002";

/// The decoded column, after a check of its rows.
fn decoded(array: &StringViewArray) -> StringViewArray {
    let column: ArrayRef = Arc::new(array.clone());
    let decoded = result(&decode_url(), &[column]);
    let expected = array.iter().map(|link| link.map(|_| LINK));
    assert!(decoded.as_string_view().iter().eq(expected));
    decoded.as_string_view().clone()
}

/// Whether a row is at the same place in memory in both.
fn is_shared(before: &StringViewArray, after: &StringViewArray, row: usize) -> bool {
    std::ptr::eq(before.value(row), after.value(row))
}

#[test]
fn rows_that_stay_are_views_on_the_buffers_of_the_column() {
    let links = [
        Some(LINK),
        None,
        Some(ENCODED),
        Some(LINK),
        None,
        Some(LINK),
    ];
    let long: StringViewArray = links.iter().cycle().take(600).collect();
    for array in [long.clone(), long.slice(2, 500), long.slice(3, 3)] {
        let decoded = decoded(&array);
        for row in 0..array.len() {
            let stays = array.is_valid(row) && array.value(row) == LINK;
            assert_eq!(stays && is_shared(&array, &decoded, row), stays);
        }
        let written: usize = array
            .iter()
            .flatten()
            .filter(|link| *link == ENCODED)
            .count();
        let kept = long.data_buffers().len() + usize::from(written > 0);
        assert!(decoded.data_buffers().len() <= kept);
    }
}

#[test]
fn a_column_that_stays_is_the_result() {
    let array = StringViewArray::from_iter([Some(LINK), None]);
    let decoded = decoded(&array);
    assert!(std::ptr::eq(
        array.views().as_ptr(),
        decoded.views().as_ptr()
    ));
}

#[test]
fn few_rows_that_stay_do_not_keep_the_column_in_memory() {
    let mut links = vec![ENCODED; 600];
    links[300] = LINK;
    let array = StringViewArray::from_iter_values(links);
    let decoded = decoded(&array);
    assert!(!is_shared(&array, &decoded, 300));
}
