"""All that is published → one archive with its checksums, the same bytes always.

The data comes as its files by path; the database, the schemas and the field dictionary are made
here, so that they cannot be of another version than the data.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pipeline.hashes import sha256
from pipeline.paths import DATABASE, SITE
from pipeline.publish.dictionary import dictionary
from pipeline.publish.schema import schema_files
from pipeline.publish.sqlite import database

FOLDER = "arrimage"
CHECKSUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip archive knows: it says nothing of when it was made."""
_UNIX = 3
_MODE = 0o100644


def release(files: Mapping[str, bytes], site: Mapping[str, bytes]) -> bytes:
    """Return the archive of a package and of the files of its site, by path."""
    content = {
        **files,
        **{f"{SITE}/{path}": data for path, data in site.items()},
        **{f"schemas/{path}": text.encode("utf-8") for path, text in schema_files().items()},
        "fields.md": dictionary().encode("utf-8"),
        DATABASE: database(files),
    }
    return archive({**content, CHECKSUMS: checksums(content)})


def checksums(files: Mapping[str, bytes]) -> bytes:
    """Return the SHA-256 of every file, in the form that `sha256sum --check` reads."""
    lines = [f"{sha256(files[path])}  {path}\n" for path in sorted(files)]
    return "".join(lines).encode("utf-8")


def archive(files: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of files, in one folder."""
    target = io.BytesIO()
    # Stored, not compressed: builds of zlib differ in their bytes, and the images are packed.
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", _EPOCH)
            entry.create_system = _UNIX
            entry.external_attr = _MODE << 16
            packed.writestr(entry, files[path])
    return target.getvalue()
