// A preview that follows the typing. Without it the button "Show how it looks" does the same.
for (const editor of document.querySelectorAll("[data-editor]")) {
  const preview = editor.querySelector("[data-editor-preview]");
  const page = preview.querySelector("[data-mode]");
  const make = (tag, parent, className = "", textContent = "") => parent.appendChild(Object.assign(document.createElement(tag), { className, textContent }));
  editor.oninput = () => {
    page.replaceChildren();
    const blocks = make("div", page, "easy-blocks");
    for (const block of editor.querySelectorAll("[data-editor-block]")) {
      const chosen = block.querySelector("input:checked + label img") || block.querySelector(".editor-picture img");
      const words = block.querySelector("textarea").value.trim();
      if (!chosen && !words) continue;
      const row = make("div", blocks, "easy-block");
      if (chosen) make("div", row, "easy-picture").append(Object.assign(chosen.cloneNode(), { className: "picture picture-block" }));
      const side = make("div", row, "easy-words");
      for (const part of words.split(/\n\s*\n/)) {
        const lines = part.split("\n");
        const list = lines.every((line) => line.startsWith("- ")) && make("ul", side);
        if (list) for (const line of lines) make("li", list, "", line.slice(2));
        else make("p", side, "", part);
      }
    }
    preview.hidden = !blocks.children.length;
  };
  editor.oninput();
}
