"""A PDF in half of the room: what Chromium writes as plain text is compressed, and fonts lose what only screens use.

Most of that text are the tags, by which a screen reader knows headings, lists and tables.
"""

import io

import pikepdf

OF_SCREENS = (
    "DSIG GDEF GPOS GSUB LTSH MATH OS/2 VDMX cmap cvt fpgm gasp hdmx kern name post prep".split()
)  # letters are chosen


def packed(pdf: bytes) -> bytes:
    """The same document, without the dates at which it was printed; what is drawn stays as it is."""
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for date in {"/CreationDate", "/ModDate"} & {*document.docinfo.keys()}:
            del document.docinfo[date]
        for part in document.objects:
            if isinstance(part, pikepdf.Stream) and "/Length1" in part:
                _lighten(part)
        document.save(result, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return result.getvalue()


def _lighten(font: pikepdf.Stream) -> None:
    content = unhinted(font.read_bytes())
    font.write(content)
    font.Length1 = len(content)


def unhinted(font: bytes) -> bytes:
    """A TrueType font whose letters have the same numbers, outlines and widths."""
    from fontTools.ttLib import TTFont

    found = TTFont(io.BytesIO(font), recalcTimestamp=False)
    for name in found.getGlyphOrder():
        found["glyf"][name].removeHinting()
    for table in {name for name in found.reader.tables if name.strip() in OF_SCREENS}:
        del found[table]
    result = io.BytesIO()
    found.save(result, reorderTables=False)
    return result.getvalue()
