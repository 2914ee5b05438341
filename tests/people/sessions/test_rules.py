import pytest

from mentorship.people.sessions import rules

LIKE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 "


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (f"{LIKE}YaBrowser/24.10 Safari/537.36", "Windows, Яндекс Браузер"),
        (f"{LIKE}Safari/537.36 Edg/130.0", "Windows, Edge"),
        (f"{LIKE}Safari/537.36", "Windows, Chrome"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0", "Linux, Firefox"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "iPhone, Safari"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Android, Chrome"),
        ("curl/8.0", "неизвестное устройство"),
        ("", "неизвестное устройство"),
    ],
)
def test_a_device_is_named_as_its_owner_would(agent, words):
    assert rules.device_words(agent) == words


@pytest.mark.parametrize(
    ("passed", "idle", "touched"), [(-3600, 0, 1), (0, 0, 0), (299, 0, 0), (300, 0, 1), (3600, 1, 1)]
)
def test_an_hour_alone_is_idle_and_five_minutes_are_written(passed, idle, touched):
    """A clock that was set back an hour ends nothing and is written down."""
    assert rules.is_idle(10_000, 10_000 + passed, 3600) == bool(idle)
    assert rules.is_to_touch(10_000, 10_000 + passed) == bool(touched)
