from django.db import migrations, models

from mentorship.core.operations import NeverChanged


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_reasons_of_any_length")]
    operations = [
        migrations.CreateModel(
            name="KeptPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("paper", models.CharField(max_length=3, verbose_name="бумага")),
                ("subject_id", models.PositiveBigIntegerField(verbose_name="запись")),
                ("issue", models.PositiveBigIntegerField(default=1, verbose_name="выпуск")),
                ("kept_on", models.DateField(verbose_name="день бумаги")),
                ("signers", models.JSONField(blank=True, default=list, verbose_name="кто подписал")),
                ("document", models.JSONField(verbose_name="текст")),
                ("pdf", models.BinaryField(verbose_name="PDF")),
                ("docx", models.BinaryField(verbose_name="Word")),
                ("pdf_sha256", models.CharField(max_length=64, verbose_name="SHA-256 файла PDF")),
                ("docx_sha256", models.CharField(max_length=64, verbose_name="SHA-256 файла Word")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="сохранена")),
            ],
            options={
                "verbose_name": "сохранённая бумага",
                "verbose_name_plural": "сохранённые бумаги",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("paper", "subject_id", "issue"), name="kept_paper_once")
                ],
            },
        ),
        NeverChanged("KeptPaper"),
    ]
