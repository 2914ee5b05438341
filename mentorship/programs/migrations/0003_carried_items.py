import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programs', '0002_reasons_of_any_length'),
    ]

    operations = [
        migrations.AddField(
            model_name='activity',
            name='carried_from',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='programs.activity', verbose_name='перенесено из мероприятия'),
        ),
        migrations.AddField(
            model_name='historicalactivity',
            name='carried_from',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='programs.activity', verbose_name='перенесено из мероприятия'),
        ),
    ]
