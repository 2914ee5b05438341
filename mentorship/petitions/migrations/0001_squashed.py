import django.db.models.deletion
import mentorship.core.operations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('petitions', '0001_petitions'),
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
                    name='Petition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('resignation', 'Заявление о сложении обязанностей наставника'), ('replacement', 'Ходатайство о замене наставника'), ('ending', 'Заявление о досрочном завершении наставничества'), ('proposal', 'Предложение по программе'), ('personal_file', 'Запрос на ознакомление с материалами личного дела'), ('representation', 'Представление о поощрении или дисциплинарном воздействии'), ('mediation', 'Обращение за консультацией или медиацией')], max_length=20, verbose_name='вид')),
                        ('points', models.JSONField(blank=True, default=list, verbose_name='отмечено')),
                        ('reason', models.TextField(blank=True, verbose_name='причина, содержание')),
                        ('details', models.TextField(blank=True, verbose_name='подробности')),
                        ('wishes', models.TextField(blank=True, verbose_name='пожелания')),
                        ('support', models.TextField(blank=True, verbose_name='меры поддержки')),
                        ('wanted_on', models.DateField(blank=True, null=True, verbose_name='желаемый день')),
                        ('filed_on', models.DateField(verbose_name='день подачи')),
                        ('method', models.CharField(choices=[('online', 'в программе'), ('paper', 'на бумаге')], default='online', max_length=6, verbose_name='как подано')),
                        ('place', models.CharField(blank=True, max_length=200, verbose_name='где хранится подлинник')),
                        ('incoming', models.CharField(blank=True, max_length=40, verbose_name='входящий номер')),
                        ('status', models.CharField(choices=[('filed', 'подано'), ('review', 'на рассмотрении'), ('granted', 'удовлетворено'), ('refused', 'отказано'), ('withdrawn', 'отозвано автором')], default='filed', max_length=10, verbose_name='состояние')),
                        ('opinion', models.TextField(blank=True, verbose_name='мнение куратора')),
                        ('answer', models.TextField(blank=True, verbose_name='ответ, причина')),
                        ('decided_on', models.DateField(blank=True, null=True, verbose_name='день решения')),
                        ('effective_on', models.DateField(blank=True, null=True, verbose_name='с какого дня')),
                        ('executed_on', models.DateField(blank=True, null=True, verbose_name='исполнено')),
                        ('execution', models.TextField(blank=True, verbose_name='что сделано')),
                        ('read_on', models.DateField(blank=True, null=True, verbose_name='заявитель прочитал ответ')),
                        ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person', verbose_name='о ком')),
                        ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='petitions', to='people.person', verbose_name='заявитель')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто решил')),
                        ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='petitions', to='pairs.pair', verbose_name='пара')),
                    ],
                    options={
                        'verbose_name': 'заявление',
                        'verbose_name_plural': 'заявления',
                        'ordering': ['-filed_on', '-pk'],
                        'indexes': [models.Index(fields=['status', 'filed_on', 'id'], name='petition_by_status'), models.Index(fields=['-filed_on', '-id'], name='petition_by_day')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('about', None), ('status__in', ('filed', 'review'))), fields=('kind', 'pair', 'author'), name='petition_open_once', violation_error_message='Такое заявление уже подано и ещё не решено.'), models.UniqueConstraint(condition=models.Q(('about__isnull', False), ('status__in', ('filed', 'review'))), fields=('kind', 'pair', 'author', 'about'), name='petition_open_once_about', violation_error_message='Такое заявление уже подано и ещё не решено.'), models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('status__in', ('filed', 'review'))), models.Q(models.Q(('status__in', ('filed', 'review')), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='petition_decided_with_day', violation_error_message='У решённого заявления указывается день решения.'), models.CheckConstraint(condition=models.Q(('answer', ''), ('status', 'refused'), _negated=True), name='petition_refused_with_reason', violation_error_message='Отказ без причины не принимается.'), models.CheckConstraint(condition=models.Q(('executed_on', None), ('status', 'granted'), _connector='OR'), name='petition_executed_when_granted', violation_error_message='Исполняют только удовлетворённое заявление.')],
                    },
                ),
                migrations.CreateModel(
                    name='Viewing',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seen_on', models.DateField(verbose_name='день ознакомления')),
                        ('materials', models.TextField(verbose_name='с чем ознакомлен')),
                        ('shown_by', models.CharField(max_length=200, verbose_name='кто показал')),
                        ('petition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='viewings', to='petitions.petition', verbose_name='заявление')),
                    ],
                    options={
                        'verbose_name': 'ознакомление с личным делом',
                        'verbose_name_plural': 'ознакомления с личными делами',
                        'ordering': ['seen_on', 'pk'],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalPetition',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('resignation', 'Заявление о сложении обязанностей наставника'), ('replacement', 'Ходатайство о замене наставника'), ('ending', 'Заявление о досрочном завершении наставничества'), ('proposal', 'Предложение по программе'), ('personal_file', 'Запрос на ознакомление с материалами личного дела'), ('representation', 'Представление о поощрении или дисциплинарном воздействии'), ('mediation', 'Обращение за консультацией или медиацией')], max_length=20, verbose_name='вид')),
                        ('points', models.JSONField(blank=True, default=list, verbose_name='отмечено')),
                        ('reason', models.TextField(blank=True, verbose_name='причина, содержание')),
                        ('details', models.TextField(blank=True, verbose_name='подробности')),
                        ('wishes', models.TextField(blank=True, verbose_name='пожелания')),
                        ('support', models.TextField(blank=True, verbose_name='меры поддержки')),
                        ('wanted_on', models.DateField(blank=True, null=True, verbose_name='желаемый день')),
                        ('filed_on', models.DateField(verbose_name='день подачи')),
                        ('method', models.CharField(choices=[('online', 'в программе'), ('paper', 'на бумаге')], default='online', max_length=6, verbose_name='как подано')),
                        ('place', models.CharField(blank=True, max_length=200, verbose_name='где хранится подлинник')),
                        ('incoming', models.CharField(blank=True, max_length=40, verbose_name='входящий номер')),
                        ('status', models.CharField(choices=[('filed', 'подано'), ('review', 'на рассмотрении'), ('granted', 'удовлетворено'), ('refused', 'отказано'), ('withdrawn', 'отозвано автором')], default='filed', max_length=10, verbose_name='состояние')),
                        ('opinion', models.TextField(blank=True, verbose_name='мнение куратора')),
                        ('answer', models.TextField(blank=True, verbose_name='ответ, причина')),
                        ('decided_on', models.DateField(blank=True, null=True, verbose_name='день решения')),
                        ('effective_on', models.DateField(blank=True, null=True, verbose_name='с какого дня')),
                        ('executed_on', models.DateField(blank=True, null=True, verbose_name='исполнено')),
                        ('execution', models.TextField(blank=True, verbose_name='что сделано')),
                        ('read_on', models.DateField(blank=True, null=True, verbose_name='заявитель прочитал ответ')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('about', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='о ком')),
                        ('author', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.person', verbose_name='заявитель')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто решил')),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pair', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pairs.pair', verbose_name='пара')),
                    ],
                    options={
                        'verbose_name': 'historical заявление',
                        'verbose_name_plural': 'historical заявления',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='HistoricalViewing',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('seen_on', models.DateField(verbose_name='день ознакомления')),
                        ('materials', models.TextField(verbose_name='с чем ознакомлен')),
                        ('shown_by', models.CharField(max_length=200, verbose_name='кто показал')),
                        ('history_id', models.AutoField(primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField(db_index=True)),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('petition', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='petitions.petition', verbose_name='заявление')),
                    ],
                    options={
                        'verbose_name': 'historical ознакомление с личным делом',
                        'verbose_name_plural': 'historical ознакомления с личными делами',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
            ],
        ),
    ]
