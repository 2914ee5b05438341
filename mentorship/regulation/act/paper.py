"""The Положение as a paper (D16): the version in force on the day, a draft, or the text shipped until there is one."""

from dataclasses import replace
from datetime import date

from mentorship.core.forms.shown import Shown
from mentorship.core.words.comparison import Runs, runs
from mentorship.documents import tree
from mentorship.documents.markup import parse
from mentorship.documents.shown import lines_of, shown
from mentorship.documents.wording import Values, fill
from mentorship.regulation.act.marks import PLACE, Approval, Mark, marked, marks_of
from mentorship.regulation.models import ActVersion, Institution
from mentorship.regulation.queries import look
from mentorship.regulation.wording.texts import form_of_text, known_words, text_of

ACT = "D16"
KEPT_AS_FILE = "Текст Положения хранится в файле, который прилагается."


def act_paper(place: Institution | None, on: date) -> tree.Document:
    """The version in force on the day; the blank, and the paper until there is a version, is the text of the papers."""
    if place and (version := ActVersion.objects.in_force_on(on)):
        return version_paper(version, on)
    filled = form_of_text(ACT, known_words(ACT, on))
    if place and not ActVersion.objects.approved().exists():
        return filled
    text = text_of(ACT)
    marks = marks_of(text.body, (), look, None)  # those of the look were typed for a version that has been
    return replace(filled, blocks=parse(marked(text.body, marks, look), known_words(ACT, on)))


def version_paper(version: ActVersion, on: date) -> tree.Document:
    """The version as it prints; one that is kept as a file, a sheet that names the file."""
    body = version.body or f"# {{положение}}\n^ {version}\n{KEPT_AS_FILE}\n~ SHA-256: {version.sha256}"
    return tree.Document(version.title, parse(marked(body, printed_marks(version), look), version_words(version, on)))


def shown_version(version: ActVersion, on: date) -> Shown:
    """The draft as the page of approval shows it; of a file, which one it is."""
    return shown(version_paper(version, on), version.pk, version.sha256)


def version_words(version: ActVersion, on: date) -> Values:
    """What the placeholders of the version stand for: its title is its own."""
    return {**known_words(ACT, on), "положение": version.title}


def act_file(on: date, format: str) -> bytes | None:
    """The file of the version in force when it is kept in this very format."""
    version = ActVersion.objects.in_force_on(on)
    if version is None or version.suffix != format:
        return None
    with version.file.open("rb") as file:
        return file.read()


def printed_marks(version: ActVersion) -> list[Mark]:
    """The marks of approval that print on the version."""
    approval = None
    if on := version.approved_on:
        approval = Approval(version.basis, version.approval_number, on, look().day(on))
    return marks_of(version.body, version.marks, look, approval)


def act_parts(version: ActVersion, on: date) -> list[tuple[bool, str]]:
    """The text without its marks of approval, line by line: whether a line heads a section, and its words."""
    body = "\n".join(line for line in version.body.splitlines() if not line.strip().startswith(PLACE))
    blocks = parse(body, version_words(version, on))
    sections = [block for block in blocks if not (isinstance(block, tree.Heading) and block.level == 1)]
    return [(isinstance(block, tree.Heading), line) for block in sections for line in lines_of(block)]


def compared(old: ActVersion, new: ActVersion, on: date) -> Runs:
    """The paragraphs of two typed versions as runs of «same», «removed», «added»."""
    return runs(_paragraphs(old, on), _paragraphs(new, on))


def _paragraphs(version: ActVersion, on: date) -> list[str]:
    """The filled lines of the text without the signs of the markup at their beginnings."""
    words = version_words(version, on)
    lines = (line.strip() for line in version.body.splitlines() if not line.strip().startswith(PLACE))
    return [fill(line.lstrip("\\#- "), words) for line in lines if line]
