"""Files of the section: photos and copies of materials, only those of publications that visitors may read."""

from collections.abc import Iterator

from django.db.models.fields.files import FieldFile

from mentorship.publication.site.pages import Site


def public_files(site: Site) -> Iterator[tuple[str, FieldFile]]:
    """Every file by the name under which visitors get it."""
    for shown in site.shown():
        if shown.photo:
            yield shown.photo, shown.publication.photo
        for file in shown.files:
            yield file.public_name, file.file


def public_file(site: Site, name: str) -> FieldFile | None:
    """The file of that name; None where there is none for visitors."""
    if not name.startswith(("photo-", "file-")):
        return None
    return next((file for known, file in public_files(site) if known == name), None)
