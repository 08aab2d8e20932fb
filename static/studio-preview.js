// The side preview: it follows what is chosen and what is written, without leaving its place.
(() => {
  "use strict";
  const WIDTHS = { telephone: 360, ordinateur: 1280 };
  const panel = () => document.querySelector(".preview");
  const choices = () => panel()?.querySelector("[data-preview]");
  const frame = () => document.getElementById("apercu");
  const inside = () => { try { return frame()?.contentDocument; } catch { return null; } };
  const element = () => new URLSearchParams(location.search).get("element") || "";
  const wide = () => choices().querySelector("[name=largeur]:checked").value;

  // A page that is wider than the panel is drawn whole, then made small enough.
  const fit = () => {
    const shown = frame();
    if (!shown) return;
    const box = shown.parentElement, width = WIDTHS[wide()];
    const scale = Math.min(1, box.clientWidth / width), is = scale < 1;
    const height = box.clientHeight / scale;
    shown.style.transform = is ? `scale(${scale})` : "";
    shown.style.height = is ? `${height}px` : "";
    shown.style.marginBottom = is ? `${box.clientHeight - height}px` : "";
    shown.style.marginInline = is ? "0" : "";
    box.style.overflow = is ? "hidden" : "";
  };

  const address = (more) => {
    const query = new URLSearchParams(new FormData(choices()));
    query.delete("largeur");
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    for (const [name, value] of [...query]) if (!value) query.delete(name);
    return `${choices().getAttribute("action")}?${query}`;
  };

  // Where one is in the preview.
  const place = () => {
    const page = inside();
    const query = new URLSearchParams(page ? page.location.search : "");
    return { etape: query.get("etape") || "", element: query.get("element") || "" };
  };

  const load = (more) => frame()?.contentWindow?.location.replace(address(more));

  // Another page, or the same one drawn again: only its middle changes, and what is said above it.
  // What was written is drawn sooner or later: once the page is there, again when it did not come.
  let turn = 0, asked = null, stale = false;
  const follow = () => { const page = inside(); if (page) draw(page.location.href); };
  const draw = async (where) => {
    const page = inside();
    if (!page?.querySelector("main")) return;
    const mine = ++turn, stays = where === page.location.href;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(where, { signal: asked.signal, cache: "no-store" });
      const text = await answer.text();
      if (mine !== turn) return;
      if (!answer.ok || inside() !== page) throw new Error("not drawn");
      stale = false;
      const next = new DOMParser().parseFromString(text, "text/html");
      const focused = page.activeElement?.id, top = page.scrollingElement.scrollTop;
      for (const selector of ["#apercu-dit", "main"]) {
        const old = page.querySelector(selector), fresh = next.querySelector(selector);
        if (old && fresh) old.replaceWith(page.adoptNode(fresh));
      }
      page.title = next.title;
      page.defaultView.history.replaceState(null, "", where);
      page.defaultView.htmx?.process(page.querySelector("main"));
      page.scrollingElement.scrollTop = stays ? top : 0;
      if (stays && focused) page.getElementById(focused)?.focus({ preventScroll: true });
    } catch { // given up for a later one, or the network: the page stays meanwhile
      if (mine === turn) setTimeout(() => { if (stale && mine === turn) follow(); }, 1000);
    }
  };

  // The page inside leads nowhere else: what would leave it is told instead.
  const hold = () => {
    const page = inside();
    if (!page || page.documentElement.dataset.held) return;
    page.documentElement.dataset.held = "1";
    page.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link) return;
      const to = new URL(link.href, page.location.href), own = to.origin === page.location.origin;
      if (own && to.pathname === page.location.pathname) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const said = page.createElement("p");
      said.className = "preview-said";
      const words = panel().dataset.leads;
      said.textContent = words.replace("{address}", own ? to.pathname : to.href);
      page.getElementById("apercu-dit")?.replaceChildren(said);
    }, true);
  };

  // What was chosen is found again on the other views of the procedure.
  const name = () => `guichet-apercu ${choices().getAttribute("action")}`;
  const remember = () => {
    const said = Object.fromEntries(new FormData(choices()));
    delete said.etape;
    try { sessionStorage.setItem(name(), JSON.stringify(said)); } catch { /* not kept */ }
  };
  const recall = () => {
    let said;
    try { said = JSON.parse(sessionStorage.getItem(name())); } catch { /* none */ }
    if (!said) return;
    const before = address({});
    for (const control of choices().elements) {
      const kept = said[control.name];
      if (control.type === "radio" || control.type === "checkbox")
        control.checked = kept === control.value;
      else if (control.tagName === "SELECT" && [...control.options].some((one) => one.value === kept))
        control.value = kept;
    }
    if (address({}) !== before) load({ element: element() });
  };

  let selected = element();
  const ready = () => {
    const shown = frame();
    if (!shown) return;
    if (!shown.dataset.ready) {
      shown.dataset.ready = "1";
      shown.addEventListener("load", () => { hold(); fit(); if (stale) follow(); });
      hold();
      recall();
      fit();
      selected = element();
    } else if (element() !== selected) {
      selected = element();
      draw(address({ etape: "", element: selected }));
    }
  };

  document.addEventListener("change", ({ target }) => {
    if (!target.closest?.("[data-preview]")) return;
    remember();
    if (target.name === "largeur") fit();
    else load(place());
  });
  document.addEventListener("submit", ({ target }) => {
    // Beginning again is for the person who is shown.
    if (!target.matches?.("[data-preview-person]")) return;
    const path = target.getAttribute("action").split("?")[0];
    target.action = `${path}${address({}).replace(/^[^?]*/, "")}`;
  });
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("[data-preview-tab]"), page = inside();
    if (link && page) link.href = page.location.href;
  });
  document.addEventListener("guichet:changed", () => {
    stale = true;
    follow();
  });
  document.addEventListener("htmx:afterSettle", ready);
  addEventListener("resize", fit);
  ready();
})();
