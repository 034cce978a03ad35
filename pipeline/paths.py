"""What the files of a workspace are called, and the ids that name some of them.

Whoever writes a file and whoever reads it takes its name from here. This module knows nobody.
"""

from __future__ import annotations

import re

PLAN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
"""What a plan may be called: its id is the name of its folder and of its files."""

# What people put in.
RAW = "raw"
LEXICON = "raw/lexicon.toml"
JUDGEMENTS = "raw/judgements.csv"
PORTAL = "raw/ckan.toml"

# What comes out, and the files in it that are not of a single plan.
EXTRACTED = "extracted"
LINKS = "links.json"
LINK_REPORT = "reports/links.json"
EDITIONS = "reports/editions.json"
DATAPACKAGE = "datapackage.json"
METADATA = "metadata.json"
DATABASE = "arrimage.sqlite"
SITE = "site"
BUILT = (DATABASE, SITE)
"""What `arrimage publish` makes of the other files: it is neither committed nor compared."""

# What is kept between runs; deleting it loses nothing but time.
CACHE = ".cache"


def plan_files(plan_id: str) -> tuple[str, str]:
    """Return the names of a published plan and of its report, in the folder of what comes out."""
    return f"plans/{plan_id}.json", f"reports/{plan_id}.json"
