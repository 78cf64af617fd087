// What a reader says of an answer, sent with the question, the earlier ones and the places of the quotes, all of which
// stand on the page. A passage that answers is a quote of the answer, by its number, or what is selected in the record.
function placeOf(link) {
  const place = new URL(link.href).searchParams;
  return { turn_id: place.get("turn"), start: Number(place.get("start")), end: Number(place.get("end")) };
}

function selectedInRecord() {
  const selection = document.querySelector("iframe[name=record]").contentWindow.getSelection();
  const words = selection?.toString().trim();
  const turn = words && selection.getRangeAt(0).startContainer.parentElement.closest("article[id^='turn-']");
  return turn ? { turn_id: turn.id.slice("turn-".length), words } : null;
}

function passagesFor(choice, quotes) {
  if (choice === "selection") return [selectedInRecord()];
  if (choice === "right" || choice === "wrong") return quotes.map(placeOf);
  return quotes.filter((link) => link.textContent === `[${choice}]`).map(placeOf);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest(".feedback button");
  if (!button) return;
  const answer = button.closest(".answer");
  const group = button.closest(".feedback");
  const say = (key) => (group.querySelector(".outcome").textContent = group.querySelector(`.hidden.${key}`).textContent);
  const rows = [...document.querySelectorAll("#log .question, #log .answer")];
  const questions = rows.slice(0, rows.indexOf(answer)).filter((row) => row.matches(".question")).map((row) => row.innerText.trim());
  const passages = passagesFor(button.value, [...answer.querySelectorAll("blockquote .cite")]);
  if (passages.includes(null)) return say("select");
  const said = {
    question: questions.at(-1),
    history: questions.slice(0, -1),
    verdict: ["right", "wrong"].includes(button.value) ? button.value : "passage",
    refused: answer.querySelector(".reason") !== null,
    passages,
  };
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(said) };
  const sent = await fetch("feedback", request).then((response) => response.ok, () => false);
  say(sent ? "thanks" : "failed");
  if (!sent) return;
  group.querySelectorAll("[aria-pressed]").forEach((other) => other.removeAttribute("aria-pressed"));
  button.setAttribute("aria-pressed", "true");
});
