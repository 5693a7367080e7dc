"use strict";

// What the pages for team leaders do beyond their forms: buttons that tick all, a count, and the
// checklist as it was adapted, kept in this tab alone until it is closed.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("tjekliste");
  const kept = `pejl-tjekliste${location.search}`;

  function boxes(part) {
    return [...part.querySelectorAll("input[type=checkbox]:is([name=punkt], [name=valg])")];
  }

  function tickAll(part, ticked) {
    boxes(part).forEach((box) => { box.checked = ticked; });
    part.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function button(text, name, press) {
    const element = document.createElement("button");
    element.type = "button";
    element.className = "quiet";
    element.append(text);
    const of = document.createElement("span");
    of.className = "unseen";
    of.append(`: ${name}`);
    element.append(of);
    element.addEventListener("click", press);
    return element;
  }

  for (const part of document.querySelectorAll("[data-all]")) {
    const heading = part.querySelector("legend, h2");
    const row = document.createElement("div");
    row.className = "all-none";
    row.append(
      button(part.dataset.all, heading.textContent, () => tickAll(part, true)),
      button(part.dataset.none, heading.textContent, () => tickAll(part, false)),
    );
    heading.after(row);
  }

  document.querySelector("[data-back]")?.addEventListener("click", (event) => {
    if (history.length > 1) {
      event.preventDefault();
      history.back();
    }
  });

  if (!form) return;

  function count() {
    const all = boxes(form);
    const line = document.getElementById("antal");
    const text = line.dataset.text
      .replace("{chosen}", all.filter((box) => box.checked).length)
      .replace("{all}", all.length);
    if (line.textContent !== text) line.textContent = text;
  }

  function fields() {
    return [...form.elements].filter((field) => field.name && field.type !== "hidden" && field.type !== "submit");
  }

  function keep() {
    const state = fields().map((field) => (field.type === "checkbox" ? field.checked : field.value));
    try {
      sessionStorage.setItem(kept, JSON.stringify(state));
    } catch { /* full or forbidden: then it is not kept */ }
  }

  function restore() {
    let state = null;
    try {
      state = JSON.parse(sessionStorage.getItem(kept));
    } catch { /* nothing to restore */ }
    const all = fields();
    if (!Array.isArray(state) || state.length !== all.length) return;
    all.forEach((field, at) => {
      if (field.type === "checkbox") field.checked = state[at];
      else field.value = state[at];
      if (field.name.startsWith("note-") && field.value) field.closest("details").open = true;
    });
  }

  form.addEventListener("change", () => { count(); keep(); });
  form.addEventListener("input", keep);
  restore();
  count();
});
