"use strict";

// What every page does by itself. Everything that is said comes from the server.
const pejl = (() => {
  const acts = {}; // what the buttons with data-act do, by its value

  function onAct(more) {
    Object.assign(acts, more);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && acts[button.dataset.act]) acts[button.dataset.act](button, event);
    if (event.target.closest(".skip") && document.querySelector("#question textarea")) {
      event.preventDefault();
      document.querySelector("#question textarea").focus();
    }
  });

  // A line that is read aloud. It is emptied first, so that the same words are read again.
  let fading = 0;
  function tell(text) {
    const line = document.getElementById("told");
    if (!line) return;
    clearTimeout(fading);
    line.textContent = "";
    requestAnimationFrame(() => { line.textContent = text; });
    fading = setTimeout(() => { line.textContent = ""; }, 8000);
  }

  // Sends JSON to this server; an answer that is no success becomes an error with the words to show.
  async function post(address, content) {
    let answer;
    try {
      answer = await fetch(address, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(content),
      });
    } catch {
      unreachable(true);
      throw new Error("");
    }
    unreachable(false);
    if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).message || pejl.texts?.NOT_UNDERSTOOD || "");
    return answer;
  }

  let cut = false; // whether this server did not answer us
  function unreachable(isCut) {
    cut = isCut;
    showConnection();
  }

  function showConnection() {
    const line = document.getElementById("unreachable");
    const lost = cut || document.querySelector(".toast-body");
    const text = lost ? line.dataset.text : "";
    if (line.textContent === text) return;
    line.textContent = text;
    if (text) document.dispatchEvent(new Event("pejl:unreachable"));
  }

  // Gradio says in English, over the text, that the server is out of reach; Pejl says it in its place.
  function watchConnection() {
    new MutationObserver(showConnection).observe(document.body, { childList: true, subtree: true });
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
  return { onAct, tell, post };
})();
