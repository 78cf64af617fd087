// The record's page: knows whether it stands beside a conversation, and brings a mark into view that lies further down
// than the window shows: of the turn that the address names, else the first.
if (window.top !== window) document.documentElement.classList.add("framed");
window.addEventListener("load", () => {
  requestAnimationFrame(() => {
    const mark = document.querySelector(location.hash ? ".cited mark, :target mark" : "mark");
    if (!mark || document.querySelector(".hits")) return;
    const { top, bottom } = mark.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight - 32) mark.scrollIntoView({ block: "center" });
  });
});

// Beside a wide sitting its contents are open; on paper the page's own address stands under its title.
document.addEventListener("DOMContentLoaded", () => {
  const contents = document.querySelector(".in-page");
  if (contents && window.matchMedia("(min-width: 84rem)").matches) contents.open = true;
  const address = document.querySelector(".printed .address");
  if (address) address.textContent += ` · ${location.href.split("#")[0]}`;
});
