"""A PDF in half of the room: what Chromium writes as plain text goes into one compressed stream, as PDF 1.5 has it.

Most of that text are the tags, by which a screen reader knows headings, lists and tables. Fonts lose what only
screens use.
"""

import io
import re
import zlib
from collections.abc import Mapping
from itertools import pairwise

ENTRY = re.compile(rb"(\d{10}) \d{5} n")
KEPT_OF_TRAILER = re.compile(rb"/(?:Root|Info) \d+ 0 R")
DATE = re.compile(rb"/(?:CreationDate|ModDate) \(D:[^)]*\)\s*")
FONT = re.compile(rb"<<.*?/Length1 \d+.*?>>\s*stream\r?\n", re.S)
LENGTHS = re.compile(rb"\s*/(?:Filter /FlateDecode|Length1? \d+)")
OF_SCREENS = (
    "DSIG GDEF GPOS GSUB LTSH MATH OS/2 VDMX cmap cvt fpgm gasp hdmx kern name post prep".split()
)  # letters are chosen
HEAD = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"


def packed(pdf: bytes) -> bytes:
    """The same document, without the dates at which it was printed; what is drawn stays as it is."""
    table = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    starts = sorted(map(int, ENTRY.findall(pdf, table)))
    objects = dict(_object(pdf[start:end]) for start, end in pairwise([*starts, table]))
    plain = {number: body for number, body in objects.items() if not body.endswith(b"endstream")}
    last = max(objects)
    streams = {number: _light(body) for number, body in objects.items() if number not in plain}
    streams[last + 1] = _together(plain)
    return _document(streams, [*plain], last + 2, b" ".join(KEPT_OF_TRAILER.findall(pdf, table)))


def _object(text: bytes) -> tuple[int, bytes]:
    number, _, rest = text.partition(b" 0 obj")
    return int(number), DATE.sub(b"", rest.rpartition(b"endobj")[0].strip())


def _light(body: bytes) -> bytes:
    """A font without hints for pixels; any other stream as it is."""
    if not (head := FONT.match(body)):
        return body
    content = unhinted(zlib.decompress(body[head.end() :]))
    told = LENGTHS.sub(b"", head[0].partition(b">>")[0][2:])
    return _stream(b"%b /Length1 %d" % (told.strip(), len(content)), content)


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


def _together(plain: Mapping[int, bytes]) -> bytes:
    """Objects one after the other; before them the number of each and where it begins."""
    begin, index = 0, []
    for number, body in plain.items():
        index.append(b"%d %d" % (number, begin))
        begin += len(body) + 1
    head = b" ".join(index) + b"\n"
    return _stream(b"/Type /ObjStm /N %d /First %d" % (len(plain), len(head)), head + b"\n".join(plain.values()))


def _stream(told: bytes, content: bytes) -> bytes:
    data = zlib.compress(content, 9)
    return b"<<%b /Filter /FlateDecode /Length %d>> stream\n%b\nendstream" % (told, len(data), data)


def _document(streams: Mapping[int, bytes], plain: list[int], last: int, trailer: bytes) -> bytes:
    """The file, with the table of what stands where as its last object: a kind, a place of four bytes, one of two."""
    result, rows = HEAD, {0: (0, 0, 65535)}
    rows |= {number: (2, last - 1, place) for place, number in enumerate(plain)}
    for number, body in streams.items():
        rows[number] = 1, len(result), 0
        result += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    rows[last] = 1, len(result), 0
    found = (rows.get(number, (0, 0, 65535)) for number in range(last + 1))
    table = b"".join(bytes([kind]) + at.to_bytes(4) + place.to_bytes(2) for kind, at, place in found)
    body = _stream(b"/Type /XRef /Size %d /W [1 4 2] %b" % (last + 1, trailer), table)
    return result + b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, body, len(result))
