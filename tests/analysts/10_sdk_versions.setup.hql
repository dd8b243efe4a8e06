CREATE TABLE tb_ods_do_cmcs_event_all_hour_transition (sdk_version string, data_source_id string) PARTITIONED BY (statis_date string) STORED AS PARQUET;
INSERT INTO tb_ods_do_cmcs_event_all_hour_transition PARTITION (statis_date) VALUES
('4.0', 'a1f48d9ff4f42571', '20240727'), ('4.0', 'a1f48d9ff4f42571', '20240727'), (NULL, 'b508a809cbbddd0b', '20240727'),
('4.0', '0000000000000000', '20240727'), ('3.9', 'a1f48d9ff4f42571', '20240726');
CREATE DATABASE ham_jituan;
CREATE TABLE ham_jituan.dwd_client_event_gio_di (wt_et string, wt_co_f string, wt_ti string) STORED AS PARQUET;
INSERT INTO ham_jituan.dwd_client_event_gio_di VALUES
('pageview', 'u1', 'home'), ('pageview', 'u1', 'home'), ('pageview', 'u2', 'home'), ('click', 'u3', 'home'), ('pageview', NULL, 'home'),
('click', 'u1', 'cart'), ('pageview', 'u9', NULL);
