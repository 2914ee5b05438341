"""The database refuses to change anything of a signed order but its state, and to delete or to write over one.

A later migration that makes `orders_order` anew on SQLite loses its triggers: it puts them back (`install`).
"""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from mentorship.core.operations import NeverReplaced


# `status` says later that the order is revoked, `search_key` follows what is searched by.
KEPT = (
    "kind", "heading", "preamble", "control", "items", "items_basis", "values", "journal", "year", "number", "signed_on",
    "signed_by_id", "signed_at", "recorded_by_id", "snapshot", "revokes_id", "reason", "created_at", "created_by_id",
)  # fmt: skip
MESSAGE = "a signed order is never changed"


def install(apps, schema_editor):
    names = [schema_editor.quote_name(name) for name in KEPT]
    if schema_editor.connection.vendor == "postgresql":
        changed = " OR ".join(f"OLD.{name}::text IS DISTINCT FROM NEW.{name}::text" for name in names)
        then = "EXECUTE FUNCTION refuse_change()"
        clause = "FOR EACH ROW WHEN ({})"
    else:
        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in names)
        then = f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        clause = "WHEN {}"
    changes = clause.format(f"OLD.number <> '' AND ({changed})")
    schema_editor.execute(f"CREATE TRIGGER order_signed_kept BEFORE UPDATE ON orders_order {changes} {then}")
    signed = clause.format("OLD.number <> ''")
    schema_editor.execute(f"CREATE TRIGGER order_signed_stays BEFORE DELETE ON orders_order {signed} {then}")


def replace_old(apps, schema_editor):
    """What 0001 installed guarded nine columns."""
    on = " ON orders_order" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER order_signed_kept{on}")
    install(apps, schema_editor)


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0003_files_are_kept_papers'),
        ('people', '0005_names_doors_sessions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalorder',
            name='recorded_by',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='внёс с бумаги'),
        ),
        migrations.AddField(
            model_name='order',
            name='recorded_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='внёс с бумаги'),
        ),
        migrations.CreateModel(
            name='HistoricalAssignment',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('what', models.TextField(verbose_name='что сделать')),
                ('due_on', models.DateField(verbose_name='срок')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='выполнено')),
                ('result', models.TextField(blank=True, verbose_name='что сделано')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='адрес на сайте')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='orders.order', verbose_name='приказ')),
                ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='кому поручено')),
            ],
            options={
                'verbose_name': 'historical поручение приказа',
                'verbose_name_plural': 'historical поручения приказов',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.TextField(verbose_name='что сделать')),
                ('due_on', models.DateField(verbose_name='срок')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='выполнено')),
                ('result', models.TextField(blank=True, verbose_name='что сделано')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='адрес на сайте')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='orders.order', verbose_name='приказ')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='people.person', verbose_name='кому поручено')),
            ],
            options={
                'verbose_name': 'поручение приказа',
                'verbose_name_plural': 'поручения приказов',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('order', 'person', 'what'), name='assignment_once'), models.CheckConstraint(condition=models.Q(models.Q(('result', ''), ('url', '')), ('done_on__isnull', False), _connector='OR'), name='assignment_result_when_done')],
            },
        ),
        migrations.RunPython(replace_old),
        NeverReplaced("Order"),
    ]
