"""A PDF packed is the same document."""

import zlib
from io import BytesIO
from pathlib import Path

import matplotlib
import pikepdf
import pypdfium2
from fontTools.ttLib import TTFont

from scripts.papers.packed import packed
from tests.some import full

FONT = Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans-Oblique.ttf").read_bytes()
EMBEDDED = zlib.compress(FONT, 1)
DRAWN = b"BT /F 20 Tf 10 10 Td (endobj 1 0 obj) Tj ET"
PIECES = [
    b"<</Title (Sums) /CreationDate (D:20260101000000+00'00')\n/ModDate (D:20260101000000+00'00')>>",
    b"<</Type /Catalog /Pages 3 0 R /Lang (en)>>",
    b"<</Type /Pages /Count 1 /Kids [4 0 R]>>",
    b"<</Type /Page /Parent 3 0 R /MediaBox [0 0 200 100] /Contents 5 0 R /Resources <</Font <</F 6 0 R>>>>>>",
    b"<</Length %d>> stream\n%b\nendstream" % (len(DRAWN), DRAWN),
    b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /FontDescriptor <</Type /FontDescriptor /FontFile2 7 0 R>>>>",
    b"<</Filter /FlateDecode\n/Length %d\n/Length1 %d>> stream\n%b\nendstream" % (len(EMBEDDED), len(FONT), EMBEDDED),
]


def plain() -> bytes:
    """As Chromium writes it, objects in no order."""
    text, rows = b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n", {0: b"0000000000 65535 f \n"}
    for number in (1, 5, 4, 7, 6, 2, 3):
        rows[number] = b"%010d 00000 n \n" % len(text)
        text += b"%d 0 obj\n%b\nendobj\n" % (number, PIECES[number - 1])
    table = b"xref\n0 8\n" + b"".join(rows[number] for number in range(8))
    return text + table + b"trailer\n<</Size 8\n/Root 2 0 R\n/Info 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(text)


def test_a_packed_document_says_the_same_and_has_no_date():
    document = pypdfium2.PdfDocument(packed(plain()))
    assert document.get_metadata_dict()["Title"] == "Sums"
    assert [page.get_textpage().get_text_range() for page in document] == ["endobj 1 0 obj"]
    assert document.get_metadata_dict(skip_empty=True).keys() == {"Title"}


@full
def test_the_same_document_is_packed_into_the_same_bytes():
    assert packed(plain()) == packed(plain())


@full
def test_a_font_keeps_its_letters_and_widths_and_loses_its_hints():
    with pikepdf.open(BytesIO(packed(plain()))) as document:
        (embedded,) = (part for part in document.objects if isinstance(part, pikepdf.Stream) and "/Length1" in part)
        light, length = embedded.read_bytes(), int(embedded.Length1)
    assert len(light) == length < len(FONT)
    before, after = TTFont(BytesIO(FONT)), TTFont(BytesIO(light))
    assert len(before.getGlyphOrder()) == len(after.getGlyphOrder())
    assert [*before["hmtx"].metrics.values()] == [*after["hmtx"].metrics.values()]
    assert before["glyf"]["g"].coordinates == after["glyf"][after.getGlyphName(before.getGlyphID("g"))].coordinates
    assert {"fpgm", "prep", "GPOS"} <= {*before.keys()}
    assert not {"fpgm", "prep", "GPOS"} & {*after.keys()}


@full
def test_objects_stand_in_compressed_streams():
    assert b"/ObjStm" in packed(plain())
    assert b"/Kids" not in packed(plain())
