"""Prints what receipts add up to beside what a meter on the wire has counted: compare-receipts.py FOLDER <METER.json

What both know are the units of DynamoDB and S3. What the registry called while it started is of no request, and a column of its own.
"""

import json
import pathlib
import sys

UNITS = ["table-read", "table-write", "bucket-read", "bucket-write", "bucket-delete"]

meter = json.load(sys.stdin)
receipts = [
    json.loads(line) for file in sorted(pathlib.Path(sys.argv[1]).glob("*.jsonl*")) for line in file.read_text().splitlines()
]
billed = {unit: sum(receipt.get(unit, 0) for receipt in receipts) for unit in UNITS}
wire = {unit: meter["sums"].get(unit, 0) for unit in UNITS}
start = {unit: meter.get("start", {}).get(unit, 0) for unit in UNITS}

print(f"{len(receipts)} receipts; troubles on the wire: {meter['troubles']}")
print(f"{'unit':<14} {'receipts':>9} {'wire':>9} {'start':>6} {'difference':>10}")
for unit in UNITS:
    print(f"{unit:<14} {billed[unit]:>9} {wire[unit]:>9} {start[unit]:>6} {billed[unit] + start[unit] - wire[unit]:>10}")
differs = any(billed[unit] + start[unit] != wire[unit] for unit in UNITS)
idle = not all(wire[unit] for unit in ("table-read", "table-write", "bucket-read", "bucket-write"))
if differs or idle or not meter["troubles"]:
    sys.exit("the receipts are not what passed the wire" if differs else "too little has passed the wire to tell")
