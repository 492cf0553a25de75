// The spacing that people may set for themselves (WCAG 1.4.12): nothing is cut off, nothing scrolls sideways.
() => {
  const own = new CSSStyleSheet();
  own.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [own];
  const faults = [...document.querySelectorAll("body *")]
    .filter((e) => getComputedStyle(e).overflow === "hidden" && !e.closest(".visually-hidden"))
    .filter((e) => e.scrollWidth > e.clientWidth + 1)
    .map((e) => `cut off: ${e.outerHTML.slice(0, 90)}`);
  const width = document.documentElement.scrollWidth;
  if (width > innerWidth + 1) faults.push(`scrolls sideways: ${width} > ${innerWidth}`);
  document.adoptedStyleSheets = [];
  return faults;
}
