"""How long somebody waits after trying in vain. Plain Python: no database."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from mentorship.core.words.text import plural

NONE = timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """So many failures cost nothing; then each `every` of them doubles the pause, up to the longest one."""

    free: int
    first: timedelta
    most: timedelta
    every: int = 1
    forget: timedelta  # after so long without a failure everything begins anew
    clears: bool = True  # whether one success clears all; otherwise it takes back only itself

    def pause(self, failures: int) -> timedelta:
        """How long to wait after so many failures."""
        if failures <= self.free:
            return NONE
        doubled = min((failures - self.free - 1) // self.every, 20)  # beyond that it is the longest anyway
        return min(self.first * 2**doubled, self.most)

    def wait(self, failures: int, last_at: datetime, now: datetime) -> timedelta:
        """How long it still is."""
        return max(last_at + self.pause(failures) - now, NONE)


MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TYPOS = Ladder(free=4, first=MINUTE, most=15 * MINUTE, forget=DAY)

# A whole building may stand behind one address: its limit is high and grows slowly, and a success of somebody who has
# an account takes back no more than that one attempt.
LADDERS = {
    "login": TYPOS,
    "device": TYPOS,
    # Whoever tries codes has the password: some two dozen a day, each of which is right once in 300 000.
    "step": Ladder(free=4, first=MINUTE, most=HOUR, forget=DAY),
    "own_step": TYPOS,  # on a device on which the second step has been passed before
    "source": Ladder(free=30, first=timedelta(seconds=5), most=2 * MINUTE, every=10, forget=HOUR, clears=False),
    "code": Ladder(free=10, first=timedelta(seconds=10), most=5 * MINUTE, every=5, forget=HOUR, clears=False),
    "reset": Ladder(free=2, first=HOUR, most=HOUR, forget=HOUR),  # of one address: three letters an hour
    "resets": Ladder(free=19, first=10 * MINUTE, most=HOUR, forget=HOUR),  # of one source
}


def refusal_words(wait: timedelta) -> str:
    """What stands beside the field where something was typed too often in vain."""
    return f"Слишком много неудачных попыток. Подождите {wait_words(wait)} и попробуйте снова."


def wait_words(wait: timedelta) -> str:
    """«40 секунд», «2 минуты»; never less than there is."""
    seconds = -(-wait // timedelta(seconds=1))
    if seconds <= 60:
        return f"{seconds} {plural(seconds, 'секунду', 'секунды', 'секунд')}"
    minutes = -(-seconds // 60)
    return f"{minutes} {plural(minutes, 'минуту', 'минуты', 'минут')}"
