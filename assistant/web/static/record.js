// The record's page: knows whether it stands beside a conversation, and brings a marked quote into view that lies
// further down its turn than the window shows.
if (window.top !== window) document.documentElement.classList.add("framed");
window.addEventListener("load", () => {
  requestAnimationFrame(() => {
    const mark = document.querySelector("mark");
    if (!mark) return;
    const { top, bottom } = mark.getBoundingClientRect();
    if (top < 0 || bottom > window.innerHeight - 32) mark.scrollIntoView({ block: "center" });
  });
});
