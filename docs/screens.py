"""Take the README's pictures of the application: `python -m docs.screens docs` writes the board, a report and the map.

Needs Debian's chromium and the packages of `.[dev]`; shows the bundled dossier.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.serving import serving
from playwright.sync_api import sync_playwright

from sayso import Ledger, Reading, examples, read_many
from sayso.dossier import Dossier
from sayso.ledger.users import Role, User
from sayso.web.application import application

SETTINGS = 'name = "Ukraine 2025 (composed reports)"\n[parties]\nRussia = []\nUkraine = []\n"United States" = []\n'
PAGES = {
    "web-board.png": "/?on=2025-06-02&issue=ceasefire&issue=territory&issue=sanctions",
    "web-report.png": "/report/ukraine-2025-06",
    "web-map.png": "/map?on=2025-08-20",
}
SIZE = {"width": 1280, "height": 800}


@contextmanager
def dossier_served(folder: Path) -> Iterator[str]:
    """The address of the application of the bundled dossier, which is made in a folder."""
    (folder / "sayso.toml").write_text(SETTINGS, encoding="utf8")
    dossier = Dossier.open(folder)
    with Ledger.of(dossier) as ledger:
        for _ in ledger.add(each for each in read_many(examples.reports()) if isinstance(each, Reading)):
            pass
        with serving(application(dossier, ledger, User("reviewer", Role.OWNER))) as address:
            yield address


def take(address: str, folder: Path) -> None:
    """Take each picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(base_url=address, viewport=SIZE)  # type: ignore[arg-type]
        for name, path in PAGES.items():
            page.goto(path)
            page.screenshot(path=folder / name)
        browser.close()


if __name__ == "__main__":
    with TemporaryDirectory() as place, dossier_served(Path(place)) as address:
        take(address, Path(sys.argv[1]))
