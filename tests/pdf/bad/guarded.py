"""Files that are locked, and files that want something to be run or followed."""

from __future__ import annotations

import io
from functools import partial
from typing import Literal

import pikepdf

from tests.pdf.bad.case import PHRASE, WHOLE_HOLDS, Bad, whole
from tests.pdf.bad.writer import page, pdf, stream

Revision = Literal[2, 3, 4, 6]
REVISIONS: tuple[Revision, ...] = (2, 3, 4, 6)


def _locked(user: str, revision: Revision) -> bytes:
    """The plan, encrypted; the revisions of the standard are RC4 (2, 3), AES 128 (4), 256 (6)."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole())) as plan:
        plan.save(
            out,
            encryption=pikepdf.Encryption(
                owner="maire", user=user, R=revision, aes=revision >= 4, metadata=revision >= 4
            ),
            deterministic_id=False,
            static_id=True,
        )
    return out.getvalue()


def _strange_lock() -> bytes:
    lock = {10: b"<< /Filter /Unheard.Of /V 9 /R 9 >>"}
    return pdf(page(more=lock), b"/Encrypt 10 0 R /ID [<00> <00>]")


def _script() -> bytes:
    more = {10: b"<< /S /JavaScript /JS (while \\(true\\) { app.alert\\('x'\\); }) >>"}
    return pdf(page(catalog=b"/OpenAction 10 0 R", more=more))


def _launch() -> bytes:
    more = {10: b"<< /S /Launch /F (/bin/touch) /NewWindow true >>"}
    return pdf(page(catalog=b"/OpenAction 10 0 R /AA << /O 10 0 R >>", more=more))


def _attachment() -> bytes:
    names = b"/Names << /EmbeddedFiles << /Names [(plan.pdf) 10 0 R] >> >>"
    more = {
        10: b"<< /Type /Filespec /F (../../plan.pdf) /EF << /F 11 0 R >> >>",
        11: stream(b"PK\x03\x04" * 99, b"/Type /EmbeddedFile"),
    }
    return pdf(page(catalog=names, more=more))


def _remote() -> bytes:
    """Contents that stand in another file, which must not be fetched."""
    contents = b"<< /Length 0 /F << /FS /URL /F (file:///etc/hostname) >> >>\nstream\n\nendstream"
    return pdf(page(contents))


def _form_fields() -> bytes:
    field = b"<< /FT /Tx /T (nom) /V (Valeur) /Kids [10 0 R] /Parent 10 0 R >>"
    catalog = b"/AcroForm << /Fields [10 0 R] /XFA 11 0 R >>"
    more = {10: field, 11: stream(b"<xdp:xdp><script>x</script></xdp:xdp>")}
    return pdf(page(catalog=catalog, more=more))


LOCKED = (
    *(
        Bad(f"open-lock-{revision}", partial(_locked, "", revision), "read", WHOLE_HOLDS)
        for revision in REVISIONS
    ),
    *(
        Bad(
            f"password-{revision}",
            partial(_locked, "secret", revision),
            "refused",
            reasons=("password", "encrypted"),
        )
        for revision in REVISIONS
    ),
    Bad("unknown-lock", _strange_lock, "refused"),
)

ACTIVE = (
    Bad("script-on-opening", _script, "read", PHRASE),
    Bad("launch-on-opening", _launch, "read", PHRASE),
    Bad("attached-file", _attachment, "read", PHRASE),
    Bad("contents-elsewhere", _remote, "refused"),
    Bad("form-fields-in-a-loop", _form_fields, "read", PHRASE),
)
