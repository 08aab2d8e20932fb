// The guided tour over the dashboard. Without it, the tour is a page: /visite-guidee.
(() => {
  "use strict";
  const plan = document.getElementById("visite");
  if (!plan) return;
  const words = plan.dataset;
  const stages = [...plan.querySelectorAll(":scope > [data-target]")];
  let box, at = 0, opener;

  const make = (name, text, className) => {
    const one = document.createElement(name);
    one.textContent = text || "";
    if (className) one.className = className;
    return one;
  };

  const button = (text, className, act) => {
    const one = make("button", text, className);
    one.type = "button";
    one.addEventListener("click", act);
    return one;
  };

  const unmark = () =>
    document.querySelectorAll(".shown-by-tour").forEach((one) => one.classList.remove("shown-by-tour"));

  const remember = () => {
    const form = plan.querySelector("form");
    const body = new URLSearchParams(new FormData(form));
    fetch(form.action, { method: "POST", body, keepalive: true, redirect: "manual" });
  };

  const end = () => {
    unmark();
    box.remove();
    box = null;
    remember();
    document.querySelectorAll('.tour form').forEach((one) => one.remove());
    (opener?.isConnected ? opener : document.querySelector("h1")).focus();
  };

  const content = (stage, title) => {
    const text = [...stage.children].filter((one) => !one.matches(".stage-title"));
    return [
      make("p", words.place.replace("{n}", at + 1).replace("{all}", stages.length), "facts"),
      title,
      ...text.map((one) => one.cloneNode(true)),
    ];
  };

  const orders = (stage) => {
    const row = make("div", "", "block-orders"), last = at === stages.length - 1;
    row.append(last ? button(words.end, "small", end) : button(words.next, "small", () => show(at + 1)));
    if (at) row.append(button(words.previous, "small secondary", () => show(at - 1)));
    if (stage.dataset.url) {
      const link = make("a", words.see, "button small secondary");
      link.href = stage.dataset.url;
      row.append(link);
    }
    if (!last) row.append(button(words.skip, "quiet", end));
    return row;
  };

  const show = (number) => {
    at = number;
    unmark();
    const stage = stages[at], title = make("h2", stage.querySelector(".stage-title").textContent);
    title.id = "visite-titre";
    box.replaceChildren(...content(stage, title), orders(stage));
    const target = document.getElementById(stage.dataset.target);
    if (target) {
      target.classList.add("shown-by-tour");
      target.scrollIntoView({ block: "center" });
    }
    box.focus({ preventScroll: true });
  };

  const start = (from) => {
    if (box) return;
    opener = from;
    box = make("section", "", "stage");
    box.tabIndex = -1;
    box.setAttribute("aria-labelledby", "visite-titre");
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
    document.querySelector("main").append(box);
    show(0);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('.block.tour a[href="/visite-guidee"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    start(link);
  });
  if (words.starts) start();
})();
