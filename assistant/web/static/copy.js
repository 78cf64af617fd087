// Buttons that copy: their value goes to the clipboard, they say so, and so does what a screen reader hears. Where the
// page may not write to the clipboard itself (it is not served over https), the browser copies a selection.
(() => {
  const heard = document.createElement("p");
  heard.className = "hidden";
  heard.setAttribute("role", "status");
  document.body.append(heard);

  function copySelection(text) {
    const field = document.createElement("textarea");
    field.value = text;
    field.style.cssText = "position:fixed;opacity:0";
    const parent = document.activeElement?.closest("dialog") ?? document.body;
    const focused = document.activeElement;
    parent.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    return done;
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copySelection(text);
    }
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("button.copy");
    if (!button || !(await copy(button.value))) return;
    button.classList.add("copied");
    heard.textContent = button.querySelector(".done").textContent;
    setTimeout(() => {
      button.classList.remove("copied");
      heard.textContent = "";
    }, 3000);
  });
})();
