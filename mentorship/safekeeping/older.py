"""Rows of a backup that an older version wrote, as this version keeps them. Plain Python: no database."""

from typing import Any

from mentorship.documents.codes import read_code

Row = dict[str, Any]
FILE = "orders.orderfile"  # until papers of every kind were kept in one place


def brought_up(rows: list[Row], papers: dict[str, str]) -> list[Row]:
    """The files of signed orders as kept papers; `papers` has the code of the paper of each kind of order."""
    files: dict[int, dict[str, Row]] = {}
    for row in rows:
        if row["model"] == FILE:
            fields = row["fields"]
            files.setdefault(fields["order"], {})[fields["format"]] = fields
    orders = {row["pk"]: row["fields"] for row in rows if row["model"] == "orders.order" and row["pk"] in files}
    kept = (_kept(pk, orders[pk], found, papers) for pk, found in files.items())
    return [*(row for row in rows if row["model"] != FILE), *kept]


def _kept(pk: int, order: Row, files: dict[str, Row], papers: dict[str, str]) -> Row:
    known = read_code(order["snapshot"].get("code", ""))
    return {
        "model": "documents.keptpaper",
        "pk": None,
        "fields": {
            "paper": known[0] if known else papers[order["kind"]],
            "subject_id": pk,
            "kept_on": order["signed_on"],
            "document": order["snapshot"],
            "created_at": order["signed_at"] or f"{order['signed_on']}T00:00:00Z",
            **{format: files[format]["content"] for format in ("pdf", "docx")},
            **{f"{format}_sha256": files[format]["sha256"] for format in ("pdf", "docx")},
        },
    }


def is_older(text: str) -> bool:
    """Whether the rows must be brought up: asked of the whole text, before it is taken apart."""
    return f'"{FILE}"' in text
