// Rules about what a text has to hold: its lines, sections and steps. Names, messages and places are those of our own rules.
{
  const called = (read, name) => read.document.kind.sections.find((section) => section.name === name).heading;
  const headingsOf = (read) => core.named(read.words.sections, read.kind) ?? {};
  const needed = (read) => read.document.kind.sections.filter(({ name, required }) => required || (name === "what-to-say" && read.form.checks.spoken.includes(read.topic)));
  const lower = (said) => said.slice(0, 1).toLowerCase() + said.slice(1);
  const nothing = (value) => value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

  core.rules["missing-field"] = function* missingField(read) {
    const { document, form } = read;
    for (const { name, says, only } of form.checks.required[read.kind] ?? []) {
      if (only) continue;
      const there = document.names?.entries.find(({ key }) => key.value === name);
      const key = `field:${name}`;
      if (!there) yield { place: "first", key, message: `the line \`${name}:\` is missing`, help: says ? `Add \`${name}:\` and ${lower(says)}` : `Add \`${name}:\`.` };
      else if (nothing(read.field(name))) yield { place: [there.key.start, there.key.end], key, message: `nothing stands behind \`${name}:\``, help: says };
    }
  };

  const holdsSomething = (section) => core.paragraphsOf(section.blocks).some((run) => run.text.trim()) || section.blocks.some(({ is }) => is === "code" || is === "html");

  core.rules["missing-section"] = function* missingSection(read) {
    const { document } = read;
    if (!document.title?.text.text.trim()) yield { place: "top", key: "title", message: "this document has no title", help: "Begin its text with a line such as `# What people say`." };
    if (read.kind === "script" && !read.texts("say").length) yield { place: "top", key: "lead", message: "this script holds no words to say", help: "Write them on lines that begin with `>`." };
    const headings = headingsOf(read);
    for (const wanted of needed(read)) {
      if (["good-fit", "look-elsewhere", "what-it-costs"].includes(wanted.name)) continue;
      const section = read.section(wanted.name);
      const title = called(read, wanted.name);
      if (section) {
        const { text } = section.heading;
        if (!holdsSomething(section)) yield { place: { run: text }, message: `nothing stands under “${text.text}”`, help: "Write it, in a line or two." };
        else if (wanted.items && !section.steps.length) {
          yield { place: { run: text }, message: `“${text.text}” is one block of text, and nobody can follow it step by step`, help: "Put each thing on a line of its own that begins with `1.` or `-`." };
        }
        continue;
      }
      const near = document.sections.find((found) => core.meantSection(found, headings) === wanted.name);
      if (!near) yield { place: "top", key: `section:${wanted.name}`, message: `there is no section “${title}”`, help: `Add a line \`## ${title}\`, and what belongs below it.` };
      else if (!document.kind.closed) yield { place: { run: near.heading.text }, message: `is “${near.heading.text.text}” your “${title}”?`, help: `Write \`## ${title}\`, so that it is found.` };
    }
  };

  core.rules["unknown-section"] = function* unknownSection(read) {
    const { document } = read;
    const headings = headingsOf(read);
    const asked = needed(read).map(({ name }) => name);
    for (const section of document.sections.filter(({ name }) => name === null)) {
      const near = core.meantSection(section, headings);
      const { text } = section.heading;
      const title = near ? called(read, near) : "";
      const notes = "Notes for staff go into a policy, or into a page under `pages/`.";
      const parts = document.kind.sections.map(({ heading }) => `“${heading}”`).join(", ");
      const where = parts ? `Its parts are ${parts}. ${notes}` : `It has a title and a few lines below it. ${notes}`;
      if (document.kind.closed) yield { place: { run: text }, message: `this page is for everybody, and “${text.text}” is none of its parts`, help: near ? `Did you mean “${title}”?` : where };
      else if (near && !asked.includes(near) && !read.section(near)) {
        yield { place: { run: text }, message: `“${text.text}” is read as a heading of your own`, help: `If you mean “${title}”, write \`## ${title}\`, so that it is shown in its place.`, level: "advice" };
      }
    }
  };

  const STEPS = { recovery: ["listen", "admit", "apologise", "make-right", "write-down"], listening: ["listen", "say-back", "thank"] };
  const GIVES = {
    listen: "that is where they are let finish first",
    "say-back": "that is how people can tell that they were understood",
    admit: "that is where somebody says that it was us",
    apologise: "that is where somebody says sorry",
    "make-right": "that is where it is put right for them",
    thank: "that is where they are thanked for telling us",
    "write-down": "that is what keeps the next customer from the same trouble",
  };

  core.rules["missing-step"] = function* missingStep(read) {
    const section = read.section("what-to-do");
    const steps = read.toDo();
    if (!section || !steps.length || !read.known) return;
    for (const action of STEPS[read.topic]) {
      if (read.first(steps, action)) continue;
      const name = action.replaceAll("-", " ");
      const help = `Open the step that does it with the bold label **${name[0].toUpperCase()}${name.slice(1)}**, or teach the checklist your own label under \`checklist: labels:\` in \`playbook.yml\`.`;
      const candidate = core.nearStep(steps, action, read.words.labels);
      if (candidate) yield { place: { run: core.opening(candidate) }, message: core.askedStep(candidate, steps, action), help, level: "warning" };
      else yield { place: { run: section.heading.text }, key: "section:what-to-do", message: `no step is labelled *${name}*: ${GIVES[action]}`, help, level: action === "write-down" ? "warning" : undefined };
    }
  };

  const BEFORE = { listen: "before anybody has listened", apologise: "before anybody has said sorry" };

  core.rules["step-order"] = function* stepOrder(read) {
    const steps = read.toDo();
    const there = ["listen", "apologise", "make-right"].filter((action) => read.first(steps, action));
    if (read.topic === "recovery" && there.length < 3) return;
    for (const [at, later] of there.slice(1).entries()) {
      const earlier = there[at];
      const opens = steps.indexOf(read.first(steps, earlier));
      if (steps.slice(opens).some(({ action }) => action === later)) continue;
      const step = read.first(steps, later);
      yield { place: { run: core.opening(step) }, message: `“${core.stepShown(step)}” comes ${BEFORE[earlier]}`, help: `Put it behind “${core.stepShown(steps[opens])}”. People take a remedy from those who have understood them.` };
    }
    if (read.topic !== "recovery" || read.first(steps, "go-further")) return;
    const candidate = core.nearStep(steps, "go-further", read.words.labels);
    const last = candidate ?? read.first(steps, "make-right");
    const message = candidate ? core.askedStep(candidate, steps, "go-further") : "nothing goes further than putting it right";
    yield { place: { run: core.opening(last) }, message, help: "Add a step **Go further**: one small kindness that they did not ask for." };
  };

  core.rules["bare-allowance"] = function* bareAllowance(read) {
    const allow = read.document.names?.entries.find(({ key }) => key.value === "allow")?.value;
    for (const { key, value } of allow?.is === "names" ? allow.entries : []) {
      if (!read.form.checks.known.includes(key.value) || String(core.valueOf(value) ?? "").trim()) continue;
      yield { place: [key.start, key.end], message: `nobody says why \`${key.value}\` may be passed over here`, help: `Write \`${key.value}: because …\` and the reason that you would give a colleague, or take it out.` };
    }
  };

  const STOP = "Add a section `## When to stop`: when they may end it, and a sentence to say on a line that begins with `>`.";

  core.rules["stop-rule"] = function* stopRule(read) {
    if (!read.known) return;
    const { document } = read;
    const section = read.section("when-to-stop");
    const steps = read.toDo();
    const step = read.first(steps, "stop");
    const lines = section ? core.paragraphsOf(section.blocks) : step ? [step.item.text] : [];
    if (!lines.some((run) => run.text.trim())) {
      const near = document.sections.find((one) => core.meantSection(one, headingsOf(read)) === "when-to-stop");
      const candidate = core.nearStep(steps, "stop", read.words.labels);
      if (near) yield { place: { run: near.heading.text }, message: `is “${near.heading.text.text}” your “When to stop”?`, help: "Write `## When to stop`, so that it is found." };
      else if (candidate) yield { place: { run: core.opening(candidate) }, message: core.askedStep(candidate, steps, "stop"), help: STOP, level: "warning" };
      else yield { place: "top", key: "section:when-to-stop", message: "staff are not told when they may end it, or what to say then", help: STOP };
      return;
    }
    const place = { run: section ? section.heading.text : core.opening(step) };
    const told = lines.filter((run) => read.zone(run) !== "say");
    if (read.has("says-when") && !read.standsIn(told, "says-when")) yield { place, message: "this does not say when staff may end it", help: "Name it, such as threats, insults or touching." };
    const inQuotes = (run) => core.seen(run.text) !== core.seen(run.text, { quotes: false });
    if (told.length === lines.length && !told.some(inQuotes) && !read.standsIn(read.said(), "ends-it")) {
      yield { place, message: "there is no sentence to end it with", help: "Add one below on a line that begins with `>`. Nobody finds the words while they are shouted at." };
    }
    for (const run of told) {
      for (const match of read.within(run, "asks-leave").slice(0, 1)) {
        yield { place: { run, ...match }, message: `“${match.words}” leaves them alone with it`, help: "Let them end it first and tell you afterwards. Whoever is named as `backed_by` stands behind them.", level: "warning" };
      }
    }
  };
}
