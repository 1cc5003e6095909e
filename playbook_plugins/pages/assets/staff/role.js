// “You may”, for one role: chosen once, kept in this browser, the same on every card and in every tab.
on(".pb-limits", (list) => {
  const lines = [...list.querySelectorAll("[data-role]")];
  const label = made("label", "pb-i-am", `${list.dataset.iAm} `);
  const choice = made("select");
  choice.append(new Option(list.dataset.anybody, ""), ...lines.map((line) => new Option(line.dataset.called, line.dataset.role)));
  label.append(choice);
  list.before(label);
  list.setAttribute("aria-live", "polite");

  const show = (role) => {
    const own = lines.find((line) => line.dataset.role === role);
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
