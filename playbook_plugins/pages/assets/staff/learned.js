// The first page: what was learned in the last seven days by this browser's clock.
// Where nothing is that young, all stay as they are, below “Learned lately”.
on(".pb-learned[data-week]", (mark) => {
  const heading = mark.nextElementSibling;
  const list = mark.parentElement.querySelector(".pb-learned + h2 + .pb-rows + ul");
  const [first, last] = [dayHere(-7), dayHere()];
  const lines = [...(list?.children ?? [])];
  const young = lines.filter((line) => {
    const day = line.querySelector("[data-day]")?.dataset.day ?? "";
    return first <= day && day <= last;
  });
  if (!young.length) return;
  heading.firstChild.textContent = mark.dataset.week;
  for (const line of lines) line.hidden = !young.includes(line);
});
