"use strict";

// What the page does by itself. Everything that is said comes from the server.
const pejl = (() => {
  const wide = window.matchMedia("(min-width: 1000px)");
  let exampleChosen = false;

  // Puts the turns of a conversation in, one by one: a turn that has not changed is left alone, so
  // that nothing moves under the reader and what they have unfolded stays unfolded.
  function showTurns(element, props, watch) {
    const list = element.querySelector(".turns");
    let shown = [];
    const show = () => {
      const turns = props.value || [];
      while (list.children.length > turns.length) list.lastElementChild.remove();
      turns.forEach((html, at) => {
        if (html !== shown[at]) put(list, at, html);
      });
      shown = [...turns];
    };
    watch("value", show);
    show();
  }

  function put(list, at, html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    const turn = template.content.firstElementChild;
    turn.querySelectorAll("details").forEach((source) => { source.open = wide.matches; });
    const old = list.children[at];
    const focused = old && old.contains(document.activeElement);
    if (old) old.replaceWith(turn);
    else list.append(turn);
    if (focused) turn.querySelector(".question").focus({ preventScroll: true });
    if (!old) arrive(list, at);
  }

  // A new turn begins at the top of the window and grows downwards from there. By the time that it
  // has been laid out, its answer may have taken its place.
  function arrive(list, at) {
    const take = exampleChosen;
    exampleChosen = false;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      const turn = list.children[at];
      if (take) turn?.querySelector(".question").focus({ preventScroll: true });
      if (at === 0) window.scrollTo({ top: 0 });
      else turn?.scrollIntoView({ block: "start" });
    }));
  }

  function openSource(marker) {
    const quote = document.getElementById(marker.hash.slice(1));
    if (!quote) return;
    const source = quote.closest("details");
    source.open = true;
    document.querySelectorAll(".current").forEach((element) => element.classList.remove("current"));
    quote.classList.add("current");
    source.querySelector("summary").focus({ preventScroll: true });
    const sources = source.closest(".sources");
    if (wide.matches) sources.scrollTop += quote.getBoundingClientRect().top - sources.getBoundingClientRect().top - 120;
    else quote.scrollIntoView({ block: "center" });
  }

  document.addEventListener("click", (event) => {
    const marker = event.target.closest("a.marker");
    if (marker) {
      event.preventDefault();
      openSource(marker);
    }
    const field = document.querySelector("#question textarea");
    if (field && event.target.closest(".skip")) {
      event.preventDefault();
      field.focus();
    }
    if (event.target.closest(".example")) exampleChosen = true;
    if (event.target.closest("#anew")) {
      window.scrollTo({ top: 0 });
      if (wide.matches) document.querySelector("#question textarea")?.focus();
    }
  }, true);

  // Gradio says in English, over the text, that the server is out of reach; Pejl says it in its place.
  function watchConnection() {
    const line = document.getElementById("unreachable");
    new MutationObserver(() => {
      const text = document.querySelector(".toast-body") ? line.dataset.text : "";
      if (line.textContent !== text) line.textContent = text;
    }).observe(document.body, { childList: true, subtree: true });
  }

  // Gradio knows no Danish, and names the page English; a screen reader would read it so.
  function keepLanguage() {
    const root = document.documentElement;
    const language = root.lang;
    new MutationObserver(() => {
      if (root.lang !== language) root.lang = language;
    }).observe(root, { attributes: true, attributeFilter: ["lang"] });
  }

  keepLanguage();
  document.addEventListener("DOMContentLoaded", watchConnection);
  return { showTurns };
})();
