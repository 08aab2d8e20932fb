// A session that nobody uses ends: this says so two minutes before, and lets it last.
(() => {
  "use strict";
  const { idle, warning, warningStay, warningOver, warningAgain } = document.body.dataset;
  const lasting = Number(idle) * 1000, ahead = Math.min(120000, lasting / 2), key = "guichet-seen";
  let box = null;

  // The tabs of one browser share a session: what one asks for makes it last in all.
  const seen = () => { try { localStorage.setItem(key, Date.now()); } catch { own = Date.now(); } };
  let own = Date.now();
  const since = () => {
    try { own = Math.max(own, Number(localStorage.getItem(key)) || 0); } catch { /* own is known */ }
    return Date.now() - own;
  };

  const hide = () => { if (box) box.remove(); box = null; };

  const show = (text, label, act) => {
    hide();
    box = document.createElement("div");
    box.className = "notice waiting session";
    box.setAttribute("role", "alert");
    const said = document.createElement("p"), button = document.createElement("button");
    said.textContent = text;
    button.type = "button";
    button.className = "primary";
    button.textContent = label;
    button.addEventListener("click", act);
    box.append(said, button);
    document.body.append(box);
  };

  const stay = async () => {
    const answer = await fetch("/session", { method: "POST" }).catch(() => null);
    if (!answer) return;
    if (answer.status === 204) { own = Date.now(); seen(); hide(); look(); return; }
    over();
  };

  const over = () => show(warningOver, warningAgain, () => location.reload());

  let state = "";
  const look = () => {
    const gone = since(), now = gone >= lasting ? "over" : gone >= lasting - ahead ? "soon" : "";
    if (now === state) return;
    state = now;
    if (now === "over") over();
    else if (now === "soon") show(warning, warningStay, stay);
    else hide();
  };

  seen();
  document.addEventListener("htmx:afterRequest", () => { own = Date.now(); seen(); });
  setInterval(look, 1000);
  document.addEventListener("visibilitychange", look);
})();
