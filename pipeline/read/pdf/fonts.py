"""What a font's name tells: its plain name, whether it is bold, whether it holds pictures.

The codes of the dingbat fonts are those of their published encoding tables.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.read.pdf.primitives import UNKNOWN

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi|semibd|(?<![a-z])bd(?![a-z])|extrab", re.IGNORECASE)

_ZAPF = {
    **{code: chr(0x2701 + code - 0x21) for code in (*range(0x21, 0x7F), *range(0xA1, 0xA8))},
    **dict(zip(range(0xA8, 0xAC), "♣♦♥♠", strict=True)),
    **{code: chr(0x2460 + code - 0xAC) for code in range(0xAC, 0xB6)},
    **{code: chr(0x2776 + code - 0xB6) for code in (*range(0xB6, 0xD5), *range(0xD8, 0xFF))},
    0x25: "☎", 0x2A: "☛", 0x2B: "☞", 0x48: "★", 0x6C: "●", 0x6E: "■", 0x73: "▲", 0x74: "▼",
    0x75: "◆", 0x77: "◗", 0xD5: "→", 0xD6: "↔", 0xD7: "↕",
}  # fmt: skip
_STANDARD = {
    char: code
    for codes, chars in (
        (range(0xA1, 0xB0), "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ"), (range(0xB1, 0xB5), "–†‡·"),
        (range(0xB6, 0xBE), "¶•‚„”»…‰"), (range(0x27, 0x28), "’"),
    )
    for code, char in zip(codes, chars, strict=True)
}  # fmt: skip
"""What an engine that knows no code of the pictures takes them for."""
_WINGDINGS = {0xFC: "✓", 0xFE: "☑", 0xFD: "☒", 0xFB: "✗", 0xA8: "☐", 0x6C: "●", 0x6E: "■",
              0x6F: "□", 0xA7: "▪", 0xA1: "○", 0x75: "◆", 0x9F: "•", 0x78: "☒", 0xD8: "➢",
              0xE0: "→", 0x76: "❖", 0xF0: "⇨", 0xAB: "★", 0xA4: "◉", 0x71: "❑",
              0x72: "❒", 0x77: "◆", 0xE8: "➔", 0x4A: "☺", 0x4C: "☹"}  # fmt: skip
_WINGDINGS2 = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0x54: "☒", 0x53: "☒", 0x56: "☒",
               0x97: "●", 0x98: "●", 0xA2: "■", 0xA3: "□", 0x30: "☐"}  # fmt: skip
_WEBDINGS = {0x61: "✓", 0x72: "✗", 0x6E: "●", 0x67: "■", 0x63: "□", 0x3D: "●"}
_MARLETT = {0x61: "✓", 0x62: "✓"}
_SYMBOL = {0xB7: "•", 0xA8: "♦", 0xD6: "√", 0xB4: "×", 0x2D: "−"}
_OPENSYMBOL = {0xB7: "•"}
"""The font has characters of its own; this code comes from the bullets of others."""
_FONTS: tuple[tuple[str, dict[int, str]], ...] = (
    ("zapfdingbats", _ZAPF),
    ("dingbats", _ZAPF),
    ("wingdings2", _WINGDINGS2),
    ("wingdings3", {}),
    ("wingdings", _WINGDINGS),
    ("webdings", _WEBDINGS),
    ("monotypesorts", _ZAPF),
    ("d050000l", _ZAPF),
    ("marlett", _MARLETT),
    ("opensymbol", _OPENSYMBOL),
    ("symbol", _SYMBOL),
)
_LATIN = {
    char: code for code in range(0x80, 0x100) if (char := bytes([code]).decode("cp1252", "ignore"))
}
_MAC = {char: code for code in range(0x80, 0x100) if (char := bytes([code]).decode("mac_roman"))}


def plain_name(name: str) -> str:
    """Return a font's name without the tag of its subset."""
    return _SUBSET.sub("", name)


def is_bold(name: str) -> bool:
    """Tell whether a font is bold, by its name."""
    return bool(_BOLD.search(name))


def dingbat(text: str, font: str) -> str | None:
    """Return the character that a glyph of a dingbat font stands for; None for other fonts.

    Engines report such glyphs by code (as Latin text), in the private use area, or by their
    meaning; each is understood.
    """
    table = _table(font)
    if table is None or len(set(text)) != 1:
        return None
    char = text[0]
    code = ord(char)
    if 0xF000 <= code <= 0xF0FF:
        code -= 0xF000
    elif table is _ZAPF and char in _STANDARD and code > 0x7F:
        code = _STANDARD[char]
    elif code > 0xFF:
        code = _LATIN.get(char, code)
    if code in table:
        return table[code]
    pictures = table is not _SYMBOL and table is not _OPENSYMBOL
    if pictures and _MAC.get(char) in table:
        return table[_MAC[char]]
    if ord(char) > 0xFF and not 0xE000 <= ord(char) < 0xF900 and char not in _LATIN:
        return char
    if code == 0x14:
        return "✔"
    return UNKNOWN if pictures else None


def is_dingbat_font(font: str) -> bool:
    """Tell whether a font holds pictures instead of letters."""
    return _table(font) is not None


@lru_cache(maxsize=1000)
def _table(font: str) -> dict[int, str] | None:
    name = re.sub(r"[^a-z0-9]", "", font.lower())
    return next((table for key, table in _FONTS if key in name), None)
