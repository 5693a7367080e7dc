"use strict";

// What the browser keeps of a way through the cards: when each comes again, as ts-fsrs reckons it. It is kept here
// and nowhere else. Where it cannot be kept or read, `trouble` says why and the page goes on without.
const learnKept = (() => {
  const KEY = "pejl-kom-godt-i-gang";
  const ASIDE = `${KEY}-lagt-til-side`;
  const VERSION = 1;
  const NUMBERS = ["stability", "difficulty", "scheduled_days", "learning_steps", "reps", "lapses"];
  const fresh = () => ({ version: VERSION, step: "", cards: new Map() });

  let state = fresh();
  let trouble = "";

  function isCard(card) {
    return card !== null && typeof card === "object"
      && [card.due, card.last_review].every((date) => typeof date === "string" && !Number.isNaN(Date.parse(date)))
      && NUMBERS.every((name) => Number.isFinite(card[name]) && card[name] >= 0)
      && card.stability > 0 && card.difficulty >= 1 && card.difficulty <= 10 && [1, 2, 3].includes(card.state);
  }

  // A text that was kept → what it says, and how many cards of it are damaged; null for one that is something else.
  function parse(text) {
    let raw;
    try { raw = JSON.parse(text); } catch { return null; }
    if (!raw || raw.version !== VERSION || typeof raw.cards !== "object" || raw.cards === null) return null;
    const all = Object.entries(raw.cards);
    const cards = new Map(all.filter(([, card]) => isCard(card)));
    return { state: { version: VERSION, step: String(raw.step || ""), cards }, lost: all.length - cards.size };
  }

  const written = () => JSON.stringify({ ...state, cards: Object.fromEntries(state.cards) });

  function read() {
    let text;
    try { text = window.localStorage.getItem(KEY); } catch { trouble = "blocked"; return; }
    const found = text === null ? { state: fresh(), lost: 0 } : parse(text);
    state = found ? found.state : fresh();
    if (!found) trouble = "unreadable";
    else if (found.lost) trouble = "partly";
    if (!found || found.lost) attempt(() => window.localStorage.setItem(ASIDE, text));
  }

  function attempt(what) {
    try { what(); return true; } catch { return false; }
  }

  function write() {
    try {
      window.localStorage.setItem(KEY, written());
      if (trouble !== "partly" && trouble !== "unreadable") trouble = "";
    } catch (error) {
      trouble = error.name === "QuotaExceededError" ? "full" : "blocked";
    }
  }

  read();
  return {
    get trouble() { return trouble; },
    get step() { return state.step; },
    set step(id) { state.step = id; write(); },
    card: (id) => state.cards.get(id),
    put(id, card) { state.cards.set(id, JSON.parse(JSON.stringify(card))); write(); },
    text: written,
    // Takes what a file says in place of what is kept: how many cards, or -1 for a file of another kind.
    take(text) {
      const found = parse(text);
      if (!found || found.lost) return -1;
      state = found.state;
      write();
      return state.cards.size;
    },
    clear() {
      state = fresh();
      trouble = attempt(() => [KEY, ASIDE].forEach((key) => window.localStorage.removeItem(key))) ? "" : "blocked";
    },
    // Another window of the page has kept something.
    whenChanged(then) {
      window.addEventListener("storage", (event) => {
        if (event.key !== KEY && event.key !== null) return;
        read();
        then();
      });
    },
  };
})();
