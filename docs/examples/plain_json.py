"""How many actions are planned in each period? With nothing but JSON and the standard library.

python docs/examples/plain_json.py extracted
"""

import json
import sys
from collections import Counter
from pathlib import Path

folder = Path(sys.argv[1] if len(sys.argv) > 1 else "extracted")

print("plan_id,period_id,planned")
for path in sorted((folder / "plans").glob("*.json")):
    plan = json.loads(path.read_text(encoding="utf-8"))
    planned = Counter(
        entry["period_id"]
        for action in plan["actions"]
        for entry in action["schedule"]
        if entry["state"] == "planned"
    )
    for period in plan["schedule"]["periods"]:
        if planned[period["id"]]:
            print(f"{plan['id']},{period['id']},{planned[period['id']]}")
