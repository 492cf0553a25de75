// Finds a name without asking the hub. Each tap is kept on this phone until the hub has it. Without this script it is a
// plain form, with letters to jump to.

(() => {
  const find = document.querySelector("[data-find]"), [field, found] = find.querySelectorAll("input, [role]");
  const people = [...document.querySelectorAll("[data-key]")], letters = document.querySelector(".letters");
  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // In any order, and with or without accents.
  field.oninput = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean), { some, none } = found.dataset;
    for (const line of people) {
      const name = plain(line.querySelector("h2, h3").textContent);
      line.hidden = !wanted.every((word) => name.includes(word));
    }
    const many = people.filter((line) => !line.hidden).length;
    found.textContent = !wanted.length ? "" : many ? `${some} ${many}` : none;
    if (letters) letters.hidden = wanted.length;
  };
  find.hidden = !people.length;
})();

(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const form = one("[data-register]");
  if (!form || !window.crypto?.randomUUID) return;
  const write = (name, words, within) => { one(`[data-${name}]`, within).textContent = words; };
  const says = form.dataset, key = `taps ${says.register}`, asideKey = `aside ${says.register}`;
  const lineOf = (name) => one(`[data-key="${name}"]`, form);
  // Who is here as the hub says; what waits is added to it.
  let here = ["people", "helpers"].map((name) => +one(`[data-${name}]`).textContent);
  let busy = false, added = false, again;

  const read = (name = key) => JSON.parse(localStorage[name] || "[]");
  const keep = (taps, name = key) => { localStorage[name] = JSON.stringify(taps); };

  function list(name, lines) {
    const box = one(`[data-${name}]`), items = one("ul", box);
    box.hidden = !lines.length;
    items.replaceChildren();
    for (const words of lines) items.appendChild(document.createElement("li")).textContent = words;
  }

  // What stands on the line now is what its next tap starts from. Door helpers tick in, and take that back.
  function show(line, state, words, supporters) {
    if (!line) return;
    const mine = says.keeps || !state || state === "came";
    Object.assign(line.dataset, { state, supporters });
    write("now", words, line);
    write("supporters-now", supporters, line);
    one(".supporters", line).hidden = state !== "came" && state !== "part";
    one("[data-came]", line).hidden = !mine;
    one("[data-undo]", line).hidden = !state || !mine;
    for (const button of line.querySelectorAll("button")) {
      const [whose, what] = button.value.split("|");
      button.value = [whose, what, /more|fewer/.test(what) ? supporters : state].join("|");
      if (button.ariaPressed) button.ariaPressed = what === state;
    }
    write("left", form.querySelectorAll('[data-lines] [data-state=""]').length);
  }

  const counted = ({ state, supporters }) => (["came", "part"].includes(state) ? [1, +supporters] : [0, 0]);

  function count() {
    const [people, helpers] = read().reduce((all, tap) => all.map((many, one) => many + (tap.adds?.[one] || 0)), here);
    Object.entries({ people, helpers, heads: people + helpers }).forEach((number) => write(...number));
  }

  // What waits; and what the hub did not take, until somebody has read it.
  function refresh() {
    const taps = read();
    count();
    list("waiting", busy ? [] : taps.map((tap) => `${tap.who}: ${tap.words}`));
    list("aside", read(asideKey));
  }

  // Before the hub has answered, the line shows what was tapped.
  function foresee(tap) {
    const [whose, what, was] = tap.tap.split("|"), line = lineOf(whose);
    if (!line) return;
    const { state, supporters } = line.dataset, step = { more: 1, fewer: -1 }[what];
    if (step) show(line, state, one("[data-now]", line).textContent, Math.max(0, +was + step));
    else show(line, what, what && `${says.saysKept} (${tap.words})`, supporters);
  }

  function take(answer) {
    const line = lineOf(answer.key);
    show(line, answer.state, answer.says, answer.supporters);
    if (line) write("line-trouble", answer.conflict ? says.saysConflict : "", line);
    here = [answer.people, answer.helpers];
    count();
    added ||= !line;
  }

  // A shut door and a fault of the hub keep the tap; what the hub does not take is set aside.
  async function sendOne(tap) {
    const body = new URLSearchParams(tap);
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    const answer = await fetch(says.register, { method: "POST", body, redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) list("trouble", [says.saysSignIn]);
    const isLost = [400, 404].includes(answer.status);
    if (!answer.ok && !isLost) throw new Error(answer.status);
    const told = isLost ? { refused: says.saysLost } : await answer.json();
    keep(read().filter((kept) => kept.mark !== tap.mark));
    const why = told.refused || (told.conflict && says.saysConflict);
    if (why) keep([...read(asideKey), `${tap.who}: ${tap.words}. ${why}`], asideKey);
    if (told.key) take(told);
  }

  async function send() {
    clearTimeout(again);
    if (busy) return;
    busy = true;
    try {
      for (let taps = read(); taps.length; taps = read()) await sendOne(taps[0]);
      list("trouble", []);
      if (added) location.reload();
    } catch {
      again = setTimeout(send, 5000);
    }
    busy = false;
    refresh();
  }

  form.onsubmit = (event) => {
    const button = event.submitter, line = button?.closest("[data-key]");
    if (button?.name !== "tap") return;
    event.preventDefault();
    const tap = { mark: crypto.randomUUID(), tap: button.value, words: button.firstChild.textContent.trim() };
    if (line) {
      const before = counted(line.dataset);
      foresee(tap);
      Object.assign(tap, { who: one("h2", line).textContent, adds: counted(line.dataset).map((many, one) => many - before[one]) });
    } else {
      for (const name of ["name", "supporters", "way", "reach", "language"]) tap[name] = form.elements[name].value;
      Object.assign(tap, { token: tap.mark, who: tap.name || says.saysNameless, adds: [1, +tap.supporters || 0] });
      form.reset();
      one(".walk-in", form).open = false;
    }
    keep([...read(), tap]);
    refresh();
    send();
  };

  one("[data-aside] button").onclick = () => { keep([], asideKey); refresh(); };
  ononline = send;
  read().forEach(foresee);
  refresh();
  send();
})();
