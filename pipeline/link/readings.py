"""What linking reads of the texts of a plan, as bytes to be kept with it.

Reading takes longer than all else that linking does with a plan that stays as it is. What was
read of a text depends on the text, the code and its lexicons alone: whoever keeps it by these
need not have it read again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.link.items import gather
from pipeline.link.profile import Profile, load_profiler

if TYPE_CHECKING:
    from pipeline.model import Plan


def read_texts(plan: Plan) -> bytes:
    """Read the texts of a plan ahead of linking it; return what was read."""
    items = gather([plan])
    profiler = load_profiler(plan.language)
    every = {
        one for item in (*items.actions, *items.sections) for one in (item.text, *item.targets)
    }
    texts = sorted(every)
    read = {text: profiler.profile(text) for text in texts}
    profiler.remember(read)
    parts = {text: [getattr(one, part) for part in Profile.__slots__] for text, one in read.items()}
    made = {"profiles": parts, "stems": profiler.words.stems(texts)}
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def recall_texts(language: str, content: bytes) -> None:
    """Take what was read of the texts of a plan, as `read_texts` returned it."""
    made = json.loads(content)
    profiler = load_profiler(language)
    profiler.words.recall(made["stems"])
    profiler.remember({text: Profile(*parts) for text, parts in made["profiles"].items()})
