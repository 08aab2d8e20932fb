// The side preview: it follows what is chosen and what is written, without leaving its place.
(() => {
  "use strict";
  const frame = () => document.getElementById("apercu");
  const panel = () => document.getElementById("apercu-volet");
  const inside = () => { try { return frame()?.contentDocument; } catch { return null; } };
  const wide = 1280;

  // Where one is in the preview: the choices that are sent keep to it.
  const place = () => {
    const page = inside();
    return page ? new URLSearchParams(page.location.search) : new URLSearchParams();
  };

  // A page for computers is drawn whole, then made small enough for the panel.
  const fit = () => {
    const shown = frame();
    if (!shown) return;
    const box = shown.parentElement, large = panel().querySelector("[value=ordinateur]").checked;
    const scale = large ? Math.min(1, box.clientWidth / wide) : 1;
    shown.style.transform = scale < 1 ? `scale(${scale})` : "";
    shown.style.height = scale < 1 ? `${box.clientHeight / scale}px` : "";
    shown.style.marginBottom = scale < 1 ? `${box.clientHeight - box.clientHeight / scale}px` : "";
    box.style.overflow = scale < 1 ? "hidden" : "";
  };

  const address = (more) => {
    const form = panel().querySelector("[data-preview]");
    const query = new URLSearchParams(new FormData(form));
    query.delete("largeur");
    for (const [name, value] of Object.entries(more)) query.set(name, value);
    for (const [name, value] of [...query]) if (!value) query.delete(name);
    return `${form.getAttribute("action")}?${query}`;
  };

  const go = (more) => { frame()?.contentWindow?.location.replace(address(more)); };

  // Drawn again where it is: only the middle of the page and what is said above it change.
  let turn = 0, asked = null;
  const again = async () => {
    const page = inside();
    if (!page || !page.querySelector("main")) return;
    const mine = ++turn;
    asked?.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(page.location.href, { signal: asked.signal, cache: "no-store" });
      if (!answer.ok || mine !== turn) return;
      const next = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (mine !== turn || inside() !== page) return;
      const focused = page.activeElement?.id, top = page.scrollingElement.scrollTop;
      for (const selector of ["#apercu-dit", "main"]) {
        const old = page.querySelector(selector), fresh = next.querySelector(selector);
        if (old && fresh) old.replaceWith(page.adoptNode(fresh));
      }
      page.title = next.title;
      page.defaultView.htmx?.process(page.querySelector("main"));
      page.scrollingElement.scrollTop = top;
      if (focused) page.getElementById(focused)?.focus({ preventScroll: true });
    } catch { /* given up for a later one, or the network: the page stays */ }
  };

  // The page inside leads nowhere else: what would leave it is told instead.
  const hold = () => {
    const page = inside();
    if (!page || page.documentElement.dataset.held) return;
    page.documentElement.dataset.held = "1";
    page.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[href]");
      if (!link) return;
      const to = new URL(link.href, page.location.href);
      if (to.origin === page.location.origin && to.pathname === page.location.pathname) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const box = page.getElementById("apercu-dit"), said = page.createElement("p");
      said.className = "preview-said";
      said.textContent = panel().dataset.leads.replace("{address}", to.origin === page.location.origin ? to.pathname : to.href);
      box?.replaceChildren(said);
    }, true);
  };

  const ready = () => {
    const shown = frame();
    if (!shown || shown.dataset.ready) return;
    shown.dataset.ready = "1";
    shown.addEventListener("load", () => { hold(); fit(); });
    hold();
    fit();
  };

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("[data-preview]");
    if (!form) return;
    if (event.target.name === "largeur") return fit();
    go({ etape: place().get("etape") || "", element: place().get("element") || "" });
  });
  document.addEventListener("submit", (event) => {
    // Beginning again is for the person who is shown.
    if (event.target.matches?.("[data-preview-person]"))
      event.target.action = `${event.target.getAttribute("action").split("?")[0]}?${new URLSearchParams({ personne: panel().querySelector("[name=personne]").value })}`;
  });
  document.addEventListener("guichet:changed", again);
  document.addEventListener("guichet:selected", (event) => {
    go({ etape: "", element: event.detail?.pointer ?? "" });
  });
  document.addEventListener("htmx:afterSettle", ready);
  addEventListener("resize", fit);
  ready();
})();
