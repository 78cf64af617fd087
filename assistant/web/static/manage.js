// How far a change to the index is, asked for every second until it is done; then the page is shown anew.
const bar = document.getElementById("progress");
const line = document.getElementById("line");

async function look() {
  try {
    const response = await fetch(bar.dataset.address, { cache: "no-store" });
    const state = await response.json();
    if (state.finished || !response.ok) return location.reload();
    if (state.files > 1) [bar.max, bar.value] = [state.files, state.done];
    if (line.textContent !== state.line) line.textContent = state.line;
  } catch {
    // The server may be away for a moment; the next look will tell.
  }
  return setTimeout(look, 1000);
}

if (bar) setTimeout(look, 500);
