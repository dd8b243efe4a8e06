-- The queue's rows as ODS: the collector's keys become columns, times are formatted, the client and the region of the
-- address are looked up. An hour is the hour in which an event happened, not the one in which it came.

CREATE DATABASE IF NOT EXISTS ham_jituan;

CREATE TABLE IF NOT EXISTS ham_jituan.ods_client_event_gio_all (
  project_id         string,
  event_key          string,
  event_time         string, -- yyyy-MM-dd HH:mm:ss
  event_type         string,
  client_time        string, -- yyyy-MM-dd HH:mm:ss
  anonymous_user     string,
  `user`             string,
  user_key           string,
  session            string,
  package            string,
  platform           string,
  referrer_domain    string,
  browser            string, -- os|os_version|device_brand|device_model|browser|browser_version
  browser_version    string,
  os                 string,
  os_version         string,
  client_version     string,
  channel            string,
  device_brand       string,
  device_model       string,
  device_type        string,
  device_orientation string,
  language           string,
  account_id         string,
  domain             string,
  ip                 string, -- ip|country|province|city|isp
  user_agent         string,
  sdk_version        string,
  location_latitude  string,
  location_longitude string,
  data_source_id     string,
  esid               string,
  attributes         string  -- without the keys that are columns
)
PARTITIONED BY (dt string, hour string)
STORED AS PARQUET;

-- The statement below is the streaming job's, letter for letter, and names its table without a database.
USE ham_jituan;

INSERT OVERWRITE TABLE ham_jituan.ods_client_event_gio_all PARTITION (dt, hour)
select accountId as project_id,eventKey as event_key,stm_udf(eventTime) as event_time,eventType as event_type,stm_udf(clientTime) as client_time,anonymousUser as anonymous_user,replace(userId,'\n','') as user,userKey as user_key,session,package as package,attr_get_udf(attributes,'$platform') as platform,attr_get_udf(attributes,'$referrer_domain') as referrer_domain,ua_all_udf(attributes) as browser,'' as browser_version,'' as os,'' as os_version,attr_get_udf(attributes,'$client_version') as client_version,attr_get_udf(attributes,'$channel') as channel,'' as device_brand,'' as device_model,attr_get_udf(attributes,'$device_type') as device_type,attr_get_udf(attributes,'$device_orientation') as device_orientation,attr_get_udf(attributes,'$language') as language,accountId as account_id,attr_get_udf(attributes,'$domain') as domain,ip_udf(attributes,'$ip') as ip,attr_get_udf(attributes,'$user_agent') as user_agent,attr_get_udf(attributes,'$sdk_version') as sdk_version,locationLatitude as location_latitude,locationLongitude as location_longitude,attr_get_udf(attributes,'$data_source_id') as data_source_id,esId as esid,attr_remove_udf(attributes) as attributes,dt_udf(eventTime) as dt,hour_udf(eventTime) as hour from kafka_data
;
