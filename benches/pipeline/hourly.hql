-- Views of each page an hour, by source: how many, by how many visitors, and the median of the milliseconds between a
-- touch and its event. Events that tell no touch count as views and not in the median.

CREATE DATABASE IF NOT EXISTS ham_jituan;

CREATE TABLE IF NOT EXISTS ham_jituan.ads_page_hourly (
  trmnl_style  string,
  page         string,
  pv           bigint,
  uv           bigint,
  median_delay double
)
PARTITIONED BY (dt string, hour string)
STORED AS PARQUET;

INSERT OVERWRITE TABLE ham_jituan.ads_page_hourly PARTITION (dt, hour)
SELECT
  trmnl_style,
  wt_ti AS page,
  count(1) AS pv,
  count(DISTINCT wt_co_f) AS uv,
  percentile(dcsdat - cast(wt_touch_tm AS bigint), 0.5) AS median_delay,
  dt,
  hour
FROM ham_jituan.dwd_client_event_gio_di
GROUP BY dt, hour, trmnl_style, wt_ti;
