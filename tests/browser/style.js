// Looks at every element as the browser has laid it out; gives one sentence for each thing that breaks a rule.
() => {
  const easy = document.documentElement.dataset.mode === "easy";
  const smallest = easy ? 21.33 : 18;
  const longest = easy ? 36 : 44;
  const faults = new Set();
  const all = (where) => [...document.querySelectorAll(where)];
  const named = (e) => `${e.tagName.toLowerCase()} "${(e.textContent || e.id || "").trim().slice(0, 40)}"`;
  const box = (e) => e.getBoundingClientRect();
  const isShown = (e) => e.checkVisibility({ visibilityProperty: true }) && box(e).width > 1 && box(e).height > 1;
  const hasWords = (e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());

  const lookAtWords = (e, style) => {
    const size = parseFloat(style.fontSize);
    const wrong = {
      [`small, ${size}px`]: size < smallest - 0.01,
      [`font ${style.fontFamily}`]: !/^.?Atkinson Hyperlegible/.test(style.fontFamily),
      italic: style.fontStyle !== "normal",
      capitals: style.textTransform !== "none",
      hyphens: style.hyphens === "auto",
      columns: style.columnCount !== "auto",
      [`aligned ${style.textAlign}`]: /justify|center|right|end/.test(style.textAlign) && !e.closest("button, .button"),
      underlined: style.textDecorationLine.includes("underline") && !e.closest("a, button, summary, abbr, dfn"),
    };
    if (e.matches("p, li, dd")) {
      wrong["lines too close"] = parseFloat(style.lineHeight) < 1.5 * size - 0.1;
      wrong[`line longer than ${longest}em`] = box(e).width > longest * size;
    }
    for (const [fault, isWrong] of Object.entries(wrong)) if (isWrong) faults.add(`${fault}: ${named(e)}`);
  };

  const isInSentence = (e) => {
    const sentence = e.tagName === "A" && e.closest("p, li, dd, td, span");
    return sentence && [...sentence.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim().length > 1);
  };
  const lookAtTarget = (e) => {
    const label = e.matches("[type=radio], [type=checkbox]") && e.labels?.[0];
    const [height, width] = ["height", "width"].map((side) => Math.max(box(e)[side], label ? box(label)[side] : 0));
    if (!isInSentence(e) && (height < 43.9 || width < 43.9))
      faults.add(`target ${Math.round(width)}x${Math.round(height)}: ${named(e)}`);
  };

  for (const e of all("body *")) {
    if (!isShown(e) || e.closest(".visually-hidden, .skip-link, svg, noscript")) continue;
    if (hasWords(e)) lookAtWords(e, getComputedStyle(e));
    if (e.matches("a[href], button, input:not([type=hidden]), select, textarea, summary")) lookAtTarget(e);
  }
  for (const e of all("svg text"))
    if (isShown(e) && parseFloat(getComputedStyle(e).fontSize) < smallest - 0.01) faults.add(`small in a chart: ${named(e)}`);

  // One picture and one idea in a row, the picture first; on a small phone it may stand above its words.
  const atLeast = innerWidth >= 1280 ? 155 : 95;
  for (const e of all(".easy-block")) {
    const picture = e.querySelector(".easy-picture img");
    const words = e.querySelector(".easy-words");
    if (!picture || !isShown(picture)) continue;
    if (box(picture).width < atLeast) faults.add(`picture under ${atLeast + 1}px: ${named(e)}`);
    const isBefore = innerWidth < 400 ? box(picture).bottom <= box(words).top + 1 || box(picture).right <= box(words).left : box(picture).right <= box(words).left;
    if (!isBefore) faults.add(`picture not before its words: ${named(e)}`);
  }
  // What a card shows stands beside its title, however much is said below.
  for (const e of all(".promise-card")) {
    const picture = e.querySelector(":scope > .picture");
    if (picture && isShown(picture) && box(picture).top > box(e.querySelector(".promise-name")).bottom)
      faults.add(`picture below the title: ${named(e)}`);
  }
  // Who can help is told in rows that are alike; only where words are made large, all stand below their pictures.
  const lookAtHelp = (chosen) => {
    Object.assign(document.documentElement.dataset, chosen);
    const rows = all(".help-block li").filter((e) => isShown(e) && isShown(e.firstElementChild));
    const below = rows.filter((e) => box(e.lastElementChild).left < box(e.firstElementChild).right);
    if (below.length && (chosen.size === "normal" || below.length < rows.length))
      below.forEach((e) => faults.add(`words below their picture: ${named(e)}`));
  };
  for (const e of all(".easy-block + .easy-block"))
    if (isShown(e) && box(e).top - box(e.previousElementSibling).bottom < 8) faults.add(`blocks touch: ${named(e)}`);
  for (const e of all(".easy-words p + p"))
    if (isShown(e) && box(e).top - box(e.previousElementSibling).bottom < 2.3 * parseFloat(getComputedStyle(e).fontSize))
      faults.add(`paragraphs too close: ${named(e)}`);

  // What anybody reads in easy read is told in small portions: about twelve ideas a page, five choices.
  if (easy && !/^.easy.(me|team)./.test(location.pathname)) {
    const blocks = all("main .easy-block").filter((e) => isShown(e) && !e.closest("details")).length;
    // The whole of a text is asked for, to print it: paper has its own limit (test_print.py).
    const isWhole = new URLSearchParams(location.search).get("page") === "all";
    if (blocks > 15 && !isWhole) faults.add(`${blocks} blocks`);
    for (const e of all("main [data-choices]"))
      if (e.querySelectorAll("a").length > 5) faults.add(`${e.querySelectorAll("a").length} choices`);
  }

  const width = document.documentElement.scrollWidth;
  if (width > innerWidth + 1) faults.add(`scrolls sideways: ${width} > ${innerWidth}`);

  // However large its letters, a word stands whole in its line. An address that somebody wrote out is no word, nor is
  // the seed of a draw; the desks have words that are longer than the line of a small phone (README, limits).
  const wordsCut = (chosen) => {
    Object.assign(document.documentElement.dataset, chosen);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const part = document.createRange();
    for (let text; (text = texts.nextNode());) {
      if (!/[\p{L}\p{N}]{4}/u.test(text.data) || !isShown(text.parentElement) || text.parentElement.closest(".visually-hidden, svg, thead")) continue;
      const words = text.data.replace(/https?:\S+/g, (address) => " ".repeat(address.length));
      for (const { index, 0: word } of words.matchAll(/[\p{L}\p{N}]{4,}/gu)) {
        if (word.length > 12 && /\p{N}/u.test(word)) continue;
        part.setStart(text, index);
        part.setEnd(text, index + word.length);
        const lines = new Set([...part.getClientRects()].map((line) => Math.round(line.top)));
        if (lines.size > 1) faults.add(`word cut, pictures ${chosen.pictures}: ${word} in ${named(text.parentElement)}`);
      }
    }
  };
  const { pictures, size } = document.documentElement.dataset;
  for (const shown of new Set(["on", pictures])) {
    lookAtHelp({ pictures: shown, size });
    if (size === "larger" && !/^(.easy)?.team./.test(location.pathname)) wordsCut({ pictures: shown });
  }
  Object.assign(document.documentElement.dataset, { pictures });

  const ids = all("[id]").map((e) => e.id);
  ids.filter((id, at) => ids.indexOf(id) !== at).forEach((id) => faults.add(`id twice: ${id}`));
  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "for", "form"])
    for (const e of all(`[${attribute}]`))
      for (const id of e.getAttribute(attribute).split(/\s+/).filter(Boolean))
        if (!document.getElementById(id)) faults.add(`${attribute} leads nowhere: ${id}`);
  for (const e of all('a[href^="#"]'))
    if (e.hash.length > 1 && !document.getElementById(decodeURIComponent(e.hash.slice(1))))
      faults.add(`link leads nowhere: ${e.hash}`);

  if (all("h1").length !== 1) faults.add(`${all("h1").length} h1`);
  if (all("[style], style, script:not([src]):not([type='application/json'])").length) faults.add("inline style or script");
  if (all("[target=_blank]").length) faults.add("opens a new window");
  // What can be pressed is not covered by something else, as the link of a whole card could.
  for (const e of all("main a[href]").filter(isShown)) {
    if (!e.closest("li, .card") || e.closest(".visually-hidden")) continue;
    e.scrollIntoView({ block: "center", behavior: "instant" });
    const line = e.getClientRects()[0];
    const top = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
    if (top && top !== e && !e.contains(top) && !top.contains(e)) faults.add(`covered by ${named(top)}: ${named(e)}`);
  }
  scrollTo(0, 0);

  return [...faults];
}
