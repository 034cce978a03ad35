"""Every look by name, for tests to go through."""

from __future__ import annotations

from tests.pdf.look import Look
from tests.pdf.looks import office, typeset, web
from tests.pdf.looks.drawn import DRAWN
from tests.pdf.looks.flowed import FLOWED

__all__ = ["LOOKS"]

LOOKS: dict[str, Look] = {
    look.name: look for look in (*DRAWN, *FLOWED, *typeset.PRINTED, *web.PRINTED, *office.PRINTED)
}
