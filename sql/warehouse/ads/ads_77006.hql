-- Interface 77006: the regions of the application that came into view, one row an item. An item's own columns stand
-- behind those of its page.

CREATE DATABASE IF NOT EXISTS ham_jituan;

CREATE TABLE IF NOT EXISTS ham_jituan.ads_hachi_jzyy_xtb2_77006_gio_dt_hour (
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
  browser_version    string,
  event              string,
  env_name           string,
  mark_id            string,
  next_url           string,
  xy                 string
)
PARTITIONED BY (dt string, hour string)
STORED AS PARQUET;

INSERT OVERWRITE TABLE ham_jituan.ads_hachi_jzyy_xtb2_77006_gio_dt_hour PARTITION (dt, hour)
SELECT
  daytime, ip, ip_prov, ip_city, cs_host, wt_cid, wt_co_f, wt_city, wt_mobile, wt_event, wt_ti, wt_es, wt_markid,
  trmnl_style, wt_av, `date`, click_time, wt_prov, wt_si_x, wt_si_n, wt_si_s, wt_goods_id, wt_sku_id, wt_channelid,
  useragent, wt_os, wt_dm, wt_sv, wt_a_dc, wt_ct, wt_sr, wt_vt_sid, wt_userbrand, wt_loginprovince, wt_logincity,
  wt_appid, wt_channel, wt_dcsref, wt_et, wt_ed, wt_envname, wt_next_url, wt_errcode, wt_errmsg, wt_serial_no,
  wt_act_str_step_id, wt_group_id, wt_mr_id, wt_ad_step, wt_touch_tm, wt_appqry, wt_xy, wt_sid, wt_aav,
  wt_page_type, wt_page_type_id, title, wt_token_id, wt_area_type_1, wt_area_name, wt_area_type_2, dcsdat,
  wt_charge_phone, mc_ev, area_id, type, subdatasourceid, pageid, sellerid, extendid, channelid, os, os_version,
  device_brand, device_model, browser, browser_version,
  -- An item is text inside the text that DWD has cleaned, so the same rules are due once more.
  regexp_replace(item.event, '[\\n\\r\\t]', '') AS event,
  regexp_replace(item.env_name, '[\\n\\r\\t]', '') AS env_name,
  regexp_replace(item.mark_id, '[\\n\\r\\t]', '') AS mark_id,
  regexp_replace(decode_url(item.next_url), '[\\n\\r\\t]', '') AS next_url,
  extract_xy_no_lag_lat(item.xy) AS xy,
  dt,
  hour
FROM (
  SELECT d.*
  -- The application itself: its H5 pages and the mini programs of 51007 are other terminals.
  FROM (
    SELECT DISTINCT data_source_id
    FROM ham.dim_data_source
    WHERE `interface` = '51007' AND terminal IN ('APP_ANDROID', 'APP_IOS')
  ) s
  JOIN ham_jituan.dwd_client_event_gio_di d ON s.data_source_id = d.trmnl_style
  WHERE wt_et = 'imp' AND type IS NOT NULL AND area_id IS NOT NULL
) e
LATERAL VIEW explode(exposure_items(attributes)) x AS item;
