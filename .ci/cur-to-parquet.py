"""Writes a Cost and Usage Report as AWS's own Parquet files are: Snappy, maps, doubles and milliseconds.

usage: cur-to-parquet.py CSV PARQUET
"""
import csv
import datetime
import gzip
import json
import sys

import pyarrow as pa
import pyarrow.parquet

TYPES = {
    "line_item_usage_start_date": pa.timestamp("ms"),
    "line_item_usage_end_date": pa.timestamp("ms"),
    "line_item_usage_amount": pa.float64(),
    "line_item_unblended_cost": pa.float64(),
    "resource_tags": pa.map_(pa.string(), pa.string()),
}


def value(column, text):
    if column == "resource_tags":
        return list(json.loads(text).items())
    if column.endswith("_date"):
        return datetime.datetime.fromisoformat(text).replace(tzinfo=None)
    return float(text) if TYPES.get(column) == pa.float64() else text


with gzip.open(sys.argv[1], "rt", newline="") as file:
    rows = list(csv.DictReader(file))
columns = list(rows[0])
schema = pa.schema([(column, TYPES.get(column, pa.string())) for column in columns])
table = pa.table({column: [value(column, row[column]) for row in rows] for column in columns}, schema=schema)
pa.parquet.write_table(table, sys.argv[2], compression="snappy", coerce_timestamps="ms")
print(f"{len(rows)} lines")
