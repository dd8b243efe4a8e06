"""The job in each engine: `python -m engines.NAME --ods DIR --dim DIR --out DIR --threads N` in the folder above.

An engine writes `table=NAME/dt=…/hour=…/*.parquet` below `--out` for every table of `job.TABLES`, or files whose rows
have `dt` and `hour` where it cannot lay them out like this.
"""
