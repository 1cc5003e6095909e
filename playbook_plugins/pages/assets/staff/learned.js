// The first page: what was learned in the last seven days, judged by this browser's clock, since pages know no today.
// Where nothing is that young, all stay as they are, below “Learned lately”.
on(".pb-learned[data-week]", (mark) => {
  const heading = mark.nextElementSibling;
  const list = mark.parentElement.querySelector(".pb-learned + h2 + .pb-rows + ul");
  const ago = (days) => {
    const day = new Date();
    day.setDate(day.getDate() - days);
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  };
  const [first, last] = [ago(7), ago(0)];
  const lines = [...(list?.children ?? [])];
  const young = lines.filter((line) => {
    const day = line.querySelector("[data-day]")?.dataset.day ?? "";
    return first <= day && day <= last;
  });
  if (!young.length) return;
  heading.firstChild.textContent = mark.dataset.week;
  for (const line of lines) line.hidden = !young.includes(line);
});
