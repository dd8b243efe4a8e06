//! `aes_encrypt(value, key)`: bytes encrypted with AES.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitBytes, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::cipher::{Cipher, Mode};

/// `aes_encrypt(value, key)`: bytes encrypted with AES.
///
/// - **Input**: text, taken in UTF-8, or binary; a key of 16, 24 or 32 bytes.
/// - **Output**: binary; every block by itself (ECB), with padding (PKCS#7).
/// - **Nulls**: NULL gives NULL; so do a key that is not 16, 24 or 32 bytes.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFAesEncrypt`.
pub fn aes_encrypt() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(AesEncrypt));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "aes_encrypt",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("value", Class::HiveBytes, "text, or bytes"),
        parameter("key", Class::HiveBytes, "16, 24 or 32 bytes"),
    ]),
    returns: "binary",
    description: "Bytes encrypted with AES.",
    example: (
        "SELECT base64(aes_encrypt('ABC', '1234567890123456'))",
        "y6Ss+zCYObpCbgfWfyNWTw==",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct AesEncrypt;

impl Function for AesEncrypt {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::BinaryView)
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let value = ImplicitBytes::new(arguments, 0)?;
        let value = value.bytes()?;
        let keys = ImplicitBytes::new(arguments, 1)?;
        let keys = keys.bytes()?;
        let mut last: Option<(&[u8], Option<Cipher>)> = None;
        output::bytes_rows(arguments, |row| {
            let (value, key) = (value.get(row)?, keys.get(row)?);
            if last.as_ref().is_none_or(|(last, _)| *last != key) {
                last = Some((key, Cipher::new(key, Mode::Ecb).ok()));
            }
            let cipher = last.as_ref()?.1.as_ref()?;
            Some(cipher.encrypt_raw(value))
        })
    }
}
