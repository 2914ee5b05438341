import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('orders', '0003_own_words_and_certificates'),
        ('pairs', '0004_agreements'),
        ('people', '0005_staff_import'),
        ('regulation', '0006_act_versions'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalStandIn',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='с')),
                ('ends_on', models.DateField(verbose_name='по')),
                ('reason', models.CharField(max_length=300, verbose_name='почему нет наставника')),
                ('consented_on', models.DateField(verbose_name='согласие получено')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='закончено раньше: последний день')),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='почему раньше')),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical замещение наставника',
                'verbose_name_plural': 'historical замещения наставников',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='StandIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='с')),
                ('ends_on', models.DateField(verbose_name='по')),
                ('reason', models.CharField(max_length=300, verbose_name='почему нет наставника')),
                ('consented_on', models.DateField(verbose_name='согласие получено')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='закончено раньше: последний день')),
                ('end_reason', models.CharField(blank=True, max_length=300, verbose_name='почему раньше')),
            ],
            options={
                'verbose_name': 'замещение наставника',
                'verbose_name_plural': 'замещения наставников',
                'ordering': ['starts_on', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='historicalpair',
            name='replaces',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pairs.pair', verbose_name='вместо пары'),
        ),
        migrations.AddField(
            model_name='pair',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='successors', to='pairs.pair', verbose_name='вместо пары'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'cancelled'), _negated=True), fields=('replaces',), name='pair_replaced_once', violation_error_message='Замена наставника этой пары уже готовится или сделана.'),
        ),
        migrations.AddField(
            model_name='historicalstandin',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalstandin',
            name='pair',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pairs.pair', verbose_name='пара'),
        ),
        migrations.AddField(
            model_name='historicalstandin',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='кто замещает'),
        ),
        migrations.AddField(
            model_name='standin',
            name='pair',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to='pairs.pair', verbose_name='пара'),
        ),
        migrations.AddField(
            model_name='standin',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stand_ins', to='people.person', verbose_name='кто замещает'),
        ),
        migrations.AddIndex(
            model_name='standin',
            index=models.Index(fields=['person', 'starts_on'], name='stand_in_of_person'),
        ),
        migrations.AddConstraint(
            model_name='standin',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='stand_in_dates_in_order', violation_error_message='Окончание замещения не может быть раньше начала.'),
        ),
        migrations.AddConstraint(
            model_name='standin',
            constraint=models.CheckConstraint(condition=models.Q(('consented_on__lte', models.F('starts_on'))), name='stand_in_consent_before', violation_error_message='Согласие на замещение получают не позже первого дня.'),
        ),
        migrations.AddConstraint(
            model_name='standin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_on', None)), models.Q(('ended_on__isnull', False), ('ended_on__lt', models.F('ends_on')), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='stand_in_ended_whole', violation_error_message='Замещение заканчивают раньше срока днём и причиной.'),
        ),
    ]
