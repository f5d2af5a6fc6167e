"""Makes the static faces that printed documents embed; README.md tells why.

usage: build.py JAKARTA_FILES DEJAVU_TTF OUT
"""
import os
import sys
import tempfile

from fontTools.ttLib import TTFont, newTable
from fontTools.varLib import instancer
from fontTools.merge import Merger
from fontTools import subset
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0

JAKARTA, DEJAVU, OUT = sys.argv[1:]
PARTS = ("latin", "latin-ext", "vietnamese", "cyrillic-ext")
LAYOUT = ("GSUB", "GPOS", "GDEF", "STAT", "avar", "MVAR", "HVAR", "gasp", "fpgm", "prep", "cvt ", "kern", "meta", "DSIG")
KEEP = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.,-'’\"“”:;!?/()"

RANGES = [(0x180, 0x2FF), (0x370, 0x52F), (0x1E00, 0x1FFF), (0x2010, 0x205E), (0x2070, 0x20BF), (0x2100, 0x23CF),
          (0x2460, 0x24FF), (0x2500, 0x27BF), (0x2B00, 0x2BFF)]


def pair_kerning(font):
    """Horizontal pair kerning of GPOS "kern" between the characters in KEEP."""
    if "GPOS" not in font:
        return {}
    gpos = font["GPOS"].table
    lookups = {i for f in gpos.FeatureList.FeatureRecord if f.FeatureTag == "kern" for i in f.Feature.LookupListIndex}
    cmap = font.getBestCmap()
    names = [cmap[ord(c)] for c in KEEP if ord(c) in cmap]
    out = {}
    for i in sorted(lookups):
        done = set()  # the first subtable that knows a pair decides it
        for table in gpos.LookupList.Lookup[i].SubTable:
            table = table.ExtSubTable if table.LookupType == 9 else table
            if table.LookupType != 2:
                continue
            for left in (n for n in names if n in table.Coverage.glyphs):
                for right in (n for n in names if (left, n) not in done):
                    value = pair_value(table, left, right)
                    advance = getattr(value, "XAdvance", 0) if value is not None else 0
                    if value is not None and (table.Format == 1 or advance):
                        done.add((left, right))
                    if advance:
                        out[left, right] = out.get((left, right), 0) + advance
    return out


def pair_value(table, left, right):
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        return next((p.Value1 for p in pairs if p.SecondGlyph == right), None)
    first = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)]
    return first.Class2Record[table.ClassDef2.classDefs.get(right, 0)].Value1


def tabular(font):
    """The digit glyphs and their tabular forms."""
    out = {}
    for record in font["GSUB"].table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for i in record.Feature.LookupListIndex:
                for table in font["GSUB"].table.LookupList.Lookup[i].SubTable:
                    out.update(getattr(table, "mapping", None) or table.ExtSubTable.mapping)
    return out


def part_of_face(part, weight):
    """One static part without layout tables, and its kerning."""
    font = instancer.instantiateVariableFont(
        TTFont(os.path.join(JAKARTA, f"plus-jakarta-sans-{part}-wght-normal.woff2")), {"wght": weight}
    )
    kern = {}
    if part == "latin":
        kern, digits = pair_kerning(font), tabular(font)
        for table in font["cmap"].tables:
            for code, glyph in list(table.cmap.items()):
                table.cmap[code] = digits.get(glyph, glyph)
        for code in (0x20, 0xA0):
            glyph = font.getBestCmap()[code]
            advance, bearing = font["hmtx"][glyph]
            if advance < 200:
                font["hmtx"][glyph] = (advance + 100, bearing)
    for tag in LAYOUT:
        if tag in font:
            del font[tag]
    font.flavor = None
    return font, kern


def face(weight, style):
    with tempfile.TemporaryDirectory() as folder:
        paths, kern = [], {}
        for part in PARTS:
            font, pairs = part_of_face(part, weight)
            kern.update(pairs)
            paths.append(os.path.join(folder, part + ".ttf"))
            font.save(paths[-1])
        licence = [str(font["name"].getDebugName(i) or "") for i in (0, 13, 14)]
        merged = Merger().merge(paths)
    keep(merged, list(merged.getBestCmap()))
    order = set(merged.getGlyphOrder())
    pairs = KernTable_format_0()
    pairs.coverage, pairs.version, pairs.apple = 1, 0, False
    pairs.kernTable = {k: v for k, v in kern.items() if order.issuperset(k)}
    merged["kern"] = newTable("kern")
    merged["kern"].version, merged["kern"].kernTables = 0, [pairs]
    merged["OS/2"].usWeightClass = weight
    finish(merged, "Plus Jakarta Sans", style, "PlusJakartaSans-" + style, licence)


def fallback(source, style, suffix):
    font = TTFont(os.path.join(DEJAVU, source))
    licence = [str(font["name"].getDebugName(i) or "") for i in (0, 13, 14)]
    have = font.getBestCmap()
    keep(font, [u for a, b in RANGES for u in range(a, b + 1) if u in have])
    finish(font, "DejaVu Sans", style, "DejaVuSans-" + suffix, licence)


def keep(font, codes):
    options = subset.Options()
    options.layout_features, options.hinting, options.notdef_outline = [], False, True
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "kern", "FFTM", "gasp"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=codes)
    worker.subset(font)


def finish(font, family, style, postscript, licence):
    table = font["name"]
    table.names = []
    ids = {1: family, 2: style, 3: postscript + ";documents", 4: family + " " + style, 6: postscript}
    for i, text in {**ids, **dict(zip((0, 13, 14), licence))}.items():
        if text:
            table.setName(text, i, 3, 1, 0x409)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    font["post"].formatType = 3.0
    font.save(os.path.join(OUT, postscript + ".ttf"))


face(500, "Medium")
face(700, "Bold")
face(800, "ExtraBold")
fallback("DejaVuSans.ttf", "Book", "Symbols")
fallback("DejaVuSans-Bold.ttf", "Bold", "BoldSymbols")
