"""Tags for a PDF: matplotlib writes none, so the page is marked as one figure with its alternative text and language.

They are appended as an update (ISO 32000-1, 7.5.6): the objects that change are written again after the end of the
file, with a table of where they stand, and the file as matplotlib wrote it stays below.
"""

from __future__ import annotations

import re

from geo.errors import MapDataError

_CATALOG = re.compile(rb"(\d+) 0 obj\n<< /Type /Catalog (.*?) >>\nendobj", re.DOTALL)
_PAGE = re.compile(rb"(\d+) 0 obj\n<< /Type /Page (/Parent .*?)/Contents (\d+) 0 R(.*?) >>\nendobj", re.DOTALL)
_TRAILER = re.compile(rb"trailer\n<< /Size (\d+) (.*?) >>\nstartxref\n(\d+)\n%%EOF\n$", re.DOTALL)
_BOX = re.compile(rb"/MediaBox (\[[^\]]*\])")


def tagged(pdf: bytes, title: str, alternative: str, language: str) -> bytes:
    """Return a PDF of one page as matplotlib writes it, marked as a figure; the same bytes for the same words."""
    catalog, page, trailer, box = (_found(form, pdf) for form in (_CATALOG, _PAGE, _TRAILER, _BOX))
    size, number = int(trailer[1]), int(page[1])
    begin, end, root, document, figure = range(size, size + 5)
    told = f"/Lang {_text(language)}"
    attributes = f"<< /O /Layout /Placement /Block /BBox {box[1].decode()} >>"
    objects = {
        int(catalog[1]): f"<< /Type /Catalog {catalog[2].decode()} {told} /MarkInfo << /Marked true >> "
        f"/StructTreeRoot {root} 0 R /ViewerPreferences << /DisplayDocTitle true >> >>",
        number: f"<< /Type /Page {page[2].decode()}/Contents [ {begin} 0 R {int(page[3])} 0 R {end} 0 R ]"
        f"{page[4].decode()} /StructParents 0 /Tabs /S >>",
        begin: _stream("/Figure << /MCID 0 >> BDC"),
        end: _stream("EMC"),
        root: f"<< /Type /StructTreeRoot /K [ {document} 0 R ] /ParentTree << /Nums [ 0 [ {figure} 0 R ] ] >> "
        "/ParentTreeNextKey 1 >>",
        document: f"<< /Type /StructElem /S /Document /P {root} 0 R /K [ {figure} 0 R ] {told} >>",
        figure: f"<< /Type /StructElem /S /Figure /P {document} 0 R /Pg {number} 0 R /K 0 /T {_text(title)} "
        f"/Alt {_text(alternative)} {told} /A {attributes} >>",
    }
    return _updated(pdf, objects, trailer)


def _updated(pdf: bytes, objects: dict[int, str], trailer: re.Match[bytes]) -> bytes:
    """Return a PDF with objects written anew by number, their table, and a trailer that leads to the older one."""
    parts, entries, at = [pdf], ["xref", "0 1", "0000000000 65535 f "], len(pdf)
    for number, body in sorted(objects.items()):
        part = f"{number} 0 obj\n{body}\nendobj\n".encode("ascii")
        entries += [f"{number} 1", f"{at:010} 00000 n "]
        parts.append(part)
        at += len(part)
    keys = f"/Size {max(objects) + 1} {trailer[2].decode()} /Prev {int(trailer[3])}"
    entries.append(f"trailer\n<< {keys} >>\nstartxref\n{at}\n%%EOF\n")
    return b"".join([*parts, "\n".join(entries).encode("ascii")])


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _text(words: str) -> str:
    """Return words of any script as a PDF has them."""
    return f"<feff{words.encode('utf-16-be').hex()}>"


def _found(form: re.Pattern[bytes], pdf: bytes) -> re.Match[bytes]:
    match = form.search(pdf)
    if match is None:
        raise MapDataError(
            "the PDF of this matplotlib has another form than the one known here; "
            "install the version that requirements.txt names, or save the figure as SVG or PNG"
        )
    return match
