"use strict";

// The conversation: which turns there are, how a question is asked, and how its answer comes in.
// A turn is {html, question, plain, record}; `record` is what the history keeps, null for what it must not.
pejl.turns = (() => {
  const SLOW = 400; // milliseconds until stopping is offered
  const wide = window.matchMedia("(min-width: 1000px)");
  let turns = [];
  let list = null;
  let trigger = null;
  let number = 0; // of the last question; what comes for an earlier one is left alone
  let waiting = null; // the question that is being answered: {question, at, focus}
  let next = null; // the question that is to be asked, when it is not the one in the field
  let editing = null; // the turn that the question in the field will replace: {at, alone}

  const field = () => document.querySelector("#question textarea");

  function begin(element, props, watch, trigger_) {
    list = element.querySelector(".turns");
    trigger = trigger_;
    watch("value", () => receive(props.value));
    pejl.share.askFromAddress();
  }

  // Called by Gradio when a question is sent: what goes to the server.
  function take(typed) {
    if (waiting) return ["", { number: -1 }]; // a second press; one question at a time
    const beside = Boolean(next); // the field holds something else
    const { question, at, alone, focus } = next || { question: typed, ...(editing || { at: turns.length, alone: false }) };
    next = null;
    number += 1;
    const earlier = turns.slice(0, at).map((turn) => turn.record).filter(Boolean);
    wait({ question, at, focus, beside });
    return [question, { number, at: Math.min(at, turns.length), alone: Boolean(alone), earlier }];
  }

  function ask(question, { at = turns.length, alone = false, focus = false } = {}) {
    if (waiting) return;
    stopEditing();
    next = { question, at, alone, focus };
    trigger("submit");
  }

  function receive(news) {
    if (!news || news.number !== number || !waiting) return;
    if ("left" in news) clearField(news.left);
    if (news.spoken) speak(news.spoken);
    if (news.done) settle(news);
    else put(news.at, news.html);
  }

  // What was sent leaves the field, but for what the reader is asked to reword: that comes back to it.
  function clearField(left) {
    if (left && (!waiting.cleared || !field().value)) fill(waiting.question);
    else if (!left && !waiting.cleared && !waiting.beside) fill("");
    waiting.cleared = true;
  }

  function settle(news) {
    const { focus } = waiting;
    endWait();
    if (!news.html) { // nothing was asked, or the index is not there yet
      pejl.tell(news.told);
      return;
    }
    stopEditing();
    turns[news.at] = { html: news.html, question: news.question, plain: news.plain, record: news.record };
    put(news.at, news.html, focus);
    changed();
  }

  function speak(text) {
    document.querySelector("#spoken [role=status]").textContent = text;
  }

  function changed() {
    document.body.classList.toggle("asked", turns.length > 0);
    pejl.history.keep(turns);
  }

  // Puts one turn in its place. The others are left alone, so that nothing moves under the reader and
  // what they have unfolded stays unfolded.
  function put(at, html, focus) {
    document.body.classList.add("asked");
    const template = document.createElement("template");
    template.innerHTML = html;
    const turn = template.content.firstElementChild;
    turn.querySelectorAll("details.source").forEach((source) => { source.open = wide.matches; });
    turn.dataset.at = at;
    const old = list.children[at];
    const focused = old?.contains(document.activeElement);
    if (old) old.replaceWith(turn);
    else list.append(turn);
    if (focused || focus) turn.querySelector(".question").focus({ preventScroll: true });
    const begins = turn.classList.contains("pending") && !old?.classList.contains("pending");
    if (!old || begins) arrive(at);
  }

  // A new turn begins at the top of the window and grows downwards from there. By the time that it
  // has been laid out, its answer may have taken its place.
  function arrive(at) {
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (at === 0) window.scrollTo({ top: 0 });
      else list.children[at]?.scrollIntoView({ block: "start" });
    }));
  }

  function wait(question) {
    waiting = question;
    waiting.timer = setTimeout(() => {
      const held = document.activeElement?.id === "send";
      document.body.classList.add("waiting");
      if (held) document.getElementById("stop").focus();
    }, SLOW);
  }

  function endWait() {
    clearTimeout(waiting.timer);
    waiting = null;
    const held = document.activeElement?.id === "stop";
    document.body.classList.remove("waiting");
    if (held) field()?.focus({ preventScroll: true });
  }

  // Stopped by the reader, or the server is out of reach: as it was, with the question in the field.
  function giveUp(told) {
    if (!waiting) return;
    const { question, at } = waiting;
    endWait();
    number += 1;
    if (turns[at]) put(at, turns[at].html);
    else list.children[at]?.remove();
    document.body.classList.toggle("asked", turns.length > 0);
    if (at < turns.length) edit(at, question, false);
    else write(question);
    if (told) pejl.tell(told);
  }

  function fill(text) {
    const area = field();
    area.value = text;
    area.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function write(text) {
    fill(text);
    const area = field();
    area.focus({ preventScroll: true });
    area.setSelectionRange(text.length, text.length);
  }

  // The question goes back into the field; what is sent from there takes the turn's place.
  function edit(at, text, alone) {
    editing = { at, alone };
    const line = document.getElementById("editing");
    line.innerHTML = '<span></span> <button type="button" class="quiet" data-act="undo"></button>';
    line.firstChild.textContent = pejl.texts.EDITING.replace("{number}", at + 1);
    line.lastChild.textContent = pejl.texts.UNDO;
    line.hidden = false;
    write(text);
  }

  function stopEditing() {
    editing = null;
    const line = document.getElementById("editing");
    if (line) line.hidden = true;
  }

  function undo() {
    stopEditing();
    write("");
  }

  function show(shown) {
    turns = shown;
    list.replaceChildren();
    stopEditing();
    turns.forEach((turn, at) => put(at, turn.html));
    document.body.classList.toggle("asked", turns.length > 0);
    requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo({ top: 0 })));
  }

  function anew() {
    if (waiting) giveUp("");
    pejl.tell("");
    pejl.history.leave();
    show([]);
    write("");
    pejl.history.show();
    window.scrollTo({ top: 0 });
  }

  function openSource(marker) {
    const quote = document.getElementById(marker.hash.slice(1));
    if (!quote) return;
    const source = quote.closest("details.source");
    source.open = true;
    document.querySelectorAll(".current").forEach((element) => element.classList.remove("current"));
    quote.classList.add("current");
    source.querySelector("summary").focus({ preventScroll: true });
    const sources = source.closest(".sources");
    if (wide.matches) sources.scrollTop += quote.getBoundingClientRect().top - sources.getBoundingClientRect().top - 120;
    else quote.scrollIntoView({ block: "center" });
  }

  const at = (element) => Number(element.closest(".turn").dataset.at);
  const turnOf = (element) => turns[at(element)];
  const acts = {
    retry: (button) => ask(turnOf(button).question, { at: at(button), alone: turnOf(button).record?.alone, focus: true }),
    edit: (button) => edit(at(button), turnOf(button).question, Boolean(turnOf(button).record?.alone)),
    correct: (button) => edit(at(button), button.closest(".understood").querySelector(".as").textContent, true),
    alone: (button) => ask(turnOf(button).question, { at: at(button), alone: true, focus: true }),
    ask: (button) => ask(button.textContent, { focus: true }),
    undo,
  };

  pejl.onAct(acts);
  document.addEventListener("click", (event) => {
    const marker = event.target.closest("a.marker");
    if (marker) {
      event.preventDefault();
      openSource(marker);
    }
    const example = event.target.closest("button.example");
    if (example) ask(example.textContent.trim(), { focus: true });
    if (event.target.closest("#anew")) anew();
    if (event.target.closest("#stop")) giveUp(pejl.texts.STOPPED);
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && editing && event.target === field()) undo();
  });
  document.addEventListener("pejl:unreachable", () => giveUp(""));

  return { begin, take, ask, show, turnOf, all: () => turns };
})();
