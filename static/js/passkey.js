// What a passkey needs: its button is there where this script is, and a refusal is said in the page's words.

(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];

  for (const button of all("[data-passkey]")) button.hidden = false;

  // Said anew each time, so that a second refusal is read aloud too.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    for (const words of all("template[data-passkey-refused]"))
      words.previousElementSibling.replaceChildren(words.content.cloneNode(true));
  });
})();
