CREATE DATABASE webtrends;
CREATE TABLE webtrends.evevent_hi_client_imp_all (wt_mobile string) PARTITIONED BY (dt string) STORED AS PARQUET;
INSERT INTO webtrends.evevent_hi_client_imp_all PARTITION (dt = '2024-01-29') VALUES
('5C8iBf88r2w1PuW1NqyYcg=='), ('CqvnN8LDitWZyNYQBvWNcg=='), ('10000000003'), ('--'), (NULL);
INSERT INTO webtrends.evevent_hi_client_imp_all PARTITION (dt = '2024-01-30') VALUES ('Q8uxk2UNjag8caFVwioJPg==');
