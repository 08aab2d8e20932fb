// Asks whether the file that is looked at changed, and shows the page again when it did.
"use strict";
(() => {
  const EVERY = 500;
  const panel = document.querySelector("[data-apercu]");

  async function changed() {
    if (document.hidden) return false;
    try {
      const answer = await fetch("/_apercu/marque", { cache: "no-store" });
      return answer.ok && (await answer.text()) !== panel.dataset.apercu;
    } catch {
      return false; // it is stopped: the page stays
    }
  }

  async function look() {
    // By its address, not again what was sent.
    if (await changed()) location.assign(location.pathname + location.search);
    else setTimeout(look, EVERY);
  }

  if (panel) look();
})();
