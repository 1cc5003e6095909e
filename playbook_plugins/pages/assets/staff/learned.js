// The first page: what was learned in the last seven days, judged by this browser's clock, since pages know no today.
// Where nothing is that young, they stay as they are, below “Learned lately”.
on(".pb-learned[data-week]", (mark) => {
  const heading = mark.nextElementSibling;
  const list = heading?.parentElement.querySelector(".pb-learned + h2 + .pb-rows + ul");
  const since = new Date();
  since.setDate(since.getDate() - 7);
  const first = [since.getFullYear(), since.getMonth() + 1, since.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  const lines = [...(list?.children ?? [])];
  const young = lines.filter((line) => (line.querySelector("[data-day]")?.dataset.day ?? "") >= first);
  if (!young.length) return;
  heading.firstChild.textContent = mark.dataset.week;
  for (const line of lines) line.hidden = !young.includes(line);
});
