// What the first page does beyond being read: says whether the door is open, and what ticked lines come to.
// Nothing is asked for, sent or kept; a result is carried in a link's fragment and nowhere else.
(() => {
  "use strict";

  const clock = (time) => time.replace(/^0/, "");
  const filled = (sentence, blanks) => sentence.replace(/\{(\w+)\}/g, (_, name) => blanks[name]);

  /* The day and the time where the business is: ["2026-11-23", "09:05"]. */
  const there = (zone, now) => {
    const parts = {};
    const asked = { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    let format;
    try {
      format = new Intl.DateTimeFormat("en", zone ? { ...asked, timeZone: zone } : asked);
    } catch {
      return null; // a zone that this browser does not know: say nothing rather than something wrong
    }
    for (const part of format.formatToParts(now)) parts[part.type] = part.value;
    return [`${parts.year}-${parts.month}-${parts.day}`, `${parts.hour}:${parts.minute}`];
  };

  /* The sentence about the door, or nothing where it cannot be known. */
  const door = (hours, now, language) => {
    const here = there(hours.zone, now);
    if (!here) return "";
    const [today, time] = here;
    for (let ahead = 0; ahead < 60; ahead++) {
      const day = new Date(`${today}T12:00:00Z`);
      day.setUTCDate(day.getUTCDate() + ahead);
      if (hours.closed.includes(day.toISOString().slice(0, 10))) continue;
      for (const [weekday, opens, closes] of hours.open) {
        if (weekday !== (day.getUTCDay() + 6) % 7 || (!ahead && time >= closes)) continue;
        if (!ahead && time >= opens) return filled(hours.now, { time: clock(closes) });
        const name = new Intl.DateTimeFormat(language, { weekday: "long", timeZone: "UTC" }).format(day);
        return filled([hours.today, hours.tomorrow][ahead] || hours.later, { time: clock(opens), day: name });
      }
    }
    return "";
  };

  const opening = (line) => {
    const hours = JSON.parse(line.dataset.open);
    const show = () => {
      const said = door(hours, new Date(), document.documentElement.lang);
      if (said) line.querySelector(".pb-now").textContent = said;
    };
    show();
    setInterval(show, 60000);
  };

  /* Elsewhere before ask us, ask us before fit. */
  const ORDER = ["elsewhere", "ask", "fit"];

  const ticking = (box) => {
    const inputs = [...box.querySelectorAll("input[name=tick]")];
    const result = box.querySelector(".pb-result");
    const verdict = box.querySelector(".pb-verdict");
    const decided = result.querySelector(".pb-decided");
    const toUs = result.querySelector(".pb-to-us");
    const mail = toUs.querySelector("[data-way=mail]");
    const share = result.querySelector(".pb-share");
    const bar = document.querySelector(".pb-reach--near");
    const unshared = share.textContent;

    const ticked = () => inputs.filter((input) => input.checked);

    const line = (input) => {
      const part = document.createElement("div");
      const need = part.appendChild(document.createElement("p"));
      need.appendChild(document.createElement("strong")).textContent = input.nextElementSibling.textContent;
      const then = input.closest("li").querySelector(".pb-then");
      if (then) part.append(...then.cloneNode(true).children);
      for (const button of part.querySelectorAll(".pb-words")) {
        button.hidden = false;
        button.addEventListener("click", () => pass({ text: button.closest("p").querySelector("q").textContent }, button));
      }
      return part;
    };

    const show = () => {
      const outcome = ORDER.find((one) => ticked().some((input) => input.dataset.outcome === one));
      const deciding = ticked().filter((input) => input.dataset.outcome === outcome);
      result.hidden = !outcome;
      verdict.textContent = outcome ? verdict.dataset[outcome] : "";
      if (bar) verdict.style.bottom = `${bar.offsetHeight}px`; // whatever its words need
      decided.replaceChildren(...deciding.map(line));
      // whoever is told of nobody by a link can still turn to us
      toUs.hidden = outcome === "elsewhere" && [...decided.children].every((part) => part.querySelector("p:not(.pb-hand) a"));
      const said = [box.dataset.hello, ...deciding.map((input) => input.dataset.mine)].join("\n");
      if (mail) mail.href = `mailto:${box.dataset.mail}?subject=${encodeURIComponent(box.dataset.asks)}&body=${encodeURIComponent(said)}`;
      share.textContent = unshared;
    };

    const carried = () => {
      const ids = new URLSearchParams(location.hash.slice(1)).get("tick");
      if (!ids) return;
      for (const input of inputs) input.checked = ids.split(",").includes(input.value);
      show();
      box.scrollIntoView();
    };

    /* To whatever the visitor's machine shares with; else to the clipboard. */
    const pass = async (what, button) => {
      try {
        if (navigator.share) return await navigator.share(what);
        await navigator.clipboard.writeText(what.url || what.text);
        button.textContent = button.dataset.done;
      } catch {
        // they thought better of it, or the browser keeps its clipboard to itself
      }
    };

    box.classList.add("pb-ticks--live");
    box.addEventListener("change", show);
    share.addEventListener("click", () => {
      const url = new URL(`#tick=${ticked().map((input) => input.value).join(",")}`, location.href).href;
      history.replaceState(null, "", url); // in the address bar as well
      pass({ title: document.title, url }, share);
    });
    result.querySelector(".pb-again").addEventListener("click", () => {
      for (const input of inputs) input.checked = false;
      if (location.hash.startsWith("#tick=")) history.replaceState(null, "", "#tick");
      show();
      inputs[0].focus();
    });
    addEventListener("hashchange", carried);
    show();
    addEventListener("pageshow", show); // a browser that goes back puts the ticks where they were
    carried();
  };

  const start = () => {
    for (const line of document.querySelectorAll("[data-open]:not([data-begun])")) {
      line.dataset.begun = "";
      opening(line);
    }
    for (const box of document.querySelectorAll(".pb-ticks:not(.pb-ticks--live)")) ticking(box);
  };

  // the theme swaps pages without loading them where it is told to
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
