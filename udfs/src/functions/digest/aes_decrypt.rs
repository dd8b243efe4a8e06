//! `aes_decrypt(value, key)`: bytes decrypted with AES.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::batch::{Arguments, ImplicitBytes, output};
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::cipher::{Cipher, Mode};

/// `aes_decrypt(value, key)`: bytes decrypted with AES.
///
/// - **Input**: text, taken in UTF-8, or binary; a key of 16, 24 or 32 bytes.
/// - **Output**: binary; every block by itself (ECB), with padding (PKCS#7).
/// - **Nulls**: NULL gives NULL; so do a key that is not 16, 24 or 32 bytes, and bytes that do not decrypt.
/// - **Errors**: never.
/// - **Reference**: `org.apache.hadoop.hive.ql.udf.generic.GenericUDFAesDecrypt`.
pub fn aes_decrypt() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| udf(AesDecrypt));
    Arc::clone(&UDF)
}

static ABOUT: About = About {
    name: "aes_decrypt",
    aliases: &[],
    parameters: Parameters::exactly(&[
        parameter("value", Class::HiveBytes, "text, or bytes"),
        parameter("key", Class::HiveBytes, "16, 24 or 32 bytes"),
    ]),
    returns: "binary",
    description: "Bytes decrypted with AES.",
    example: (
        "SELECT CAST(aes_decrypt(unbase64('y6Ss+zCYObpCbgfWfyNWTw=='), '1234567890123456') AS STRING)",
        "ABC",
    ),
    origin: Origin::Hive,
};

#[derive(Debug)]
struct AesDecrypt;

impl Function for AesDecrypt {
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
            cipher.decrypt_raw(value)
        })
    }
}
