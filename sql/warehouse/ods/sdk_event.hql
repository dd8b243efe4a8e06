-- What the SDKs send, one event a line of JSON, with what the collector saw beside it. Each platform's SDK sends the
-- keys it has; the others are NULL.
--
-- events: the folder with the files of events

CREATE DATABASE IF NOT EXISTS ham_jituan;

-- Declared anew each time, so that the folder of this run counts; the files stay.
DROP TABLE IF EXISTS ham_jituan.sdk_event;

CREATE EXTERNAL TABLE ham_jituan.sdk_event (
  -- What happened.
  eventType         string,
  eventName         string,
  `timestamp`       bigint, -- milliseconds since 1970 UTC, by the client's clock
  pageShowTimestamp bigint,
  globalSequenceId  bigint,
  eventSequenceId   bigint,
  attributes        string, -- the object as it is written, or the text that should have been one
  -- Who did it.
  gioId             string,
  userId            string,
  sessionId         string,
  deviceId          string,
  -- Where.
  dataSourceId      string,
  domain            string, -- a host, an application's package or a mini program's id
  path              string,
  query             string,
  title             string,
  referralPage      string,
  urlScheme         string,
  latitude          string, -- a position, from clients that are allowed to tell it
  longitude         string,
  -- On what.
  platform          string,
  platformVersion   string,
  operatingSystem   string,
  deviceBrand       string,
  deviceModel       string,
  deviceType        string,
  orientation       string,
  screenHeight      int,
  screenWidth       int,
  networkState      string,
  language          string,
  appName           string,
  appVersion        string,
  appChannel        string,
  appState          string,
  sdkVersion        string,
  -- The collector's.
  ip                string,
  userAgent         string,
  receivedAt        bigint, -- milliseconds since 1970 UTC
  esId              string,
  accountId         string
)
STORED AS JSONFILE
LOCATION '${hivevar:events}';
