"use strict";

// What opens over the page: the text of a §, and the page of a publication as a picture. One <dialog>, which
// holds the focus, closes with Esc and gives the focus back.
pejl.open = (() => {
  let dialog = null;

  function show(label, ...content) {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
      document.body.append(dialog);
    }
    const close = Object.assign(document.createElement("button"), { type: "button", className: "plain close" });
    close.textContent = pejl.texts.CLOSE;
    close.addEventListener("click", () => dialog.close());
    const inside = Object.assign(document.createElement("div"), { className: "inside" });
    inside.append(...content, close);
    dialog.replaceChildren(inside);
    dialog.lang = "da";
    dialog.setAttribute("aria-label", label);
    dialog.showModal();
    dialog.scrollTop = 0;
    return dialog;
  }

  function showLaw(link) {
    const known = [...link.closest(".turn").querySelectorAll("template.law-text")]
      .find((template) => template.dataset.ref === link.textContent);
    if (!known) return false;
    show(link.textContent, known.content.cloneNode(true)).classList.remove("wide");
    return true;
  }

  // The page with the quote first, from which one can leaf on; the marks stand where their words do.
  function showPage(link) {
    const last = Number(link.dataset.pages) - 1;
    let at = Number(link.dataset.page);
    const picture = document.createElement("img");
    const steps = document.createElement("p");
    steps.className = "ways";
    const step = (by, text) => {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: text });
      button.addEventListener("click", () => { at = Math.max(0, Math.min(last, at + by)); turn(); });
      steps.append(button);
      return button;
    };
    const back = step(-1, pejl.texts.PAGE_PREVIOUS);
    const on = step(1, pejl.texts.PAGE_NEXT);
    const alt = link.querySelector("img").alt;
    function turn() {
      picture.src = link.href.replace(/\/\d+\.png/, `/${at}.png`);
      picture.alt = at === Number(link.dataset.page) ? alt : "";
      back.setAttribute("aria-disabled", at === 0);
      on.setAttribute("aria-disabled", at === last);
    }
    turn();
    show(link.getAttribute("aria-label"), picture, steps).classList.add("wide");
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const law = event.target.closest(".turn a.paragraf");
    const page = event.target.closest("a.page");
    if (law && showLaw(law)) event.preventDefault();
    if (page) {
      event.preventDefault();
      showPage(page);
    }
  });
  return { show };
})();
