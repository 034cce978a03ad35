# %% [markdown]
# # How many actions are planned in each period?
#
# Every table of `extracted/csv/` as a pandas frame with declared types: integers that may be
# unknown stay integers, and an empty cell is `<NA>`, never an empty text. Run it whole
# (`python docs/examples/actions_by_period.py extracted`) or cell by cell in an editor that knows
# `# %%`.

# %%
import sys

import pipeline

data = pipeline.load(sys.argv[1] if len(sys.argv) > 1 else "extracted")
actions, schedule, periods = (data.frames[name] for name in ("actions", "schedule", "periods"))

# %% [markdown]
# The schedule has one row for each action and period: join the periods for their order and label.

# %%
planned = schedule[schedule["state"] == "planned"]
counted = (
    planned.groupby(["plan_id", "period_id"], sort=True).size().rename("planned").reset_index()
)
named = periods[["plan_id", "id", "position", "label"]].rename(columns={"id": "period_id"})
table = counted.merge(named, on=["plan_id", "period_id"]).sort_values(["plan_id", "position"])
print(table[["plan_id", "period_id", "planned"]].to_csv(index=False, lineterminator="\n"))

# %% [markdown]
# The models say more than the tables where a value has parts: here, where an action was read.

# %%
for plan in data.plans:
    for action in plan.actions[:1]:
        place = action.provenance
        print(plan.id, action.number, place.lines or [region.page for region in place.regions])
