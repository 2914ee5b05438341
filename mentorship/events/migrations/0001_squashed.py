import django.db.models.deletion
import mentorship.core.fields
import mentorship.core.operations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('events', '0001_events'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        mentorship.core.operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('meeting', 'общая встреча наставников и наставляемых'), ('session', 'установочная сессия'), ('training', 'обучение наставников'), ('seminar', 'семинар, круглый стол'), ('conference', 'конференция'), ('council', 'заседание методического объединения (совета) наставников'), ('contest', 'конкурс, фестиваль'), ('other', 'другое')], max_length=10, verbose_name='что это')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('search_key', mentorship.core.fields.SearchKeyField(db_index=True, default='', editable=False, max_length=300, sources=('title',))),
                        ('starts_on', models.DateField(verbose_name='первый день')),
                        ('ends_on', models.DateField(verbose_name='последний день')),
                        ('starts_at', models.TimeField(blank=True, null=True, verbose_name='начало')),
                        ('ends_at', models.TimeField(blank=True, null=True, verbose_name='окончание')),
                        ('place', models.CharField(blank=True, max_length=200, verbose_name='место')),
                        ('link', models.URLField(blank=True, max_length=500, verbose_name='ссылка')),
                        ('note', models.TextField(blank=True, verbose_name='что взять и о чём речь')),
                        ('in_lessons', models.BooleanField(default=False, verbose_name='идёт в рабочее время участников')),
                        ('for_everyone', models.BooleanField(default=True, verbose_name='для всех сотрудников')),
                        ('result', models.TextField(blank=True, verbose_name='чем закончилось')),
                        ('minutes', models.CharField(blank=True, max_length=100, verbose_name='протокол: номер и дата')),
                        ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='часов обучения')),
                        ('held_on', models.DateField(blank=True, null=True, verbose_name='отмечено проведённым')),
                        ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='отменено')),
                        ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='почему отменено')),
                        ('attended', models.ManyToManyField(blank=True, related_name='attended_events', to='people.person', verbose_name='кто был')),
                        ('participants', models.ManyToManyField(blank=True, related_name='events', to='people.person', verbose_name='участники')),
                    ],
                    options={
                        'verbose_name': 'событие',
                        'verbose_name_plural': 'события',
                        'ordering': ['starts_on', 'starts_at', 'pk'],
                        'indexes': [models.Index(fields=['starts_on', 'ends_on'], name='event_by_day')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='event_days_in_order', violation_error_message='Последний день не может быть раньше первого.'), models.CheckConstraint(condition=models.Q(('starts_at', None), ('ends_at', None), ('ends_on__gt', models.F('starts_on')), ('ends_at__gt', models.F('starts_at')), _connector='OR'), name='event_hours_in_order', violation_error_message='Окончание должно быть позже начала.'), models.CheckConstraint(condition=models.Q(models.Q(('cancel_reason', ''), ('cancelled_on', None)), models.Q(('cancelled_on__isnull', False), models.Q(('cancel_reason', ''), _negated=True)), _connector='OR'), name='event_cancelled_with_reason', violation_error_message='У отменённого события указывается причина.'), models.CheckConstraint(condition=models.Q(('held_on', None), ('cancelled_on', None), _connector='OR'), name='event_held_or_cancelled', violation_error_message='Проведённое событие не отменяют.')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalEvent',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('meeting', 'общая встреча наставников и наставляемых'), ('session', 'установочная сессия'), ('training', 'обучение наставников'), ('seminar', 'семинар, круглый стол'), ('conference', 'конференция'), ('council', 'заседание методического объединения (совета) наставников'), ('contest', 'конкурс, фестиваль'), ('other', 'другое')], max_length=10, verbose_name='что это')),
                        ('title', models.CharField(max_length=200, verbose_name='название')),
                        ('search_key', mentorship.core.fields.SearchKeyField(db_index=True, default='', editable=False, max_length=300, sources=('title',))),
                        ('starts_on', models.DateField(verbose_name='первый день')),
                        ('ends_on', models.DateField(verbose_name='последний день')),
                        ('starts_at', models.TimeField(blank=True, null=True, verbose_name='начало')),
                        ('ends_at', models.TimeField(blank=True, null=True, verbose_name='окончание')),
                        ('place', models.CharField(blank=True, max_length=200, verbose_name='место')),
                        ('link', models.URLField(blank=True, max_length=500, verbose_name='ссылка')),
                        ('note', models.TextField(blank=True, verbose_name='что взять и о чём речь')),
                        ('in_lessons', models.BooleanField(default=False, verbose_name='идёт в рабочее время участников')),
                        ('for_everyone', models.BooleanField(default=True, verbose_name='для всех сотрудников')),
                        ('result', models.TextField(blank=True, verbose_name='чем закончилось')),
                        ('minutes', models.CharField(blank=True, max_length=100, verbose_name='протокол: номер и дата')),
                        ('hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='часов обучения')),
                        ('held_on', models.DateField(blank=True, null=True, verbose_name='отмечено проведённым')),
                        ('cancelled_on', models.DateField(blank=True, null=True, verbose_name='отменено')),
                        ('cancel_reason', models.CharField(blank=True, max_length=300, verbose_name='почему отменено')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical событие',
                        'verbose_name_plural': 'historical события',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalEvent_attended',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('event', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='events.event')),
                        ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='events.historicalevent')),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'HistoricalEvent_attended',
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalEvent_participants',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('m2m_history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('event', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='events.event')),
                        ('history', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, to='events.historicalevent')),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, db_tablespace='', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person')),
                    ],
                    options={
                        'verbose_name': 'HistoricalEvent_participants',
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
