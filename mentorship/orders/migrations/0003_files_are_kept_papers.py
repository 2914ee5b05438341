"""Files of signed orders move to the one place where every issued paper is kept: the same bytes, one row an order."""

from django.db import migrations

# The paper of each kind when this was written: an order signed before papers had codes does not say it itself.
PAPERS = {
    "appointment": "D05", "approve_act": "D01", "appoint_curator": "D03", "approve_programs": "D06",
    "approve_roadmap": "D13", "amend_act": "D57", "completion": "D09", "create_council": "D04", "event": "D15",
    "extension": "D08", "incentive": "D12", "organise": "D02", "payment": "D11", "release": "D10",
    "replacement": "D07", "revocation": "D14",
}  # fmt: skip


def kept_row(order, files):
    """The fields of the kept paper of a signed order; `files` by format: (bytes, SHA-256)."""
    (pdf, pdf_sha256), (docx, docx_sha256) = files["pdf"], files["docx"]
    return {
        "paper": PAPERS[order.kind],
        "subject_id": order.pk,
        "kept_on": order.signed_on,
        "signers": [" ".join(filter(None, (person.last_name, person.first_name, person.patronymic)))]
        if (person := order.signed_by)
        else [],
        "document": order.snapshot,
        "pdf": pdf,
        "docx": docx,
        "pdf_sha256": pdf_sha256,
        "docx_sha256": docx_sha256,
    }


def move(apps, schema_editor):
    orders = apps.get_model("orders", "Order")._base_manager
    files = apps.get_model("orders", "OrderFile")._base_manager
    kept = apps.get_model("documents", "KeptPaper")._base_manager
    for pk in files.order_by("order").values_list("order", flat=True).distinct():
        order = orders.select_related("signed_by").get(pk=pk)
        rows = {format: (content, sha) for format, content, sha in files.filter(order=pk).values_list(*COLUMNS)}
        kept.create(**kept_row(order, rows))


COLUMNS = ("format", "content", "sha256")


def uncover(apps, schema_editor):
    """The files are about to go with their table; what kept them unchanged goes before."""
    on = " ON orders_orderfile" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER order_file_kept{on}")


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_reasons_of_any_length"), ("documents", "0003_kept_papers")]
    operations = [
        migrations.RunPython(move, elidable=True),
        migrations.RunPython(uncover),
        migrations.DeleteModel("OrderFile"),
    ]
