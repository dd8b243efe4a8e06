CREATE DATABASE ham_jituan;
CREATE TABLE ham_jituan.ods_client_event_gio_all (os string, client_version string, attributes string, data_source_id string)
PARTITIONED BY (dt string) STORED AS PARQUET;
INSERT INTO ham_jituan.ods_client_event_gio_all PARTITION (dt) VALUES
('Android', '9.1.0', '{"WT_av":"APP_ios_5.1","WT_es":"x"}', 'a1f48d9ff4f42571', '2024-01-22'),
('iOS', '8.0', '{"WT_av":"H5_1","k":"v"}', 'ac36424553dcd3e8', '2024-01-22'),
-- an exposure of a region, a source of others, another day
('iOS', '8.0', '{"WT_av":"H5_2","area_id":"1"}', 'ac36424553dcd3e8', '2024-01-22'),
('iOS', '8.0', '{"WT_av":"H5_3"}', '0000000000000000', '2024-01-22'),
('iOS', '8.0', '{"WT_av":"H5_4"}', 'ac36424553dcd3e8', '2024-01-23'),
-- percent-encoded, and a version that is missing
('IOS', NULL, '%7B%22WT_av%22%3A%22X%22%7D', 'b508a809cbbddd0b', '2024-01-22'),
-- no attributes: the check sees a row of NULL
('web', '1', NULL, '90be4403373b6463', '2024-01-22');
