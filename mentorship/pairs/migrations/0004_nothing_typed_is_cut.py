
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pairs', '0003_last_days'),
    ]

    operations = [
        migrations.AlterField(
            model_name='agreement',
            name='end_reason',
            field=models.TextField(blank=True, verbose_name='почему закончилось'),
        ),
        migrations.AlterField(
            model_name='historicalagreement',
            name='end_reason',
            field=models.TextField(blank=True, verbose_name='почему закончилось'),
        ),
        migrations.AlterField(
            model_name='historicalnotice',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='почему отозвано'),
        ),
        migrations.AlterField(
            model_name='notice',
            name='withdraw_reason',
            field=models.TextField(blank=True, verbose_name='почему отозвано'),
        ),
    ]
