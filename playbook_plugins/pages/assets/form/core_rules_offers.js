// Rules about offers where none belongs, and about words that hurry, belittle or promise nothing.
{
  const at = (run, match) => ({ run, start: match.start, end: match.end });

  core.rules["greeting-offer"] = function* greetingOffer(read) {
    const told = new Set();
    for (const name of ["offer", "upgrade", "pitch"]) {
      const found = read.texts("say").flatMap((run) => read.within(run, name).map((match) => [run, match])).filter(([run, { start }]) => !told.has(run.spanAt(start).line));
      for (const [run, { start }] of found) told.add(run.spanAt(start).line);
      for (const [run, match] of found) {
        if (match.entry.gentle) yield { place: at(run, match), message: `“${match.words}” comes with the wish: make sure that nothing has to be bought for it`, help: "Say that it is theirs whether they buy or not, or leave it out.", level: "advice" };
        else yield { place: at(run, match), message: `this wish also makes an offer: “${match.words}”`, help: "Wish them well and stop there. Send the offer another week, to people who asked for offers." };
      }
    }
    for (const { item } of read.toDo()) {
      for (const match of read.tells(item.text, "sells")) yield { place: at(item.text, match), message: `this step sends an offer with the wish: “${match.words}”`, help: "Take it out: a wish that wants nothing is the gift." };
    }
    for (const run of read.texts("say")) {
      for (const match of read.within(run, "review-request")) yield { place: at(run, match), message: `this wish also asks for something: “${match.words}”`, help: "Wish them well and stop there. Ask what they think of us another week, and ask them alone." };
    }
    const days = read.document.names?.entries.find(({ key }) => key.value === "quiet_days")?.value;
    const number = read.kind === "policy" && days?.is === "text" && /^\s*\d+\s*$/.test(days.value ?? "") ? Number(days.value) : 14;
    if (number < 7) yield { place: [days.start, days.end], message: `only ${number} quiet days around the date: an offer then spoils the wish`, help: "Keep at least 7 days on either side free of offers." };
  };

  core.rules["lost-woo"] = function* lostWoo(read) {
    const spoken = new Set();
    for (const name of ["win-back", "offer", "upgrade", "pitch", "review-request"]) {
      for (const run of read.texts("say")) {
        for (const match of read.within(run, name)) {
          const { line } = run.spanAt(match.start);
          if (spoken.has(line)) continue;
          spoken.add(line);
          yield { place: at(run, match), message: `“${match.words}” tries to win them back`, help: "Ask why they left, thank them and end there. What they say is worth more than one more visit.", level: match.entry.gentle ? "warning" : undefined };
        }
      }
    }
    const help = "Leave the step out. If they come again, let it be because the cause was mended.";
    for (const step of read.toDo()) {
      if (step.action === "offer") yield { place: { run: core.opening(step) }, message: `the step “${core.stepShown(step)}” sells to somebody who has left`, help };
      else for (const match of read.tells(step.item.text, "sells").slice(0, 1)) yield { place: at(step.item.text, match), message: `“${match.words}” sells to somebody who has left`, help };
    }
  };

  core.rules["sales-after-goodbye"] = function* salesAfterGoodbye(read) {
    const left = read.topic === "lost-customer";
    const who = left ? "somebody who has left" : "somebody whom we have just declined";
    const sells = read.document.names?.entries.find(({ key }) => key.value === "sells")?.value;
    const truth = core.named(read.words.truth, String(sells?.value ?? "").trim().toLowerCase()) ?? /^(?:true|yes|y|on|t|1)$/i.test(sells?.value ?? "");
    if (read.kind === "script" && sells && truth) yield { place: [sells.start, sells.end], message: `this script sells, and it goes to ${who}`, help: "Take out what it sells, and write `sells: no`." };
    for (const run of read.texts("say")) {
      if (left && ["win-back", "offer", "upgrade", "pitch", "review-request"].some((name) => read.within(run, name).length)) continue;
      const ours = ["after-goodbye", "instead"].flatMap((name) => read.within(run, name));
      const anybodys = ["upgrade", "offer"].flatMap((name) => read.within(run, name)).filter(({ entry }) => !entry.gentle);
      const meant = anybodys.filter((match) => !(read.beside(match, run, "elsewhere") || read.beside(match, run, "their-question", { near: true })));
      for (const match of [...ours, ...meant].slice(0, 1)) yield { place: at(run, match), message: `“${match.words}” sells to ${who}`, help: "End with thanks. They have said goodbye, or heard our no, and owe us nothing." };
    }
    const toDo = read.toDo();
    const staffs = read.document.sections.filter(({ name }) => name !== "you-notice").flatMap(({ steps }) => steps).filter(({ item }) => read.zone(item.text) === "staff");
    for (const step of staffs) {
      const run = step.item.text;
      if (left && toDo.includes(step) && (step.action === "offer" || read.tells(run, "sells").length)) continue;
      const found = ["after-goodbye", "instead", "sells"].flatMap((name) => read.tells(run, name)).filter((match) => !(step.action === "refer" || read.beside(match, run, "alternative")));
      for (const match of found.slice(0, 1)) yield { place: at(run, match), message: `“${core.stepShown(step)}” goes on selling to ${who}: “${match.words}”`, help: "Leave it out. Nothing from us follows but what they ask for." };
    }
  };

  core.rules.pressure = function* pressure(read) {
    const told = ["greeting", "follow-up", "lost-customer", "referral"].includes(read.topic) ? ["offer", "win-back"] : [];
    for (const run of read.texts("say", "public")) {
      for (const [name, say, help] of [
        ["urgency", (words) => `“${words}” hurries people`, "Say the plain date, if there is one, and let them take their time."],
        ["boast", (words) => `nobody can hold you to “${words}”`, "Say what you do, in words or figures that they can check: “mended within the week, and two years' guarantee”."],
      ]) {
        for (const match of read.within(run, name)) if (!told.some((other) => read.beside(match, run, other))) yield { place: at(run, match), message: say(match.words), help };
      }
    }
  };

  core.rules["shield-or-label"] = function* shieldOrLabel(read) {
    const fit = read.kind === "fit";
    for (const run of read.texts("say", "public")) {
      for (const match of read.within(run, "shield")) {
        if (fit && ["label", "sneer"].some((name) => read.beside(match, run, name))) continue;
        yield { place: at(run, match), message: `“${match.words}” hides a person behind a rule`, help: "Say what you can do, or fetch somebody who may decide. Where there is a reason, give it and not the rule." };
      }
    }
    for (const run of fit ? [] : read.texts("say", "public", "staff")) {
      for (const match of read.zone(run) === "staff" ? read.tells(run, "label") : read.within(run, "label")) {
        yield { place: at(run, match), message: `“${match.words}” makes an opponent of somebody`, help: match.entry.instead ? `Kinder and more exact: ${match.entry.instead}.` : "Say what they did or what they need." };
      }
    }
  };

  core.rules["vague-promise"] = function* vaguePromise(read) {
    for (const run of read.texts("public")) {
      for (const match of read.within(run, "vague")) yield { place: at(run, match), message: `“${match.words}” lets us off, so nobody can count on this`, help: match.entry.instead || "Promise what you do every time, or say plainly when it does not hold." };
    }
  };

  core.rules["vague-time"] = function* vagueTime(read) {
    for (const run of read.texts("say", "public")) {
      for (const match of read.within(run, "vague-time")) {
        if ((read.kind === "promise" && read.beside(match, run, "vague")) || read.beside(match, run, "timed")) continue;
        yield { place: at(run, match), message: `“${match.words}” gives no time, so they wait without knowing how long`, help: "Name the latest moment that you can keep every time: “by Friday at noon”, “within one working day”." };
      }
    }
  };

  core.rules["small-customer"] = function* smallCustomer(read) {
    for (const run of read.texts("staff", "say")) {
      for (const match of read.tells(run, "small-customer").slice(0, 1)) {
        yield { place: at(run, match), message: `“${match.words}” lets what people spend decide how they are treated`, help: "Give everybody the same care. What one of you may decide alone goes by the case: “Refunds above £200 go to Maria.”" };
      }
    }
  };

  core.rules["placeholder-left"] = function* placeholderLeft(read) {
    const { document } = read;
    const help = "Write what belongs here, or take the line out.";
    const level = document.public || read.kind === "budget" ? undefined : "warning";
    const message = (words) => `“${words}” still holds the place of something`;
    const leaves = (node) => (node.is === "text" ? [node] : node.entries.flatMap(({ value }) => leaves(value)));
    for (const { start, end } of document.names ? leaves(document.names) : []) {
      for (const match of core.matches(document.text.slice(start, end), read.entries("placeholder"))) yield { place: [start, end], message: message(match.words), help, level };
    }
    for (const run of read.texts("say", "public", "dont", "staff", "ignored")) {
      const spoken = read.zone(run) === "say" || document.lines[run.line - 1].text.trimStart().startsWith(">");
      for (const name of spoken ? ["placeholder", "starter"] : ["placeholder", "starter", "blank"]) {
        for (const match of read.within(run, name)) yield { place: at(run, match), message: message(match.words), help, level };
      }
    }
  };

  core.rules["reads-like-a-contract"] = function* readsLikeAContract(read) {
    if (!read.has("contract")) return;
    for (const run of read.texts("say", "public")) {
      const text = core.seen(run.text);
      const { ends } = core.sentencesOf(text);
      const count = (from, to) => text.slice(from, to).split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      let [start, end, words] = [0, 0, -1];
      for (let number = 0; number + 1 < ends.length; number += 1) {
        const now = count(ends[number], ends[number + 1]);
        if (now > words) [start, end, words] = [ends[number], ends[number + 1], now];
      }
      start = end - text.slice(start, end).trimStart().length;
      const [found] = read.within(run, "contract");
      if (found) yield { place: at(run, found), message: `“${found.words}” sounds like a contract`, help: found.entry.instead ? `Plainer: ${found.entry.instead}.` : "Say it as you would across the counter." };
      else if (words > 25) yield { place: { run, start, end }, message: `a sentence of ${words} words is hard to follow`, help: "Make two of it: up to 25 words can be said in one breath." };
    }
  };
}
