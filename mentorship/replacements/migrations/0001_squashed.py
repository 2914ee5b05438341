import django.db.models.deletion
import mentorship.core.operations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('replacements', '0001_replacements'),
    ]

    initial = True

    dependencies = [
        ('pairs', '0001_squashed'),
        ('people', '0001_squashed'),
        ('regulation', '0001_squashed'),
    ]

    operations = [
        mentorship.core.operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Replacement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField(blank=True, verbose_name='причина')),
                        ('evidence', models.TextField(blank=True, verbose_name='чем подтверждается')),
                        ('begun_on', models.DateField(verbose_name='начата')),
                        ('note_done', models.TextField(blank=True, verbose_name='что сделано')),
                        ('note_left', models.TextField(blank=True, verbose_name='что осталось')),
                        ('note_on', models.DateField(blank=True, null=True, verbose_name='записка написана')),
                        ('ground', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='regulation.option', verbose_name='основание замены')),
                        ('note_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='кто написал записку')),
                        ('pair', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='replacement', to='pairs.pair', verbose_name='новая пара')),
                    ],
                    options={
                        'verbose_name': 'замена наставника',
                        'verbose_name_plural': 'замены наставников',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ground__isnull', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='replacement_has_ground', violation_error_message='Укажите основание или причину замены.'), models.CheckConstraint(condition=models.Q(models.Q(('note_by', None), ('note_done', ''), ('note_left', ''), ('note_on', None)), models.Q(('note_by__isnull', False), ('note_on__isnull', False), models.Q(('note_done', ''), _negated=True), models.Q(('note_left', ''), _negated=True)), _connector='OR'), name='replacement_note_whole', violation_error_message='В записке указывают, что сделано и что осталось.')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalReplacement',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('reason', models.TextField(blank=True, verbose_name='причина')),
                        ('evidence', models.TextField(blank=True, verbose_name='чем подтверждается')),
                        ('begun_on', models.DateField(verbose_name='начата')),
                        ('note_done', models.TextField(blank=True, verbose_name='что сделано')),
                        ('note_left', models.TextField(blank=True, verbose_name='что осталось')),
                        ('note_on', models.DateField(blank=True, null=True, verbose_name='записка написана')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('ground', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='regulation.option', verbose_name='основание замены')),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('note_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='кто написал записку')),
                        ('pair', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pairs.pair', verbose_name='новая пара')),
                    ],
                    options={
                        'verbose_name': 'historical замена наставника',
                        'verbose_name_plural': 'historical замены наставников',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
