"""Make the video of the tutorial of the demonstration: `python -m tools.video`.

Its pictures are drawn and recorded by Chromium. Its captions are `forms/medias/se-connecter.vtt`:
each is shown with a picture of its own, for as long as it says.
"""

import base64
import re
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.prerequisites import chromium

MEDIAS = Path(__file__).parent.parent / "forms" / "medias"
CAPTION = re.compile(r"(\d\d):(\d\d)\.000 --> (\d\d):(\d\d)\.000\n(.+)")
HEAVIEST = 100_000  # bytes
RECORD = """async slides => {
  const canvas = document.body.appendChild(document.createElement("canvas"));
  canvas.width = 960; canvas.height = 540;
  const pen = canvas.getContext("2d");
  const draw = ([title, text, rank]) => {
    pen.fillStyle = "#f5f3ef"; pen.fillRect(0, 0, 960, 540);
    pen.fillStyle = "#3a4a8c"; pen.fillRect(0, 0, 960, 12);
    pen.beginPath(); pen.arc(120, 150, 44, 0, 7); pen.fill();
    pen.fillStyle = "#fff"; pen.font = "bold 44px sans-serif"; pen.textAlign = "center";
    pen.fillText(rank, 120, 166);
    pen.textAlign = "left"; pen.fillStyle = "#23211d"; pen.fillText(title, 190, 166);
    pen.fillStyle = "#fffefc"; pen.fillRect(190, 220, 640, 160);
    pen.strokeStyle = "#857e72"; pen.strokeRect(190, 220, 640, 160);
    pen.fillStyle = "#23211d"; pen.font = "32px sans-serif";
    text.split("|").forEach((line, at) => pen.fillText(line, 220, 285 + 52 * at));
  };
  draw(slides[0]);
  const stream = canvas.captureStream(4), parts = [];
  const type = "video/webm;codecs=vp8";
  const recorder = new MediaRecorder(stream, {mimeType: type, videoBitsPerSecond: 90000});
  recorder.ondataavailable = event => parts.push(event.data);
  const stopped = new Promise(resolve => { recorder.onstop = resolve; });
  recorder.start();
  for (const slide of slides) {
    const until = performance.now() + slide[3] * 1000;
    while (performance.now() < until) {
      draw(slide);
      await new Promise(resolve => setTimeout(resolve, 250));
    }
  }
  recorder.stop();
  await stopped;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(bytes.reduce((text, one) => text + String.fromCharCode(one), ""));
}"""
TITLES = (
    ("Le courrier", "Votre code|XXXX-XXXX-XXXX"),
    ("Activer mon compte", "Code reçu par courrier|Code postal"),
    ("Un mot de passe", "12 caractères au moins|une phrase convient"),
    ("Se connecter", "Identifiant (courriel)|Mot de passe"),
)


def main() -> None:
    """Record the video again."""
    lengths = lengths_of((MEDIAS / "se-connecter.vtt").read_text(encoding="utf-8"))
    slides = [
        [title, text, str(rank), seconds]
        for rank, ((title, text), seconds) in enumerate(zip(TITLES, lengths, strict=True), 1)
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        recorded = base64.b64decode(browser.new_page().evaluate(RECORD, slides))
        browser.close()
    (MEDIAS / "se-connecter.webm").write_bytes(recorded)
    print(f"se-connecter.webm: {len(recorded)} bytes")
    if len(recorded) > HEAVIEST:
        raise SystemExit(f"it is too heavy: {HEAVIEST} bytes at most")


def lengths_of(captions: str) -> list[int]:
    """How many seconds each caption is shown."""
    found = CAPTION.findall(captions)
    return [60 * int(m2) + int(s2) - 60 * int(m1) - int(s1) for m1, s1, m2, s2, _ in found]


if __name__ == "__main__":
    main()
