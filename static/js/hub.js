// Small helps on pages that work without them: to the faults, print, listen.

(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const tools = one("[data-page-tools]"), main = one("main");

  // A form came back with something to mend: go there first.
  one("[data-error-summary], .error-summary")?.focus();

  Object.assign(one("[data-print]") ?? {}, { hidden: false, onclick: () => print() });
  if (!tools || !main) return;
  const heading = one("h1", main);
  if (heading && !heading.closest("form")) (heading.closest(".question-head") ?? heading).after(tools);
  tools.hidden = false;

  const listen = one("[data-listen]", tools);
  const speech = window.speechSynthesis;
  if (!speech) return;

  const [play, stop, speed] = ["play", "stop", "speed"].map((name) => one(`[data-listen-${name}]`, listen));
  const firstWords = play.textContent;
  const READ = "h1, h2, h3, .easy-words, p, li, dt, dd, th, td, legend, label";
  let voice, state, queue = [], slow = false, turn = 0;

  // Only a voice that lives on this device: no words leave it.
  function findVoice() {
    const local = speech.getVoices().filter((each) => each.localService && /^en\b/i.test(each.lang));
    voice = local.find((each) => /^en.gb/i.test(each.lang)) || local[0];
    listen.hidden = !voice;
  }

  const blocks = () => [...main.querySelectorAll(READ)].filter((block) =>
    !block.parentElement.closest(READ) && !block.closest("[hidden], [data-page-tools], nav, details:not([open]) > :not(summary)"));

  // Browsers stop in the middle of long speech, so each sentence is said on its own.
  const sentences = (block) => (block.innerText.match(/[^.!?\n]+[.!?]*/g) || []).map((words) => ({ block, words: words.trim() }));

  function mark(block) {
    one(".is-being-read")?.classList.remove("is-being-read");
    block?.classList.add("is-being-read");
  }

  function sayNext(mine) {
    if (mine !== turn) return;
    const [part] = queue;
    if (!part) return finish();
    mark(part.block);
    speech.speak(Object.assign(new SpeechSynthesisUtterance(part.words), {
      voice, lang: voice.lang, rate: slow ? 0.7 : 1,
      onend() { if (mine === turn) { queue.shift(); sayNext(mine); } },
      onerror() { if (mine === turn) finish(); },
    }));
  }

  function be(now) {
    state = now;
    play.textContent = { silent: firstWords, saying: play.dataset.saysPause, waiting: play.dataset.saysPlay }[now];
    stop.hidden = now === "silent";
  }

  // Pausing forgets the voice's place in the sentence, so it starts that sentence again.
  function hush() {
    turn += 1;
    speech.cancel();
  }

  function finish() {
    hush();
    queue = [];
    mark(null);
    if (document.activeElement === stop) play.focus();
    be("silent");
  }

  function go() {
    hush();
    be("saying");
    sayNext(turn);
  }

  play.onclick = () => {
    if (state === "saying") {
      hush();
      return be("waiting");
    }
    if (!queue.length) queue = blocks().flatMap(sentences).filter((part) => part.words);
    go();
  };
  stop.onclick = finish;
  speed.onclick = () => {
    slow = !slow;
    speed.textContent = slow ? speed.dataset.saysNormal : speed.dataset.saysSlow;
    if (state === "saying") go();
  };
  addEventListener("pagehide", finish);
  speech.onvoiceschanged = findVoice;
  be("silent");
  findVoice();
})();
