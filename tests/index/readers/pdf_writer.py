"""A PDF writer of forty lines: pages of text placed piece by piece, for tests that need to know every position."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Set:
    """Text set at x, y (points from the lower left corner of an A4 page of 595 x 842)."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


def write_pdf(*pages: list[Set]) -> bytes:
    """A PDF of these pages, whose pieces are shown in the order given."""
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
    ]
    for number, page in enumerate(pages):
        fonts = "<< /Font << /F0 3 0 R /F1 4 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {fonts} "
            f"/Contents {6 + 2 * number} 0 R >>".encode()
        )
        content = b"\n".join(_shown(piece) for piece in page)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    pdf, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(pdf))
    return pdf + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table) + trailer


def _shown(piece: Set) -> bytes:
    text = piece.text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    font = b"/F1" if piece.bold else b"/F0"
    return b"BT %s %g Tf %g %g Td (%s) Tj ET" % (font, piece.size, piece.x, piece.y, text)


def column(x: float, top: float, lines: list[str], leading: float = 12) -> list[Set]:
    """Lines below one another; one that begins with a tab is indented, an empty one leaves a gap."""
    return [
        Set(x + (12 if line.startswith("\t") else 0), top - leading * number, line.lstrip("\t"))
        for number, line in enumerate(lines)
        if line
    ]
