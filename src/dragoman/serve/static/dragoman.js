// Marks and their facts light up together; single keys work in the review queue; a line that a
// link leads to is opened where it lies in a closed part. Pages work without this file.
"use strict";

function light(facts, on) {
  for (const fact of facts) {
    for (const mark of document.querySelectorAll(".m")) {
      if (mark.dataset.facts.split(" ").includes(fact)) mark.classList.toggle("lit", on);
    }
    const card = document.getElementById("c-" + fact);
    if (card) card.classList.toggle("lit", on);
  }
}

for (const mark of document.querySelectorAll(".m")) {
  const facts = mark.dataset.facts.split(" ").slice(0, 1);
  for (const event of ["mouseenter", "focus"]) mark.addEventListener(event, () => light(facts, true));
  for (const event of ["mouseleave", "blur"]) mark.addEventListener(event, () => light(facts, false));
}
for (const card of document.querySelectorAll(".card[id]")) {
  const facts = [card.id.slice(2)];
  for (const event of ["mouseenter", "focusin"]) card.addEventListener(event, () => light(facts, true));
  for (const event of ["mouseleave", "focusout"]) card.addEventListener(event, () => light(facts, false));
}

for (const strip of document.querySelectorAll(".strip .scroll")) strip.scrollLeft = strip.scrollWidth;

function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let part = target && target.parentElement; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", reveal);
if (location.hash) reveal();

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const pressed = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (!pressed) return;
  event.preventDefault();
  const note = document.querySelector("textarea[name=note]");
  if (event.key === "n" && note && !note.value.trim()) note.focus();
  else pressed.click();
});
