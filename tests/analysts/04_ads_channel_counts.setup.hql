CREATE DATABASE ham_jituan;
CREATE TABLE ham_jituan.dwd_client_event_gio_di (trmnl_style string, wt_event string) PARTITIONED BY (dt string) STORED AS PARQUET;
INSERT INTO ham_jituan.dwd_client_event_gio_di PARTITION (dt) VALUES
('a1f48d9ff4f42571', 'c_perf', '2024-01-22'),
('a1f48d9ff4f42571', 'click', '2024-01-22'),
('b508a809cbbddd0b', 'FlowDataCollection', '2024-01-22'),
('b95440ef47ec01fc', 'c_perf', '2024-01-22'),
('b95440ef47ec01fc', NULL, '2024-01-22'),
('0000000000000000', 'c_perf', '2024-01-22'),
(NULL, 'c_perf', '2024-01-22'),
('a1f48d9ff4f42571', 'c_perf', '2024-01-23');
