import django.db.models.deletion
import mentorship.core.operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    replaces = [
        ('core', '0001_initial'),
        ('core', '0002_sent_form'),
    ]

    initial = True

    dependencies = [
        ('people', '0001_squashed'),
    ]

    operations = [
        mentorship.core.operations.CreateModels(
            models=[
                migrations.CreateModel(
                    name='SentForm',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('token', models.CharField(max_length=40, unique=True)),
                        ('url', models.CharField(blank=True, max_length=500)),
                        ('sent_at', models.DateTimeField(auto_now_add=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sent_forms', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'отправленная форма',
                        'verbose_name_plural': 'отправленные формы',
                    },
                ),
                migrations.CreateModel(
                    name='Draft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=200)),
                        ('data', models.JSONField()),
                        ('saved_at', models.DateTimeField(auto_now=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'черновик формы',
                        'verbose_name_plural': 'черновики форм',
                        'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='draft_one_per_form')],
                    },
                ),
            ],
        ),
    ]
