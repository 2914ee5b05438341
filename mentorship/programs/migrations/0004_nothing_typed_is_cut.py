
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0003_carried_items'),
    ]

    operations = [
        migrations.AlterField(
            model_name='activity',
            name='cancel_reason',
            field=models.TextField(blank=True, verbose_name='почему отменено'),
        ),
        migrations.AlterField(
            model_name='historicalactivity',
            name='cancel_reason',
            field=models.TextField(blank=True, verbose_name='почему отменено'),
        ),
        migrations.AlterField(
            model_name='historicalprogramversion',
            name='approved_how',
            field=models.TextField(blank=True, verbose_name='чем утверждена'),
        ),
        migrations.AlterField(
            model_name='programversion',
            name='approved_how',
            field=models.TextField(blank=True, verbose_name='чем утверждена'),
        ),
    ]
