CREATE DATABASE ham_jituan;
CREATE TABLE ham_jituan.seatunnel_newudf (attributes string, data_source_id string, user string) PARTITIONED BY (dt string, hour string) STORED AS PARQUET;
INSERT INTO ham_jituan.seatunnel_newudf PARTITION (dt = '2024-02-29', hour) VALUES
('{"WT_event":"P00000078657","n":1}', 'b508a809cbbddd0b', '10000000003', '14'),
('{"WT_event":"P00000078657","n":2}', 'a1f48d9ff4f42571', 'iEMtIjhx0G0Sl0S4ARLplQ==', '14'),
('{"WT_event":"P00000078657","n":3}', 'a1f48d9ff4f42571', 'another', '14'),
('{"WT_event":"click"}', 'a1f48d9ff4f42571', '10000000003', '14'),
('{"WT_event":"P00000078657"', 'a1f48d9ff4f42571', '10000000003', '14'),
('{"WT_event":"P00000078657","n":4}', 'a1f48d9ff4f42571', '10000000003', '15');
CREATE TABLE ham_jituan.dwd_client_event_gio_di (xy string, trmnl_style string, wt_event string) PARTITIONED BY (dt string, hour string) STORED AS PARQUET;
INSERT INTO ham_jituan.dwd_client_event_gio_di PARTITION (dt = '2024-02-29', hour = '14') VALUES
('{"XY_a":"1"}', 'b508a809cbbddd0b', 'P00000078657'),
(NULL, 'a1f48d9ff4f42571', 'P00000078657'),
('{"XY_a":"2"}', 'a1f48d9ff4f42571', 'click');
