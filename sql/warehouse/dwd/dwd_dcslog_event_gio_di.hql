-- Clean events of provinces', benefits' and partners' H5 pages and mini programs; the application's own are in
-- ham_jituan.dwd_client_event_gio_di, by the same rules.
--
-- Seven rules clean ODS: 1 phones are decrypted; 2 the address is split from its province and city; 3 custom fields
-- are merged into one object (wt_xy); 4 links of pages are taken apart (cs_host, pageid, sellerid, extendid,
-- channelid); 5 where an event has no phone, its user's stands in; 6 times are `yyyy-MM-dd HH:mm:ss`; 7 links are
-- decoded. Line breaks and tabs in values go. wt_x is the attribute WT_x (names are case-sensitive) unless its line
-- says otherwise.

CREATE DATABASE IF NOT EXISTS ham;

CREATE TABLE IF NOT EXISTS ham.dwd_dcslog_event_gio_di (
  daytime            string, -- yyyy-MM-dd HH:mm:ss
  ip                 string,
  ip_prov            string,
  ip_city            string,
  cs_host            string, -- a host, an application's package or a mini program's id
  wt_cid             string,
  wt_co_f            string, -- the visitor
  wt_city            string,
  wt_mobile          string,
  wt_event           string,
  wt_ti              string,
  wt_es              string,
  wt_markid          string,
  trmnl_style        string, -- the data source
  wt_av              string,
  `date`             string,
  click_time         string, -- yyyy-MM-dd HH:mm:ss
  wt_prov            string,
  wt_si_x            string,
  wt_si_n            string,
  wt_si_s            string,
  wt_goods_id        string,
  wt_sku_id          string,
  wt_channelid       string,
  useragent          string,
  wt_os              string,
  wt_dm              string, -- device model
  wt_sv              string, -- version of the operating system
  wt_a_dc            string,
  wt_ct              string, -- network
  wt_sr              string, -- screen
  wt_vt_sid          string, -- session
  wt_userbrand       string,
  wt_loginprovince   string,
  wt_logincity       string,
  wt_appid           string,
  wt_channel         string,
  wt_dcsref          string, -- referrer
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
  wt_xy              string, -- custom fields as a JSON object
  wt_sid             string,
  wt_aav             string,
  wt_page_type       string,
  wt_page_type_id    string,
  title              string,
  wt_token_id        string,
  wt_area_type_1     string,
  wt_area_name       string,
  wt_area_type_2     string,
  dcsdat             bigint, -- milliseconds since 1970 UTC
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
  attributes         string
)
PARTITIONED BY (dt string, hour string)
STORED AS PARQUET;

INSERT OVERWRITE TABLE ham.dwd_dcslog_event_gio_di PARTITION (dt, hour)
SELECT
  event_time AS daytime,
  address[0] AS ip,
  address[2] AS ip_prov,
  address[3] AS ip_city,
  coalesce(nullif(parse_url(wt_es, 'HOST'), ''), domain) AS cs_host, -- paths of mini programs have no host
  a['WT_cid'] AS wt_cid,
  anonymous_user AS wt_co_f,
  a['WT_city'] AS wt_city,
  -- Rules 1 and 5. An empty or damaged phone is none; a masked one (`100*`, `--`) is what the event says.
  coalesce(nullif(mobile_decrypt2(a['WT_mobile']), ''), nullif(mobile_decrypt(`user`, user_key), '')) AS wt_mobile,
  a['WT_event'] AS wt_event,
  a['WT_ti'] AS wt_ti,
  wt_es,
  a['WT_markId'] AS wt_markid,
  data_source_id AS trmnl_style,
  -- The native SDKs leave it to us.
  CASE
    WHEN data_source_id IN ('a1f48d9ff4f42571', 'b508a809cbbddd0b') AND nvl(a['WT_av'], '') = ''
      THEN concat('APP_', lower(client[0]), '_', client_version)
    ELSE a['WT_av']
  END AS wt_av,
  dt AS `date`,
  client_time AS click_time,
  a['WT_prov'] AS wt_prov,
  a['WT_si_x'] AS wt_si_x,
  a['WT_si_n'] AS wt_si_n,
  a['WT_si_s'] AS wt_si_s,
  a['WT_goods_id'] AS wt_goods_id,
  a['WT_sku_id'] AS wt_sku_id,
  a['WT_channelid'] AS wt_channelid,
  user_agent AS useragent,
  a['WT_os'] AS wt_os,
  a['$device_model'] AS wt_dm, -- the model that the collector got, not the one that the user agent tells
  client[1] AS wt_sv, -- the user agent's: the collector passes no version of the system on
  a['WT_a_dc'] AS wt_a_dc,
  a['WT_ct'] AS wt_ct,
  a['WT_sr'] AS wt_sr,
  session AS wt_vt_sid,
  a['WT_userBrand'] AS wt_userbrand,
  a['WT_loginProvince'] AS wt_loginprovince,
  a['WT_loginCity'] AS wt_logincity,
  a['WT_appId'] AS wt_appid,
  a['WT_channel'] AS wt_channel,
  coalesce(wt_dcsref, referrer_domain) AS wt_dcsref, -- the page before, or what the collector knows of it: its host
  a['WT_et'] AS wt_et,
  a['WT_ed'] AS wt_ed,
  a['WT_envName'] AS wt_envname,
  wt_next_url,
  a['WT_errcode'] AS wt_errcode,
  a['WT_errmsg'] AS wt_errmsg,
  a['WT_serial_no'] AS wt_serial_no,
  a['WT_act_str_step_id'] AS wt_act_str_step_id,
  a['WT_group_id'] AS wt_group_id,
  a['WT_mr_id'] AS wt_mr_id,
  a['WT_ad_step'] AS wt_ad_step,
  a['WT_touch_tm'] AS wt_touch_tm,
  a['WT_appqry'] AS wt_appqry,
  extract_xy_no_lag_lat(attributes) AS wt_xy, -- no coordinates: they are personal data
  a['WT_sid'] AS wt_sid,
  a['WT_aav'] AS wt_aav,
  a['WT_page_type'] AS wt_page_type,
  a['WT_page_type_id'] AS wt_page_type_id,
  a['$title'] AS title,
  a['WT_token_id'] AS wt_token_id,
  a['WT_area_type_1'] AS wt_area_type_1,
  a['WT_area_name'] AS wt_area_name,
  a['WT_area_type_2'] AS wt_area_type_2,
  unix_timestamp(client_time) * 1000 AS dcsdat, -- ODS keeps whole seconds
  mobile_decrypt2(a['WT_charge_phone']) AS wt_charge_phone,
  a['WT_mc_ev'] AS mc_ev,
  a['area_id'] AS area_id,
  a['type'] AS type,
  a['subdatasourceid'] AS subdatasourceid,
  -- The four link parameters of interface 51007, character classes as its readers know them (`A-z` holds `_`).
  substr(nullif(regexp_extract(page_query, 'pageId=([0-9a-zA-z]+)', 1), ''), 0, 19) AS pageid,
  regexp_extract(page_query, 'sellerId=([0-9-a-zA-z]+)', 1) AS sellerid,
  regexp_extract(page_query, 'extendId=([0-9-a-zA-z+-]+)', 1) AS extendid,
  nullif(substr(regexp_extract(page_query, 'channelId=([0-9a-zA-z]+)', 1), 0, 12), '') AS channelid,
  -- The six parts of what ODS knows of the client.
  client[0] AS os,
  client[1] AS os_version,
  client[2] AS device_brand,
  client[3] AS device_model,
  client[4] AS browser,
  client[5] AS browser_version,
  attributes,
  dt,
  hour
FROM (
  SELECT
    e.*,
    -- The page's parameters, decoded once more and without bars, as 51007 has always read them.
    decode_url(coalesce(
      regexp_replace(decode_url(a['$query']), '[\\n\\r\\t|]', ''),
      parse_url(replace(wt_es, '|', ''), 'QUERY'),
      split(replace(wt_es, '|', ''), '\\?')[1]
    )) AS page_query
  FROM (
    SELECT
      e.*,
      -- A line break can be behind an escape, so that they go once more.
      regexp_replace(decode_url(a['WT_es']), '[\\n\\r\\t]', '') AS wt_es,
      regexp_replace(decode_url(a['WT_next_url']), '[\\n\\r\\t]', '') AS wt_next_url,
      nullif(regexp_replace(decode_url(a['WT_dcsref']), '[\\n\\r\\t]', ''), '') AS wt_dcsref
    FROM (
      SELECT
        e.*,
        split(ip, '\\|') AS address,
        split(browser, '\\|') AS client,
        -- All attributes in one pass over the text.
        attr_pick(
          attributes,
          'WT_cid', 'WT_city', 'WT_mobile', 'WT_event', 'WT_ti', 'WT_markId', 'WT_av', 'WT_prov', 'WT_si_x',
          'WT_si_n', 'WT_si_s', 'WT_goods_id', 'WT_sku_id', 'WT_channelid', 'WT_os', '$device_model',
          'WT_a_dc', 'WT_ct', 'WT_sr', 'WT_userBrand', 'WT_loginProvince', 'WT_loginCity', 'WT_appId',
          'WT_channel', 'WT_et', 'WT_ed', 'WT_envName', 'WT_errcode', 'WT_errmsg', 'WT_serial_no',
          'WT_act_str_step_id', 'WT_group_id', 'WT_mr_id', 'WT_ad_step', 'WT_touch_tm', 'WT_appqry', 'WT_sid',
          'WT_aav', 'WT_page_type', 'WT_page_type_id', '$title', 'WT_token_id', 'WT_area_type_1',
          'WT_area_name', 'WT_area_type_2', 'WT_charge_phone', 'WT_mc_ev', 'area_id', 'type',
          'subdatasourceid', '$query', 'WT_es', 'WT_dcsref', 'WT_next_url'
        ) AS a
      FROM (
        SELECT
          event_time, client_time, referrer_domain, client_version, ip, user_key, o.data_source_id, dt, hour,
          regexp_replace(anonymous_user, '[\\n\\r\\t]', '') AS anonymous_user,
          regexp_replace(`user`, '[\\n\\r\\t]', '') AS `user`,
          regexp_replace(session, '[\\n\\r\\t]', '') AS session,
          regexp_replace(domain, '[\\n\\r\\t]', '') AS domain,
          regexp_replace(user_agent, '[\\n\\r\\t]', '') AS user_agent,
          regexp_replace(browser, '[\\n\\r\\t]', '') AS browser,
          -- Once for all attributes: in a JSON text line breaks and tabs are escapes, or stand where none should. The
          -- last alternative takes any other escape as a whole and keeps it, so that `\\n` is not taken for `\n`.
          -- Few texts have any; the others are not copied.
          CASE
            WHEN attributes RLIKE '[\\n\\r\\t]|\\\\([nrt]|u000[9aAdD])'
              THEN regexp_replace(attributes, '[\\n\\r\\t]|\\\\[nrt]|\\\\u000[9aAdD]|(\\\\[\\s\\S])', '$1')
            ELSE attributes
          END AS attributes
        -- The small table stands first: it is the one that is held in memory, the other streams.
        FROM (
          SELECT DISTINCT data_source_id FROM ham.dim_data_source WHERE `table` = 'ham.dwd_dcslog_event_gio_di'
        ) s
        JOIN ham_jituan.ods_client_event_gio_all o ON s.data_source_id = o.data_source_id
      ) e
    ) e
  ) e
) e;
