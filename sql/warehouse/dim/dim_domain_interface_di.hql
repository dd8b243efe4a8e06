-- The domains whose pages an interface delivers: hosts of H5 pages, ids of mini programs.
--
-- dim: the folder with one folder of files a dimension table

CREATE DATABASE IF NOT EXISTS ham;

-- Declared anew each time, so that the folder of this run counts; the files stay.
DROP TABLE IF EXISTS ham.dim_domain_interface_di;

CREATE EXTERNAL TABLE ham.dim_domain_interface_di (
  domain      string,
  `interface` string
)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
STORED AS TEXTFILE
LOCATION '${hivevar:dim}/dim_domain_interface_di';
