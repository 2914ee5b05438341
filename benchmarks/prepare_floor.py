"""Fill the floor project with N users; prints JSON with a session and the pages to ask for."""

import json
import sys

from benchmarks.floor import DATABASE, configure

configure()
import django

DATABASE.unlink(missing_ok=True)
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

call_command("migrate", verbosity=0)
rows = [User(username=f"u{n}", last_name=f"Фамилия{n:05}", first_name="Имя") for n in range(int(sys.argv[1]))]
User.objects.bulk_create(rows, batch_size=500)
client = Client()
client.force_login(User.objects.first())
session = client.cookies["sessionid"].value
print(json.dumps({"pages": {"bare": ["/", session], "list": ["/list/", session]}}))
