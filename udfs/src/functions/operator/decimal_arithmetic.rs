//! Arithmetic on decimals, with Hive's types of results and NULL where a result does not fit.

use std::sync::{Arc, LazyLock};

use arrow::array::{Array, ArrayRef, AsArray, Decimal128Array};
use arrow::datatypes::{DataType, Decimal128Type, i256};
use datafusion_common::{Result, exec_err, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};

const PARAMETERS: Parameters = Parameters::exactly(&[
    parameter("left", Class::Any, "a decimal"),
    parameter("right", Class::Any, "a decimal"),
]);

/// One operator: its constructor and what is known of it.
macro_rules! operator {
    ($function:ident, $operation:ident, $sign:literal, $example:literal, $result:literal) => {
        #[doc = concat!("`left ", $sign, " right` of decimals.")]
        ///
        /// - **Input**: two decimals. **Output**: a decimal of Hive's precision and scale for the operator.
        /// - **Nulls**: NULL gives NULL, and so do a result of too many digits and division by zero.
        /// - **Errors**: operands that are no decimals, when planned.
        /// - **Reference**: Hive's `GenericUDFBaseNumeric` and its subclasses.
        pub fn $function() -> Arc<ScalarUDF> {
            static ABOUT: About = About {
                name: stringify!($function),
                aliases: &[],
                parameters: PARAMETERS,
                returns: "decimal",
                description: concat!(
                    "`left ",
                    $sign,
                    " right` of decimals, NULL where the result does not fit."
                ),
                example: ($example, $result),
                origin: Origin::Operator,
            };
            static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| {
                udf(DecimalArithmetic {
                    about: &ABOUT,
                    operation: Operation::$operation,
                })
            });
            Arc::clone(&UDF)
        }
    };
}

operator!(decimal_plus, Plus, "+", "SELECT 1.10 + 2.2", "3.3");
operator!(decimal_minus, Minus, "-", "SELECT 1.5 - 2", "-0.5");
operator!(decimal_multiply, Multiply, "*", "SELECT 1.1 * 1.1", "1.21");
operator!(decimal_divide, Divide, "/", "SELECT 10.0 / 4", "2.5");
operator!(decimal_modulo, Modulo, "%", "SELECT 7.5 % 2", "1.5");
operator!(decimal_pmod, Pmod, "pmod", "SELECT pmod(-7.5, 2)", "0.5");

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operation {
    Plus,
    Minus,
    Multiply,
    Divide,
    Modulo,
    Pmod,
}

#[derive(Debug)]
struct DecimalArithmetic {
    about: &'static About,
    operation: Operation,
}

impl Function for DecimalArithmetic {
    fn about(&self) -> &'static About {
        self.about
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        let [DataType::Decimal128(p1, s1), DataType::Decimal128(p2, s2)] = planned.types[..] else {
            return plan_err!("{} takes two decimals", self.about.name);
        };
        let (precision, scale) = self.operation.result(
            (i32::from(*p1), i32::from(*s1)),
            (i32::from(*p2), i32::from(*s2)),
        );
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most 38"
        )]
        Ok(DataType::Decimal128(precision as u8, scale as i8))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let (left, right) = (decimals(arguments, 0)?, decimals(arguments, 1)?);
        let DataType::Decimal128(precision, scale) = arguments.return_type() else {
            return exec_err!("{} gives decimals", self.about.name);
        };
        let scales = (
            i32::from(left.scale()),
            i32::from(right.scale()),
            i32::from(*scale),
        );
        let Some(limit) = power(i32::from(*precision)) else {
            return exec_err!("{} gives at most 38 digits", self.about.name);
        };
        let value = |array: &Decimal128Array, row: usize| {
            let row = if array.len() == 1 { 0 } else { row };
            array
                .is_valid(row)
                .then(|| i256::from_i128(array.value(row)))
        };
        let rows: Decimal128Array = (0..arguments.rows())
            .map(|row| {
                let result =
                    self.operation
                        .apply(value(&left, row)?, value(&right, row)?, scales)?;
                (result < limit && result > -limit)
                    .then(|| result.to_i128())
                    .flatten()
            })
            .collect();
        output::columnar(
            arguments,
            Arc::new(rows.with_precision_and_scale(*precision, *scale)?),
        )
    }
}

fn decimals(arguments: &Arguments<'_>, position: usize) -> Result<Decimal128Array> {
    let array: ArrayRef = match arguments.value(position)? {
        ColumnarValue::Array(array) => Arc::clone(array),
        ColumnarValue::Scalar(scalar) => scalar.to_array()?,
    };
    let Some(array) = array.as_primitive_opt::<Decimal128Type>() else {
        return exec_err!("argument {} is no decimal", position + 1);
    };
    Ok(array.clone())
}

impl Operation {
    /// Precision and scale of the result.
    fn result(self, (p1, s1): (i32, i32), (p2, s2): (i32, i32)) -> (i32, i32) {
        let (precision, scale) = match self {
            Self::Plus | Self::Minus => {
                let scale = s1.max(s2);
                ((p1 - s1).max(p2 - s2) + scale + 1, scale)
            }
            Self::Multiply => (p1 + p2 + 1, s1 + s2),
            Self::Divide => {
                let scale = (s1 + p2 + 1).max(6);
                (p1 - s1 + s2 + scale, scale)
            }
            Self::Modulo | Self::Pmod => {
                let scale = s1.max(s2);
                ((p1 - s1).min(p2 - s2) + scale, scale)
            }
        };
        if precision <= 38 {
            return (precision.max(1), scale);
        }
        // Digits before the point come first, but up to six behind it are kept.
        let whole = precision - scale;
        (38, (38 - whole).max(scale.min(6)))
    }

    fn apply(self, left: i256, right: i256, (s1, s2, target): (i32, i32, i32)) -> Option<i256> {
        let common = s1.max(s2);
        let rescale = |value: i256, scale: i32| value.checked_mul(power(scale)?);
        let (result, scale) = match self {
            Self::Multiply => (left.checked_mul(right)?, s1 + s2),
            Self::Divide => {
                // One digit more than asked for, to round by.
                let scale = target + 1;
                let dividend = rescale(left, (scale + s2 - s1).max(0))?;
                let surplus = (s1 - s2 - scale).max(0);
                (dividend.checked_div(rescale(right, surplus)?)?, scale)
            }
            _ => {
                let (left, right) = (rescale(left, common - s1)?, rescale(right, common - s2)?);
                let result = match self {
                    Self::Plus => left.checked_add(right)?,
                    Self::Minus => left.checked_sub(right)?,
                    Self::Pmod => left
                        .checked_rem(right)?
                        .checked_add(right)?
                        .checked_rem(right)?,
                    _ => left.checked_rem(right)?,
                };
                (result, common)
            }
        };
        rounded(result, scale - target)
    }
}

fn power(exponent: i32) -> Option<i256> {
    i256::from_i128(10).checked_pow(u32::try_from(exponent).ok()?)
}

/// Without the last digits, rounded half up.
fn rounded(value: i256, digits: i32) -> Option<i256> {
    if digits <= 0 {
        return value.checked_mul(power(-digits)?);
    }
    let divisor = power(digits)?;
    let (quotient, rest) = (value.checked_div(divisor)?, value.checked_rem(divisor)?);
    let half = divisor.checked_div(i256::from_i128(2))?;
    if rest >= half {
        quotient.checked_add(i256::ONE)
    } else if rest <= -half {
        quotient.checked_sub(i256::ONE)
    } else {
        Some(quotient)
    }
}
