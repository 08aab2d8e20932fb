"""The pictures of the README: `python -m tools.screenshots` starts the server and takes them."""

import re
import shutil
import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CLOSED, ROOT, Site, serving
from tests.browser.steps import Visit, sent
from tests.samples import pdf
from tools.prerequisites import chromium

IMAGES = ROOT / "docs/images"
COLOURS = 64
HEAVIEST = 80_000  # bytes
DESKTOP, PHONE = (880, 760), (360, 760)
GAP, PAPER = 24, "#d9d5cc"
PROCEDURE = re.compile(r"```yaml\n(procedure: carte-de-peche\n.*?)```", re.DOTALL)


def main() -> None:
    """Take each picture again, in docs/images."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        forms = forms_of_the_readme(Path(folder) / "forms")
        browser = playwright.chromium.launch(executable_path=chromium(), args=list(CLOSED))
        with serving(Path(folder), {"FORMS": str(forms)}) as site:
            save("step", taken(visit_of(browser, site, "Léa Martin")))
            save("carte-de-peche", taken(fishing_card(browser, site)))
        browser.close()


def forms_of_the_readme(folder: Path) -> Path:
    """The definitions of the demonstration, with that of the README."""
    shutil.copytree(ROOT / "forms", folder)
    found = PROCEDURE.search((ROOT / "README.md").read_text())
    if found is None:
        raise SystemExit("README.md no longer shows the procedure carte-de-peche")
    (folder / "procedures/carte-de-peche.yaml").write_text(found[1])
    return folder


def opened(browser: Browser) -> Page:
    """A French browser."""
    context = browser.new_context(locale="fr-FR", reduced_motion="reduce", device_scale_factor=1)
    page: Page = context.new_page()
    return page


def visit_of(browser: Browser, site: Site, person: str) -> Page:
    """The step of the deposit where files are given, with two of them."""
    visit = Visit(opened(browser), site).sign_in(person).begin(2)
    visit.load().name("carte d'identité").kind().person()
    visit.add(sent("carte-recto.jpg", photograph("#0b5f66")), listed=["carte-recto.jpg"])
    listed = ["carte-recto.jpg", "justificatif.pdf"]
    visit.add(sent("justificatif.pdf", pdf(2)), listed=listed)
    return visit.page


def fishing_card(browser: Browser, site: Site) -> Page:
    """The first step of the procedure of the README."""
    page = opened(browser)
    page.goto(site.url("/demarches/carte-de-peche"))
    return page


def photograph(colour: str) -> bytes:
    """A card on a table, as a phone might take it."""
    image, kept = Image.new("RGB", (1600, 1200), "#c9b79c"), BytesIO()
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((200, 250, 1400, 950), 60, fill="#eef3f2")
    draw.rectangle((280, 400, 620, 840), fill=colour)
    for row in range(4):
        draw.rectangle((700, 430 + 110 * row, 1300 - 90 * row, 470 + 110 * row), fill="#6c7a79")
    image.save(kept, "JPEG", quality=88)
    return kept.getvalue()


def taken(page: Page) -> Image.Image:
    """The page on a wide screen and on a phone, side by side."""
    shots = []
    for width, height in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, 0)")
        page.mouse.move(0, 0)
        page.evaluate("document.activeElement.blur()")
        shots.append(Image.open(BytesIO(page.screenshot())).convert("RGB"))
    pair = Image.new("RGB", (sum(one.width for one in shots) + 3 * GAP, 760 + 2 * GAP), PAPER)
    left = GAP
    for shot in shots:
        pair.paste(shot, (left, GAP))
        left += shot.width + GAP
    return pair


def save(name: str, image: Image.Image) -> None:
    """Write a picture in few colours, and make sure that it weighs little."""
    path = IMAGES / f"{name}.png"
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    weight = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {image.width} × {image.height}, {weight} bytes")
    if weight >= HEAVIEST:
        raise SystemExit(f"{name}.png is too heavy: {HEAVIEST} bytes at most")


if __name__ == "__main__":
    main()
