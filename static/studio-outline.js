// What the outline does when scripts run: dragging, keys, saving on the way to another part.
(() => {
  "use strict";
  if (!window.htmx) return;
  const find = (selector, from = document) => from.querySelector(selector);
  const outline = () => find("[data-outline]");
  const fiche = () => find("#fiche");

  // Sending a form of the page, as one of its buttons would.
  const press = (form, values) => {
    for (const [name, value] of Object.entries(values)) {
      const input = form.elements[name]?.type === "hidden" ? form.elements[name] : document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      form.append(input);
    }
    htmx.trigger(form, "submit");
  };

  // A select that decides what stands beside it asks for the form again.
  document.addEventListener("change", ({ target }) => {
    if (target.matches?.("#fiche [data-refresh]")) press(fiche(), { do: "refresh" });
  });

  // What was typed is kept before another part is opened.
  document.addEventListener("input", ({ target }) => target.closest?.("#fiche")?.classList.add("changed"));
  document.addEventListener("change", ({ target }) => target.closest?.("#fiche")?.classList.add("changed"));
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".plan .line-link");
    const form = fiche();
    if (!link || !form?.classList.contains("changed") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = new URL(link.href, location.href).searchParams.get("element") || "";
    press(form, { next: to, do: "save" });
  }, true);

  // Moving by keyboard, and saving.
  const acts = { ArrowUp: "deplacer↑", ArrowDown: "deplacer↓" };
  document.addEventListener("keydown", (event) => {
    if (!outline()) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "s" && fiche()) {
      event.preventDefault();
      press(fiche(), { do: "save" });
    }
    const act = event.altKey && !event.ctrlKey && acts[event.key];
    const at = event.target.closest?.(".line-link, .panel-head");
    if (!act || !at) return;
    event.preventDefault();
    if (at.matches(".line-link") && !at.hasAttribute("aria-current")) return;
    find(`[data-act="${act}"]:not(:disabled)`)?.click();
  });

  // Dragging a line to another place: before it, after it, or into a step, a section, a group.
  let dragged = null, target = null;
  const clear = () => {
    document.querySelectorAll(".drop-before, .drop-after, .drop-in").forEach((one) => one.classList.remove("drop-before", "drop-after", "drop-in"));
    target = null;
  };
  const isQuestion = (pointer) => /\/fields\/\d+$/.test(pointer);
  const children = (room) => [...room.children].filter((one) => one.dataset.pointer);
  const placeAt = (line, event) => {
    const link = find(".line-link", line), box = link.getBoundingClientRect();
    const share = (event.clientY - box.top) / box.height;
    const room = [...line.children].find((one) => one.dataset.room);
    const takes = room && isQuestion(dragged.dataset.pointer) === /\/fields$/.test(room.dataset.room);
    if (takes && (share > 0.3 || isQuestion(dragged.dataset.pointer))) return { line, room, how: "drop-in", index: children(room).length };
    const list = line.parentElement;
    if (!list.dataset.room || isQuestion(line.dataset.pointer) !== isQuestion(dragged.dataset.pointer)) return null;
    const how = share < 0.5 ? "drop-before" : "drop-after";
    return { line, room: list, how, index: children(list).indexOf(line) + (how === "drop-after" ? 1 : 0) };
  };
  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".plan .line[data-pointer]") || null;
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.pointer);
    dragged.classList.add("dragged");
  });
  document.addEventListener("dragover", (event) => {
    const line = dragged && event.target.closest?.(".plan .line[data-pointer]");
    clear();
    if (!line || dragged.contains(line)) return;
    target = placeAt(line, event);
    if (!target) return;
    event.preventDefault();
    (target.how === "drop-in" ? find(".line-link", line) : line).classList.add(target.how);
  });
  document.addEventListener("drop", (event) => {
    if (!dragged || !target) return;
    event.preventDefault();
    const own = children(target.room).indexOf(dragged);
    const index = target.index - (own >= 0 && own < target.index ? 1 : 0);
    const form = find('form[action$="/plan/deplacer"], form[action$="/plan/dupliquer"]') || fiche();
    const values = { element: dragged.dataset.pointer, spot: `${target.room.dataset.room}:${index}` };
    for (const name of ["_csrf", "revision", "view"]) values[name] = form.elements[name].value;
    htmx.ajax("POST", outline().dataset.outline, { target: "main", swap: "outerHTML show:none", values, source: outline() });
    clear();
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("dragged");
    dragged = null;
    clear();
  });

  // After each exchange: lines can be dragged, the preview is told, the part that is open is seen.
  let revision = find("[data-revision]")?.dataset.revision;
  const ready = () => {
    if (!outline()) return;
    document.querySelectorAll(".plan .line[data-pointer]").forEach((one) => { one.draggable = true; });
    const now = find("[data-revision]")?.dataset.revision;
    if (now !== revision) {
      revision = now;
      document.dispatchEvent(new CustomEvent("guichet:changed", { detail: { revision } }));
    }
  };
  // One goes on where one was: in what is to be typed next, at what is wrong, on the same control.
  let held = "";
  const back = () => {
    const main = find("main"), same = held && document.getElementById(held);
    const goal = find("[autofocus]", main) || find(".panel [aria-invalid]", main) || same || find(".line-link[aria-current]", main);
    goal?.focus({ preventScroll: goal === same });
  };
  document.addEventListener("htmx:beforeSwap", () => { held = document.activeElement?.id || ""; });
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    if (target.id !== "contenu" || !outline()) return;
    ready();
    back();
  });
  ready();
})();
