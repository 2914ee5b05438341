"""The extra memory of one run of `remind`, after a first one that loads the program itself."""

import gc
import json
import os
import tracemalloc

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mentorship.settings")
django.setup()

from django.db import transaction
from django.utils import timezone

from mentorship.desk.duties import collect
from mentorship.regulation.duties import Scope
from mentorship.regulation.queries import limits_on
from mentorship.reminders import services

now, today = timezone.now(), timezone.localdate()
duties = len(collect(limits_on(today), Scope(everything=True, on=today)))
with transaction.atomic():
    services.remind(today, now)
    transaction.set_rollback(True)
gc.collect()
tracemalloc.start()
services.remind(today, now)
memory = tracemalloc.get_traced_memory()[1] / 1_000_000
print(json.dumps({"duties": duties, "memory": memory, "share": memory / 10 / (duties / 1000)}))
