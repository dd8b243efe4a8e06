"""Counts events by browser in Spark; on a cluster the functions run on its executors, where maidian is installed too."""

from pyspark.sql import SparkSession

import maidian.spark

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
maidian.spark.register(spark)

agents = ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:15.0) Gecko/20100101 Firefox/15.0.1", "curl", None]
spark.createDataFrame([(agent,) for agent in agents], "ua string").createOrReplaceTempView("events")

query = "select ua_parse(ua).browser_family as browser, count(*) as n from events group by 1 order by 1 nulls last"
for row in spark.sql(query).collect():
    print(row.browser, row.n)
spark.stop()

# Prints:
# Firefox 1
# curl 1
# None 1
