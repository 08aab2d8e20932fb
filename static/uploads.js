// Files: each goes alone, as soon as it is chosen, with a bar and a way to stop it.
// `page` holds what guichet.js shares.

const find = (selector, from = document) => from.querySelector(selector);
const byId = (id) => document.getElementById(id);
const started = new WeakSet();

const size = (bytes, input, page) => {
  const options = { maximumFractionDigits: bytes < 1e5 ? 2 : 1 };
  const n = (bytes / 1048576).toLocaleString(page.language, options);
  return page.fill(input.dataset.unit, { n });
};

// Why a file would be refused, known before it is sent; the server judges by content.
const refusal = (input, file, action, page) => {
  const { type, big, empty, max, upload } = input.dataset;
  const name = file.name.toLowerCase();
  const kinds = input.accept.toLowerCase().split(/[\s,]+/).filter(Boolean);
  const fits = (kind) => (kind[0] === "." ? name.endsWith(kind) : kind === file.type);
  if (kinds.length && !kinds.some(fits)) return page.fill(type, { name: file.name });
  if (!file.size) return page.fill(empty, { name: file.name });
  const free = action === "ajouter" && byId("fichiers-" + upload)?.dataset.left;
  const room = Number(free || max || Infinity);
  if (file.size <= room) return "";
  const [weight, left, over] = [file.size, room, file.size - room].map((n) => size(n, input, page));
  return page.fill(big, { name: file.name, size: weight, left, over });
};

const rowOf = (input, file, page) => {
  const row = document.createElement("li");
  const [name, stop, bar] = ["span", "button", "progress"].map((tag) => document.createElement(tag));
  name.className = "what name";
  name.textContent = file.name;
  stop.type = "button";
  stop.className = "quiet";
  stop.textContent = input.dataset.cancel;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", page.fill(input.dataset.sending, { name: file.name }));
  row.append(name, stop, bar);
  byId("envois-" + input.dataset.upload).append(row);
  return { row, stop, bar };
};

const refuse = ({ row, stop, bar }, input, why, page) => {
  const error = document.createElement("p");
  error.className = "error";
  error.textContent = why;
  bar.replaceWith(error);
  stop.textContent = input.dataset.dismiss;
  stop.onclick = () => { row.remove(); input.focus(); };
  page.say(why);
};

// Sends one file with the rest of the form; gives null when the person stopped it.
const transmit = (input, file, action, line, page) => new Promise((resolve) => {
  const request = new XMLHttpRequest();
  const data = page.dataOf(input.form, { _action: action });
  data.append(input.name, file);
  line.stop.onclick = () => request.abort();
  request.upload.onprogress = ({ loaded, total }) => { line.bar.value = loaded / total; };
  request.onabort = () => resolve(null);
  request.onload = request.onerror = () => resolve(request.responseText);
  request.open("POST", input.form.action);
  request.setRequestHeader("HX-Request", "true");
  request.send(data);
});

const send = async (input, file, action, line, page) => {
  if (!line.row.isConnected) return;
  const why = refusal(input, file, action, page);
  if (why) return refuse(line, input, why, page);
  const text = await transmit(input, file, action, line, page);
  if (text === null) return line.row.remove();
  const name = input.dataset.upload, list = "fichiers-" + name;
  const answer = page.take(text, [list, "revision"]);
  const known = answer.getElementById(list);
  const error = known ? find(`#message-${name} .error`, answer) : find("h1", answer);
  if (error || !known) return refuse(line, input, error?.textContent || input.dataset.cut, page);
  line.row.remove();
  byId("message-" + name)?.replaceChildren();
  page.showState(name);
  page.say(page.fill(input.dataset.done, { name: file.name }));
};

const upload = (input, file, action, page) => {
  const line = rowOf(input, file, page);
  line.stop.onclick = () => { line.row.remove(); input.focus(); };
  page.after(() => send(input, file, action, line, page));
};

const replace = (button, input, page) => {
  const picker = input.cloneNode();
  picker.multiple = false;
  picker.onchange = () => upload(input, picker.files[0], button.value, page);
  picker.click();
};

// Moves or removes a file, and leaves the focus where one was.
const arrange = (button, input, page) => page.after(async () => {
  const list = "fichiers-" + input.dataset.upload, { form, value } = button;
  const answer = await page.post(form, { _action: value });
  page.take(await answer.text(), [list, "revision"]);
  const again = find(`#${list} [value="${value}"]`) || find(`#${list} button`) || input;
  again.focus();
});

export const start = (input, page) => {
  if (started.has(input)) return;
  started.add(input);
  input.dataset.ready = "";
  const choose = () => {
    [...input.files].forEach((file) => upload(input, file, "ajouter", page));
    input.value = "";
  };
  input.addEventListener("change", choose);
  if (input.files.length) choose();
  input.closest(".upload-field").addEventListener("click", (event) => {
    const button = event.target.closest(".files button");
    if (!button) return;
    event.preventDefault();
    (button.dataset.replace ? replace : arrange)(button, input, page);
  });
};
