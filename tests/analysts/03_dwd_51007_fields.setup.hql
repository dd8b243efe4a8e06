CREATE DATABASE ham_jituan;
CREATE TABLE ham_jituan.ods_client_event_gio_all (attributes string) PARTITIONED BY (dt string) STORED AS PARQUET;
INSERT INTO ham_jituan.ods_client_event_gio_all PARTITION (dt = '2024-01-22') VALUES
-- the plus becomes a blank, which ends extendId
('{"WT_es":"https://m.a.cn/p/d?pageId=abc123&sellerId=00-1a-Z&extendId=a+b-c&channelId=ch01","k":"v"}'),
-- $query comes before the link; 19 characters of it, and 12 of the channel
('{"$query":"pageId=fromQuery_0123456789xyz","WT_es":"https://m.a.cn/p?pageId=other"}'),
('{"WT_es":"pages/a/b?channelId=abcdefghijklmnop&pageId="}'),
('{"WT_event":"e"}');
INSERT INTO ham_jituan.ods_client_event_gio_all PARTITION (dt = '2024-01-23') VALUES ('{"$query":"pageId=otherDay"}');
