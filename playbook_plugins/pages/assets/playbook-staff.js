// What the page “Tell people” does beyond being read: a button beside each text that puts it on the clipboard.
// The buttons are made here, so that nobody without scripts meets one that does nothing; the text can always be selected by hand.
(() => {
  "use strict";

  const said = document.querySelector(".pb-copying");
  if (!said) return;
  const { copy, copied, selected } = said.dataset;

  /* Select the text, and copy it the old way: an address without https has no other. */
  const select = (text) => {
    getSelection().selectAllChildren(text);
    return document.execCommand("copy");
  };

  const put = async (text) => {
    try {
      await navigator.clipboard.writeText(text.textContent);
      return true;
    } catch {
      return select(text);
    }
  };

  for (const text of document.querySelectorAll("pre.pb-copy[id]")) {
    const row = document.createElement("p");
    const button = document.createElement("button");
    const word = document.createElement("span");
    row.className = "pb-copy-row";
    button.type = "button";
    button.dataset.copy = text.id;
    button.textContent = copy;
    button.setAttribute("aria-label", `${copy}: ${text.getAttribute("aria-label")}`);
    word.setAttribute("role", "status");
    word.setAttribute("aria-live", "polite");
    row.append(button, " ", word);
    text.before(row);
    button.addEventListener("click", async () => {
      for (const other of document.querySelectorAll(".pb-copy-row [role=status]")) other.textContent = "";
      word.textContent = (await put(text)) ? copied : selected;
    });
  }
})();
