// Looks at a page as paper will show it; gives one sentence for each thing that is wrong.
(ways) => {
  const isShown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getBoundingClientRect().height > 1;
  const shown = (where) => [...document.querySelectorAll(where)].filter(isShown);
  const words = (e) => e.textContent.trim().replace(/\s+/g, " ").slice(0, 60);
  const hasWords = (e) => [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const faults = shown("nav, button, .button, .switch, .skip-link, .site-footer, .help-block")
    .map((e) => `cannot be pressed: ${words(e)}`);

  // A heading with nothing left under it, because what was there can only be pressed.
  for (const heading of shown("main :is(h2, h3)")) {
    let next = heading.nextElementSibling;
    while (next && !isShown(next) && !next.matches("h1, h2, h3")) next = next.nextElementSibling;
    if (heading.nextElementSibling && (!next || next.matches("h1, h2, .written-by")))
      faults.push(`nothing under: ${words(heading)}`);
  }

  for (const e of shown("body *")) {
    const { color } = getComputedStyle(e);
    if (hasWords(e) && !e.closest("svg") && color !== "rgb(0, 0, 0)") faults.push(`${color}: ${words(e)}`);
  }
  const paper = getComputedStyle(document.body).backgroundColor;
  if (paper !== "rgb(255, 255, 255)") faults.push(`paper: ${paper}`);
  if (shown(".print-only svg.qr").length !== ways) faults.push(`not ${ways} way back to this page`);
  return faults;
}
