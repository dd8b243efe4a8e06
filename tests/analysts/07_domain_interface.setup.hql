CREATE DATABASE ham;
CREATE TABLE ham.dim_domain_interface_di (domain string, interface string) STORED AS PARQUET;
-- twice the same: the script takes it once
INSERT INTO ham.dim_domain_interface_di VALUES ('m.a.cn', '51010'), ('m.a.cn', '51010'), ('m.b.cn', '51006');
CREATE TABLE ham.dwd_dcslog_event_gio_di (domain string, trmnl_style string, mc_ev string) PARTITIONED BY (dt string, hour string) STORED AS PARQUET;
INSERT INTO ham.dwd_dcslog_event_gio_di PARTITION (dt = '2024-02-20', hour) VALUES
('m.a.cn', 'a1f48d9ff4f42571', NULL, '12'),
('m.a.cn', 'b508a809cbbddd0b', 'other', '12'),
('m.a.cn', 'a1f48d9ff4f42571', '210315_QYCS_7', '12'),
('m.a.cn', 'a1f48d9ff4f42571', '210315_QYCS_7x', '13'),
('m.a.cn', 'a1f48d9ff4f42571', 'a210902_QYLQTYY', '13'),
('m.b.cn', 'a1f48d9ff4f42571', NULL, '12'),
('m.a.cn', '0000000000000000', NULL, '12'),
('m.a.cn', 'a1f48d9ff4f42571', NULL, '13');
