"""Measure the floor project with N users: prints JSON."""

import json
import sys

from benchmarks.floor import DATABASE, configure
from benchmarks.timing import median_ms

configure()
import django  # noqa: E402

DATABASE.unlink(missing_ok=True)
django.setup()
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

call_command("migrate", verbosity=0)
rows = [User(username=f"u{n}", last_name=f"Фамилия{n:05}", first_name="Имя") for n in range(int(sys.argv[1]))]
User.objects.bulk_create(rows, batch_size=500)
client = Client()
client.force_login(User.objects.first())
print(json.dumps({"bare": median_ms(lambda: client.get("/")), "list": median_ms(lambda: client.get("/list/"))}))
