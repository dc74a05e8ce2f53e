// Marks and their facts light up together; single keys work in the review queue; a line that a
// link leads to is opened where it lies in a closed part; searches and decisions change the page
// in place, by htmx. Pages work without this file.
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

function facts(element) {
  const mark = element.closest?.(".m");
  if (mark) return mark.dataset.facts.split(" ").slice(0, 1);
  const card = element.closest?.(".card[id]");
  return card ? [card.id.slice(2)] : [];
}
for (const event of ["mouseover", "focusin"]) {
  document.addEventListener(event, (e) => light(facts(e.target), true));
}
for (const event of ["mouseout", "focusout"]) {
  document.addEventListener(event, (e) => light(facts(e.target), false));
}

for (const strip of document.querySelectorAll(".strip .scroll")) strip.scrollLeft = strip.scrollWidth;

function open(target) {
  for (let part = target.parentElement; part; part = part.parentElement) {
    if (part.tagName === "DETAILS") part.open = true;
  }
}

function reveal() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  open(target);
  target.scrollIntoView();
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
  // What a decision needs is asked for first: a note's words, the event to merge with.
  const needs = (pressed.dataset.needs || "").split(" ").filter(Boolean);
  const fields = needs.flatMap((name) => [...pressed.form.querySelectorAll(`[name=${name}]`)]);
  if (fields.every((f) => (f.type === "radio" ? !f.checked : !f.value.trim())) && fields.length) {
    open(fields[0]);
    fields[0].focus();
  } else pressed.click();
});

// An address holds what was asked for, and not the fields that were left empty.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of [...detail.formData.entries()]) {
    if (detail.verb === "get" && value === "") detail.formData.delete(name);
  }
});
// What was changed is read on from its beginning, unless somebody is in a field of it.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.target?.id === "main" && document.activeElement === document.body) {
    detail.target.focus({ preventScroll: true });
  }
});
