"""The file of a copy: its owner's alone from the first byte, whole or not there, locked with a key if one is set.

The lock is that of `age` (age-encryption.org): the standard tool opens it too. The installation holds only the
public half of the key, so whoever takes the server and its copies opens none of them.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from mentorship.core.folders import OWNER_FILE
from mentorship.core.refusal import Refusal

LOCKED = b"age-encryption.org/"


def put(target: Path, write: Callable[[IO[bytes]], Any], *, key: str) -> int:
    """Write the file, locked for the public `key` unless it is empty; returns its size in bytes."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    partial.unlink(missing_ok=True)
    try:
        with owned(partial) as file:
            if key:
                with tempfile.TemporaryFile(dir=target.parent) as plain:  # nameless, gone with the process
                    write(plain)
                    plain.seek(0)
                    _lock(plain, file, key)
            else:
                write(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def owned(path: Path) -> IO[bytes]:
    """A new file that nobody but its owner ever reads. Raises FileExistsError."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, OWNER_FILE), "w+b")


def _lock(plain: IO[bytes], file: IO[bytes], key: str) -> None:
    from pyrage import encrypt_io, x25519

    encrypt_io(plain, file, [x25519.Recipient.from_str(key)])


@contextmanager
def opened(source: Path, key: Path | None) -> Iterator[IO[bytes]]:
    """The copy to read, unlocked with the secret half of its key. Raises Refusal, in words."""
    try:
        file = source.open("rb")
    except OSError as error:
        raise Refusal(f"Файл копии не открывается: {source} ({error.strerror}).") from error
    with file:
        locked = file.read(len(LOCKED)) == LOCKED
        file.seek(0)
        if not locked:
            yield file
            return
        with tempfile.TemporaryFile() as plain:
            _unlock(file, plain, key)
            plain.seek(0)
            yield plain


def _unlock(file: IO[bytes], plain: IO[bytes], key: Path | None) -> None:
    from pyrage import DecryptError, IdentityError, decrypt_io, x25519

    if key is None:
        raise Refusal("Копия закрыта ключом. Назовите файл с ключом: --key ФАЙЛ. Ничего не изменилось.")
    try:
        words = [line.strip() for line in key.read_text("utf-8").splitlines()]
        secrets = [x25519.Identity.from_str(line) for line in words if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError, IdentityError) as error:
        raise Refusal(f"В файле {key} нет ключа: его делает команда new_key. Ничего не изменилось.") from error
    try:
        decrypt_io(file, plain, secrets)
    except (DecryptError, OSError) as error:
        if isinstance(error, OSError) and error.errno:  # the system's own; of a damaged copy pyrage says no number
            raise Refusal(
                f"Копию не удалось раскрыть в папке {tempfile.gettempdir()}: {error.strerror}. Нужно место для всей "
                "копии: освободите его или назовите другую папку (TMPDIR); ничего не изменилось."
            ) from error
        raise Refusal(
            "Этот ключ не открывает копию, или файл повреждён. Возьмите ключ, который был в силе, когда её делали; "
            "ничего не изменилось."
        ) from error


def new_key(target: Path) -> str:
    """Write a new secret key to a file of its own and return the public half. Raises FileExistsError."""
    from pyrage import x25519

    secret = x25519.Identity.generate()
    public = str(secret.to_public())
    with owned(target) as file:
        file.write(f"# Ключ резервных копий «Наставничества». Открытая часть: {public}\n{secret}\n".encode())
    return public
