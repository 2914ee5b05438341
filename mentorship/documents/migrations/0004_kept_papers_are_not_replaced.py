from django.db import migrations

from mentorship.core.operations import NeverReplaced


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_kept_papers")]
    operations = [NeverReplaced("KeptPaper")]
