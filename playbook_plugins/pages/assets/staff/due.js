// What is due by this browser's clock: on the owner's page this week, and on the page of a role what it looks after.
on("p.pb-due", (said) => {
  const first = said.nextElementSibling;
  const fold = first?.nextElementSibling?.matches("details.pb-rest") ? first.nextElementSibling : null;
  const days = [...(first?.querySelectorAll("[data-due]") ?? []), ...(fold?.nextElementSibling.querySelectorAll("[data-due]") ?? [])];
  const written = new Map(days.map((day) => [day, day.textContent]));
  const count = fold?.querySelector("summary");
  // where there are too many to name, the last line leads to them, and only their days stand here: how many on each
  const rest = (said.dataset.days ?? "").split(" ").filter(Boolean).map((one) => one.split(":")).map(([day, many]) => [day, Number(many)]);
  const judge = () => {
    const [today, week] = [dayHere(), dayHere(6)];
    for (const day of days) day.textContent = day.dataset.due < today ? day.dataset.late : written.get(day);
    const next = first?.querySelector("[data-due]");
    said.textContent = next && next.dataset.due > week ? said.dataset.later : said.dataset.now;
    if (!fold) return;
    // what nobody has read yet has no day: a playbook that begins is not late with all of it
    const others = [...fold.nextElementSibling.children].filter((other) => rest.length === 0 || other.matches(":not(:last-child)")).map((other) => [other.querySelector("[data-due]")?.dataset.due, 1]);
    const sum = (some) => some.reduce((all, [, many]) => all + many, 0);
    const all = [...others, ...rest], waiting = sum(all.filter(([day]) => day && day <= week));
    count.textContent = (waiting ? count.dataset.waiting : count.dataset.none).replace("%n", waiting).replace("%all", sum(all));
  };
  judge();
  // a page that stays open overnight
  document.addEventListener("visibilitychange", judge, { signal: until(said) });
});

on(".pb-due[data-due]", (day) => {
  if (day.dataset.due > dayHere()) return;
  day.textContent = day.dataset.now;
  day.classList.add("pb-due--now");
});
