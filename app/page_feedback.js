"use strict";

// Feedback under an answer. The question goes along only while the box that says so is ticked.
pejl.feedback = (() => {
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form.feedback");
    if (!form || event.target.type !== "radio") return;
    form.querySelector(".more").hidden = false;
    form.querySelector(".told").textContent = "";
  });

  function fold(form) {
    form.querySelector(".more").hidden = true;
    form.reset();
  }

  async function send(form) {
    const told = form.querySelector(".told");
    const button = form.querySelector("[type=submit]");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      const answer = await pejl.post("/tilbagemelding", {
        kind: form.querySelector("[type=radio]:checked").value,
        comment: form.querySelector("textarea").value,
        question: form.querySelector("[type=checkbox]").checked ? pejl.turns.turnOf(form).question : null,
        status: form.dataset.status,
        passages: form.dataset.passages.split(" ").filter(Boolean),
      });
      const { message, saved } = await answer.json();
      told.textContent = message;
      if (saved) {
        fold(form);
        form.querySelector("fieldset").hidden = true;
        told.focus({ preventScroll: true });
      } else form.querySelector("textarea").focus();
    } catch (error) {
      told.textContent = error.message;
    }
    button.removeAttribute("aria-disabled");
  }

  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.feedback");
    if (!form) return;
    event.preventDefault();
    send(form);
  });

  pejl.onAct({
    "feedback-undo": (button) => {
      const form = button.closest("form");
      const chosen = form.querySelector("[type=radio]:checked");
      fold(form);
      form.querySelector(".told").textContent = "";
      chosen?.focus();
    },
  });
  return {};
})();
