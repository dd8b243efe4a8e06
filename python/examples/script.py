"""Runs a script on a warehouse and reads what it wrote."""

from pathlib import Path

import maidian

Path("daily.sql").write_text(
    """
    create table clicks (page string, province string) partitioned by (dt string) stored as parquet;

    insert overwrite table clicks partition (dt = '${dt}')
    select decode_url(attr_get(event, 'WT_es')), ip_region(attr_get(event, '$ip'))['province']
    from (select '{"WT_es":"https%3A%2F%2Fh%2Fp%3Fx%3D1","$ip":"1.0.1.1"}' as event) events;
    """
)

warehouse = maidian.Warehouse("warehouse", hivevars={"dt": "2024-11-25"})
for statement in warehouse.run("daily.sql"):
    print(statement.number, statement.state, statement.rows)

clicks = warehouse.sql("select * from clicks")
print(clicks)
print(clicks.to_polars().height)

# Prints:
# 1 done None
# 2 written 1
# page            | province | dt
# ----------------+----------+-----------
# https://h/p?x=1 | 福建省   | 2024-11-25
# (1 row)
# 1
