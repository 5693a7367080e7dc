"use strict";

// The pages to read: search as one types, and a passage's address to the clipboard. Both work without this
// file, too: the form is sent, and the link is a link.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.search");
  if (form) searchAsOneTypes(form);
  document.querySelectorAll(".tools .here").forEach((link) => link.addEventListener("click", () => copy(link)));
  openAround(location.hash);
  window.addEventListener("hashchange", () => openAround(location.hash));
});

const PAUSE = 180; // milliseconds after the last key

function searchAsOneTypes(form) {
  const field = form.querySelector("input");
  const said = form.querySelector("[role=status]");
  const results = form.parentElement.querySelector(".results");
  let waiting, current;

  async function find() {
    clearTimeout(waiting);
    current?.abort();
    if (!field.value.trim()) return show({ said: "", html: "" });
    current = new AbortController();
    const body = new URLSearchParams({ q: field.value });
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: current.signal });
      if (answer.ok) show(await answer.json());
    } catch (fault) {
      if (fault.name !== "AbortError") show({ said: document.getElementById("unreachable").dataset.text, html: "" });
    }
  }

  function show(found) {
    results.innerHTML = found.html;
    said.textContent = found.said;
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(find, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    find();
  });
  form.parentElement.addEventListener("keydown", (event) => step(event, field, results));
}

// Arrows lead through what was found, Escape back to the field.
function step(event, field, results) {
  const found = [...results.querySelectorAll("a")];
  const at = found.indexOf(document.activeElement);
  if (event.key === "Escape" && at >= 0) field.focus();
  else if (event.key === "ArrowDown" && found.length && (at >= 0 || document.activeElement === field)) found[Math.min(at + 1, found.length - 1)].focus();
  else if (event.key === "ArrowUp" && at === 0) field.focus();
  else if (event.key === "ArrowUp" && at > 0) found[at - 1].focus();
  else return;
  event.preventDefault();
}

async function copy(link) {
  try {
    await navigator.clipboard.writeText(link.href);
  } catch {
    return; // not allowed here; the address stands in the address bar
  }
  const before = link.textContent;
  link.setAttribute("aria-live", "polite");
  link.textContent = link.dataset.copied;
  setTimeout(() => { link.textContent = before; }, 2000);
}

// What is linked to may stand in a fold.
function openAround(hash) {
  const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  const folds = [];
  for (let fold = target && target.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) folds.push(fold);
  folds.forEach((fold) => { fold.open = true; });
  if (folds.length) target.scrollIntoView();
}
