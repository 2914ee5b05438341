import django.db.models.deletion
import mentorship.core.operations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('leaving', '0001_decisions'),
    ]

    initial = True

    dependencies = [
        ('pairs', '0001_squashed'),
        ('people', '0001_squashed'),
    ]

    operations = [
        mentorship.core.operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Decision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField(verbose_name='почему продолжаем')),
                        ('decided_on', models.DateField(verbose_name='решено')),
                        ('absence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.absence', verbose_name='отсутствие')),
                        ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='pairs.pair', verbose_name='пара')),
                        ('position', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.position', verbose_name='новая должность')),
                    ],
                    options={
                        'verbose_name': 'решение продолжить',
                        'verbose_name_plural': 'решения продолжить',
                        'ordering': ['pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('absence', None), ('position__isnull', False)), models.Q(('absence__isnull', False), ('position', None)), _connector='OR'), name='decision_about_one_thing'), models.UniqueConstraint(fields=('pair', 'position'), name='decision_once_a_post', violation_error_message='Об этом переводе уже решено.'), models.UniqueConstraint(fields=('pair', 'absence'), name='decision_once_an_absence', violation_error_message='Об этом отсутствии уже решено.')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalDecision',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('reason', models.TextField(verbose_name='почему продолжаем')),
                        ('decided_on', models.DateField(verbose_name='решено')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('absence', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.absence', verbose_name='отсутствие')),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pair', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pairs.pair', verbose_name='пара')),
                        ('position', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.position', verbose_name='новая должность')),
                    ],
                    options={
                        'verbose_name': 'historical решение продолжить',
                        'verbose_name_plural': 'historical решения продолжить',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
