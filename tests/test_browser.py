"""The web application as people meet it, in a real Chromium: the main tasks, by keyboard too, at every width.

Without Chromium these tests are skipped, except where they must run (CI is set).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from sayso.dossier import Dossier
from sayso.ledger.ledger import Ledger
from sayso.ledger.users import Role, add_user
from serving import Served, serving
from test_web import EVERY_PAGE, OWNER, TALKS

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SELECT = """words => {
  for (const piece of document.querySelectorAll(".text [data-o]")) {
    const at = piece.firstChild.textContent.indexOf(words);
    if (at >= 0) { getSelection().setBaseAndExtent(piece.firstChild, at, piece.firstChild, at + words.length); return; }
  }
}"""
PATIENCE = 60_000  # milliseconds; loading the model on a busy machine takes some of them

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="there is no Chromium: install Debian's package chromium"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    (tmp_path / "sayso.toml").write_text('name = "Talks on the river"\n[parties]\nRussia = []\nUkraine = []\n')
    return Dossier.open(tmp_path)


@pytest.fixture
def served(dossier: Dossier) -> Iterator[Served]:
    """The application of a filled ledger, on this machine alone."""
    with Ledger.of(dossier) as ledger:
        list(ledger.add(TALKS))
        with serving(dossier, ledger, OWNER) as served:
            yield served


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A page of its own, which asks nobody else for anything and whose scripts raise nothing."""
    context = browser.new_context(base_url=served.address)
    page, elsewhere, errors = context.new_page(), [], []
    page.set_default_timeout(PATIENCE)
    page.on("request", lambda asked: elsewhere.append(asked.url) if not asked.url.startswith(served.address) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert (elsewhere, errors) == ([], [])


def test_a_report_that_is_dropped_shows_its_statements(page: Page, tmp_path: Path) -> None:
    report = tmp_path / "harbour.txt"
    report.write_text("The minister said the harbour must be reopened. Dorna rejected any inspection of its ships.")
    page.goto("/add")
    page.set_input_files("input[type=file]", report)
    page.get_by_role("button", name="Read them").click()
    page.get_by_text("1 reports added").wait_for()
    page.get_by_role("link", name="harbour").click()
    assert page.locator(".statements > li").count() >= 1
    assert "the harbour must be reopened" in page.locator(".text").inner_text()


def test_a_statement_is_corrected_by_keyboard_and_the_board_follows(page: Page) -> None:
    page.goto("/review?party=Russia&issue=territory")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.type("offer")
    page.keyboard.press("Enter")
    page.wait_for_url("**told=*")
    page.goto("/")
    assert "offer" in page.locator("td[data-party=Russia] .act").first.inner_text()
    page.goto("/review")
    page.keyboard.press("u")
    page.wait_for_url("**told=*")
    page.goto("/")
    assert "demand" in page.locator("td[data-party=Russia] .act").first.inner_text()


def test_the_keys_accept_reject_and_leave_for_later(page: Page) -> None:
    page.goto("/review")
    waiting = page.locator(".queue > li").count()
    page.keyboard.press("j")
    page.wait_for_url("**skip=*")
    assert page.locator(".queue > li").count() == waiting - 1
    page.keyboard.press("a")
    page.wait_for_url("**told=*")
    page.keyboard.press("r")
    page.wait_for_function("document.querySelectorAll('.decisions > li:not(.empty)').length === 2")
    assert page.locator(".decisions").inner_text().count("ana") == 2


def test_a_missed_statement_is_added_by_selecting_its_words(page: Page) -> None:
    page.goto("/report/second")
    for words, key in (("Taras", "1"), ("any territorial loss", "3")):
        page.evaluate(SELECT, words)
        page.keyboard.press(key)
    assert page.locator("[data-shows=content]").inner_text() == "“any territorial loss”"
    page.locator(".missed input[name=holder]").fill("Taras")
    page.locator(".missed select[name=act]").select_option("warn")
    page.locator(".missed button", has_text="Add it").click()
    page.wait_for_url("**told=added*")
    assert page.locator(".statements > li").count() == 3
    assert page.locator(".statements .act", has_text="warn").count() == 1


def test_a_statement_is_split_by_keyboard(page: Page) -> None:
    page.goto("/review?party=Russia&issue=territory")
    page.keyboard.press("s")
    page.keyboard.press("Home")
    for _ in "control ":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**told=split*")
    page.goto("/report/first%2Freport")
    assert page.locator(".statements .quote").all_inner_texts()[:2] == ["“control”", "“over Kherson”"]


def test_the_map_is_moved_and_leads_to_the_statements(page: Page) -> None:
    page.goto("/map")
    page.locator("svg[data-zooms]").focus()
    whole = page.locator("svg[data-zooms]").get_attribute("viewBox")
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    assert page.locator("svg[data-zooms]").get_attribute("viewBox") != whole
    page.keyboard.press("0")
    assert page.locator("svg[data-zooms]").get_attribute("viewBox") == whole
    page.locator("a.mark").click()
    listed = page.locator(".places > li:target")
    listed.get_by_text("demanded by").click()
    assert "control over Kherson" in listed.inner_text()


def test_the_day_is_scrubbed(page: Page) -> None:
    page.goto("/")
    assert "any territorial loss" in page.locator("#board").inner_text()
    slider = page.locator("input[type=range]")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**on=2025-05-18*")
    page.wait_for_function("!document.querySelector('#board').innerText.includes('any territorial loss')")
    assert "control over Kherson" in page.locator("#board").inner_text()
    page.reload()
    assert page.locator("input[type=date]").input_value() == "2025-05-18"


def test_a_cell_opens_to_its_chain_and_leads_to_the_sentence(page: Page) -> None:
    page.goto("/")
    page.get_by_text("control over Kherson").first.click()
    page.locator("td[data-party=Russia] .opened a[href^='/report/']").first.click()
    lit = page.locator(".statements > li:target")
    assert "control over Kherson" in lit.inner_text()
    lit.hover()
    assert "control over Kherson" in page.locator(".stretch.lit.r-content").inner_text()


def test_a_settlement_is_checked_as_it_is_edited(page: Page) -> None:
    page.goto("/settlement")
    page.locator("textarea").fill("- Russia keeps control over Kherson\n- There is no territorial loss of any kind")
    page.get_by_role("button", name="Check").click()
    page.locator("#checked table").wait_for()
    assert page.locator("#checked tbody tr").count() == 2
    assert "clauses are settled" in page.locator("#checked").inner_text()


def test_who_cannot_sign_in_is_refused_and_who_can_goes_on(browser: Browser, dossier: Dossier) -> None:
    with Ledger.of(dossier) as ledger:
        list(ledger.add(TALKS))
        add_user(ledger.engine, "rita", Role.READER, "a long password")
        with serving(dossier, ledger, None) as served:
            page = browser.new_page(base_url=served.address)
            page.goto("/report/second")
            for password, seen in (
                ("wrong", "Name or password are wrong"),
                ("a long password", "any territorial loss"),
            ):
                page.get_by_label("Name").fill("rita")
                page.get_by_label("Password").fill(password)
                page.get_by_role("button", name="Sign in").click()
                page.get_by_text(seen).first.wait_for()
            assert page.url.endswith("/report/second")
            assert page.locator(".statements").get_by_text("review").count() == 0
            page.context.close()


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_passes_axe_and_fits_every_width(browser: Browser, served: Served, path: str, scheme: str) -> None:
    context = browser.new_context(base_url=served.address, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(path)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
    for width in (360, 800, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_everything_is_read_without_scripts(browser: Browser, served: Served) -> None:
    context = browser.new_context(base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/?on=2025-05-19")
    page.get_by_text("control over Kherson").first.click()
    page.locator("td[data-party=Russia] .opened a[href^='/report/']").first.click()
    assert "control over Kherson" in page.locator(".text").inner_text()
    page.goto("/search?words=territorial")
    assert "any territorial loss" in page.locator(".entries").inner_text()
    context.close()
