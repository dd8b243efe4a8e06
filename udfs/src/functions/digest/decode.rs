//! `decode(bytes, charset)`: bytes in a character set as text.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::codec::Charset;

/// `decode(bytes, charset)`: bytes in a character set as text.
///
/// - **Input**: binary; the name of a character set.
/// - **Output**: text; U+FFFD for what is no character of the set.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a character set that is none: when planned for a literal; a column of them gives NULL.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFDecode`.
pub fn decode() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Decode));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "decode",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("bytes", Class::Binary, "bytes"),
        parameter(
            "charset",
            Class::HiveText,
            "the name of a character set: UTF-8, GBK, UTF-16LE",
        ),
    ]),
    returns: "text",
    description: "Bytes in a character set as text.",
    example: ("SELECT decode(unhex('D6D0'), 'GBK')", "中"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Decode;

impl Function for Decode {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            if let Some(name) = planned.literal_text(1)
                && Charset::named(name).is_none()
            {
                return plan_err!(
                    "decode: argument 2 `charset`: there is no character set `{name}`"
                );
            }
            Ok(DataType::Utf8View)
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let bytes = arguments.bytes(0)?;
        let charsets = ImplicitText::new(arguments, 1)?;
        let charsets = charsets.text()?;
        output::text_rows(arguments, |row| {
            let charset = Charset::named(charsets.get(row)?)?;
            Some(Cow::Owned(charset.decode(bytes.get(row)?)))
        })
    }
}
