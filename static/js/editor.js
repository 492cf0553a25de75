"use strict";
// A preview that follows the typing. Without it the button "Show how it looks" does the same.
for (const editor of document.querySelectorAll("[data-editor]")) {
  const preview = editor.querySelector("[data-editor-preview]");
  const page = preview.querySelector("[data-mode]");
  const make = (tag, name, parent) => {
    const made = document.createElement(tag);
    made.className = name;
    parent.append(made);
    return made;
  };
  const draw = () => {
    page.replaceChildren();
    const blocks = make("div", "easy-blocks", page);
    for (const block of editor.querySelectorAll("[data-editor-block]")) {
      const chosen = block.querySelector("input[type=radio]:checked + label img") || block.querySelector(".editor-picture img");
      const words = block.querySelector("textarea").value.trim();
      if (!chosen && !words) continue;
      const row = make("div", "easy-block", blocks);
      if (chosen) make("div", "easy-picture", row).append(Object.assign(chosen.cloneNode(), { className: "picture picture-block", loading: "eager" }));
      const side = make("div", "easy-words", row);
      for (const part of words.split(/\n\s*\n/)) {
        const lines = part.split("\n");
        const list = lines.every((line) => line.startsWith("- ")) && make("ul", "", side);
        if (list) for (const line of lines) make("li", "", list).textContent = line.slice(2);
        else make("p", "", side).textContent = part;
      }
    }
    preview.hidden = !blocks.children.length;
  };
  editor.addEventListener("input", draw);
  draw();
}
