from django.db import migrations

from mentorship.core.operations import ReasonsOfAnyLength


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_squashed")]
    operations = [ReasonsOfAnyLength()]
