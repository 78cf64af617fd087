// The conversation's page: citations open in the pane beside it, which on a narrow window lies over it.
const wide = window.matchMedia("(min-width: 60rem)");
const root = document.documentElement;

function openPane(address) {
  // Replaced, not followed: going back in the browser leaves the pane, not through every citation that was read.
  document.querySelector("iframe[name=record]").contentWindow.location.replace(address);
  if (wide.matches || root.classList.contains("reading")) return;
  root.classList.add("reading");
  history.pushState({ reading: true }, "");
  document.querySelector(".pane .close").focus();
}

function closePane() {
  if (history.state?.reading) history.back();
}

function isRecordPage(link) {
  return link.href.startsWith(new URL("record/", document.baseURI).href);
}

document.addEventListener("click", (event) => {
  if (event.target.closest(".pane .close")) closePane();
  const link = event.target.closest(".answer a");
  const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  if (!link || !plain || !isRecordPage(link)) return;
  event.preventDefault();
  document.querySelectorAll(".answer a[aria-current]").forEach((other) => other.removeAttribute("aria-current"));
  link.setAttribute("aria-current", "true");
  openPane(link.href);
});
window.addEventListener("popstate", () => {
  root.classList.remove("reading");
  document.querySelector(".answer a[aria-current]")?.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePane();
});

// A chip's button tells the server its chip, through two hidden parts of Gradio's; the answer is then made anew. The
// button goes with the old answer, so the focus is given to the one that takes its place in the new.
let pressed = null;
document.addEventListener("pointerdown", () => (pressed = null));
document.addEventListener("focusin", (event) => {
  if (event.target.value !== pressed) pressed = null;
});
document.addEventListener("click", (event) => {
  const button = event.target.closest(".understood button");
  if (!button) return;
  button.closest(".answer").setAttribute("aria-busy", "true");
  const chip = document.querySelector("#chip textarea");
  chip.value = button.value;
  chip.dispatchEvent(new Event("input", { bubbles: true }));
  document.querySelector("#press").click();
  pressed = button.value;
});

function refocus(log) {
  if (pressed === null || document.activeElement !== document.body) return;
  const buttons = log.querySelectorAll(".bot-row:last-child .understood button");
  [...buttons].find((button) => button.value === pressed)?.focus({ preventScroll: true });
}

// Gradio names a message by its source text, markup and all; without that name its words are read out. While an answer
// grows, its question is held at the top, so that it is read from the beginning.
let length = 0;
new MutationObserver(() => {
  document
    .querySelectorAll("#log [data-testid=bot][aria-label], #log [data-testid=user][aria-label]")
    .forEach((message) => message.removeAttribute("aria-label"));
  const log = document.querySelector("#log [role=log]");
  if (log && log.textContent.length > length) [...log.querySelectorAll(".question")].at(-1)?.scrollIntoView();
  length = log?.textContent.length ?? 0;
  if (log) refocus(log);
}).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-label"] });

// Gradio says that its examples are a list, and puts buttons into it where items would have to be.
new MutationObserver(() => {
  document.querySelector("#log .examples[role=list]")?.removeAttribute("role");
}).observe(document.body, { subtree: true, childList: true });
