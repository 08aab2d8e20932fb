// What pages do when scripts run; all of them work without.
(() => {
  "use strict";
  if (!window.htmx) return;
  document.documentElement.classList.add("js");

  const on = (name, act) => document.addEventListener(name, act);
  const byId = (id) => document.getElementById(id);
  const find = (selector, from = document) => from.querySelector(selector);
  const language = document.documentElement.lang;
  const isOne = (n) => new Intl.PluralRules(language).select(n) === "one";
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name]);
  const say = (text) => { byId("annonce").textContent = text || ""; };
  const steps = "form[data-autosave]";

  // Sending a form without its files, and taking parts of the page that comes back.

  const dataOf = (form, values) => {
    const data = new FormData(form);
    form.querySelectorAll("[type=file]").forEach((input) => data.delete(input.name));
    Object.entries(values).forEach(([name, value]) => data.set(name, value));
    return data;
  };

  const post = (form, values) =>
    fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(dataOf(form, values)),
      headers: { "HX-Request": "true" },
      keepalive: true,
    });

  const take = (text, ids) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    for (const id of ids) {
      const now = byId(id), next = page.getElementById(id);
      if (now && next) now.replaceWith(document.adoptNode(next.cloneNode(true)));
    }
    return page;
  };

  const alarm = () => {
    let box = byId("alarme");
    if (!box) {
      box = document.createElement("p");
      box.id = "alarme";
      box.className = "notice error";
      (find(".actions") || find("main").lastElementChild).before(box);
    }
    box.setAttribute("role", "alert");
    box.textContent = document.body.dataset.offline;
    box.scrollIntoView({ block: "nearest" });
  };

  // Saving a field when it is left.

  let unsaved = "", saving = null, timer;

  const mark = (state) => {
    const box = find(".saved");
    if (!box) return;
    if (!state) return delete box.dataset.is;
    box.dataset.is = state;
    byId("enregistre").textContent = box.dataset[state];
  };

  const showState = (name) => {
    const control = byId("champ-" + name), error = "erreur-" + name;
    if (!control) return;
    const wrong = !!byId(error);
    const described = (control.getAttribute("aria-describedby") || "").split(" ");
    const ids = described.filter((id) => id && id !== error).concat(wrong ? error : []).join(" ");
    if (ids) control.setAttribute("aria-describedby", ids);
    else control.removeAttribute("aria-describedby");
    if (!control.matches(".input, [type=checkbox], [role]")) return;
    if (wrong) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
  };

  const saveField = async () => {
    const form = find(steps), name = unsaved;
    if (!form || !name) return;
    unsaved = "";
    const slow = setTimeout(mark, 300, "saving");
    let state = "failed";
    try {
      const answer = await post(form, { _action: "enregistrer", _champ: name });
      const text = await answer.text();
      if (answer.status === 409) state = "stale";
      else if (text.includes('id="enregistre"') && form.isConnected) {
        state = "";
        htmx.swap("main", text, { swapStyle: "none" });
        showState(name);
      }
    } catch { /* the network: told below */ }
    clearTimeout(slow);
    if (state === "failed") unsaved ||= name;
    mark(state);
  };

  const save = () => {
    clearTimeout(timer);
    const turn = (saving || Promise.resolve()).then(saveField);
    saving = turn.then(() => { if (saving === turn) saving = null; });
    const mine = saving;
    mine.then(() => { if (saving === mine) saving = null; });
  };

  const nameOf = (target) => {
    const field = target.closest?.(`${steps} .field`);
    return field && !target.matches("[type=file], [data-search]") ? field.id.slice(5) : "";
  };

  on("input", ({ target }) => {
    unsaved = nameOf(target) || unsaved;
    if (target.dataset.search) {
      clearTimeout(timer);
      timer = setTimeout(search, 300, target);
    }
    count(target, true);
  });

  on("change", ({ target }) => {
    if ("date" in target.dataset)
      target.value = target.value.replace(/^(\d\d)(\d\d)(\d{4})$/, "$1/$2/$3");
    if ("upload" in target.dataset) return choose(target);
    if (!nameOf(target)) return;
    unsaved = nameOf(target);
    clearTimeout(timer);
    timer = setTimeout(save, 150);
  });

  on("visibilitychange", () => { if (document.hidden && unsaved) save(); });
  addEventListener("online", () => { if (unsaved) save(); });

  // Counting characters as the server does: code points, one for a new line.

  let pause;
  const count = (area, aloud) => {
    const box = area.id && find(`[data-counter="${area.id}"]`);
    if (!box) return;
    const length = [...area.value.normalize("NFC").replace(/\r\n?/g, "\n").trim()].length;
    const left = box.dataset.limit - length, n = Math.abs(left);
    const key = (left < 0 ? "over" : "left") + (isOne(n) ? "One" : "");
    box.textContent = fill(box.dataset[key], { n });
    box.classList.toggle("over", left < 0);
    clearTimeout(pause);
    if (aloud) pause = setTimeout(say, 1000, box.textContent);
  };
  const countAll = () =>
    document.querySelectorAll("[data-counter]").forEach((box) => count(byId(box.dataset.counter)));

  // Search as one types.

  let searches = 0;
  const search = async (input) => {
    const turn = ++searches;
    try {
      const answer = await post(input.form, { _action: "chercher" });
      const text = await answer.text();
      if (turn !== searches) return;
      take(text, [input.dataset.search]);
      say(find(".found")?.textContent);
    } catch { alarm(); }
  };

  on("keydown", (event) => {
    const menu = find(".menu[open]");
    if (event.key === "Escape" && menu) menu.open = false;
    if (event.key !== "Enter" || !event.target.dataset.search) return;
    event.preventDefault();
    search(event.target);
  });

  // Files: each goes alone, as soon as it is chosen.

  let queue = Promise.resolve(), running = 0;

  const size = (bytes, unit) => fill(unit, {
    n: (bytes / 1048576).toLocaleString(language, { maximumFractionDigits: bytes < 1e5 ? 2 : 1 }),
  });

  const refusal = (input, file, action) => {
    const { type, big, empty, unit, max } = input.dataset;
    const name = file.name.toLowerCase();
    const fits = (kind) => kind[0] === "." ? name.endsWith(kind) : kind === file.type;
    const kinds = input.accept.toLowerCase().split(/[\s,]+/).filter(Boolean);
    if (kinds.length && !kinds.some(fits)) return fill(type, { name: file.name });
    if (!file.size) return empty;
    const list = byId("fichiers-" + input.dataset.upload);
    const left = +(action === "ajouter" && list?.dataset.left || max || Infinity);
    if (file.size > left) return fill(big, { size: size(file.size, unit), left: size(left, unit) });
  };

  const rowOf = (input, file) => {
    const row = document.createElement("li");
    const [name, stop, bar] = ["span", "button", "progress"].map((tag) => document.createElement(tag));
    name.className = "what name";
    name.textContent = file.name;
    stop.type = "button";
    stop.className = "quiet";
    stop.textContent = input.dataset.cancel;
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", fill(input.dataset.sending, { name: file.name }));
    row.append(name, stop, bar);
    byId("envois-" + input.dataset.upload).append(row);
    return { row, stop, bar };
  };

  const refuse = ({ row, stop, bar }, input, why) => {
    const error = document.createElement("p");
    error.className = "error";
    error.textContent = why;
    bar.replaceWith(error);
    stop.textContent = input.dataset.dismiss;
    stop.onclick = () => { row.remove(); input.focus(); };
    say(why);
  };

  const transmit = (input, file, action, line) => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const data = dataOf(input.form, { _action: action });
    data.append(input.name, file);
    line.stop.onclick = () => request.abort();
    request.upload.onprogress = ({ loaded, total }) => { line.bar.value = loaded / total; };
    request.onloadend = () => resolve(request);
    request.open("POST", input.form.action);
    request.setRequestHeader("HX-Request", "true");
    request.send(data);
  });

  const send = async (input, file, action, line) => {
    if (line.stopped || !input.isConnected) return line.row.remove();
    const why = refusal(input, file, action);
    if (why) return refuse(line, input, why);
    const name = input.dataset.upload, list = "fichiers-" + name;
    let aborted = false;
    const request = await transmit(input, file, action, {
      ...line, stop: { set onclick(stop) { line.stop.onclick = () => { aborted = true; stop(); }; } },
    });
    if (aborted) return line.row.remove();
    const page = take(request.responseText || "", [list, "revision"]);
    const found = page.getElementById(list);
    const error = found ? find(`#message-${name} .error`, page) : find("h1", page);
    if (!found || error) return refuse(line, input, error?.textContent || input.dataset.cut);
    line.row.remove();
    byId("message-" + name)?.replaceChildren();
    showState(name);
    say(fill(input.dataset.done, { name: file.name }));
  };

  const upload = (input, file, action) => {
    const line = rowOf(input, file);
    line.stop.onclick = () => { line.stopped = true; line.row.remove(); };
    running++;
    queue = queue.then(() => saving).then(() => send(input, file, action, line)).catch(alarm)
      .finally(() => running--);
  };

  const choose = (input) => {
    [...input.files].forEach((file) => upload(input, file, "ajouter"));
    input.value = "";
  };

  const replace = (button) => {
    const input = byId(button.dataset.replace), picker = input.cloneNode();
    picker.multiple = false;
    picker.onchange = () => upload(input, picker.files[0], button.value);
    picker.click();
  };

  const arrange = (button) => {
    const list = button.closest(".files").id, { form, value } = button;
    queue = queue.then(() => saving).then(() => post(form, { _action: value }))
      .then((answer) => answer.text()).then((text) => {
        take(text, [list, "revision"]);
        (find(`#${list} [value="${value}"]`) || find(`#${list} button`) || find("[data-upload]")).focus();
      }).catch(alarm);
  };

  addEventListener("beforeunload", (event) => { if (running) event.preventDefault(); });

  on("click", (event) => {
    const { target } = event;
    const menu = find(".menu[open]");
    if (menu && !menu.contains(target)) menu.open = false;
    const link = target.closest("[data-error-summary] a");
    if (link) {
      const goal = byId(link.hash.slice(1));
      if (!goal) return;
      event.preventDefault();
      const controls = ".input, input:not([type=hidden]), button";
      (goal.closest(".field") || goal).scrollIntoView();
      (goal.matches(controls) ? goal : find(controls, goal) || goal).focus({ preventScroll: true });
    }
    const button = target.closest("form[data-autosave] button[name=_action]");
    if (!button) return;
    const act = button.dataset.replace ? replace
      : button.closest(".files") ? arrange
      : button.value === "chercher" ? () => search(find("[data-search]", button.form)) : null;
    if (!act) return;
    event.preventDefault();
    act(button);
  });

  // One request at a time for a form, after what is being saved; the button tells when it is slow.

  const release = (form) => {
    delete form.dataset.busy;
    form.querySelectorAll("[aria-busy]").forEach((button) => {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    });
  };

  const hold = (form, button) => {
    form.dataset.busy = "1";
    if (button) setTimeout(() => {
      if (!form.dataset.busy) return;
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
    }, 300);
  };

  on("htmx:confirm", (event) => {
    const { elt, triggeringEvent, issueRequest } = event.detail;
    event.preventDefault();
    if (elt.dataset.busy) return;
    hold(elt, triggeringEvent?.submitter);
    clearTimeout(timer);
    unsaved = elt.matches(steps) ? "" : unsaved;
    if (unsaved) save();
    if (saving || running) Promise.all([saving, queue]).then(() => issueRequest(true));
    else issueRequest(true);
  });

  on("htmx:afterRequest", ({ detail }) => release(detail.elt));
  on("htmx:sendError", alarm);

  on("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (form.dataset.busy) event.preventDefault();
    else hold(form, event.submitter);
  });

  addEventListener("pageshow", () => document.querySelectorAll("[data-busy]").forEach(release));

  // Exchanging the content of the page.

  on("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id !== "contenu") return;
    detail.shouldSwap = detail.serverResponse.includes('id="contenu"');
    detail.selectOverride = "main";
    if (!detail.shouldSwap) alarm();
  });

  on("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
    if (history.path === location.pathname + location.search) history.type = "replace";
  });

  on("htmx:afterSettle", ({ target, detail }) => {
    if (target.id !== "contenu" || !detail.xhr) return;
    unsaved = "";
    const goal = find("[data-error-summary]", target) || find("h1", target) || target;
    goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
    countAll();
  });

  countAll();
})();
