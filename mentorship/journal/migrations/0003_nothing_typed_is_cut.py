
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('journal', '0002_reasons_of_any_length'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalmeeting',
            name='cancel_reason',
            field=models.TextField(blank=True, verbose_name='почему отменена'),
        ),
        migrations.AlterField(
            model_name='historicalmeeting',
            name='correct_reason',
            field=models.TextField(blank=True, verbose_name='почему исправлена'),
        ),
        migrations.AlterField(
            model_name='historicaltask',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='почему снято'),
        ),
        migrations.AlterField(
            model_name='meeting',
            name='cancel_reason',
            field=models.TextField(blank=True, verbose_name='почему отменена'),
        ),
        migrations.AlterField(
            model_name='meeting',
            name='correct_reason',
            field=models.TextField(blank=True, verbose_name='почему исправлена'),
        ),
        migrations.AlterField(
            model_name='task',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='почему снято'),
        ),
    ]
