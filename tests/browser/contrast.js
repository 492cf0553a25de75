// Words against the paper they stand on, in the colours that are chosen now: at least 7 to 1 (EASY_READ C6).
() => {
  const parts = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [r, g, b] = parts(colour).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const papers = new Map();
  const paperOf = (e) => {
    if (!e) return "rgb(255, 255, 255)";
    if (!papers.has(e)) {
      const { backgroundColor } = getComputedStyle(e);
      papers.set(e, parts(backgroundColor)[3] === 0 ? paperOf(e.parentElement) : backgroundColor);
    }
    return papers.get(e);
  };
  const faults = new Set();
  for (const e of document.querySelectorAll("body *")) {
    const hasWords = [...e.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    if (!hasWords || e.closest("svg, .visually-hidden, .skip-link, noscript, script, option") || !e.checkVisibility()) continue;
    const [ink, paper] = [light(getComputedStyle(e).color), light(paperOf(e))];
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (ratio < 7) faults.add(`contrast ${ratio.toFixed(1)}: ${e.tagName.toLowerCase()} "${e.textContent.trim().slice(0, 40)}"`);
  }
  return [...faults];
}
