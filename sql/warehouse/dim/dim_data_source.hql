-- Where events come from: one row a data source. It decides which DWD table an event enters (`table`) and which
-- interface delivers it (`interface`).
--
-- dim: the folder with one folder of files a dimension table

CREATE DATABASE IF NOT EXISTS ham;

-- Declared anew each time, so that the folder of this run counts; the files stay.
DROP TABLE IF EXISTS ham.dim_data_source;

CREATE EXTERNAL TABLE ham.dim_data_source (
  data_source_id string,
  name           string,
  terminal       string, -- APP_ANDROID, APP_IOS, H5 or MINI
  `interface`    string,
  `table`        string  -- the DWD table, with its database
)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
STORED AS TEXTFILE
LOCATION '${hivevar:dim}/dim_data_source';
