"use strict";

// One card at a time: think, see what the text says, say whether one could; and the drawing of how far one is.
document.documentElement.classList.add("practising");
document.addEventListener("DOMContentLoaded", () => { if (document.getElementById("desk")) practise(learnKept); });

function practise(kept) {
  const at = (id) => document.getElementById(id);
  const spoken = JSON.parse(at("spoken").textContent);
  const scheduler = FSRS.fsrs({ enable_fuzz: false, learning_steps: ["10m"], relearning_steps: ["10m"] });
  const SOON = 20 * 60 * 1000; // what comes so soon comes today, also when it is nearly midnight
  const DAY = 24 * 60 * 60 * 1000;
  const steps = [...document.querySelectorAll("#steps .step")].map((section) => ({
    id: section.id,
    name: section.dataset.name,
    cards: [...section.querySelectorAll("details")].map((card) => ({ id: card.dataset.card, step: section.id, card })),
  }));
  const cards = steps.flatMap((step) => step.cards);
  let current = null; // the card on the desk
  let newFirst = false; // a step was chosen: its new cards go before those to repeat

  function say(key, values = {}) {
    const text = Array.isArray(spoken[key]) ? spoken[key][values.n === 1 ? 0 : 1] : spoken[key];
    return text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }
  const announce = (text) => { at("said").textContent = text; };
  const midnight = (time) => new Date(time).setHours(24, 0, 0, 0);
  const daysTo = (due) => Math.round((midnight(due) - midnight(Date.now())) / DAY);
  const date = (time) => new Intl.DateTimeFormat("da-DK", { day: "numeric", month: "long" }).format(time);
  const due = (card) => Date.parse(kept.card(card.id).due);
  const isToday = (card) => due(card) < Math.max(midnight(Date.now()), Date.now() + SOON);
  const stage = (card) => (!kept.card(card.id) ? "unseen" : isToday(card) ? "today" : "known");
  const stepNow = () => steps.find((step) => step.id === kept.step) || steps.find(hasNew) || steps[0];
  const unseen = (step) => step.cards.filter((card) => stage(card) === "unseen");
  const hasNew = (step) => unseen(step).length > 0;
  const toRepeat = () => cards.filter((card) => stage(card) === "today").sort((a, b) => due(a) - due(b));

  function next() {
    const [fresh] = unseen(stepNow());
    const today = toRepeat();
    const [repeat] = today.filter((card) => due(card) <= Date.now());
    return (newFirst && fresh) || repeat || fresh || today[0] || null;
  }

  // Puts the next card on the desk, or says that there is none.
  function show() {
    current = next();
    at("open").hidden = !current;
    at("finished").hidden = Boolean(current);
    if (current) lay(steps.find((step) => step.id === current.step));
    else finish();
    draw();
  }

  function lay(step) {
    const values = { step: step.name, at: step.cards.indexOf(current) + 1, of: step.cards.length };
    at("where").textContent = say("where", values) + (stage(current) === "unseen" ? "" : ` · ${spoken.again}`);
    at("question").textContent = current.card.querySelector("summary").textContent;
    at("thought").value = "";
    at("thought").readOnly = false;
    at("show").hidden = false;
    at("shown").hidden = true;
    at("quote").replaceChildren();
  }

  function finish() {
    const step = stepNow();
    const onward = steps.slice(steps.indexOf(step)).find(hasNew) || steps.find(hasNew);
    const first = Math.min(...cards.filter((card) => kept.card(card.id)).map(due));
    at("where").textContent = "";
    at("question").textContent = onward ? say("stepDone", { step: step.name }) : spoken.allDone;
    at("finished-text").textContent = Number.isFinite(first) ? say("nextDate", { date: date(first) }) : "";
    at("onward").hidden = !onward;
    at("onward").textContent = onward ? say("onward", { step: onward.name }) : "";
    at("onward").onclick = () => choose(onward.id);
  }

  function reveal() {
    const answer = current.card.querySelector(".own-answer").cloneNode(true);
    at("quote").replaceChildren(...answer.childNodes);
    at("thought").readOnly = true;
    at("show").hidden = true;
    at("shown").hidden = false;
    at("quote").focus({ preventScroll: true });
    at("quote").scrollIntoView({ block: "nearest" });
    announce("");
  }

  // What is kept of the card on the desk. A clock that was set back has it last seen in time to come: then now.
  function before(now) {
    const card = kept.card(current.id);
    if (!card) return FSRS.createEmptyCard(now);
    return { ...card, last_review: new Date(Math.min(Date.parse(card.last_review), now)) };
  }

  function rate(rating) {
    const now = new Date();
    const { card } = scheduler.next(before(now), now, FSRS.Rating[rating]);
    kept.put(current.id, card);
    const days = daysTo(card.due);
    const when = isToday(current) ? "comesToday" : days === 1 ? "comesTomorrow" : "comesLater";
    announce(`${spoken[rating === "Good" ? "could" : "couldNot"]} ${say(when, { n: days, date: date(card.due) })}`);
    show();
    toQuestion();
  }

  function toQuestion() {
    at("question").focus({ preventScroll: true });
    at("today").scrollIntoView({ block: "nearest" });
  }

  function choose(id) {
    kept.step = id;
    newFirst = true;
    announce("");
    show();
    toQuestion();
  }

  // The drawing, and the same in words and in the table.
  function draw() {
    const total = { known: 0, today: 0, unseen: 0 };
    steps.forEach((step) => {
      const count = { known: 0, today: 0, unseen: 0 };
      step.cards.forEach((card) => {
        count[stage(card)] += 1;
        total[stage(card)] += 1;
        drawMark(card);
      });
      const item = document.querySelector(`#way li[data-step="${step.id}"]`);
      item.querySelector(".counts").textContent = say("counts", count);
      const link = item.querySelector("a");
      if (step === stepNow()) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
      fill(step.id, count);
    });
    fill("all", total);
    const left = unseen(stepNow()).length;
    const today = total.today ? say("today", { n: total.today }) : spoken.nothingToday;
    at("today").textContent = left ? `${today} ${say("newLeft", { n: left })}` : today;
    at("trouble").textContent = kept.trouble ? spoken[kept.trouble] : "";
  }

  function fill(row, count) {
    const cells = document.querySelectorAll(`tr[data-row="${row}"] td`);
    [count.known, count.today, count.unseen].forEach((value, column) => { cells[column].textContent = value; });
  }

  // A mast as high as the interval is long: a doubling is a step.
  function drawMark(card) {
    const mark = document.querySelector(`.marks [data-card="${card.id}"]`);
    const days = kept.card(card.id)?.scheduled_days || 0;
    const height = stage(card) === "known" ? Math.min(25, 7 + 2.2 * Math.log2(1 + days)) : 0;
    mark.dataset.stage = stage(card);
    mark.querySelector(".mast").setAttribute("d", height ? `M0 0v${-height}` : "");
    mark.querySelector(".top").setAttribute("d", height ? `M-5.5 ${-height}h11l-5.5 -9z` : "");
  }

  // Keys act only while the focus is within the desk, and never take a letter from the thought.
  function onKey(event) {
    if (!current || event.altKey) return;
    const hidden = at("shown").hidden;
    const strong = event.ctrlKey || event.metaKey;
    const enters = event.key === "Enter" || event.key === " ";
    if (event.target === at("thought")) {
      if (!(hidden && strong && event.key === "Enter")) return;
    } else if (strong || (enters && event.target.closest("button, a"))) {
      return;
    }
    const rating = { 1: "Again", 2: "Good" }[event.key];
    if (hidden && enters) reveal();
    else if (!hidden && rating && !event.repeat) rate(rating);
    else return;
    event.preventDefault();
  }

  function save() {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([kept.text()], { type: "application/json" }));
    link.download = at("save").dataset.name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function load() {
    const [file] = at("file").files;
    if (!file) return;
    const count = kept.take(await file.text());
    at("file").value = "";
    if (count >= 0) show();
    announce(count < 0 ? spoken.notLoaded : say("loaded", { n: count }));
  }

  function closed() {
    if (at("sure").returnValue === "yes") {
      kept.clear();
      newFirst = false;
      show();
      announce(spoken.deleted);
      toQuestion();
    }
    at("sure").returnValue = "";
  }

  at("desk").addEventListener("keydown", onKey);
  at("show").addEventListener("click", reveal);
  document.querySelectorAll("[data-rating]").forEach((button) => {
    button.addEventListener("click", () => rate(button.dataset.rating));
  });
  document.querySelectorAll("#way li a").forEach((link) => {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      choose(link.closest("li").dataset.step);
    });
  });
  at("save").addEventListener("click", save);
  at("load").addEventListener("click", () => at("file").click());
  at("file").addEventListener("change", load);
  at("delete").addEventListener("click", () => at("sure").showModal());
  at("sure").addEventListener("close", closed);
  // A day may have gone while the page was out of sight; a card that is being thought about stays.
  document.addEventListener("visibilitychange", () => (current ? draw() : show()));
  kept.whenChanged(() => (current && !at("thought").value && at("shown").hidden ? show() : draw()));
  show();
}
