//! Phones under the published test key: every row of `mobiles.tsv` through every function, by SQL.

use maidian::script::Variables;
use maidian_tests::{data, scratch};

#[tokio::test]
async fn every_row_decrypts_and_encrypts() {
    let folder = tempfile::tempdir().unwrap();
    let phones = folder.path().join("phones");
    std::fs::create_dir(&phones).unwrap();
    std::fs::copy(data::path("data/mobiles.tsv"), phones.join("mobiles.tsv")).unwrap();
    let mut session =
        scratch::session(&folder.path().join("warehouse"), Variables::default()).unwrap();
    let script = format!(
        "CREATE EXTERNAL TABLE mobiles (phone string, once string, twice string)
         ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' STORED AS TEXTFILE LOCATION '{}'
         TBLPROPERTIES ('skip.header.line.count'='1');
         SELECT phone,
           mobile_decrypt(once), mobile_decrypt2(once), mobile_decrypt2(twice), mobile_decrypt(mobile_decrypt(twice)),
           mobile_decrypt(once, '$basic_userId'), mobile_decrypt(phone), mobile_decrypt2(phone),
           aes2_function(base64Decode(once)), aes2_function(base64Decode(twice)),
           if(mobile_encrypt(phone) = once AND mobile_encrypt(once) = twice, phone, 'no'),
           mobile_decrypt(decode_url(once)), mobile_decrypt2(decode_url(twice))
         FROM mobiles",
        phones.display()
    );
    let result = scratch::run(&mut session, "mobiles", &script)
        .await
        .unwrap();
    assert_eq!(result.rows.len(), 20);
    for row in &result.rows {
        let phone = row[0].as_deref().unwrap();
        assert!(phone.starts_with("100") && phone.len() == 11, "{phone}");
        assert_eq!(row, &vec![Some(phone.to_owned()); 13]);
    }
}
