"""The thread of a task: a failure is written to the log, and the thread looks again."""

from mentorship.core import clockwork


def test_a_failure_is_written_to_the_log_and_the_thread_lives(monkeypatch, caplog):
    looks = []

    def fail(going):
        looks.append(going())
        if len(looks) == 2:
            thread.ending.set()
        raise RuntimeError("the disk is full")

    thread = clockwork.Clockwork("copies", fail)
    monkeypatch.setattr(clockwork, "FIRST_AFTER", 0)
    monkeypatch.setattr(clockwork, "EVERY", 0)
    monkeypatch.setattr(clockwork.connections, "close_all", lambda: None)
    thread.run()

    assert looks == [True, True]
    assert "the disk is full" in caplog.text
