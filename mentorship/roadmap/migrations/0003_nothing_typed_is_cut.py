
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('roadmap', '0002_reasons_of_any_length'),
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
    ]
