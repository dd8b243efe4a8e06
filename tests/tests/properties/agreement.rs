//! Every registered function, on any input: no panic, and one answer however the rows arrive.
//!
//! Which arguments a function takes is asked of the function itself, so that none can be forgotten.

use datafusion::arrow::array::{Array, ArrayRef};
use datafusion::common::ScalarValue;
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility};
use maidian_tests::{call, scratch};
use maidian_udfs::all_functions;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseResult, TestRng, TestRunner};

use super::generators;
use super::inputs::{Kind, Rows};

/// Rows in a batch.
const ROWS: usize = 5;
/// Most arguments that are tried.
const MOST: usize = 3;

/// A call: the kinds of its arguments, their rows, and which of them are literals.
type Call = (Vec<Rows>, Vec<Rows>, Vec<bool>);

/// The argument lists that a function takes as they are, up to three arguments long.
fn shapes(udf: &ScalarUDF) -> Vec<Vec<Kind>> {
    let mut shapes = Vec::new();
    let mut longer: Vec<Vec<Kind>> = vec![Vec::new()];
    for _ in 0..MOST {
        longer = longer
            .iter()
            .flat_map(|shape| Kind::ALL.map(|kind| [shape.as_slice(), &[kind]].concat()))
            .collect();
        shapes.extend(longer.iter().filter(|shape| takes(udf, shape)).cloned());
    }
    shapes
}

/// Whether a function takes such arguments without a cast: as columns, or with literals behind the first.
fn takes(udf: &ScalarUDF, shape: &[Kind]) -> bool {
    let types: Vec<_> = shape.iter().map(|kind| kind.data_type()).collect();
    if !udf
        .coerce_types(&types)
        .is_ok_and(|coerced| coerced == types)
    {
        return false;
    }
    let columns: Vec<ColumnarValue> = shape
        .iter()
        .map(|kind| ColumnarValue::Array(kind.no_rows()))
        .collect();
    // Names of keys have to be configured, names of fields have to differ.
    let words = [["mobile", "mobile"], ["mobile", "a"], ["a", "mobile"]].map(|words| {
        let literal = |(place, column): (usize, &ColumnarValue)| match (place, shape[place]) {
            (1.., Kind::Text) => {
                ColumnarValue::Scalar(ScalarValue::Utf8View(Some(words[place - 1].to_owned())))
            }
            _ => column.clone(),
        };
        columns.iter().enumerate().map(literal).collect::<Vec<_>>()
    });
    call::plan(udf, &columns).is_ok()
        || words
            .iter()
            .any(|arguments| call::plan(udf, arguments).is_ok())
}

fn calls(shapes: Vec<Vec<Kind>>) -> impl Strategy<Value = Call> {
    proptest::sample::select(shapes).prop_flat_map(|shape| {
        let columns: Vec<_> = shape
            .iter()
            .map(|kind| generators::rows(*kind, ROWS))
            .collect();
        let literals: Vec<_> = shape
            .iter()
            .map(|kind| generators::literal(*kind))
            .collect();
        // The first argument is a column: a call of literals alone is what each row is compared with.
        let masks: Vec<_> = (0..shape.len())
            .map(|place| {
                if place == 0 {
                    Just(false).boxed()
                } else {
                    prop::bool::weighted(0.7).boxed()
                }
            })
            .collect();
        (columns, literals, masks)
    })
}

/// What comes out for a batch; `None` where planning refuses the call.
fn answer(udf: &ScalarUDF, arguments: &[ColumnarValue]) -> Option<Result<ArrayRef, String>> {
    let planned = call::plan(udf, arguments).ok()?;
    let result = call::invoke(udf, &planned, arguments, ROWS)
        .and_then(|value| value.into_array(ROWS))
        .map_err(|error| error.to_string());
    if let Ok(array) = &result {
        assert_eq!(
            array.data_type(),
            planned.data_type(),
            "{} promised another type",
            udf.name()
        );
    }
    Some(result)
}

/// Whether planning accepted the call.
fn agrees(udf: &ScalarUDF, (columns, literals, is_literal): &Call) -> Result<bool, TestCaseError> {
    let literal_at =
        |place: usize| ScalarValue::try_from_array(&literals[place].encodings()[0], 0).unwrap();
    let arguments = |arrays: &dyn Fn(&Rows) -> ArrayRef| -> Vec<ColumnarValue> {
        let places = columns.iter().enumerate();
        places
            .map(|(place, rows)| {
                if is_literal[place] {
                    ColumnarValue::Scalar(literal_at(place))
                } else {
                    ColumnarValue::Array(arrays(rows))
                }
            })
            .collect()
    };
    let plain = arguments(&|rows| rows.encodings().swap_remove(0));
    let Some(expected) = answer(udf, &plain) else {
        return Ok(false);
    };
    if is_domain(udf) {
        prop_assert!(expected.is_ok(), "a row fails the query: {:?}", expected);
    }
    let most = columns
        .iter()
        .map(|rows| rows.encodings().len())
        .max()
        .unwrap_or(1);
    for encoding in 0..most {
        let pick = |mut arrays: Vec<ArrayRef>| arrays.swap_remove(encoding % arrays.len());
        same(
            &expected,
            answer(udf, &arguments(&|rows| pick(rows.encodings()))),
            "encoding",
            encoding,
        )?;
        same(
            &expected,
            answer(udf, &arguments(&|rows| pick(rows.slices()))),
            "slice",
            encoding,
        )?;
    }
    rows_agree(udf, &plain, &expected)?;
    Ok(true)
}

fn same(
    expected: &Result<ArrayRef, String>,
    found: Option<Result<ArrayRef, String>>,
    what: &str,
    encoding: usize,
) -> TestCaseResult {
    let Some(found) = found else {
        return Err(TestCaseError::fail(format!(
            "{what} {encoding} is not planned"
        )));
    };
    match (expected, &found) {
        (Ok(expected), Ok(found)) => {
            prop_assert_eq!(
                expected.data_type(),
                found.data_type(),
                "{} {}",
                what,
                encoding
            );
            prop_assert!(
                expected == found,
                "{} {}: {:?} is not {:?}",
                what,
                encoding,
                found,
                expected
            );
        }
        (expected, found) => prop_assert_eq!(
            expected.is_ok(),
            found.is_ok(),
            "{} {}: {:?}",
            what,
            encoding,
            found
        ),
    }
    Ok(())
}

/// A call of literals gives a literal, and the same as the row of the batch.
fn rows_agree(
    udf: &ScalarUDF,
    batch: &[ColumnarValue],
    expected: &Result<ArrayRef, String>,
) -> TestCaseResult {
    let mut failed = false;
    for row in 0..ROWS {
        let literals: Vec<ColumnarValue> = batch
            .iter()
            .map(|argument| match argument {
                ColumnarValue::Array(array) => {
                    ColumnarValue::Scalar(ScalarValue::try_from_array(array, row).unwrap())
                }
                scalar @ ColumnarValue::Scalar(_) => scalar.clone(),
            })
            .collect();
        // Of literals planning may know that they are wrong.
        let Ok(planned) = call::plan(udf, &literals) else {
            failed = true;
            continue;
        };
        match (call::invoke(udf, &planned, &literals, 1), expected) {
            (Ok(ColumnarValue::Scalar(found)), Ok(expected)) => {
                prop_assert_eq!(
                    found,
                    ScalarValue::try_from_array(expected, row).unwrap(),
                    "row {}",
                    row
                );
            }
            (Ok(ColumnarValue::Scalar(_)), Err(_)) => {}
            (Ok(ColumnarValue::Array(_)), _) => prop_assert!(false, "literals gave an array"),
            (Err(error), expected) => {
                prop_assert!(expected.is_err(), "row {} fails alone: {}", row, error);
                failed = true;
            }
        }
    }
    prop_assert!(
        expected.is_ok() || failed,
        "the batch fails and no row does: {:?}",
        expected
    );
    Ok(())
}

fn is_domain(udf: &ScalarUDF) -> bool {
    udf.documentation()
        .is_some_and(|about| about.doc_section.label == "domain")
}

#[test]
fn every_function_gives_one_answer_however_its_rows_arrive() {
    let settings = scratch::settings().unwrap();
    for udf in all_functions(&settings) {
        // What gives another answer every time agrees with nothing.
        if udf.signature().volatility == Volatility::Volatile {
            continue;
        }
        let shapes = shapes(&udf);
        if shapes.is_empty() {
            assert!(
                !is_domain(&udf),
                "{} takes none of the arguments that are tried",
                udf.name()
            );
            continue;
        }
        let accepted = std::cell::Cell::new(0);
        let config = Config {
            cases: 64,
            failure_persistence: None,
            ..Config::default()
        };
        // The same cases in every run: a failure is there to stay.
        let mut runner =
            TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
        let result = runner.run(&calls(shapes), |call| {
            accepted.set(accepted.get() + usize::from(agrees(&udf, &call)?));
            Ok(())
        });
        if let Err(failure) = result {
            panic!("{}: {failure}", udf.name());
        }
        assert!(
            accepted.get() >= 4,
            "{}: planning accepted {} calls",
            udf.name(),
            accepted.get()
        );
    }
}
