"""Takes the pieces of links and addresses apart in DuckDB."""

import duckdb

import maidian.duckdb

con = duckdb.connect()
maidian.duckdb.register(con)
con.execute('create table events as select \'{"$ip":"1.0.1.1","WT_es":"p%3Fx%3D1"}\' as attributes')

query = """
    select
        decode_url(attr_get(attributes, 'WT_es')) as page,
        ip_region(attr_get(attributes, '$ip')).city as city,
        attr_pick(attributes, '$ip', 'none')['$ip'] as ip,
    from events
"""
print(con.sql(query).fetchall())

# Prints:
# [('p?x=1', '福州市', '1.0.1.1')]
