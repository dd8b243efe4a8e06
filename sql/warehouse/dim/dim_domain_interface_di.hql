-- The domains whose pages an interface delivers: hosts of H5 pages, ids of mini programs.
--
-- dim: the folder with one folder of files a dimension table

CREATE DATABASE IF NOT EXISTS ham;

CREATE EXTERNAL TABLE IF NOT EXISTS ham.dim_domain_interface_di (
  domain      string,
  `interface` string
)
ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t'
STORED AS TEXTFILE
LOCATION '${hivevar:dim}/dim_domain_interface_di';
