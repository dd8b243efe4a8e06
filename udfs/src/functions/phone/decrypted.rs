//! Decrypted rows as a column.

use std::sync::Arc;

use arrow::array::StringViewBuilder;
use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::ColumnarValue;

use crate::batch::{Arguments, output};

/// The rows that `decrypt` writes. Where it says that none is other than it was, a column of views comes back as it is.
pub(super) fn decrypted(
    arguments: &Arguments<'_>,
    decrypt: impl FnOnce(&mut dyn FnMut(Option<&str>)) -> bool,
) -> Result<ColumnarValue> {
    let mut builder = StringViewBuilder::with_capacity(arguments.rows());
    let changed = decrypt(&mut |plain| output::append(&mut builder, plain));
    match arguments.value(0)? {
        ColumnarValue::Array(texts) if !changed && texts.data_type() == &DataType::Utf8View => {
            Ok(ColumnarValue::Array(Arc::clone(texts)))
        }
        _ => output::columnar(arguments, Arc::new(builder.finish())),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{ArrayRef, StringViewArray};

    use crate::functions::phone::testing::{ONCE, with_key};
    use crate::functions::phone::{mobile_decrypt_with, mobile_decrypt2_with};
    use crate::functions::testing::result;

    #[test]
    fn column_with_nothing_encrypted_comes_back_without_a_copy() {
        let settings = with_key("mobile");
        for function in [
            mobile_decrypt_with(&settings),
            mobile_decrypt2_with(&settings),
        ] {
            let plain = [Some("10017200000"), None, Some("a text of some length")];
            let column: ArrayRef = Arc::new(StringViewArray::from(plain.to_vec()));
            let same = result(&function, &[Arc::clone(&column)]);
            assert!(Arc::ptr_eq(&column, &same));
            let sealed = [plain.to_vec(), vec![Some(ONCE)]].concat();
            let column: ArrayRef = Arc::new(StringViewArray::from(sealed));
            let decrypted = result(&function, &[column]);
            let expected = [plain.to_vec(), vec![Some("10000007919")]].concat();
            let expected: ArrayRef = Arc::new(StringViewArray::from(expected));
            assert_eq!(&decrypted, &expected);
        }
    }
}
