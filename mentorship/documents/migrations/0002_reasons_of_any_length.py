from django.db import migrations

from mentorship.core.operations import ReasonsOfAnyLength


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_squashed")]
    operations = [ReasonsOfAnyLength()]
