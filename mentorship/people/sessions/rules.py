"""What a browser says of itself, in plain words, and when a session has been left alone. Plain Python: no database."""

UNKNOWN = "неизвестное устройство"
# The first that is found counts: browsers also name those whose likeness they are.
DEVICES = {
    "iPad": "iPad",
    "iPhone": "iPhone",
    "Android": "Android",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}
BROWSERS = {
    "YaBrowser": "Яндекс Браузер",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
TOUCHED_EVERY = 5 * 60  # seconds: the last activity is written no more often


def device_words(agent: str) -> str:
    """«Windows, Яндекс Браузер» of the `User-Agent` that a browser sends."""
    said = (next((words for sign, words in table.items() if sign in agent), "") for table in (DEVICES, BROWSERS))
    return ", ".join(filter(None, said)) or UNKNOWN


def is_idle(seen_at: int, now: int, limit: int) -> bool:
    """Whether nothing was done for the whole limit; all of them seconds."""
    return now - seen_at >= limit


def is_to_touch(seen_at: int, now: int) -> bool:
    """Whether the last activity is to be written anew: at times, and after a clock was set back."""
    return not 0 <= now - seen_at < TOUCHED_EVERY
