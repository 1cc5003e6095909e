// Somebody else has changed the text meanwhile: both are shown, and nothing is lost.

const meanwhile = (work, { path, text, theirs }) => {
  // boxes that are no longer shown say nothing of themselves
  const mine = work.before === null || !theirs ? work.boxes.map((box) => ({ key: box.key, value: box.value() })) : work.changes();
  const both = theirs && work.before !== null ? bothChanged(work, theirs) : [];
  const goOn = () => {
    work.forget();
    const again = workOn({ kind: work.kind, path: work.before === null && theirs ? null : path, before: theirs && work.before !== null ? theirs.text : null, version: theirs && work.before !== null ? theirs.version : null, address: work.address });
    if (work.before === null) here.paths = [...new Set([...here.paths, path])];
    showText(again);
    again.allowed = work.allowed;
    for (const { key, value } of mine) again.boxes.find((box) => box.key === key)?.set(value);
    again.keep();
  };
  const about = !theirs ? said("meanwhile-gone", { path }) : work.before === null ? said("meanwhile-taken", { path }) : said("meanwhile-about");
  const view = (title, before, after) => made("section", {}, made("h3", { text: title }), shownChanges(before, after));
  show(
    said("meanwhile"),
    made("p", { text: about }),
    theirs && view(said("meanwhile-theirs"), work.before ?? "", theirs.text),
    view(said("meanwhile-mine"), work.before ?? "", text),
    both.length > 0 && made("p", { class: "pb-trouble", text: said("meanwhile-both", { boxes: both.join(", ") }) }),
    made("p", {}, button(theirs && work.before !== null ? "meanwhile-go" : "meanwhile-new", goOn, { class: "pb-onward" }), " ", button("meanwhile-drop", () => {
      work.forget();
      here.work = null;
      follow();
    }, { class: "pb-quiet-button" })),
  );
};

/* What the boxes are called in which both have changed something. */
const bothChanged = (work, theirs) => {
  const now = { ...work, read: core.read(theirs.text, work.path, here.form) };
  return work.shown().filter((box) => box.touched() && asText(valueFor(box.question, work)) !== asText(valueFor(box.question, now))).map((box) => box.question.asks);
};
