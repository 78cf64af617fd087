// The conversation's page: what is pressed in messages and dialogs is told to Gradio, the keyboard goes through the
// citations, the address follows the conversation, and a whole answer is said once to who cannot see it.
const root = document.documentElement;
const here = new URL("./", document.baseURI).href;
const changing = document.querySelector("#change");
const help = document.querySelector("#help");
const find = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const box = () => find("#question textarea");
const addressOf = (message) => message?.querySelector("a.address")?.search.slice(1) ?? "";

// A message keeps few attributes on its way through Gradio: `value` and `name` of a button, `href` of a link. What is
// done outside of Gradio's own parts it learns through a hidden field and a hidden button.
function tell(field, text, button) {
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  find(button).click();
}
const act = (pairs) => tell(find("#told textarea"), String(new URLSearchParams(pairs)), "#press");

// Chips. A button goes with the old answer, so the focus is given to the one that takes its place in the new.
let pressed = null;
const sortOf = (button) => button.value.split(":")[0].replace(/^un\w+$/, "speaker");

function anew(pairs, isPlace) {
  all(".answer").at(-1).setAttribute("aria-busy", "true");
  act(pairs);
  pressed = isPlace;
}
function refocus() {
  if (!pressed || document.activeElement !== document.body) return;
  all(".bot-row:last-child .understood button").find(pressed)?.focus({ preventScroll: true });
}
document.addEventListener("pointerdown", () => (pressed = null));
document.addEventListener("focusin", (event) => {
  if (pressed && !pressed(event.target)) pressed = null;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest(".understood button");
  if (button?.matches(".alter")) openChange(button);
  else if (button) anew([["toggle", button.value]], (other) => other.className === "toggle" && other.value === button.value);
  const wanted = event.target.closest(".narrate button");
  if (wanted) anew([["narrate", wanted.value]], () => false);
  const suggestion = event.target.closest(".further button");
  if (suggestion) tell(box(), suggestion.value, "#ask");
  if (event.target.closest("button.keys")) help.showModal();
  if (!event.target.closest("#save") || event.target.closest("#save a")) find("#save").open = false;
});

// The dialog that changes a chip shows the field of its sort; the one that narrows a question shows all of them.
const [speaker, since, until, kind] = ["speaker", "since", "until", "kind"].map((name) => find(`#change-${name}`));
let before = {};

function openChange(button) {
  const chips = [...button.closest(".understood").querySelectorAll(".alter[name]")];
  const now = (sort) => chips.find((chip) => sortOf(chip) === sort)?.name ?? "";
  const sorts = button.value ? [sortOf(button)] : ["speaker", "period", "kind"];
  changing.querySelectorAll(".field").forEach((field) => (field.hidden = !sorts.some((sort) => field.matches(`.${sort}`))));
  before = { id: button.value || "speaker", speaker: button.name, period: now("period"), kind: now("kind") || "said" };
  speaker.value = button.value.startsWith("speaker") ? before.speaker : "";
  [since.value, until.value] = [...before.period.split("/"), ""];
  kind.value = before.kind;
  [since.max, until.min] = [until.value, since.value];
  changing.returnValue = "";
  changing.showModal();
  changing.querySelector(".field:not([hidden]) :is(input, select)").focus();
}
changing.addEventListener("close", () => {
  if (changing.returnValue !== "apply") return;
  const pairs = [];
  const period = since.value || until.value ? `${since.value}/${until.value}` : "";
  const put = (id, value) => pairs.push(["change", id], ["to", value]);
  if (speaker.value.trim() && speaker.value !== before.speaker && !speaker.closest(".field").hidden) put(before.id, speaker.value.trim());
  if (period && period !== before.period) put("period", period);
  if (kind.value !== before.kind) put("kind", kind.value);
  if (!pairs.length && !period && before.period) pairs.push(["toggle", "period"]);
  const sort = sortOf({ value: before.id });
  if (pairs.length) anew(pairs, (other) => other.className === "alter" && sortOf(other) === sort);
});
since.addEventListener("input", () => (until.min = since.value));
until.addEventListener("input", () => (since.max = until.value));
speaker.addEventListener("input", async () => {
  const answer = await fetch(`names?${new URLSearchParams({ q: speaker.value })}`);
  if (!answer.ok) return;
  find("#names").replaceChildren(...(await answer.json()).map((name) => Object.assign(document.createElement("option"), { value: name })));
});

// The keyboard. Single keys can be switched off (WCAG 2.1.4), and are those of the field while one types.
const on = find("#keys-on");
on.checked = localStorage.getItem("keys") !== "off";
on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));

function step(by) {
  const links = all("#log blockquote .cite");
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  const first = by > 0 ? links.indexOf(find("#log .bot-row:last-child blockquote .cite")) : links.length - 1;
  const link = links[at < 0 ? first : Math.min(Math.max(at + by, 0), links.length - 1)];
  link?.focus();
  link?.click();
}
function key(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || find("dialog[open]")) return;
  if (event.key === "Escape") {
    if (event.target === box()) event.target.blur();
    find("#save").open = false;
  }
  if (!on.checked || event.target.closest?.("input, textarea, select")) return;
  if (event.key === "/") {
    event.preventDefault();
    window.recordPane.close();
    setTimeout(() => box().focus());
  } else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "?") help.showModal();
}
document.addEventListener("keydown", key);
document.addEventListener("paned", (event) => key(event.detail));

// The address is that of the last answer, with what is open in the record and how the page looks.
let address = "";
let awaited = 0; // questions of an address that is being asked again

function follow(answer) {
  if (addressOf(answer) === address) return;
  address = addressOf(answer);
  const query = new URLSearchParams(address);
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (/^(_*theme|open)$/.test(name) && (answer || name !== "open")) query.set(name, value);
  }
  history.replaceState(history.state, "", query.size ? `${location.pathname}?${query}` : location.pathname);
  root.classList.toggle("asked", address !== "");
  all("#save a").forEach((link) => (link.href = `export?format=${link.dataset.format}&${address}`));
  addressed();
}
function addressed() {
  const query = new URLSearchParams(location.search);
  query.delete("lang");
  find("#address").value = `${here}?${query}`;
  all(".languages a").forEach((link) => {
    query.set("lang", link.lang);
    link.href = `?${query}`;
  });
}
document.addEventListener("addressed", addressed);

function begin() {
  const asked = new URLSearchParams(location.search);
  awaited = Math.min(asked.getAll("q").filter((text) => text.trim()).length, 12);
  if (awaited) act(asked);
}

// A whole answer is said once; only then is asked what could be asked next.
let said = "";
function whole(answer) {
  const name = `${all(".question").length} ${addressOf(answer)}`;
  if (name === said) return;
  said = name;
  const parts = answer.querySelectorAll(".reason, .searched, .who, .words");
  find("#said").textContent = [...parts].map((part) => part.textContent).join(" ");
  if (addressOf(answer)) find("#more").click();
}

// Gradio names a message by its source text, markup and all; without that name its words are read out. While an answer
// grows, its question is held at the top, so that it is read from the beginning.
let length = 0;
let begun = false;
new MutationObserver(() => {
  if (!begun && find("#press") && find("#told textarea")) {
    begun = true;
    begin();
  }
  // Gradio says that its examples are a list, and puts buttons into it where items would have to be.
  find("#log .examples[role=list]")?.removeAttribute("role");
  const log = find("#log [role=log]");
  if (!log) return;
  log.setAttribute("aria-live", "off");
  all("#log :is([data-testid=bot], [data-testid=user])[aria-label]").forEach((message) => message.removeAttribute("aria-label"));
  if (log.textContent.length > length) all(".question").at(-1)?.scrollIntoView();
  length = log.textContent.length;
  refocus();
  const answer = find("#log .bot-row:last-child .answer");
  const questions = new URLSearchParams(addressOf(answer)).getAll("q").length;
  if (answer?.matches(".whole") && questions >= awaited) {
    awaited = 0;
    follow(answer);
    whole(answer);
  } else if (address && !find(".question")) follow(null);
  all(".further").forEach((further) => (further.hidden = addressOf(further) !== addressOf(answer)));
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });
