//! `printf`: texts put together by a format, as `java.util.Formatter` does it in English.

mod number;
mod parse;
mod print;

use thiserror::Error;

/// Something to be printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// NULL.
    Null,
    /// A boolean.
    Boolean(bool),
    /// A whole number, and how many bits its type has.
    Integer(i64, u32),
    /// A number with a fraction, and what it looks like as text.
    Double(f64, &'a str),
    /// Text, and everything else as text.
    Text(&'a str),
}

/// A format that is none, or that does not fit what is to be printed.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FormatError {
    /// A `%` that begins no conversion.
    #[error("`{0}` is no conversion of a format")]
    Unknown(String),
    /// Fewer values than conversions.
    #[error("there is no value for `{0}`")]
    Missing(String),
    /// A value of a type that the conversion does not take.
    #[error("`{0}` does not take {1}")]
    Mismatch(String, &'static str),
    /// Flags that contradict each other or lack a width.
    #[error("the flags of `{0}` can't be used so")]
    Flags(String),
}

/// A format, parsed once for many rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JavaFormat(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Plain(String),
    Conversion(Conversion),
}

/// `%[index$][flags][width][.precision]conversion`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Conversion {
    /// As it is written, for errors.
    written: String,
    argument: Argument,
    flags: Flags,
    width: Option<usize>,
    precision: Option<usize>,
    /// In lower case.
    kind: char,
    upper: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Argument {
    Next,
    Last,
    At(usize),
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "Java's flags are independent of each other"
)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Flags {
    left: bool,
    alternate: bool,
    plus: bool,
    space: bool,
    zero: bool,
    group: bool,
    parentheses: bool,
}

impl JavaFormat {
    /// Reads a format.
    ///
    /// **Errors**: a `%` that begins no conversion known here: dates (`%t`) and hexadecimal fractions (`%a`) are not.
    pub fn new(format: &str) -> Result<Self, FormatError> {
        parse::pieces(format).map(Self)
    }

    /// Appends the values in this format.
    ///
    /// **Errors**: fewer values than conversions, and values that a conversion does not take.
    /// **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFPrintf`.
    ///
    /// ```
    /// use maidian_udfs::kernel::java_format::{JavaFormat, Value};
    ///
    /// let mut out = String::new();
    /// let values = [Value::Text("a"), Value::Integer(5, 32)];
    /// JavaFormat::new("%s-%03d")?.print(&values, &mut out)?;
    /// assert_eq!(out, "a-005");
    /// # Ok::<(), maidian_udfs::kernel::java_format::FormatError>(())
    /// ```
    pub fn print(&self, values: &[Value<'_>], out: &mut String) -> Result<(), FormatError> {
        let (mut next, mut last) = (0, None);
        for piece in &self.0 {
            let conversion = match piece {
                Piece::Plain(text) => {
                    out.push_str(text);
                    continue;
                }
                Piece::Conversion(conversion) => conversion,
            };
            let place = match conversion.argument {
                Argument::At(place) => place.checked_sub(1),
                Argument::Last => last,
                Argument::Next => {
                    next += 1;
                    Some(next - 1)
                }
            };
            last = place;
            let Some(value) = place.and_then(|place| values.get(place)) else {
                return Err(FormatError::Missing(conversion.written.clone()));
            };
            print::value(conversion, *value, out)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failed unwrap fails the test")]

    use super::{FormatError, JavaFormat, Value};

    fn printed(format: &str, values: &[Value<'_>]) -> String {
        let mut out = String::new();
        JavaFormat::new(format)
            .unwrap()
            .print(values, &mut out)
            .unwrap();
        out
    }

    #[expect(clippy::approx_constant, reason = "five digits are what is printed")]
    const PI: Value<'_> = Value::Double(3.14159, "3.14159");

    // Answers of Hive 2.3.10.
    #[test]
    fn as_hive() {
        let values = [PI, Value::Text("ab"), Value::Text("cd")];
        assert_eq!(printed("%05.2f|%5s|%-5s|", &values), "03.14|   ab|cd   |");
        assert_eq!(
            printed("%,d", &[Value::Integer(1_234_567, 32)]),
            "1,234,567"
        );
        assert_eq!(printed("%x", &[Value::Integer(255, 32)]), "ff");
        assert_eq!(
            JavaFormat::new("%s %s")
                .unwrap()
                .print(&[Value::Text("a")], &mut String::new()),
            Err(FormatError::Missing("%s".to_owned()))
        );
    }

    // By the documentation of `java.util.Formatter`.
    #[test]
    fn whole_numbers() {
        let minus = [Value::Integer(-5, 32)];
        assert_eq!(
            printed("%d|%5d|%-5d|%05d|%+d", &[minus[0]; 5]),
            "-5|   -5|-5   |-0005|-5"
        );
        assert_eq!(
            printed(
                "%(d % d %+d",
                &[minus[0], Value::Integer(5, 32), Value::Integer(5, 32)]
            ),
            "(5)  5 +5"
        );
        assert_eq!(
            printed(
                "%x %#x %o %X",
                &[
                    minus[0],
                    Value::Integer(255, 64),
                    Value::Integer(8, 32),
                    Value::Integer(-1, 8)
                ]
            ),
            "fffffffb 0xff 10 FF"
        );
        assert_eq!(printed("%c", &[Value::Integer(0x4e2d, 32)]), "中");
    }

    #[test]
    fn fractions_are_rounded_as_they_are_printed() {
        let number = Value::Double(1.005, "1.005");
        assert_eq!(printed("%.2f", &[number]), "1.01");
        assert_eq!(
            printed(
                "%f|%.0f|%,.1f",
                &[
                    PI,
                    Value::Double(2.5, "2.5"),
                    Value::Double(12345.67, "12345.67")
                ]
            ),
            "3.141590|3|12,345.7"
        );
        assert_eq!(
            printed("%e %.2E", &[Value::Double(12345.678, "12345.678"), PI]),
            "1.234568e+04 3.14E+00"
        );
        assert_eq!(
            printed(
                "%5.1f|%f",
                &[
                    Value::Double(-0.05, "-0.05"),
                    Value::Double(f64::NAN, "NaN")
                ]
            ),
            " -0.1|NaN"
        );
        assert_eq!(printed("%.1f", &[Value::Double(2.25, "2.25")]), "2.3");
        assert_eq!(
            printed("%g", &[Value::Double(0.000_123_45, "1.2345E-4")]),
            "0.000123450"
        );
    }

    #[test]
    fn text_and_the_rest() {
        assert_eq!(
            printed(
                "%s %S %b %.2s",
                &[
                    Value::Null,
                    Value::Text("aé"),
                    Value::Null,
                    Value::Text("abc")
                ]
            ),
            "null AÉ false ab"
        );
        assert_eq!(
            printed(
                "%2$s %1$s %<s 100%% %s%n",
                &[Value::Text("a"), Value::Text("b")]
            ),
            "b a a 100% a\n"
        );
        assert_eq!(printed("%d", &[Value::Null]), "null");
        assert_eq!(
            printed("%s %b", &[PI, Value::Boolean(true)]),
            "3.14159 true"
        );
    }

    #[test]
    fn hashes() {
        let values = [
            Value::Text("hi"),
            Value::Integer(255, 32),
            Value::Integer(-1, 64),
            Value::Boolean(true),
            Value::Null,
        ];
        assert_eq!(printed("%h %H %h %h %h", &values), "d01 FF 0 4cf null");
    }

    #[test]
    fn what_does_not_fit() {
        for format in ["%", "%y", "%-d", "%5", "a%!"] {
            assert!(JavaFormat::new(format).is_err(), "{format}");
        }
        let mismatch = JavaFormat::new("%d")
            .unwrap()
            .print(&[Value::Text("a")], &mut String::new());
        assert_eq!(
            mismatch,
            Err(FormatError::Mismatch("%d".to_owned(), "text"))
        );
    }
}
