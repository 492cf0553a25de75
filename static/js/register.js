// The register keeps each tap on this phone until the hub has it. Without this script each tap is a plain form.
"use strict";

(() => {
  const form = document.querySelector("[data-register]");
  if (!form || !window.fetch || !window.crypto?.randomUUID) return;
  const one = (selector, within = document) => within.querySelector(selector);
  const says = form.dataset, key = `taps ${says.register}`;
  const lineOf = (name) => one(`[data-key="${name}"]`, form);
  let busy = false, added = false, again;

  const read = () => JSON.parse(localStorage.getItem(key) || "[]");
  function keep(taps) {
    if (taps.length) localStorage.setItem(key, JSON.stringify(taps)); else localStorage.removeItem(key);
  }

  function trouble(words) {
    const box = one("[data-trouble]");
    box.hidden = !words;
    one("p", box).textContent = words;
  }

  // What stands on the line now is what its next tap starts from.
  function show(line, state, words, supporters) {
    if (!line) return;
    line.dataset.state = state;
    line.dataset.supporters = supporters;
    one("[data-now]", line).textContent = words;
    one("[data-supporters-now]", line).textContent = supporters;
    one(".supporters", line).hidden = state !== "came" && state !== "part";
    one("[data-undo]", line).hidden = !state;
    for (const button of line.querySelectorAll("button")) {
      const [whose, what] = button.value.split("|"), counts = what === "more" || what === "fewer";
      button.value = [whose, what, counts ? supporters : state].join("|");
      if (button.hasAttribute("aria-pressed")) button.setAttribute("aria-pressed", what === state);
    }
  }

  function waiting() {
    const taps = read(), box = one("[data-waiting]");
    box.hidden = !taps.length || busy;
    one("[data-count]", box).textContent = taps.length;
  }

  // Before the hub has answered, the line shows what was tapped.
  function foresee(tap) {
    const [whose, what, was] = tap.tap.split("|"), line = lineOf(whose);
    if (!line) return;
    const step = { more: 1, fewer: -1 }[what];
    if (step) return show(line, line.dataset.state, one("[data-now]", line).textContent, Math.max(0, Number(was) + step));
    show(line, what, what ? `${says.saysKept} (${tap.words})` : "", line.dataset.supporters);
  }

  function take(answer) {
    const line = lineOf(answer.key);
    show(line, answer.state, answer.says, answer.supporters);
    if (line) one("[data-line-trouble]", line).textContent = answer.conflict ? says.saysConflict : "";
    one("[data-heads]").textContent = answer.heads;
    one("[data-people]").textContent = answer.people;
    one("[data-helpers]").textContent = answer.helpers;
    added = added || !line;
  }

  async function send() {
    clearTimeout(again);
    if (busy) return;
    busy = true;
    try {
      for (let taps = read(); taps.length; taps = read()) {
        const body = new URLSearchParams(taps[0]);
        body.set("csrfmiddlewaretoken", one("[name=csrfmiddlewaretoken]", form).value);
        const answer = await fetch(says.register, { method: "POST", body, redirect: "manual" });
        if (!answer.ok) {
          if (answer.type === "opaqueredirect" || answer.status === 403) trouble(says.saysSignIn);
          throw new Error(answer.status);
        }
        const told = await answer.json();
        keep(read().filter((tap) => tap.mark !== taps[0].mark));
        if (told.refused) trouble(told.refused); else take(told);
      }
      if (added) location.reload();
    } catch {
      again = setTimeout(send, 5000);
    } finally {
      busy = false;
      waiting();
    }
  }

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "tap") return;
    event.preventDefault();
    const tap = { mark: crypto.randomUUID(), tap: button.value, words: button.firstChild.textContent.trim() };
    if (button.value.startsWith("new|")) {
      Object.assign(tap, { token: tap.mark, name: form.elements.name.value, supporters: form.elements.supporters.value });
      form.elements.name.value = "";
      form.elements.supporters.value = "0";
      button.closest("details").open = false;
    }
    keep([...read(), tap]);
    foresee(tap);
    waiting();
    send();
  });

  addEventListener("online", send);
  read().forEach(foresee);
  waiting();
  send();
})();
