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
      keepalive: document.hidden,
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

  let unsaved = "", saving = null, sent = "", timer, typing;

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
      if (!form.isConnected) state = "";
      else if (answer.status === 409) state = "stale";
      else if (text.includes('id="enregistre"')) {
        state = "";
        byId("alarme")?.remove();
        htmx.swap("main", text, { swapStyle: "none" });
        showState(name);
        prepare();
      }
    } catch { /* the network: told below */ }
    clearTimeout(slow);
    if (state === "failed") unsaved ||= name;
    mark(state);
  };

  const save = () => {
    clearTimeout(timer);
    const turn = (saving || Promise.resolve()).then(saveField).then(() => {
      if (saving === turn) saving = null;
    });
    saving = turn;
  };

  const nameOf = (target) => {
    const field = target.closest?.(`${steps} .field`);
    return field && !target.matches("[type=file], [data-search]") ? field.id.slice(5) : "";
  };

  on("input", ({ target }) => {
    unsaved = nameOf(target) || unsaved;
    if (target.dataset.search) {
      clearTimeout(typing);
      typing = setTimeout(search, 300, target);
    }
    count(target, true);
  });

  on("change", ({ target }) => {
    if ("date" in target.dataset)
      target.value = target.value.replace(/^(\d\d)(\d\d)(\d{4})$/, "$1/$2/$3");
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
    if (!aloud) return;
    clearTimeout(pause);
    pause = setTimeout(say, 1000, box.textContent);
  };

  const prepare = () => {
    document.querySelectorAll("[data-counter]").forEach((box) => count(byId(box.dataset.counter)));
    uploads();
  };

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
    if (event.key === "Escape" && menu) {
      menu.open = false;
      menu.firstElementChild.focus();
    }
    if (event.key !== "Enter" || !event.target.dataset.search) return;
    event.preventDefault();
    search(event.target);
  });

  // Files: their own script is fetched when a page asks for some.

  let work = Promise.resolve(), running = 0;
  const after = (act) => {
    running++;
    work = work.then(() => saving).then(act).catch(alarm).finally(() => running--);
  };

  const uploads = () => {
    for (const input of document.querySelectorAll("[data-upload]"))
      import(input.dataset.script).then(
        (script) => script.start(input, { after, take, say, fill, showState, dataOf, post, language }),
        () => document.documentElement.classList.remove("js"),
      );
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
    const button = target.closest("[value=chercher]");
    if (!button) return;
    event.preventDefault();
    search(find("[data-search]", button.form));
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
    sent = unsaved;
    if (elt.matches(steps)) unsaved = "";
    if (unsaved) save();
    if (!saving && !running) return issueRequest(true);
    Promise.all([saving, work]).then(() => {
      if (find(".sending .error")) release(elt);
      else issueRequest(true);
    });
  });

  on("htmx:afterRequest", ({ detail }) => release(detail.elt));
  const fail = () => {
    unsaved ||= sent;
    alarm();
  };
  on("htmx:sendError", fail);

  on("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (form.dataset.busy) event.preventDefault();
    else hold(form, event.submitter);
    // A file comes in answer: the page stays.
    if ("file" in form.dataset) setTimeout(release, 3000, form);
  });

  addEventListener("pageshow", () => document.querySelectorAll("[data-busy]").forEach(release));

  // Exchanging the content of the page.

  on("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id !== "contenu") return;
    detail.shouldSwap = detail.serverResponse.includes('id="contenu"');
    detail.selectOverride = "main";
    if (!detail.shouldSwap) fail();
  });

  on("htmx:beforeHistoryUpdate", ({ detail: { history } }) => {
    if (history.path === location.pathname + location.search) history.type = "replace";
  });

  on("htmx:afterSettle", ({ target, detail }) => {
    if (target.id !== "contenu" || !detail.xhr) return;
    unsaved = "";
    clearTimeout(pause);
    const goal = find("[data-error-summary]", target) || find("h1", target) || target;
    goal.tabIndex = -1;
    goal.focus({ preventScroll: true });
    prepare();
  });

  prepare();

  // A password is shown when one asks for it.

  const showable = () => document.querySelectorAll("input[data-show]").forEach((input) => {
    if (input.nextElementSibling) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "secondary";
    const tell = () => { button.textContent = input.type === "password" ? input.dataset.show : input.dataset.hide; };
    button.addEventListener("click", () => {
      input.type = input.type === "password" ? "text" : "password";
      tell();
      input.focus();
    });
    tell();
    input.after(button);
  });
  on("htmx:afterSwap", showable);
  showable();
})();
