CREATE TABLE kafka_data (accountId string, eventKey string, eventTime bigint, eventType string, clientTime bigint, anonymousUser string,
  userId string, userKey string, session string, package string, attributes string, locationLatitude string, locationLongitude string, esId string)
STORED AS PARQUET;
INSERT INTO kafka_data VALUES
('acc', 'ev', 1705914000123, 'custom', 1705914001000, 'anon', 'us\ner', '$basic_userId', 'sess', 'pkg',
 '{"$platform":"Android","$ip":"1.0.1.1","$data_source_id":"a1f48d9ff4f42571","$domain":"m.a.cn","WT_av":"x"}', '1.5', NULL, 'es1');
