"""The database itself refuses to change the text, number or files of a signed order."""

from django.db import migrations

KEPT = ("kind", "heading", "preamble", "control", "journal", "year", "number", "signed_on", "snapshot")
MESSAGE = "a signed order is never changed"


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in KEPT)
        schema_editor.execute(
            "CREATE TRIGGER order_signed_kept BEFORE UPDATE ON orders_order "
            f"WHEN OLD.number <> '' AND ({changed}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
        schema_editor.execute(
            "CREATE TRIGGER order_file_kept BEFORE UPDATE ON orders_orderfile "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )
    elif vendor == "postgresql":
        changed = " OR ".join(f"OLD.{name}::text IS DISTINCT FROM NEW.{name}::text" for name in KEPT)
        schema_editor.execute(
            "CREATE FUNCTION refuse_change() RETURNS trigger AS $$ "
            f"BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$ LANGUAGE plpgsql"
        )
        schema_editor.execute(
            "CREATE TRIGGER order_signed_kept BEFORE UPDATE ON orders_order FOR EACH ROW "
            f"WHEN (OLD.number <> '' AND ({changed})) EXECUTE FUNCTION refuse_change()"
        )
        schema_editor.execute(
            "CREATE TRIGGER order_file_kept BEFORE UPDATE ON orders_orderfile FOR EACH ROW "
            "EXECUTE FUNCTION refuse_change()"
        )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION refuse_change() CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER order_signed_kept")
        schema_editor.execute("DROP TRIGGER order_file_kept")


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
