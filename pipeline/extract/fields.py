"""The fields that the header of a column or a label names.

A text goes in, a field comes out, or None where none is named for sure. The words of a field count
where they are what the text is about: "Nombre de partenaires" counts something, "Responsable et
échéance" says two things at once, and neither is the partners' or the leads' alone.
"""

from __future__ import annotations

import re

from pipeline.lexicon import Lexicon
from pipeline.lexicon_tables import ColumnField
from pipeline.text import words

FIELDS: frozenset[ColumnField] = frozenset(
    {"role", "lead", "partner", "indicator", "budget", "deadline", "status", "note"}
)
LABEL_WORDS = 6
_GLOSSED = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_PARTIES = frozenset({"lead", "partner", "role"})
"""Who does something: a header may name several of these and still mean one thing."""


def field_of(label: str, lexicon: Lexicon) -> str | None:
    """Return the field of an action that a label names, or None."""
    if len(words(label)) > LABEL_WORDS:
        return None
    name = column_of(label, lexicon)
    return name if name in FIELDS else None


def column_of(header: str, lexicon: Lexicon) -> ColumnField | None:
    """Return the field of the column under a header, or None."""
    whole = lexicon.classify(lexicon.columns, header)
    named = [lexicon.classify(lexicon.columns, part) for part in _parts(header, lexicon)]
    fields = {name for name in named if name not in (None, "number")}
    if len(fields) > 1 and not fields <= _PARTIES and not _is_one_phrase(whole, header, lexicon):
        return None
    if whole is None:
        # "Date (début)" is another date, and "Programmes et projets" more than projects.
        glossed = _GLOSSED.fullmatch(header) is not None
        partly = None in named and (glossed or "/" not in header)
        return fields.pop() if len(fields) == 1 and not partly else None
    return None if _says_of_it(whole, header, lexicon) else whole


def _parts(header: str, lexicon: Lexicon) -> list[str]:
    """Split a header at its slashes, its conjunctions and the bracket that ends it."""
    glossed = _GLOSSED.fullmatch(header)
    if glossed is not None:
        return [*_parts(glossed[1], lexicon), *_parts(glossed[2], lexicon)]
    joints = [word for word in lexicon.cues.conjunction if f" {word} " in header]
    if not joints and "/" not in header:
        return [header]
    return re.split("|".join([r"\s*/\s*", *(rf"\s{re.escape(word)}\s" for word in joints)]), header)


def _is_one_phrase(name: ColumnField | None, header: str, lexicon: Lexicon) -> bool:
    """Tell whether a phrase of the lexicon is the whole header, both its names in it."""
    return name is not None and lexicon.is_word(lexicon.columns[name], header)


def _says_of_it(name: ColumnField, header: str, lexicon: Lexicon) -> bool:
    """Tell whether the words of a field only say of what another word before them is.

    "Nom du responsable" names the same thing as what stands behind it.
    """
    start, _ = lexicon.find(lexicon.columns[name], header) or (0, 0)
    before = list(lexicon.key(header)[:start])
    while before and lexicon.is_word(lexicon.articles, before[-1]):
        before.pop()
    if len(before) < 2 or not lexicon.is_word(lexicon.prepositions, before[-1]):
        return False
    return not lexicon.is_word(lexicon.naming, " ".join(before[:-1]))
