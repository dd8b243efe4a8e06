CREATE DATABASE ham_jituan;
CREATE TABLE ham_jituan.ads_hachi_jzyy_xtb2_51007_dt_hour (click_time string, trmnl_style string, wt_co_f string) PARTITIONED BY (dt string) STORED AS PARQUET;
CREATE TABLE ham_jituan.ads_hachi_jzyy_xtb2_51007_gio_dt_hour LIKE ham_jituan.ads_hachi_jzyy_xtb2_51007_dt_hour;
INSERT INTO ham_jituan.ads_hachi_jzyy_xtb2_51007_dt_hour PARTITION (dt) VALUES
('2024-02-09 00:00:01', 'H5', 'u1', '2024-02-09'),
('2024-02-08 23:59:59', 'H5', 'u1', '2024-02-09'),
('2024-02-22 10:00:00', 'H5', 'u1', '2024-02-22');
INSERT INTO ham_jituan.ads_hachi_jzyy_xtb2_51007_gio_dt_hour PARTITION (dt) VALUES
('2024-02-09 12:00:00', 'H5', 'u2', '2024-02-09'),
('2024-02-21 12:00:00', 'APP', 'u3', '2024-02-21'),
('no time', 'APP', 'u4', '2024-02-21');
