"""What the program keeps is read by its owner alone."""

from mentorship.core.folders import private
from mentorship.core.secret import stored_secret_key


def mode(path):
    return f"{path.stat().st_mode & 0o777:o}"


def test_folders_that_were_missing_are_for_their_owner_and_others_are_left(tmp_path):
    there = tmp_path / "there"
    there.mkdir(mode=0o755)

    assert private(there / "a" / "b") == private(there / "a" / "b")
    assert [mode(path) for path in (there, there / "a", there / "a" / "b")] == ["755", "700", "700"]


def test_the_secret_key_is_made_once_for_its_owner(tmp_path):
    path = tmp_path / "data" / "secret_key"

    assert stored_secret_key(path) == stored_secret_key(path)
    assert (mode(path.parent), mode(path)) == ("700", "600")
