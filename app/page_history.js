"use strict";

// Earlier conversations: kept by this browser and nowhere else. Nothing that was turned away is among them.
pejl.history = (() => {
  const KEY = "pejl.samtaler";
  const MOST = 40; // conversations; the oldest goes first
  const AT_ONCE = 6; // of them shown before all are asked for
  let current = null; // the id of the conversation on the page
  let unfolded = false;

  // Storage may be full, forbidden or spoilt; a conversation is then only not kept.
  function read() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return Array.isArray(kept) ? kept.filter((one) => one?.id && Array.isArray(one.turns) && one.turns.length) : [];
    } catch {
      return [];
    }
  }

  function write(kept) {
    try {
      if (kept.length) localStorage.setItem(KEY, JSON.stringify(kept));
      else localStorage.removeItem(KEY);
    } catch { /* not kept */ }
  }

  function keep(turns) {
    const records = turns.map((turn) => turn.record).filter(Boolean);
    if (!records.length && !current) return;
    current ||= crypto.randomUUID?.() || String(Date.now());
    const others = read().filter((one) => one.id !== current);
    const now = records.length ? [{ id: current, changed: new Date().toISOString(), turns: records }] : [];
    write([...now, ...others].slice(0, MOST));
  }

  function leave() {
    current = null;
    unfolded = false;
  }

  async function reopen(id) {
    const kept = read().find((one) => one.id === id);
    if (!kept) return;
    try {
      const answer = await pejl.post("/samtale", { turns: kept.turns });
      current = id;
      pejl.turns.show((await answer.json()).turns);
      document.querySelector(".turn .question")?.focus({ preventScroll: true });
    } catch (error) {
      pejl.tell(error.message);
    }
  }

  function forget(id, told) {
    const rows = [...document.querySelectorAll("#earlier li")];
    const at = rows.findIndex((row) => row.dataset.id === id);
    write(id ? read().filter((one) => one.id !== id) : []);
    if (!id || current === id) leave();
    show();
    const left = document.querySelectorAll("#earlier li .forget");
    (left[Math.min(at, left.length - 1)] || document.querySelector("#question textarea"))?.focus();
    pejl.tell(told);
  }

  const made = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const button = (text, act, name) => {
    const one = made("button", { type: "button", className: `quiet ${act}`, textContent: text });
    one.dataset.act = act;
    if (name) one.setAttribute("aria-label", name);
    return one;
  };

  function row(one) {
    const title = one.turns[0].question;
    const day = new Date(one.changed).toLocaleDateString("da-DK", { day: "numeric", month: "long" });
    const item = made(
      "li", {},
      button(title, "reopen"),
      made("time", { dateTime: one.changed, textContent: day }),
      button(pejl.texts.FORGET, "forget", pejl.texts.FORGET_NAMED.replace("{title}", title)),
    );
    item.dataset.id = one.id;
    return item;
  }

  function show() {
    const place = document.getElementById("earlier");
    if (!place) return;
    const kept = read();
    place.replaceChildren();
    if (!kept.length) return;
    const shown = unfolded ? kept : kept.slice(0, AT_ONCE);
    place.append(
      made("h2", { textContent: pejl.texts.EARLIER }),
      made("p", { className: "hint", textContent: pejl.texts.EARLIER_HINT }),
      made("ul", {}, ...shown.map(row)),
      made("p", { className: "ways" }),
    );
    if (shown.length < kept.length) {
      place.lastChild.append(button(pejl.texts.SHOW_ALL.replace("{count}", kept.length), "show-all"), " ");
    }
    if (kept.length > 1) place.lastChild.append(button(pejl.texts.FORGET_ALL, "forget-all"));
  }

  // The second press deletes, so that one slip does not.
  function forgetAll(pressed) {
    if (pressed.dataset.sure) return forget("", pejl.texts.ALL_FORGOTTEN);
    pressed.dataset.sure = "yes";
    pressed.textContent = pejl.texts.FORGET_ALL_SURE;
    pressed.addEventListener("blur", () => {
      delete pressed.dataset.sure;
      pressed.textContent = pejl.texts.FORGET_ALL;
    }, { once: true });
  }

  const idOf = (pressed) => pressed.closest("li").dataset.id;
  pejl.onAct({
    reopen: (pressed) => reopen(idOf(pressed)),
    forget: (pressed) => forget(idOf(pressed), pejl.texts.FORGOTTEN),
    "forget-all": forgetAll,
    "show-all": () => {
      unfolded = true;
      show();
      document.querySelectorAll("#earlier .reopen")[AT_ONCE]?.focus();
    },
  });
  window.addEventListener("storage", (event) => { if (event.key === KEY) show(); });

  return { keep, leave, show };
})();
