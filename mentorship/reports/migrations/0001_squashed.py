import django.core.validators
import django.db.models.deletion
import mentorship.core.operations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('reports', '0001_initial'),
        ('reports', '0002_interim_reports'),
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
                    name='Report',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('side', models.CharField(choices=[('mentor', 'отчёт наставника'), ('mentee', 'отчёт наставляемого')], max_length=6, verbose_name='чей')),
                        ('period_starts_on', models.DateField(blank=True, null=True, verbose_name='промежуточный: с')),
                        ('period_ends_on', models.DateField(blank=True, null=True, verbose_name='промежуточный: по')),
                        ('status', models.CharField(choices=[('draft', 'пишется'), ('submitted', 'сдан'), ('returned', 'возвращён на доработку'), ('accepted', 'принят')], default='draft', max_length=10, verbose_name='состояние')),
                        ('facts', models.TextField(blank=True, verbose_name='что выполнено')),
                        ('achievements', models.TextField(blank=True, verbose_name='достижения')),
                        ('solved', models.TextField(blank=True, verbose_name='какие затруднения преодолены')),
                        ('unsolved', models.TextField(blank=True, verbose_name='какие затруднения остались')),
                        ('recommendations', models.TextField(blank=True, verbose_name='рекомендации по дальнейшему развитию')),
                        ('useful', models.TextField(blank=True, verbose_name='что было полезно')),
                        ('score', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='оценка работы наставника')),
                        ('evaluation', models.TextField(blank=True, verbose_name='оценка работы наставника словами')),
                        ('proposals', models.TextField(blank=True, verbose_name='предложения')),
                        ('conclusion', models.TextField(blank=True, verbose_name='вывод')),
                        ('return_reason', models.TextField(blank=True, verbose_name='причина возврата')),
                        ('submitted_on', models.DateField(blank=True, null=True, verbose_name='сдан')),
                        ('accepted_on', models.DateField(blank=True, null=True, verbose_name='принят')),
                        ('opened_on', models.DateField(blank=True, null=True, verbose_name='открыт другой стороне')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='people.person', verbose_name='автор')),
                        ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='pairs.participation', verbose_name='участие')),
                    ],
                    options={
                        'verbose_name': 'отчёт',
                        'verbose_name_plural': 'отчёты',
                        'ordering': ['-pk'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('period_ends_on', None)), fields=('participation', 'side'), name='report_once', violation_error_message='Такой отчёт уже есть.'), models.UniqueConstraint(fields=('participation', 'side', 'period_ends_on'), name='report_interim_once', violation_error_message='Промежуточный отчёт за этот период уже есть.'), models.CheckConstraint(condition=models.Q(models.Q(('period_ends_on', None), ('period_starts_on', None)), models.Q(('period_ends_on__isnull', False), ('period_starts_on__isnull', False), ('period_starts_on__lte', models.F('period_ends_on')), ('side', 'mentor')), _connector='OR'), name='report_interim_whole', violation_error_message='Промежуточный отчёт пишет наставник за период между двумя днями.'), models.CheckConstraint(condition=models.Q(('status', 'draft'), ('submitted_on__isnull', False), _connector='OR'), name='report_submitted_with_day'), models.CheckConstraint(condition=models.Q(('score', None), models.Q(('score__gte', 1), ('score__lte', 10)), _connector='OR'), name='report_score_in_scale', violation_error_message='Оценка — от 1 до 10.')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalReport',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('side', models.CharField(choices=[('mentor', 'отчёт наставника'), ('mentee', 'отчёт наставляемого')], max_length=6, verbose_name='чей')),
                        ('period_starts_on', models.DateField(blank=True, null=True, verbose_name='промежуточный: с')),
                        ('period_ends_on', models.DateField(blank=True, null=True, verbose_name='промежуточный: по')),
                        ('status', models.CharField(choices=[('draft', 'пишется'), ('submitted', 'сдан'), ('returned', 'возвращён на доработку'), ('accepted', 'принят')], default='draft', max_length=10, verbose_name='состояние')),
                        ('facts', models.TextField(blank=True, verbose_name='что выполнено')),
                        ('achievements', models.TextField(blank=True, verbose_name='достижения')),
                        ('solved', models.TextField(blank=True, verbose_name='какие затруднения преодолены')),
                        ('unsolved', models.TextField(blank=True, verbose_name='какие затруднения остались')),
                        ('recommendations', models.TextField(blank=True, verbose_name='рекомендации по дальнейшему развитию')),
                        ('useful', models.TextField(blank=True, verbose_name='что было полезно')),
                        ('score', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='оценка работы наставника')),
                        ('evaluation', models.TextField(blank=True, verbose_name='оценка работы наставника словами')),
                        ('proposals', models.TextField(blank=True, verbose_name='предложения')),
                        ('conclusion', models.TextField(blank=True, verbose_name='вывод')),
                        ('return_reason', models.TextField(blank=True, verbose_name='причина возврата')),
                        ('submitted_on', models.DateField(blank=True, null=True, verbose_name='сдан')),
                        ('accepted_on', models.DateField(blank=True, null=True, verbose_name='принят')),
                        ('opened_on', models.DateField(blank=True, null=True, verbose_name='открыт другой стороне')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('author', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='автор')),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('participation', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pairs.participation', verbose_name='участие')),
                    ],
                    options={
                        'verbose_name': 'historical отчёт',
                        'verbose_name_plural': 'historical отчёты',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
