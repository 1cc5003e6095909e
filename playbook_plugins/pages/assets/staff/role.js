// “You may”, for one role: chosen once, kept in this browser, the same on every card and in every tab.
on(".pb-limits", (list) => {
  const lines = [...list.children];
  // all roles that have no say here read one line
  const roles = lines.flatMap((line) => (line.dataset.others ? JSON.parse(line.dataset.others) : [[line.dataset.role, line.dataset.called]]).map(([id, called]) => ({ id, called, line })));
  const label = made("label", "pb-i-am", `${list.dataset.iAm} `);
  const choice = made("select");
  choice.append(new Option(list.dataset.anybody, ""), ...roles.map(({ id, called }) => new Option(called, id)));
  label.append(choice);
  list.before(label);
  list.setAttribute("aria-live", "polite");

  const show = (role) => {
    const own = roles.find(({ id }) => id === role)?.line;
    choice.value = own ? role : "";
    list.classList.toggle("pb-chosen", Boolean(own));
    for (const line of lines) line.classList.toggle("pb-own", line === own);
  };
  choice.addEventListener("change", () => {
    kept.set("role", choice.value || null);
    show(choice.value);
  });
  kept.hear("role", show, { signal: until(list) });
  show(kept.get("role"));
});
