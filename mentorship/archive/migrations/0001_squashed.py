import django.db.models.deletion
import mentorship.core.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('archive', '0001_packages'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        mentorship.core.operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name='Package',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(max_length=300, verbose_name='название')),
                        ('status', models.CharField(choices=[('building', 'собирается'), ('ready', 'готово'), ('cancelled', 'остановлено')], default='building', max_length=10, verbose_name='состояние')),
                        ('back_url', models.CharField(max_length=200)),
                        ('on', models.DateField(verbose_name='на какой день')),
                        ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='начато')),
                        ('pdf', models.FileField(blank=True, upload_to='packages/', verbose_name='одним файлом PDF')),
                        ('zip', models.FileField(blank=True, upload_to='packages/', verbose_name='архивом')),
                        ('pages', models.PositiveIntegerField(default=0, verbose_name='листов')),
                        ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='кто собирает')),
                    ],
                    options={
                        'verbose_name': 'подборка бумаг',
                        'verbose_name_plural': 'подборки бумаг',
                        'ordering': ['-pk'],
                    },
                ),
                migrations.CreateModel(
                    name='Part',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField(verbose_name='порядок')),
                        ('title', models.CharField(max_length=300, verbose_name='название')),
                        ('paper', models.CharField(max_length=3, verbose_name='бумага')),
                        ('subject_id', models.PositiveBigIntegerField(verbose_name='запись')),
                        ('scan_id', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='скан')),
                        ('content', models.BinaryField(null=True)),
                        ('pages', models.PositiveIntegerField(default=0, verbose_name='листов')),
                        ('package', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='archive.package', verbose_name='подборка')),
                    ],
                    options={
                        'verbose_name': 'бумага подборки',
                        'verbose_name_plural': 'бумаги подборки',
                        'ordering': ['position'],
                        'constraints': [models.UniqueConstraint(fields=('package', 'position'), name='part_place_once')],
                    },
                ),
            ],
        ),
    ]
