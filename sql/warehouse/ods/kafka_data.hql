-- The collector's queue: an SDK's event as one row, with what the collector adds to the event's own attributes under
-- `$`.

CREATE DATABASE IF NOT EXISTS ham_jituan;

CREATE TABLE IF NOT EXISTS ham_jituan.kafka_data (
  accountId         string,
  eventKey          string,
  eventTime         bigint, -- milliseconds since 1970 UTC
  eventType         string,
  clientTime        bigint, -- milliseconds since 1970 UTC
  anonymousUser     string,
  userId            string,
  userKey           string,
  session           string,
  package           string,
  attributes        string,
  locationLatitude  string,
  locationLongitude string,
  esId              string
)
STORED AS PARQUET;

INSERT OVERWRITE TABLE ham_jituan.kafka_data
SELECT
  accountId,
  eventName AS eventKey,
  `timestamp` AS eventTime,
  eventType,
  -- An SDK reads its clock once an event, so both times are that reading; receivedAt is the collector's and stays in
  -- sdk_event.
  `timestamp` AS clientTime,
  gioId AS anonymousUser,
  userId,
  CASE WHEN userId <> '' THEN '$basic_userId' END AS userKey,
  sessionId AS session,
  domain AS package,
  -- The event's own attributes stay byte for byte, broken ones too, so the pairs of the collector go in front of them:
  -- behind a text that was cut off they would be lost. Of a key that the event has as well, its own value counts, being
  -- the later one. White space after the brace goes, since the recovery of broken objects knows a pair's end by `","`.
  CASE
    WHEN attributes RLIKE '^[ \\t\\r\\n]*\\{[ \\t\\r\\n]*"'
      THEN concat('{', collected, regexp_replace(attributes, '^[ \\t\\r\\n]*\\{[ \\t\\r\\n]*', ''))
    -- The first name has lost its quote; with one in front the pair of the collector before it still ends in `","`.
    WHEN attributes RLIKE '^[ \\t\\r\\n]*\\{[ \\t\\r\\n]*[^} \\t\\r\\n]'
      THEN concat('{', collected, '"', regexp_replace(attributes, '^[ \\t\\r\\n]*\\{[ \\t\\r\\n]*', ''))
    -- Nothing, an empty object, or text that is no object and has no pairs.
    ELSE concat('{', regexp_replace(collected, ',$', ''), '}')
  END AS attributes,
  latitude AS locationLatitude,
  longitude AS locationLongitude,
  esId
FROM (
  SELECT
    accountId, eventName, `timestamp`, eventType, gioId, userId, sessionId, domain, attributes, latitude, longitude,
    esId,
    -- `"$key":"value",` for every value that is there. Quotes and backslashes are escaped value by value, control
    -- characters go from all of them at once: JSON has them only escaped, and DWD would drop them anyway.
    regexp_replace(
      concat(
        nvl(concat('"$platform":"', regexp_replace(platform, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat(
          '"$referrer_domain":"', regexp_replace(parse_url(referralPage, 'HOST'), '(["\\\\])', '\\\\$1'), '",'
        ), ''),
        nvl(concat('"$client_version":"', regexp_replace(appVersion, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$channel":"', regexp_replace(appChannel, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$device_type":"', regexp_replace(deviceType, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$device_brand":"', regexp_replace(deviceBrand, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$device_model":"', regexp_replace(deviceModel, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$device_orientation":"', regexp_replace(orientation, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$language":"', regexp_replace(language, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$domain":"', regexp_replace(domain, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$path":"', regexp_replace(path, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$query":"', regexp_replace(query, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$title":"', regexp_replace(title, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$ip":"', regexp_replace(ip, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$user_agent":"', regexp_replace(userAgent, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$sdk_version":"', regexp_replace(sdkVersion, '(["\\\\])', '\\\\$1'), '",'), ''),
        nvl(concat('"$data_source_id":"', regexp_replace(dataSourceId, '(["\\\\])', '\\\\$1'), '",'), '')
      ),
      '[\\x00-\\x1f]', ''
    ) AS collected
  FROM ham_jituan.sdk_event
) event;
