// Rules about how a page or a policy meets people: whom it opens on, what it asks of them, whom it leaves out.
{
  const at = (run, match) => ({ run, start: match.start, end: match.end });
  const headed = (section) => ({ run: section.heading.text });

  const opensOnUs = function* (runs, read) {
    let rest = null;
    for (const run of runs) {
      const seen = core.seen(run.text);
      let end = 0;
      for (const match of read.within(run, "salutation")) {
        if (/[\p{L}\p{N}]/u.test(seen.slice(end, match.start))) break;
        end = match.end;
      }
      const behind = run.part(end + seen.slice(end).length - seen.slice(end).trimStart().length);
      if (!behind.text.trim()) continue;
      rest = behind;
      break;
    }
    if (!rest || !read.has("about-us")) return;
    const help = "Begin with them: what they need, what they came for, how they are.";
    const seen = core.seen(rest.text);
    const [found] = read.within(rest, "about-us");
    const { business } = read.form.checks;
    if (found && !seen.slice(0, found.start).trim()) yield { place: at(rest, found), message: `“${found.words}” opens on ourselves`, help };
    else if (business && seen.trim().toLowerCase().startsWith(business.toLowerCase())) yield { place: { run: rest, start: 0, end: business.length }, message: `“${business}” opens on ourselves`, help };
  };

  core.rules["about-us"] = function* aboutUs(read) {
    if (read.kind === "fit") yield* opensOnUs(core.paragraphsOf(read.document.lead), read);
    if (read.kind === "fit" || read.topic !== "follow-up") return;
    const words = read.kind === "policy" ? read.said() : read.texts("say");
    yield* opensOnUs(words, read);
    const card = core.named(read.words.channels, core.fold(String(read.field("channel") ?? ""))) === "card";
    if (!words.length || !read.has("you-question") || card || read.standsIn(words, "you-question")) return;
    const section = read.section("what-to-say");
    yield { place: section ? headed(section) : "top", message: "nothing here asks how they are faring", help: "Ask one question about them, such as “How is your brake holding?”, and wait for the answer." };
  };

  core.rules["cold-door"] = function* coldDoor(read) {
    const section = read.section("what-to-do");
    const feeling = String(read.field("they_leave_feeling") ?? "");
    if (!section || !read.toDo().length) return;
    const where = ["staff", "say", "dont"];
    const told = (name) => !read.has(name) || core.matches(core.seen(feeling), read.entries(name)).length > 0;
    if (!told("not-buying") && !read.says("not-buying", ...where)) {
      yield { place: headed(section), message: "nothing here is for people who do not buy", help: "Say what those get who only look, ask or wait: the same chair, the same greeting, help on their way." };
    }
    if (feeling && !told("feeling") && !read.says("parting", ...where)) {
      const { start, end } = read.document.names.entries.find(({ key }) => key.value === "they_leave_feeling").value;
      yield {
        place: [start, end], message: `Is “${feeling}” a feeling? No step looks at how people feel as they leave either`,
        help: "Name what they feel, such as `welcome, whether they bought anything or not`, or add a step that looks at their face as they leave.",
      };
    }
  };

  const IN_THE_WAY = {
    form: ["comes before a person", "Let them ring, write or come in first, and fill in together what has to be filled in."],
    "asked-first": ["is asked before anybody has met you", "Ask for it later, once they have seen somebody and know what they get, or not at all."],
  };

  core.rules["hard-start"] = function* hardStart(read) {
    const section = read.section("how-to-start");
    if (!section) return;
    const { steps } = section;
    if (steps.length > 3) yield { place: { run: steps[3].item.text }, message: `“${section.heading.text.text}” takes ${steps.length} steps, and three are enough`, help: "Keep what they must do before they meet you. What comes later belongs under “What to expect”." };
    if (!read.has("person")) return;
    for (const run of core.paragraphsOf(section.blocks)) {
      const people = read.within(run, "person");
      const either = read.within(run, "or-a-person").length > 0;
      for (const [name, [wrong, help]] of Object.entries(IN_THE_WAY)) {
        for (const match of read.within(run, name).slice(0, 1)) {
          if (!either && !people.some(({ start }) => start < match.start)) yield { place: at(run, match), message: `“${match.words}” ${wrong}`, help };
        }
      }
      if (people.length || either) return;
    }
  };

  core.rules["protected-ground"] = function* protectedGround(read) {
    if (["policy", "script"].includes(read.kind) && read.topic !== "referral") return;
    const close = (between, most) => between.split(/\s+/).filter(Boolean).length <= most && !/[,.!?;:–—]/.test(between);
    for (const run of read.texts("say", "public")) {
      const people = read.within(run, "protected");
      if (!people.length) continue;
      const [before, behind, seen] = [read.within(run, "turning-away"), read.within(run, "turned-away"), core.seen(run.text)];
      let found = null;
      for (const them of people) {
        const turning = before.find((words) => words.start < them.start && close(seen.slice(words.end, them.start), words.entry.gentle ? 1 : 5));
        const turned = behind.find((words) => them.end <= words.start && close(seen.slice(them.end, words.start), 5));
        found = turning ? [turning.start, Math.max(turning.end, them.end)] : turned ? [them.start, turned.end] : null;
        if (found) break;
      }
      if (!found) continue;
      const words = seen.slice(...found).split(/\s+/).filter(Boolean).join(" ");
      yield {
        place: { run, start: found[0], end: found[1] }, message: `“${words}” turns people away for what they are`,
        help: "Write what they need that others do better: “You need …”. Where a law or their safety is the reason, name it; this is an aid and no legal advice.",
      };
    }
  };

  core.rules["customer-effort"] = function* customerEffort(read) {
    const help = "Take the rest on yourself: fetch it, look it up, fill it in for them. Ask 2 things at most.";
    const sentencesOf = (run) => {
      const { ends } = core.sentencesOf(core.seen(run.text));
      return ends.slice(1).map((end, number) => [ends[number], end]).filter(([begin, end]) => run.text.slice(begin, end).trim()).map(([begin, end]) => run.part(begin, end));
    };
    const many = (runs, name) => {
      let count = 0;
      for (const run of runs.flatMap(sentencesOf)) {
        const asks = read.tells(run, name);
        if (!asks.length) continue;
        const [more, things, choices] = ["asks-more", "asked-things", "either"].map((other) => read.within(run, other));
        count += Math.max(1, Math.max(core.apart([...asks, ...more]).length, things.length) - choices.length);
        if (count > 2) return [{ place: { run, start: asks[0].start, end: asks.at(-1).end }, message: `with this you ask ${count} things of them`, help }];
      }
      return [];
    };
    if (read.kind === "fit") {
      yield* many(core.paragraphsOf(read.section("how-to-start")?.blocks ?? []), "asks-of-you");
    } else if (["recovery", "referral", "intake"].includes(read.topic)) {
      const written = read.field("asks_of_customer");
      const asked = Array.isArray(written) ? written.map(String) : typeof written === "string" ? written.split(",").map((one) => one.trim()).filter(Boolean) : [];
      if (asked.length > 2) {
        const { start, end } = read.document.names.entries.find(({ key }) => key.value === "asks_of_customer").value;
        yield { place: [start, end], message: `you ask ${asked.length} things of them: ${asked.join(", ")}`, help };
        return;
      }
      yield* many(read.toDo().map(({ item }) => item.text), "asks-of-them");
      yield* many(read.said(), "asks-of-you");
    }
  };

  const LINES = { "most-people-pay": "Most people pay", included: "Included", "not-included": "Not included", "to-cancel": "To cancel" };

  const prices = function* (read) {
    const section = read.section("what-it-costs");
    const lines = "Write four lines that open with **Most people pay**, **Included**, **Not included** and **To cancel**.";
    if (!section) {
      const title = read.document.kind.sections.find(({ name }) => name === "what-it-costs").heading;
      yield { place: "top", key: "section:what-it-costs", message: `there is no “${title}”, so the price comes as a surprise`, help: `Add a line \`## ${title}\`. ${lines}` };
      return;
    }
    const runs = core.paragraphsOf(section.blocks);
    if (!section.steps.some(({ label }) => label?.text.trim())) {
      const honest = runs.some((run) => ["ask-price", "why-ask"].every((name) => read.within(run, name).length) || read.within(run, "no-price").length);
      if (!honest && read.has("ask-price")) yield { place: headed(section), message: "this says neither what people pay nor why they have to ask", help: `${lines} Or say in one sentence why nobody can know before you have talked.` };
      return;
    }
    for (const [action, opening] of Object.entries(LINES)) {
      const line = read.first(section.steps, action);
      const help = `Write a line \`- **${opening}** …\`.`;
      if (line && !line.text.text.trim()) yield { place: { run: line.item.text }, message: `nothing stands behind *${opening}*`, help };
      if (line) continue;
      const candidate = core.nearStep(section.steps, action, read.words.labels);
      if (candidate) yield { place: { run: core.opening(candidate) }, message: `Is “${core.stepShown(candidate)}” your *${opening}*? No line goes by that name`, help };
      else yield { place: headed(section), key: "section:what-it-costs", message: `“${section.heading.text.text}” has no line *${opening}*`, help };
    }
  };

  core.rules.surprises = function* surprises(read) {
    if (read.kind === "fit") yield* prices(read);
    if (read.kind === "fit" || read.topic !== "intake" || !read.known) return;
    const section = read.section("what-to-do");
    const steps = read.toDo();
    if (!section || !steps.length) return;
    const level = read.status === "active" ? undefined : "advice";
    const [ask, sell] = [read.first(steps, "ask", "listen"), read.first(steps, "offer", "price")];
    if (!ask) yield { place: headed(section), message: "nobody is told to ask what they need", help: "Begin with a step **Ask**, before any offer or price.", level };
    else if (sell && steps.indexOf(sell) < steps.indexOf(ask)) yield { place: { run: core.opening(sell) }, message: `“${core.stepShown(sell)}” comes before you have asked what they need`, help: "Put the step **Ask** first.", level };
    if (!read.first(steps, "ask-first")) yield { place: headed(section), message: "nobody is told to ask before anything extra is done", help: "Add a step **Ask first** about extras.", level };
  };

  core.rules["offer-too-soon"] = function* offerTooSoon(read) {
    const written = read.kind === "policy" ? read.document.names?.entries.find(({ key }) => key.value === "no_offer_before")?.value : null;
    const wait = written?.is === "text" && written.value ? core.waitOf(written.value, core.lexiconOf(read.document.lang, read.form)) : null;
    if (wait && wait.days !== null && wait.days < 30) yield { place: [written.start, written.end], message: `“${wait.written}”: an offer as soon as that turns the follow-up into its advertisement`, help: "Wait 30 days at least; 60 days and the second order is usual." };
    else if (wait && wait.visit !== null && wait.visit < 2) yield { place: [written.start, written.end], message: `“${wait.written}”: an offer as soon as that is made to somebody who has bought only once`, help: "Wait for the second order: write `60 days and the second order`." };
    for (const run of read.texts("say")) {
      const found = ["upgrade", "pitch", "offer"].flatMap((name) => read.within(run, name)).filter(({ entry }) => !entry.gentle);
      const match = found.find((each) => !read.beside(each, run, "their-question", { near: true }));
      if (match) yield { place: at(run, match), message: `“${match.words}” sells to somebody who has only just been here`, help: "Ask how they are and how it serves them, and stop there. What they ask about themselves you may answer." };
    }
    for (const { item } of read.toDo()) {
      for (const match of read.tells(item.text, "sells").slice(0, 1)) yield { place: at(item.text, match), message: `this step makes the follow-up a sale: “${match.words}”`, help: "Take it out. If they want more, they will ask somebody who only wanted to know how they are." };
    }
  };
}
