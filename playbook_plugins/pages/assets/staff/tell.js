// The page “Tell people”: a button beside each text that puts it on the clipboard.
// The buttons are made here, so that nobody without scripts meets one that does nothing; the text can always be selected by hand.
on("pre.pb-copy[id]", (text) => {
  const said = document.querySelector(".pb-copying");
  if (!said) return;
  const { copy: copies, copied, selected } = said.dataset;
  const row = made("p", "pb-copy-row");
  const button = made("button", "", copies);
  const word = status();
  button.dataset.copy = text.id;
  button.setAttribute("aria-label", `${copies}: ${text.getAttribute("aria-label")}`);
  row.append(button, " ", word);
  text.before(row);
  button.addEventListener("click", async () => {
    for (const other of document.querySelectorAll(".pb-copy-row [role=status]")) other.textContent = "";
    word.textContent = (await copy(text.textContent, text)) ? copied : selected;
  });
});
