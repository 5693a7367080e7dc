"use strict";

// What can be taken out of the page: a copy, a link, a print, a file.
pejl.share = (() => {
  const ADDRESS = /^#q=(.+)$/s;

  async function copy(text, told) {
    try {
      await navigator.clipboard.writeText(text);
      pejl.tell(told);
    } catch {
      pejl.tell(copyOldWay(text) ? told : pejl.texts.NOT_COPIED);
    }
  }

  // Where the page does not come over https, browsers offer no clipboard.
  function copyOldWay(text) {
    const before = document.activeElement;
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "unseen";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    before?.focus({ preventScroll: true });
    return done;
  }

  // The question stands behind the #, which no browser sends to a server: no log will hold it.
  function addressOf(question) {
    return `${location.origin}${location.pathname}#q=${encodeURIComponent(question)}`;
  }

  // The question of a shared link is asked, and taken out of the address again: it is in no bookmark by accident.
  function askFromAddress() {
    const found = ADDRESS.exec(location.hash);
    if (!found) return;
    history.replaceState(null, "", location.pathname);
    let question;
    try {
      question = decodeURIComponent(found[1]);
    } catch {
      return; // no address that Pejl has made
    }
    pejl.turns.ask(question, { focus: true });
  }

  async function download(suffix) {
    const turns = pejl.turns.all().map((turn) => turn.record).filter(Boolean);
    try {
      const answer = await pejl.post(`/samtale.${suffix}`, { turns });
      const name = decodeURIComponent(answer.headers.get("Content-Disposition").split("''")[1]);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      pejl.tell(pejl.texts.DOWNLOADED.replace("{name}", name));
    } catch (error) {
      pejl.tell(error.message);
    }
  }

  function fetchFile(button, suffix) {
    const menu = button.closest("details");
    menu.open = false;
    menu.querySelector("summary").focus();
    download(suffix);
  }

  pejl.onAct({
    copy: (button) => copy(pejl.turns.turnOf(button).plain, pejl.texts.COPIED),
    share: (button) => copy(addressOf(pejl.turns.turnOf(button).question), pejl.texts.SHARED),
    print: () => window.print(),
    docx: (button) => fetchFile(button, "docx"),
    md: (button) => fetchFile(button, "md"),
  });

  // A menu closes when one goes elsewhere.
  const closeMenus = (except) => document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // On paper every source is open; on the screen it is then as it was.
  let folded = [];
  window.addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.source:not([open])")];
    folded.forEach((source) => { source.open = true; });
  });
  window.addEventListener("afterprint", () => folded.forEach((source) => { source.open = false; }));
  window.addEventListener("hashchange", askFromAddress);

  return { askFromAddress };
})();
