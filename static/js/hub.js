// Small helps on top of pages that work without them: go to the error summary, print, listen.
"use strict";

(() => {
  const one = (selector, within = document) => within.querySelector(selector);
  const tools = one("[data-page-tools]");
  const main = one("main");

  // A form came back with something to mend: go there first.
  one("[data-error-summary], .error-summary")?.focus();

  if (!tools || !main) return;
  const heading = one("h1", main);
  if (heading && !heading.closest("form")) heading.after(tools);
  tools.hidden = false;
  one("[data-print]", tools).addEventListener("click", () => window.print());

  const listen = one("[data-listen]", tools);
  const speech = window.speechSynthesis;
  if (!speech || !window.SpeechSynthesisUtterance) return;

  const play = one("[data-listen-play]", listen);
  const stop = one("[data-listen-stop]", listen);
  const speed = one("[data-listen-speed]", listen);
  const firstWords = play.textContent;
  const READ = "h1, h2, h3, .easy-words, p, li, dt, dd, th, td, legend, label";
  let voice, queue = [], slow = false, turn = 0;

  // Only a voice that lives on this device: no words leave it.
  function findVoice() {
    const local = speech.getVoices().filter((each) => each.localService && /^en\b/i.test(each.lang));
    voice = local.find((each) => /^en.gb/i.test(each.lang)) || local[0];
    listen.hidden = !voice;
  }

  const blocks = () => [...main.querySelectorAll(READ)].filter((block) =>
    !block.parentElement.closest(READ) && !block.closest("[hidden], [data-page-tools], nav") && block.innerText.trim());

  // Browsers stop in the middle of long speech, so each sentence is said on its own.
  const sentences = (block) => (block.innerText.match(/[^.!?\n]+[.!?]*/g) || []).map((words) => ({ block, words: words.trim() }));

  function mark(block) {
    one(".is-being-read")?.classList.remove("is-being-read");
    block?.classList.add("is-being-read");
  }

  function sayNext(mine) {
    if (mine !== turn) return;
    const part = queue[0];
    if (!part) return finish();
    const saying = new SpeechSynthesisUtterance(part.words);
    saying.voice = voice;
    saying.lang = voice.lang;
    saying.rate = slow ? 0.7 : 1;
    saying.onend = () => { if (mine === turn) { queue.shift(); sayNext(mine); } };
    saying.onerror = () => { if (mine === turn) finish(); };
    mark(part.block);
    speech.speak(saying);
  }

  function be(state) {
    play.textContent = { silent: firstWords, saying: play.dataset.saysPause, waiting: play.dataset.saysPlay }[state];
    play.dataset.state = state;
    stop.hidden = state === "silent";
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

  play.addEventListener("click", () => {
    if (play.dataset.state === "saying") {
      hush();
      be("waiting");
    } else {
      if (!queue.length) queue = blocks().flatMap(sentences).filter((part) => part.words);
      go();
    }
  });
  stop.addEventListener("click", finish);
  speed.addEventListener("click", () => {
    slow = !slow;
    speed.textContent = slow ? speed.dataset.saysNormal : speed.dataset.saysSlow;
    if (play.dataset.state === "saying") go();
  });
  window.addEventListener("pagehide", finish);
  speech.addEventListener?.("voiceschanged", findVoice);
  be("silent");
  findVoice();
})();
