//! `mask_hash(text)`: a text masked by its digest.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use arrow::array::new_null_array;
use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use super::masks::masked_type;
use crate::batch::{Arguments, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::is_text;
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::digest::md5;

/// `mask_hash(text)`: a text masked by its digest.
///
/// - **Input**: text.
/// - **Output**: text: the MD5 digest in hexadecimal digits.
/// - **Nulls**: NULL gives NULL, and so does what is no text.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFMaskHash`. MD5, as in Hive 2.
pub fn mask_hash() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(MaskHash));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "mask_hash",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("text", Class::HiveText, "the text")]),
    returns: "text",
    description: "A text masked by its digest.",
    example: (
        "SELECT mask_hash('abc')",
        "900150983cd24fb0d6963f7d28e17f72",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct MaskHash;

impl Function for MaskHash {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, planned: &Planned<'_>) -> Result<DataType> {
        masked_type(planned)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        if !is_text(arguments.return_type()) {
            let nulls = new_null_array(arguments.return_type(), arguments.rows());
            return output::columnar(arguments, nulls);
        }
        let text = arguments.text(0)?;
        output::text_rows(arguments, |row| {
            Some(Cow::Owned(md5(text.get(row)?.as_bytes())))
        })
    }
}
