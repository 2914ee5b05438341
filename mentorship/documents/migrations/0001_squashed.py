import django.db.models.deletion
import mentorship.core.operations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('documents', '0001_scans'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        mentorship.core.operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Scan',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('paper', models.CharField(max_length=3, verbose_name='бумага')),
                        ('subject_id', models.PositiveBigIntegerField(verbose_name='запись')),
                        ('file', models.FileField(upload_to='scans/%Y/', verbose_name='скан')),
                        ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                        ('uploaded_at', models.DateTimeField(auto_now_add=True, verbose_name='приложен')),
                        ('removed_reason', models.CharField(blank=True, max_length=300, verbose_name='почему убран')),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто приложил')),
                    ],
                    options={
                        'verbose_name': 'скан',
                        'verbose_name_plural': 'сканы',
                        'ordering': ['pk'],
                        'indexes': [models.Index(fields=['paper', 'subject_id'], name='scan_of_paper')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('removed_reason', '')), fields=('paper', 'subject_id', 'sha256'), name='scan_once', violation_error_message='Этот файл к этой бумаге уже приложен.')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalScan',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('paper', models.CharField(max_length=3, verbose_name='бумага')),
                        ('subject_id', models.PositiveBigIntegerField(verbose_name='запись')),
                        ('file', models.TextField(max_length=100, verbose_name='скан')),
                        ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                        ('uploaded_at', models.DateTimeField(blank=True, editable=False, verbose_name='приложен')),
                        ('removed_reason', models.CharField(blank=True, max_length=300, verbose_name='почему убран')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('uploaded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто приложил')),
                    ],
                    options={
                        'verbose_name': 'historical скан',
                        'verbose_name_plural': 'historical сканы',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
