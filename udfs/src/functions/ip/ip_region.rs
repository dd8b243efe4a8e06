//! `ip_region(ip)`: where an address is, as a struct.

use std::sync::{Arc, LazyLock};

use arrow::datatypes::DataType;
use datafusion_common::Result;
use datafusion_expr::{ColumnarValue, ScalarUDF};

use crate::Settings;
use crate::batch::output::{self, TextStructBuilder};
use crate::batch::{Arguments, Memo};
use crate::data::ip_database::Found;
use crate::functions::function::{About, Function, Origin, Planned, udf};
use crate::functions::parameters::{Class, Parameters, parameter};
use crate::kernel::region::parse_address;

/// `ip_region(ip)`: country, province, city and operator of an address.
///
/// - **Input**: IPv4 or IPv6 text; blanks around it are dropped, IPv4-mapped IPv6 is IPv4.
/// - **Output**: a struct of the texts `country`, `province`, `city` and `isp`, NULL where the database does not
///   know.
/// - **Nulls**: NULL gives a NULL struct; text that is no address gives four NULL fields.
/// - **Errors**: never.
/// - **Reference**: the databases of ip2region, versions 2 and 3.
pub fn ip_region() -> Arc<ScalarUDF> {
    static UDF: LazyLock<Arc<ScalarUDF>> = LazyLock::new(|| ip_region_with(&Settings::default()));
    Arc::clone(&UDF)
}

/// [`ip_region`] with settings of the caller's.
pub fn ip_region_with(settings: &Settings) -> Arc<ScalarUDF> {
    udf(IpRegion {
        settings: settings.clone(),
    })
}

static ABOUT: About = About {
    name: "ip_region",
    aliases: &[],
    parameters: Parameters::exactly(&[parameter("ip", Class::Text, "an IPv4 or IPv6 address")]),
    returns: "struct<country, province, city, isp text>",
    description: "Where an IPv4 or IPv6 address is, by the databases of ip2region. Blanks around it are dropped; \
                  IPv4-mapped IPv6 is IPv4. What is unknown is NULL; for text that is no address all four fields.",
    example: (
        "SELECT ip_region('1.0.1.1')",
        r#"{"country":"中国","province":"福建省","city":"福州市","isp":"电信"}"#,
    ),
    origin: Origin::Domain,
};

#[derive(Debug)]
struct IpRegion {
    settings: Settings,
}

impl Function for IpRegion {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn return_type(&self, _: &Planned<'_>) -> Result<DataType> {
        Ok(DataType::Struct(output::text_struct([
            "country", "province", "city", "isp",
        ])))
    }

    fn invoke(&self, arguments: &Arguments<'_>) -> Result<ColumnarValue> {
        let databases = self.settings.ip_databases();
        let text = arguments.text(0)?;
        let rows = arguments.rows();
        let fields = output::text_struct(["country", "province", "city", "isp"]);
        let mut structs = TextStructBuilder::new(fields, rows);
        let mut memo = Memo::new(rows);
        for row in 0..rows {
            let text = text.get(row);
            let found =
                text.map(|text| parse_address(text).and_then(|address| databases.find(address)));
            if !memo.is_new(found.map(|found| found.map(Found::place))) {
                continue;
            }
            match found {
                Some(found) => structs.append(found.map(Found::region).unwrap_or_default().parts()),
                None => structs.append_null(),
            }
        }
        output::columnar(arguments, memo.spread(Arc::new(structs.finish()?))?)
    }
}

#[cfg(test)]
mod tests {
    use super::ip_region;
    use crate::functions::testing::{Column, shown};

    #[test]
    fn address_has_a_region() {
        let text = Column::Text(vec![
            None,
            Some(""),
            Some(" 1.0.1.1 "),
            Some("::ffff:1.0.1.1"),
            Some("01.0.1.1"),
            Some("中国"),
        ]);
        let fuzhou = "{country: 中国, province: 福建省, city: 福州市, isp: 电信}";
        let unknown = "{country: NULL, province: NULL, city: NULL, isp: NULL}";
        assert_eq!(
            shown(&ip_region(), &[text]),
            ["NULL", unknown, fuzhou, fuzhou, unknown, unknown]
        );
    }

    #[test]
    fn regions_that_come_again_keep_their_rows() {
        let texts = [
            Some("1.0.1.1"),
            None,
            Some("-"),
            Some("1.0.1.2"),
            Some("240e::1"),
            None,
        ];
        let rows = shown(&ip_region(), &[Column::Text(texts.to_vec())]);
        assert_eq!((&rows[0], &rows[1]), (&rows[3], &rows[5]));
        assert_ne!(rows[1], rows[2]);
        assert!(rows[4].starts_with("{country: 中国,"), "{}", rows[4]);
    }
}
