// The record in a pane beside the page. On the conversation's page the pane is there, and on a narrow window it lies
// over it; any other page is given one on a wide window only, where a link into the record would else leave the page.
// What stands in the pane stands in the page's address as `open`, so that the address leads a colleague to it.
window.recordPane = (() => {
  const { root: up, title, close: closing } = document.currentScript.dataset;
  const records = new URL(`${up}record/`, document.baseURI).href;
  const start = new URL(up || "./", document.baseURI).href;
  const own = document.querySelector("#pane") !== null;
  const wide = window.matchMedia(own ? "(min-width: 60rem)" : "(min-width: 80rem)");
  const page = document.documentElement;

  function pane() {
    let found = document.querySelector("#pane");
    if (!found) {
      found = document.createElement("aside");
      found.id = "pane";
      found.className = "pane added";
      found.setAttribute("aria-label", title);
      found.innerHTML = '<p class="pane-bar"><button type="button" class="close"></button></p><iframe name="record"></iframe>';
      found.querySelector("button").textContent = closing;
      found.querySelector("iframe").title = title;
      document.body.append(found);
      found.querySelector("iframe").addEventListener("load", opened);
    }
    page.classList.toggle("beside", !own);
    return found;
  }

  function isRecordPage(link) {
    return typeof link.href === "string" && link.href.startsWith(records); // that of a link in a plot is no string
  }

  // Writes `open` into the address, or takes it out.
  function keepOpen(address) {
    const query = new URLSearchParams(location.search);
    query.delete("open");
    if (address) query.set("open", address);
    history.replaceState(history.state, "", `${location.pathname}${query.size ? `?${query}` : ""}${location.hash}`);
    document.dispatchEvent(new Event("addressed"));
  }

  function openPane(address) {
    // Replaced, not followed: going back in the browser leaves the pane, not through every citation that was read.
    pane().querySelector("iframe").contentWindow.location.replace(address);
    if (wide.matches || page.classList.contains("reading")) return;
    page.classList.add("reading");
    history.pushState({ reading: true }, "");
    document.querySelector(".pane .close").focus();
  }

  function closePane() {
    if (history.state?.reading) history.back();
    else if (!own && page.classList.contains("beside")) {
      page.classList.remove("beside");
      document.querySelector("#pane").remove();
      keepOpen(null);
      document.querySelector("a[aria-current=location]")?.focus();
    }
  }

  function opened(event) {
    const there = event.target.contentWindow;
    there.addEventListener("keydown", (pressed) => document.dispatchEvent(new CustomEvent("paned", { detail: pressed })));
    const shown = wide.matches || page.classList.contains("reading");
    const { href } = there.location;
    if (shown && href.startsWith(records)) keepOpen(href === records ? null : href.slice(start.length));
  }

  document.addEventListener("click", (event) => {
    if (event.target.closest(".pane .close")) closePane();
    const link = event.target.closest("a[href]");
    const plain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || link.closest(".bar") || !isRecordPage(link)) return;
    if (!own && (!wide.matches || window.name === "record")) return; // the pane has none itself
    event.preventDefault();
    document.querySelectorAll("a[aria-current=location]").forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "location");
    openPane(link.href);
  });
  window.addEventListener("popstate", () => {
    page.classList.remove("reading");
    document.querySelector("a[aria-current=location]")?.focus();
  });
  function back(event) {
    if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]")) closePane();
  }
  document.addEventListener("keydown", back);
  document.addEventListener("paned", (event) => back(event.detail));

  // What an address has open is opened with it, if it is a page of the record.
  document.querySelector("#pane iframe")?.addEventListener("load", opened);
  const asked = new URLSearchParams(location.search).get("open");
  if (asked && window.name !== "record" && (own || wide.matches)) {
    const address = new URL(asked, start).href;
    if (!wide.matches) keepOpen(null);
    if (address.startsWith(records)) openPane(address);
  }

  return { open: openPane, close: closePane };
})();
