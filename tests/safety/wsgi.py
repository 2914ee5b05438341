"""The program on a day of its own, for trials: it tells by a file when it has begun to write rows."""

import time_machine

from tests.safety.site import DAY, writing

time_machine.travel(DAY, tick=True).start()

from django.db.backends.signals import connection_created  # noqa: E402 - on that day

from mentorship.wsgi import application  # noqa: E402, F401 - on that day


def tell(execute, sql, params, many, context):
    done = execute(sql, params, many, context)
    if sql.startswith(("INSERT", "UPDATE")) and "session" not in sql:  # a session is no act
        writing().touch()
    return done


def watch(connection, **_):
    if tell not in connection.execute_wrappers:
        connection.execute_wrappers.append(tell)


connection_created.connect(watch)
