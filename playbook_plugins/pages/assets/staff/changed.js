// The page “What changed”: what is newer than your last visit is marked, and a day may be chosen. What it keeps is a day and
// the first entry that stood there on it; the last visit is the last day before today on which this browser was here.
on(".pb-since", (place) => {
  const said = place.dataset;
  const entries = [...document.querySelectorAll(".pb-change")].map((mark) => ({ mark, day: mark.dataset.day, marks: mark.dataset.marks.split(" ") }));
  const today = dayHere();
  const visit = (told) => (typeof told?.day === "string" && /^\d{4}-\d\d-\d\d$/.test(told.day) && !Number.isNaN(Date.parse(`${told.day}T12:00`)) ? told : null);
  const read = () => {
    try {
      const told = JSON.parse(kept.get("changed"));
      return visit(told) && { ...told, last: visit(told.last) };
    } catch {
      return null;
    }
  };
  const before = read();
  const last = before && before.day === today ? before.last : before && { day: before.day, top: before.top };
  kept.set("changed", JSON.stringify({ day: today, top: entries[0]?.marks[0] ?? "", last }));

  // everything above the entry that stood first; where that is gone, everything from that day on
  const until = last ? entries.findIndex(({ marks }) => marks.includes(last.top)) : -1;
  const fresh = last ? entries.filter(({ day }, at) => (until < 0 ? day >= last.day : at < until)) : [];
  for (const { mark } of fresh) {
    const heading = mark.nextElementSibling;
    heading.append(" ", made("span", "pb-fresh", said.fresh));
  }
  const texts = (some) => some.reduce((sum, { marks }) => sum + marks.length, 0);

  const shows = (chosen) => {
    for (const { mark } of entries) {
      for (let one = mark; one && (one === mark || !one.matches(".pb-change, .pb-day, .pb-older")); one = one.nextElementSibling) one.hidden = !chosen.some((other) => other.mark === mark);
    }
    // a day of which nothing is left goes too
    for (const day of document.querySelectorAll(".pb-day")) {
      const left = chosen.some((other) => other.day === day.dataset.day);
      day.hidden = day.nextElementSibling.hidden = !left;
    }
    const all = chosen.length === entries.length;
    every.hidden = all;
    only.hidden = fresh.length === 0 || !all;
    count.textContent = all ? "" : said.shown.replace("%n", texts(chosen));
  };

  const form = made("div", "pb-since-form");
  const line = made("p");
  const when = new Intl.DateTimeFormat(tongueHere(), { dateStyle: "long" });
  const local = (day) => when.format(new Date(`${day}T12:00`));
  line.textContent = !last ? said.never : (fresh.length ? said.since : said.none).replace("%day", local(last.day)).replace("%n", texts(fresh));
  const label = made("label", "", `${said.day} `);
  const field = made("input");
  field.type = "date";
  field.max = today;
  label.append(field);
  const only = made("button", "", said.only);
  const every = made("button", "", said.all);
  const count = status();
  only.addEventListener("click", () => {
    shows(fresh);
    every.focus();
  });
  every.addEventListener("click", () => {
    field.value = "";
    shows(entries);
    field.focus();
  });
  field.addEventListener("change", () => shows(field.value ? entries.filter(({ day }) => day >= field.value) : entries));
  form.append(line, label, only, every, count);
  place.append(form);
  shows(entries);
});
