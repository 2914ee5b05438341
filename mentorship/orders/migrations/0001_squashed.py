"""All tables of the app; the database itself refuses to change the text, number or files of a signed order.

A later migration that makes `orders_order` anew on SQLite loses its triggers: it takes them off before
(`remove`) and puts them back after (`install`).
"""

import django.db.models.deletion
import mentorship.core.fields
import mentorship.core.operations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


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

    replaces = [
        ('orders', '0001_initial'),
        ('orders', '0002_signed_orders_are_immutable'),
        ('orders', '0003_own_words_and_certificates'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        mentorship.core.operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name='NumberRegister',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('journal', models.CharField(max_length=40, verbose_name='журнал')),
                        ('year', models.PositiveSmallIntegerField(verbose_name='год')),
                        ('last', models.PositiveIntegerField(default=0, verbose_name='последний номер')),
                    ],
                    options={
                        'verbose_name': 'журнал номеров',
                        'verbose_name_plural': 'журналы номеров',
                        'constraints': [models.UniqueConstraint(fields=('journal', 'year'), name='register_once_a_year')],
                    },
                ),
                migrations.CreateModel(
                    name='Order',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40, verbose_name='вид приказа')),
                        ('status', models.CharField(choices=[('draft', 'проект'), ('signed', 'подписан'), ('revoked', 'отменён другим приказом'), ('discarded', 'проект отклонён')], default='draft', max_length=10, verbose_name='состояние')),
                        ('heading', models.CharField(max_length=300, verbose_name='заголовок')),
                        ('preamble', models.TextField(blank=True, verbose_name='основания')),
                        ('control', models.TextField(blank=True, verbose_name='пункт о контроле')),
                        ('items', models.TextField(blank=True, verbose_name='пункты, исправленные вручную')),
                        ('items_basis', models.TextField(blank=True, verbose_name='пункты по образцу в день правки')),
                        ('values', models.JSONField(blank=True, default=dict, verbose_name='сведения для текста')),
                        ('search_key', mentorship.core.fields.SearchKeyField(db_index=True, default='', editable=False, max_length=400, sources=('number', 'heading'))),
                        ('journal', models.CharField(default='основная деятельность', max_length=40, verbose_name='журнал')),
                        ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='год')),
                        ('number', models.CharField(blank=True, max_length=40, verbose_name='номер')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='дата приказа')),
                        ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='подписан в программе')),
                        ('snapshot', models.JSONField(blank=True, null=True, verbose_name='текст приказа')),
                        ('reason', models.TextField(blank=True, verbose_name='причина')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='создан')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='подготовил')),
                        ('revokes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revoked_by', to='orders.order', verbose_name='отменяет приказ')),
                        ('signed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signed_orders', to='people.person', verbose_name='подписал')),
                    ],
                    options={
                        'verbose_name': 'приказ',
                        'verbose_name_plural': 'приказы',
                        'ordering': ['-signed_on', '-pk'],
                        'indexes': [models.Index(fields=['status', '-signed_on', '-id'], name='order_register')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('number', ''), ('signed_by', None), ('signed_on', None), ('status__in', ['draft', 'discarded']), ('year', None)), models.Q(('signed_on__isnull', False), ('status__in', ['signed', 'revoked']), ('year__gt', 0), ('signed_by__isnull', False), ('snapshot__isnull', False), models.Q(('number', ''), _negated=True)), _connector='OR'), name='order_signed_whole_or_not_at_all', violation_error_message='У подписанного приказа должны быть номер, дата и подпись.'), models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('journal', 'year', 'number'), name='order_number_once', violation_error_message='Приказ с таким номером в этом году уже есть.')],
                    },
                ),
                migrations.CreateModel(
                    name='CertificateMark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('serial', models.CharField(max_length=80, verbose_name='сертификат')),
                        ('owner', models.CharField(max_length=300, verbose_name='владелец')),
                        ('starts_on', models.DateField(verbose_name='действителен с')),
                        ('ends_on', models.DateField(verbose_name='действителен по')),
                        ('content', models.BinaryField(verbose_name='файл подписи или сертификата')),
                        ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='orders.order', verbose_name='приказ')),
                    ],
                    options={
                        'verbose_name': 'отметка об электронной подписи',
                        'verbose_name_plural': 'отметки об электронной подписи',
                    },
                ),
                migrations.CreateModel(
                    name='Acquaintance',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('acknowledged_on', models.DateField(blank=True, null=True, verbose_name='ознакомлен')),
                        ('method', models.CharField(blank=True, choices=[('paper', 'на бумаге'), ('online', 'в программе')], max_length=6, verbose_name='как')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acquaintances', to='people.person', verbose_name='сотрудник')),
                        ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acquaintances', to='orders.order', verbose_name='приказ')),
                    ],
                    options={
                        'verbose_name': 'ознакомление',
                        'verbose_name_plural': 'ознакомления',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('order', 'person'), name='acquaintance_once'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_on', None), ('method', '')), models.Q(('acknowledged_on__isnull', False), models.Q(('method', ''), _negated=True)), _connector='OR'), name='acquaintance_day_with_method')],
                    },
                ),
                migrations.CreateModel(
                    name='OrderFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word')], max_length=4, verbose_name='вид файла')),
                        ('content', models.BinaryField()),
                        ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                        ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='orders.order', verbose_name='приказ')),
                    ],
                    options={
                        'verbose_name': 'файл приказа',
                        'verbose_name_plural': 'файлы приказов',
                        'constraints': [models.UniqueConstraint(fields=('order', 'format'), name='order_file_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OrderPerson',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(max_length=40, verbose_name='роль')),
                        ('order', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='orders.order', verbose_name='приказ')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='сотрудник')),
                    ],
                    options={
                        'verbose_name': 'лицо в приказе',
                        'verbose_name_plural': 'лица в приказе',
                        'ordering': ['pk'],
                        'constraints': [models.UniqueConstraint(fields=('order', 'role', 'person'), name='order_role_once')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalOrder',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40, verbose_name='вид приказа')),
                        ('status', models.CharField(choices=[('draft', 'проект'), ('signed', 'подписан'), ('revoked', 'отменён другим приказом'), ('discarded', 'проект отклонён')], default='draft', max_length=10, verbose_name='состояние')),
                        ('heading', models.CharField(max_length=300, verbose_name='заголовок')),
                        ('preamble', models.TextField(blank=True, verbose_name='основания')),
                        ('control', models.TextField(blank=True, verbose_name='пункт о контроле')),
                        ('items', models.TextField(blank=True, verbose_name='пункты, исправленные вручную')),
                        ('items_basis', models.TextField(blank=True, verbose_name='пункты по образцу в день правки')),
                        ('values', models.JSONField(blank=True, default=dict, verbose_name='сведения для текста')),
                        ('search_key', mentorship.core.fields.SearchKeyField(db_index=True, default='', editable=False, max_length=400, sources=('number', 'heading'))),
                        ('journal', models.CharField(default='основная деятельность', max_length=40, verbose_name='журнал')),
                        ('year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='год')),
                        ('number', models.CharField(blank=True, max_length=40, verbose_name='номер')),
                        ('signed_on', models.DateField(blank=True, null=True, verbose_name='дата приказа')),
                        ('signed_at', models.DateTimeField(blank=True, null=True, verbose_name='подписан в программе')),
                        ('reason', models.TextField(blank=True, verbose_name='причина')),
                        ('created_at', models.DateTimeField(blank=True, editable=False, verbose_name='создан')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('created_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='подготовил')),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('signed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='подписал')),
                        ('revokes', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='orders.order', verbose_name='отменяет приказ')),
                    ],
                    options={
                        'verbose_name': 'historical приказ',
                        'verbose_name_plural': 'historical приказы',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalCertificateMark',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('serial', models.CharField(max_length=80, verbose_name='сертификат')),
                        ('owner', models.CharField(max_length=300, verbose_name='владелец')),
                        ('starts_on', models.DateField(verbose_name='действителен с')),
                        ('ends_on', models.DateField(verbose_name='действителен по')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('order', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='orders.order', verbose_name='приказ')),
                    ],
                    options={
                        'verbose_name': 'historical отметка об электронной подписи',
                        'verbose_name_plural': 'historical отметки об электронной подписи',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalAcquaintance',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('acknowledged_on', models.DateField(blank=True, null=True, verbose_name='ознакомлен')),
                        ('method', models.CharField(blank=True, choices=[('paper', 'на бумаге'), ('online', 'в программе')], max_length=6, verbose_name='как')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='сотрудник')),
                        ('order', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='orders.order', verbose_name='приказ')),
                    ],
                    options={
                        'verbose_name': 'historical ознакомление',
                        'verbose_name_plural': 'historical ознакомления',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
        migrations.RunPython(install, remove),
    ]
