// Rules about words to somebody in trouble, and to somebody who left or was declined.
{
  const TROUBLE = ["recovery", "listening"];
  const at = (run, match) => ({ run, start: match.start, end: match.end });

  core.rules["non-apology"] = function* nonApology(read) {
    for (const run of read.texts(...(TROUBLE.includes(read.topic) ? ["say", "public"] : ["public"]))) {
      for (const match of read.within(run, "non-apology")) {
        const { gentle, instead } = match.entry;
        if (!gentle) yield { place: at(run, match), message: `“${match.words}” sounds like an apology and owns nothing`, help: instead };
        else if (!(read.zone(run) === "say" && ["blame", "shield"].some((name) => read.beside(match, run, name)))) {
          yield { place: at(run, match), message: "what follows this “but” takes the apology back", help: instead, level: "warning" };
        }
      }
    }
  };

  core.rules.blame = function* blame(read) {
    const texts = read.texts("say");
    for (const [number, run] of texts.entries()) {
      const after = texts[number + 1];
      const blamed = read.within(run, "blame").filter((match) => !read.beside(match, run, "say-back", { near: true }));
      for (const match of blamed) yield { place: at(run, match), message: `“${match.words}” puts it on the customer`, help: "Leave out whose fault it was: say what you heard, and what you will do.", level: match.entry.gentle ? "warning" : undefined };
      const owned = after && read.within(after, "owning").length > 0;
      for (const match of blamed.length || owned ? [] : read.within(run, "blame-others")) {
        const passes = read.beside(match, run, "owning", { near: true }) || (TROUBLE.includes(read.topic) && read.beside(match, run, "non-apology"));
        if (!passes) yield { place: at(run, match), message: `“${match.words}” puts it on somebody else`, help: "Go on in the same breath with what you take on: “…; that is ours to sort out.”", level: "warning" };
      }
    }
  };

  core.rules.arguing = function* arguing(read) {
    if (!TROUBLE.includes(read.topic)) return;
    for (const run of read.texts("say")) {
      const found = read.within(run, "contradiction").filter((match) => !["blame", "blame-others", "shield"].some((name) => read.beside(match, run, name)));
      for (const match of found.slice(0, 1)) yield { place: at(run, match), message: `“${match.words}” argues with them`, help: "Say back what you heard instead, and what you will do about it." };
    }
    for (const { item } of read.toDo()) {
      for (const match of read.tells(item.text, "arguing").slice(0, 1)) {
        yield { place: at(item.text, match), message: `“${match.words}” has staff argue with them`, help: "Leave it out, even where you are right. Nobody has ever been argued into feeling better." };
      }
    }
    const section = read.section("dont");
    const lines = section ? core.paragraphsOf(section.blocks) : [];
    const ruledOut = ["arguing", "no-arguing"].some((name) => read.standsIn(lines, name));
    if (section && read.has("no-arguing") && !ruledOut && lines.some((run) => run.text.trim())) {
      yield { place: { run: section.heading.text }, message: "nothing here rules arguing out", help: "Add a line such as “Never argue, even when you are right.”", level: read.status === "active" ? "warning" : "advice" };
    }
  };

  core.rules["say-back"] = function* sayBack(read) {
    const section = read.section("what-to-say");
    const words = read.said();
    if (!section || !words.length || !read.has("say-back")) return;
    for (const run of words) {
      const heard = read.within(run, "say-back");
      const remedies = read.within(run, "remedy");
      if (remedies.length && !(heard.length && heard[0].start < remedies[0].start)) {
        if (heard.length || read.standsIn(words.filter(({ line }) => line > run.line), "say-back")) {
          yield { place: at(run, remedies[0]), message: `“${remedies[0].words}” comes before you have said back what you heard`, help: "Say back first, and wait for their yes. A remedy for the wrong trouble is one more trouble." };
          return;
        }
        break;
      }
      if (heard.length) return;
    }
    yield { place: { run: section.heading.text }, message: "nothing here says back what they told you", help: "Begin with words such as “Let me say it back: … Have I got it?”, before any remedy." };
  };

  core.rules["make-right"] = function* makeRight(read) {
    const section = read.section("what-to-say");
    const words = read.said();
    if (!section || !words.length || !read.has("ask-remedy")) return;
    const asked = words.find((run) => read.within(run, "ask-remedy").length);
    if (!asked) {
      yield { place: { run: section.heading.text }, message: "nothing here asks what would put it right for them", help: "Add an open question, such as “What can I do to put this right for you?”, and wait for the answer." };
      return;
    }
    const [question] = read.within(asked, "ask-remedy");
    const offer = read.within(asked, "remedy").find(({ start }) => start > question.end);
    if (offer) yield { place: at(asked, offer), message: `“${offer.words}” answers your own question for them`, help: "Ask, and wait. What they would have said is often less than you offer, and matters more to them.", level: "advice" };
  };

  core.rules["impersonal-close"] = function* impersonalClose(read) {
    if (!TROUBLE.includes(read.topic)) return;
    const steps = read.toDo();
    for (const run of [...read.texts("say"), ...steps.map(({ item }) => item.text)]) {
      const found = ["review-request", "asks-review"].flatMap((name) => read.tells(run, name));
      for (const match of found.slice(0, 1)) yield { place: at(run, match), message: `“${match.words}” asks somebody in trouble for praise`, help: "Leave it out. Nobody can thank us and be asked for a favour in the same breath.", level: "error" };
    }
    const section = read.section("what-to-do");
    if (read.kind !== "policy" || !section?.steps.length || !read.has("personal-close") || read.says("personal-close")) return;
    const turn = read.first(steps, "make-right") ?? read.first(steps, "listen");
    const closing = turn ? steps.slice(steps.indexOf(turn)) : steps;
    if (closing.some(({ action, item }) => action === "ring" || read.tells(item.text, "personal-close").length)) return;
    yield {
      place: { run: section.heading.text }, message: "nobody comes back to them in person once it is over",
      help: "Add a step such as **Ring** after three days, or a card by hand. In listening, a warm word the next time is enough.", level: read.status === "active" ? undefined : "advice",
    };
  };

  core.rules["lost-ask"] = function* lostAsk(read) {
    const section = read.section("what-to-say");
    const words = read.said();
    if (!section || !words.length || !read.has("open-question") || read.standsIn(words, "open-question")) return;
    const guesses = words.find((run) => core.seen(run.text).includes("?"));
    if (!guesses) {
      yield { place: { run: section.heading.text }, message: "nothing here asks why they left", help: "Add an open question, such as “What could we have done better?”." };
      return;
    }
    const mark = core.seen(guesses.text).indexOf("?");
    yield { place: { run: guesses, start: Math.max(mark - 1, 0), end: mark + 1 }, message: "these words ask only what can be answered with yes, no or one of our own guesses", help: "Ask openly, such as “What made you decide not to come back?”, and wait for the answer." };
  };

  core.rules["cold-decline"] = function* coldDecline(read) {
    const policy = read.kind === "policy";
    const section = policy ? read.section("what-to-say") : null;
    const channel = policy ? null : core.named(read.words.channels, core.fold(String(read.field("channel") ?? ""))) ?? null;
    const words = policy ? read.said() : channel === null || channel === "social" ? [] : read.texts("say").filter((run) => run.text.trim());
    const place = section ? { run: section.heading.text } : "top";
    const needed = {
      alternative: ["these words send people away with nowhere to go", "Name who does it well, or say that you will ask around: “Shall I ring them and say you are coming?”"],
      thanks: ["these words do not thank them for asking", "End with it: “Thank you for asking us first.”"],
    };
    for (const [name, [message, help]] of Object.entries(needed)) if (words.length && read.has(name) && !read.standsIn(words, name)) yield { place, message, help };
    for (const run of read.texts("say")) {
      for (const match of read.within(run, "reproach")) {
        if (!read.beside(match, run, "blame")) yield { place: at(run, match), message: `“${match.words}” makes them sorry that they asked`, help: "Leave it out. They could not know, and a kind no is remembered as long as a yes." };
      }
    }
  };
}
