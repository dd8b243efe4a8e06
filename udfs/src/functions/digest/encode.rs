//! `encode(text, charset)`: a text as bytes in a character set.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::{Result, plan_err};
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitText, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::codec::Charset;

/// `encode(text, charset)`: a text as bytes in a character set.
///
/// - **Input**: text; the name of a character set.
/// - **Output**: binary; `?` for characters that the set has not.
/// - **Nulls**: NULL gives NULL.
/// - **Errors**: a character set that is none: when planned for a literal; a column of them gives NULL.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFEncode`.
pub fn encode() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(Encode));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "encode",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("text", Class::HiveText, "the text"),
        parameter(
            "charset",
            Class::HiveText,
            "the name of a character set: UTF-8, GBK, UTF-16LE",
        ),
    ]),
    returns: "binary",
    description: "A text as bytes in a character set.",
    example: ("SELECT hex(encode('中', 'GBK'))", "D6D0"),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct Encode;

impl Function for Encode {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        {
            if let Some(name) = planned.literal_text(1)
                && Charset::named(name).is_none()
            {
                return plan_err!(
                    "encode: argument 2 `charset`: there is no character set `{name}`"
                );
            }
            Ok(DataType::BinaryView)
        }
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let text = ImplicitText::new(arguments, 0)?;
        let text = text.text()?;
        let charsets = ImplicitText::new(arguments, 1)?;
        let charsets = charsets.text()?;
        output::bytes_rows(arguments, |row| {
            Some(Charset::named(charsets.get(row)?)?.encode(text.get(row)?))
        })
    }
}
