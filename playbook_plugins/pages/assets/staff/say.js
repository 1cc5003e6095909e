// Words to say: one at a time on a card, blanks to fill in, and a button that copies what is shown.
// What is typed into a blank is kept nowhere.
const blankWords = (label) => label.firstElementChild.textContent;

/* The words of an element as they are said, with what was typed in place of each blank. */
const spokenWords = (element) => {
  const copied = element.cloneNode(true);
  const typed = element.querySelectorAll(".pb-blank input");
  copied.querySelectorAll("label.pb-blank").forEach((label, number) => label.replaceWith(typed[number].value.trim()));
  for (const end of copied.querySelectorAll("br")) end.replaceWith("\u0000");
  return copied.textContent.replace(/\s+/g, " ").replace(/ ?\u0000 ?/g, "\n").trim();
};

/* A field in place of each blank; blanks of one name are one. */
const fillable = (sentences) => {
  const fields = [];
  for (const blank of sentences.flatMap((sentence) => [...sentence.querySelectorAll("span.pb-blank")])) {
    const name = blank.textContent.replace(/^\[|\]$/g, "");
    const label = made("label", "pb-blank");
    const field = made("input");
    Object.assign(field, { type: "text", placeholder: name, autocomplete: "off", spellcheck: false, size: Math.max(name.length, 3) });
    label.append(made("span", "", name), field);
    blank.replaceWith(label);
    fields.push(field);
    field.addEventListener("input", () => {
      for (const other of document.querySelectorAll(".pb-blank input")) {
        if (other.placeholder.toLowerCase() !== name.toLowerCase()) continue;
        if (other !== field) other.value = field.value;
        other.size = Math.max(field.value.length || name.length, 3);
      }
    });
  }
  return fields;
};

on(".pb-say", (mark) => {
  const { next: further, first, back, count, copy: copies, copied, selected, empty } = mark.dataset;
  const headed = mark.nextElementSibling?.matches("h2") ? mark.nextElementSibling : document.querySelector("h1");
  const parts = [];
  for (let part = mark.nextElementSibling; part && (parts.length === 0 || !part.matches("h2, div, details")); part = part.nextElementSibling) parts.push(part);
  // a remark belongs to the words below it
  const said = [];
  let remarks = [];
  for (const part of parts) {
    if (!part.matches("blockquote")) remarks.push(...(part.matches("h2") ? [] : [part]));
    else for (const words of part.children) said.push({ words, shown: [...remarks.splice(0), words] });
  }
  if (said.length === 0) return;
  said.at(-1).shown.push(...remarks);

  const quotes = parts.filter((part) => part.matches("blockquote"));
  const fields = fillable(said.map(({ words }) => words));
  const row = made("div", "pb-say-row");
  const button = made("button", "pb-copy-words", copies);
  const told = status();
  const steps = "step" in mark.dataset && said.length > 1;
  let now = 0;

  const inReach = () => (steps ? [said[now].words] : said.map(({ words }) => words));
  const copyWords = async () => {
    const missing = inReach().flatMap((words) => [...words.querySelectorAll(".pb-blank input")]).find((field) => !field.value.trim());
    if (missing) {
      told.textContent = empty.replace("%blank", missing.placeholder);
      missing.focus();
      return;
    }
    const text = inReach().map(spokenWords).join("\n\n");
    const shown = made("p", "pb-hidden", text);
    row.after(shown);
    const there = await copy(text, shown);
    told.textContent = there ? copied : selected;
    if (there) shown.remove();
    else shown.className = "pb-by-hand";
  };
  for (const field of fields) {
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      (fields.find((other) => !other.value.trim() && other.checkVisibility()) ?? button).focus();
    });
  }
  button.addEventListener("click", copyWords);
  quotes.at(-1).after(row);

  if (steps) {
    const stage = made("div", "pb-saying");
    const place = made("span", "pb-place");
    const onward = made("button", "pb-onward", further);
    const before = made("button", "pb-backward", back);
    quotes[0].parentElement.insertBefore(stage, parts.find((part) => !part.matches("h2")));
    stage.append(...parts.filter((part) => !part.matches("h2")));
    stage.after(row);
    stage.tabIndex = 0;
    stage.setAttribute("role", "group");
    stage.setAttribute("aria-live", "polite");
    stage.setAttribute("aria-label", headed.textContent.replace("¶", "").trim());

    const show = (number) => {
      now = (number + said.length) % said.length;
      said.forEach(({ shown }, at) => shown.forEach((part) => part.classList.toggle("pb-unsaid", at !== now)));
      for (const quote of quotes) quote.classList.toggle("pb-unsaid", ![...quote.children].includes(said[now].words));
      place.textContent = count.replace("%n", now + 1).replace("%all", said.length);
      onward.textContent = now + 1 < said.length ? further : first;
      before.setAttribute("aria-disabled", now === 0);
      told.textContent = "";
      row.parentElement.querySelector(".pb-by-hand")?.remove();
    };
    const go = (by) => () => now + by >= 0 && show(now + by);
    stage.addEventListener("click", (event) => {
      if (!event.target.closest("a, label, input") && getSelection().isCollapsed) show(now + 1);
    });
    stage.addEventListener("keydown", (event) => {
      const by = { Enter: 1, " ": 1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (event.target !== stage || !by) return;
      event.preventDefault();
      go(by)();
    });
    onward.addEventListener("click", go(1));
    before.addEventListener("click", go(-1));
    row.append(before, place, onward);
    show(0);
  }
  row.append(button, told);
});
