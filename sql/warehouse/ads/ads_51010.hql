-- Interface 51010: H5 pages of provinces and specialist companies.

CREATE DATABASE IF NOT EXISTS ham;

CREATE TABLE IF NOT EXISTS ham.ads_hachi_jzyy_xtb2_51010_gio_dt_hour (
  daytime            string,
  ip                 string,
  ip_prov            string,
  ip_city            string,
  cs_host            string,
  wt_cid             string,
  wt_co_f            string,
  wt_city            string,
  wt_mobile          string,
  wt_event           string,
  wt_ti              string,
  wt_es              string,
  wt_markid          string,
  trmnl_style        string,
  wt_av              string,
  `date`             string,
  click_time         string,
  wt_prov            string,
  wt_si_x            string,
  wt_si_n            string,
  wt_si_s            string,
  wt_goods_id        string,
  wt_sku_id          string,
  wt_channelid       string,
  useragent          string,
  wt_os              string,
  wt_dm              string,
  wt_sv              string,
  wt_a_dc            string,
  wt_ct              string,
  wt_sr              string,
  wt_vt_sid          string,
  wt_userbrand       string,
  wt_loginprovince   string,
  wt_logincity       string,
  wt_appid           string,
  wt_channel         string,
  wt_dcsref          string,
  wt_et              string,
  wt_ed              string,
  wt_envname         string,
  wt_next_url        string,
  wt_errcode         string,
  wt_errmsg          string,
  wt_serial_no       string,
  wt_act_str_step_id string,
  wt_group_id        string,
  wt_mr_id           string,
  wt_ad_step         string,
  wt_touch_tm        string,
  wt_appqry          string,
  wt_xy              string,
  wt_sid             string,
  wt_aav             string,
  wt_page_type       string,
  wt_page_type_id    string,
  title              string,
  wt_token_id        string,
  wt_area_type_1     string,
  wt_area_name       string,
  wt_area_type_2     string,
  dcsdat             bigint,
  wt_charge_phone    string,
  mc_ev              string,
  area_id            string,
  type               string,
  subdatasourceid    string,
  pageid             string,
  sellerid           string,
  extendid           string,
  channelid          string,
  os                 string,
  os_version         string,
  device_brand       string,
  device_model       string,
  browser            string,
  browser_version    string
)
PARTITIONED BY (dt string, hour string)
STORED AS PARQUET;

INSERT OVERWRITE TABLE ham.ads_hachi_jzyy_xtb2_51010_gio_dt_hour PARTITION (dt, hour)
SELECT
  daytime, ip, ip_prov, ip_city, cs_host, wt_cid, wt_co_f, wt_city, wt_mobile, wt_event, wt_ti, wt_es, wt_markid,
  trmnl_style, wt_av, `date`, click_time, wt_prov, wt_si_x, wt_si_n, wt_si_s, wt_goods_id, wt_sku_id, wt_channelid,
  useragent, wt_os, wt_dm, wt_sv, wt_a_dc, wt_ct, wt_sr, wt_vt_sid, wt_userbrand, wt_loginprovince, wt_logincity,
  wt_appid, wt_channel, wt_dcsref, wt_et, wt_ed, wt_envname, wt_next_url, wt_errcode, wt_errmsg, wt_serial_no,
  wt_act_str_step_id, wt_group_id, wt_mr_id, wt_ad_step, wt_touch_tm, wt_appqry, wt_xy, wt_sid, wt_aav,
  wt_page_type, wt_page_type_id, title, wt_token_id, wt_area_type_1, wt_area_name, wt_area_type_2, dcsdat,
  wt_charge_phone, mc_ev, area_id, type, subdatasourceid, pageid, sellerid, extendid, channelid, os, os_version,
  device_brand, device_model, browser, browser_version,
  dt,
  hour
-- Joins that keep every event and mark those of the interface's domains and sources: an event may be the interface's
-- for several reasons and still is one row. The small tables stand first: they are held in memory, the events stream.
FROM (
  SELECT DISTINCT domain FROM ham.dim_domain_interface_di WHERE `interface` = '51010'
) l
RIGHT JOIN (
  SELECT d.*, s.data_source_id
  FROM (
    SELECT DISTINCT data_source_id FROM ham.dim_data_source WHERE `interface` = '51010'
  ) s
  RIGHT JOIN ham.dwd_dcslog_event_gio_di d ON s.data_source_id = d.trmnl_style
) e ON l.domain = e.cs_host
WHERE
  -- Pages of provinces and specialist companies, but for the campaigns of benefits.
  (
    data_source_id IS NOT NULL AND l.domain IS NOT NULL
    AND (mc_ev IS NULL OR (instr(mc_ev, '210315_QYCS') = 0 AND instr(mc_ev, '210902_QYLQTYY') = 0))
  )
  -- Campaigns of benefits with a number alone, whatever the page and the source.
  OR mc_ev REGEXP '^210315_QYCS_\\d+$';
