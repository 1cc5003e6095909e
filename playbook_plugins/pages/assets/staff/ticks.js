// Lists that staff tick off. Ticks are kept in this browser, by the edition of the text that they were made in:
// a line of another edition is never shown as done.

/* What shows each list of the page again. */
let ticksShown = [];

/* When each line of a list was ticked, by line: {"policy:birthdays@1f2e3d/2.1": 1763817600000}. */
const ticksOf = (name) => {
  try {
    const found = Object.entries(JSON.parse(kept.get(name)) ?? {});
    return Object.fromEntries(found.filter(([, at]) => Number.isFinite(at)));
  } catch {
    return {}; // somebody wrote something else there
  }
};

const keepTicks = (name, ticks) => kept.set(name, Object.keys(ticks).length ? JSON.stringify(ticks) : null);

const NIGHT = 4 * 60 * 60 * 1000;

/* The ticks of a case that is over: of another day, and not of a shift that went on past midnight. */
const ofAnotherDay = (ticks, now) => {
  const last = Math.max(...Object.values(ticks));
  return now - last > NIGHT && new Date(last).toDateString() !== new Date(now).toDateString();
};

/* The text that a line belongs to, and its edition: ["policy:birthdays", "1f2e3d"]. */
const textOf = (line) => line.split("/")[0].split("@");

const tickTime = (at, options) => new Date(at).toLocaleString(tongueHere(), options);

const showTicks = () => {
  ticksShown = ticksShown.filter(({ place }) => place.isConnected);
  for (const { show } of ticksShown) show();
};

on(".pb-ticked", (place) => {
  const said = place.dataset;
  const name = `ticks:${said.keeps}`;
  const boxes = [...place.parentElement.querySelectorAll("[data-tick]")];
  if (!boxes.length) return;
  const editions = new Map(boxes.map((box) => textOf(box.dataset.tick)));

  const row = made("p", "pb-ticked-row");
  const again = made("button", "", said.again);
  const note = made("button", "", said.note);
  const word = status();
  row.append(note, " ", again, " ", word);
  const foot = made("p", "pb-ticked-foot");
  const news = made("p", "pb-ticked-news");
  news.hidden = true;
  boxes[0].closest("ul, ol").before(news);
  place.append(row, foot);

  /* The ticks as they stood before they were taken off, until the next one. */
  let before = null;

  const tell = (sentence) => {
    news.textContent = sentence;
    news.hidden = !sentence;
  };

  /* The ticks that still count. */
  const current = () => {
    const ticks = ticksOf(name);
    const stale = Object.keys(ticks).filter((line) => {
      const [text, edition] = textOf(line);
      return editions.has(text) && editions.get(text) !== edition;
    });
    for (const line of stale) delete ticks[line];
    if (stale.length) tell(said.changed);
    const over = said.daily && Object.keys(ticks).length > 0 && ofAnotherDay(ticks, Date.now());
    if (over) {
      for (const line of Object.keys(ticks)) delete ticks[line];
      tell(said.daily);
    }
    if (stale.length || over) keepTicks(name, ticks);
    return ticks;
  };

  const show = () => {
    const ticks = current();
    const times = [];
    for (const box of boxes) {
      const at = ticks[box.dataset.tick];
      box.checked = Boolean(at);
      if (at) times.push(at);
    }
    const last = Math.max(...times);
    const today = new Date(last).toDateString() === new Date().toDateString();
    const time = times.length && tickTime(last, { timeStyle: "short", ...(today ? {} : { dateStyle: "long" }) });
    const stay = kept.lasts(name) ? said.kept : said.unkept;
    foot.textContent = times.length ? `${said.last.replace("%time", time)} ${stay}` : "";
    again.hidden = !times.length && !before;
    again.textContent = before ? said.back : said.again;
  };

  for (const box of boxes) {
    box.addEventListener("change", () => {
      // read again: another tab may have ticked something since
      const ticks = current();
      if (box.checked) ticks[box.dataset.tick] = Date.now();
      else delete ticks[box.dataset.tick];
      before = null;
      word.textContent = "";
      tell("");
      keepTicks(name, ticks);
      showTicks(); // the same line may stand on the page twice
    });
  }

  again.addEventListener("click", () => {
    const ticks = current();
    if (before) Object.assign(ticks, before);
    const off = Object.fromEntries(boxes.map((box) => [box.dataset.tick, ticks[box.dataset.tick]]).filter(([, at]) => at));
    if (!before) for (const line of Object.keys(off)) delete ticks[line];
    before = before ? null : off;
    word.textContent = "";
    tell("");
    keepTicks(name, ticks);
    showTicks();
  });

  note.addEventListener("click", async () => {
    const when = tickTime(Date.now(), { dateStyle: "long", timeStyle: "short" });
    const lines = boxes.map((box) => {
      const text = box.closest("label").textContent.replace(/\s+/g, " ").trim();
      return `${box.checked ? "✓" : "–"} ${text}`;
    });
    const paper = made("pre", "pb-copy pb-hidden", [said.title, `${when} · ${said.edition}`, "", ...lines].join("\n"));
    paper.tabIndex = 0;
    place.querySelector("pre")?.remove();
    place.append(paper);
    const there = await copy(paper.textContent, paper);
    word.textContent = there ? said.copied : said.selected;
    if (there) paper.remove();
    else paper.classList.remove("pb-hidden");
  });

  ticksShown.push({ place, show });
  kept.hear(name, show, { signal: until(place) });
  show();
});

// a browser that goes back, or wakes up the next morning, shows what was there
addEventListener("pageshow", showTicks);
document.addEventListener("visibilitychange", () => document.hidden || showTicks());
