import django.db.models.deletion
import mentorship.core.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def stand_in(apps, schema_editor):
    """Where no day of admission is on file, the day of the hiring stands for it."""
    day = apps.get_model("people", "Person").objects.filter(pk=OuterRef("person"))
    entries = apps.get_model("people", "MenteeEntry").objects.filter(waits_since=None)
    entries.update(waits_since=Subquery(day.values(day=Coalesce("admitted_on", "hired_on"))))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0004_who_is_head'),
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last_name', models.CharField(max_length=80, verbose_name='фамилия')),
                ('first_name', models.CharField(max_length=80, verbose_name='имя')),
                ('patronymic', models.CharField(blank=True, max_length=80, verbose_name='отчество')),
                ('search_key', mentorship.core.fields.SearchKeyField(db_index=True, default='', editable=False, max_length=300, sources=('last_name', 'first_name', 'patronymic'))),
                ('name_forms', models.JSONField(blank=True, default=dict, verbose_name='имя в падежах, исправлено вручную')),
                ('surname_forms', models.JSONField(blank=True, default=dict, verbose_name='фамилия в падежах, исправлено вручную')),
                ('until_on', models.DateField(verbose_name='последний день этого имени')),
                ('basis', models.CharField(max_length=300, verbose_name='основание смены')),
            ],
            options={
                'verbose_name': 'прежнее имя',
                'verbose_name_plural': 'прежние имена',
                'ordering': ['until_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalFormerName',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('last_name', models.CharField(max_length=80, verbose_name='фамилия')),
                ('first_name', models.CharField(max_length=80, verbose_name='имя')),
                ('patronymic', models.CharField(blank=True, max_length=80, verbose_name='отчество')),
                ('search_key', mentorship.core.fields.SearchKeyField(db_index=True, default='', editable=False, max_length=300, sources=('last_name', 'first_name', 'patronymic'))),
                ('name_forms', models.JSONField(blank=True, default=dict, verbose_name='имя в падежах, исправлено вручную')),
                ('surname_forms', models.JSONField(blank=True, default=dict, verbose_name='фамилия в падежах, исправлено вручную')),
                ('until_on', models.DateField(verbose_name='последний день этого имени')),
                ('basis', models.CharField(max_length=300, verbose_name='основание смены')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical прежнее имя',
                'verbose_name_plural': 'historical прежние имена',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name='historicalmenteeentry',
            name='practice_basis',
            field=models.CharField(blank=True, max_length=300, verbose_name='договор о практике'),
        ),
        migrations.AddField(
            model_name='historicalofficeterm',
            name='seat',
            field=models.CharField(blank=True, choices=[('chair', 'Председатель методического объединения (совета) наставников'), ('secretary', 'Секретарь методического объединения (совета) наставников')], max_length=10, verbose_name='место в совете'),
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='experience_months',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='и месяцев стажа при приёме'),
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='former_key',
            field=models.TextField(blank=True, editable=False, verbose_name='прежние имена, чтобы находить'),
        ),
        migrations.AddField(
            model_name='historicalperson',
            name='renamed_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='нынешнее имя с'),
        ),
        migrations.AddField(
            model_name='menteeentry',
            name='practice_basis',
            field=models.CharField(blank=True, max_length=300, verbose_name='договор о практике'),
        ),
        migrations.AddField(
            model_name='officeterm',
            name='seat',
            field=models.CharField(blank=True, choices=[('chair', 'Председатель методического объединения (совета) наставников'), ('secretary', 'Секретарь методического объединения (совета) наставников')], max_length=10, verbose_name='место в совете'),
        ),
        migrations.AddField(
            model_name='person',
            name='experience_months',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='и месяцев стажа при приёме'),
        ),
        migrations.AddField(
            model_name='person',
            name='former_key',
            field=models.TextField(blank=True, editable=False, verbose_name='прежние имена, чтобы находить'),
        ),
        migrations.AddField(
            model_name='person',
            name='renamed_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='нынешнее имя с'),
        ),
        migrations.AddConstraint(
            model_name='officeterm',
            constraint=models.CheckConstraint(condition=models.Q(('seat', ''), ('office', 'council'), _connector='OR'), name='office_seat_in_council', violation_error_message='Председатель и секретарь бывают только у совета.'),
        ),
        migrations.AddConstraint(
            model_name='officeterm',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on', None), models.Q(('seat', ''), _negated=True)), fields=('seat',), name='office_seat_taken_once', violation_error_message='Двух председателей или двух секретарей сразу не бывает.'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('experience_months__lte', 11)), name='person_months_of_experience', violation_error_message='Месяцев стажа сверх полных лет — от 0 до 11.'),
        ),
        migrations.AddField(
            model_name='formername',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='people.person', verbose_name='сотрудник'),
        ),
        migrations.AddField(
            model_name='historicalformername',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalformername',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='сотрудник'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.UniqueConstraint(fields=('person', 'until_on'), name='former_name_one_a_day', violation_error_message='С этого дня имя уже сменилось.'),
        ),
        migrations.AddConstraint(
            model_name='formername',
            constraint=models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='former_name_with_basis', violation_error_message='Укажите основание смены имени.'),
        ),
        migrations.CreateModel(
            name='Attempt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('failures', models.PositiveIntegerField(default=0, verbose_name='неудач подряд')),
                ('last_at', models.DateTimeField(db_index=True, verbose_name='последняя попытка')),
            ],
            options={
                'verbose_name': 'попытки входа',
                'verbose_name_plural': 'попытки входа',
            },
        ),
        migrations.CreateModel(
            name='ForgottenPassword',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='адрес')),
                ('asked_at', models.DateTimeField(verbose_name='когда спросили')),
            ],
            options={
                'verbose_name': 'просьба о новом пароле',
                'verbose_name_plural': 'просьбы о новом пароле',
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveField(
            model_name='historicaluser',
            name='email',
        ),
        migrations.RemoveField(
            model_name='user',
            name='email',
        ),
        migrations.AddField(
            model_name='invitation',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто подтвердил'),
        ),
        migrations.CreateModel(
            name='Alert',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='что произошло')),
                ('url', models.CharField(blank=True, max_length=200, verbose_name='где посмотреть')),
                ('at', models.DateTimeField(verbose_name='когда')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='прочитано')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='people.person', verbose_name='кому')),
            ],
            options={
                'verbose_name': 'оповещение',
                'verbose_name_plural': 'оповещения',
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('seen_at', None)), fields=['person'], name='alert_unseen')],
            },
        ),
        # What django-axes has counted: addresses and browsers of people, of no use any more.
        migrations.RunSQL(
            [
                "DROP TABLE IF EXISTS axes_accessattemptexpiration",
                "DROP TABLE IF EXISTS axes_accessattempt",
                "DROP TABLE IF EXISTS axes_accesslog",
                "DROP TABLE IF EXISTS axes_accessfailurelog",
                "DELETE FROM django_migrations WHERE app = 'axes'",
            ],
            migrations.RunSQL.noop,
        ),
        migrations.CreateModel(
            name='OpenSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('device', models.CharField(max_length=60, verbose_name='с чего вошли')),
                ('entered_at', models.DateTimeField(verbose_name='вход')),
                ('seen_at', models.DateTimeField(verbose_name='последнее действие')),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='opened', to='sessions.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='open_sessions', to=settings.AUTH_USER_MODEL, verbose_name='кто')),
            ],
            options={
                'verbose_name': 'открытый вход',
                'verbose_name_plural': 'открытые входы',
                'ordering': ['-seen_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='historicaluser',
            name='mail_confirmed',
            field=models.BooleanField(default=True, verbose_name='адрес почты подтверждён'),
        ),
        migrations.AddField(
            model_name='user',
            name='mail_confirmed',
            field=models.BooleanField(default=True, verbose_name='адрес почты подтверждён'),
        ),
        migrations.RunPython(stand_in, migrations.RunPython.noop),
    ]
