import django.db.models.deletion
import mentorship.core.operations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('reminders', '0001_reminders'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        mentorship.core.operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name='RemindRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField(unique=True, verbose_name='день')),
                        ('started_at', models.DateTimeField(verbose_name='начат')),
                        ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='закончен')),
                    ],
                    options={
                        'verbose_name': 'рассылка дня',
                        'verbose_name_plural': 'рассылки по дням',
                    },
                ),
                migrations.CreateModel(
                    name='Letter',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.EmailField(max_length=254, verbose_name='адрес')),
                        ('subject', models.CharField(max_length=200, verbose_name='тема')),
                        ('text', models.TextField(blank=True)),
                        ('html', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('queued', 'ждёт отправки'), ('sending', 'отправляется'), ('sent', 'отправлено'), ('failed', 'не доставлено'), ('unsure', 'неизвестно, ушло ли'), ('dropped', 'больше не нужно')], default='queued', max_length=8, verbose_name='состояние')),
                        ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='попыток')),
                        ('next_attempt_at', models.DateTimeField(verbose_name='следующая попытка')),
                        ('claimed_at', models.DateTimeField(blank=True, null=True)),
                        ('last_error', models.CharField(blank=True, max_length=500, verbose_name='что помешало')),
                        ('created_at', models.DateTimeField(verbose_name='составлено')),
                        ('sent_at', models.DateTimeField(blank=True, null=True, verbose_name='отправлено')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='people.person', verbose_name='кому')),
                    ],
                    options={
                        'verbose_name': 'письмо',
                        'verbose_name_plural': 'письма',
                        'ordering': ['-pk'],
                        'indexes': [models.Index(fields=['state', 'next_attempt_at'], name='letter_due')],
                    },
                ),
                migrations.CreateModel(
                    name='Preference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('letters', models.BooleanField(default=True, verbose_name='получать письма')),
                        ('digest', models.BooleanField(default=True, verbose_name='получать сводку на неделю')),
                        ('address', models.EmailField(blank=True, max_length=254, verbose_name='куда слать')),
                        ('feed_hash', models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True)),
                        ('feed_made_at', models.DateTimeField(blank=True, null=True, verbose_name='ссылка на календарь сделана')),
                        ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reminder_preference', to='people.person', verbose_name='сотрудник')),
                    ],
                    options={
                        'verbose_name': 'настройка напоминаний',
                        'verbose_name_plural': 'настройки напоминаний',
                    },
                ),
                migrations.CreateModel(
                    name='Reminder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=200, verbose_name='обязанность')),
                        ('due_on', models.DateField(verbose_name='срок')),
                        ('step', models.SmallIntegerField(verbose_name='ступень, дней после срока')),
                        ('letter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='reminders.letter', verbose_name='письмо')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='people.person', verbose_name='кому')),
                    ],
                    options={
                        'verbose_name': 'напоминание',
                        'verbose_name_plural': 'напоминания',
                        'constraints': [models.UniqueConstraint(fields=('person', 'key', 'due_on', 'step'), name='reminder_once')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalPreference',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('letters', models.BooleanField(default=True, verbose_name='получать письма')),
                        ('digest', models.BooleanField(default=True, verbose_name='получать сводку на неделю')),
                        ('address', models.EmailField(blank=True, max_length=254, verbose_name='куда слать')),
                        ('feed_made_at', models.DateTimeField(blank=True, null=True, verbose_name='ссылка на календарь сделана')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='сотрудник')),
                    ],
                    options={
                        'verbose_name': 'historical настройка напоминаний',
                        'verbose_name_plural': 'historical настройки напоминаний',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
