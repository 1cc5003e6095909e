// Which questions a text of a kind is asked, and what stands in it where nobody answers.
{
  /* What a policy is about, by the word that stands at its top. */
  core.topicOf = (written, lang, form) => (written ? core.named(core.lexiconOf(lang, form).topics, core.fold(String(written))) ?? String(written) : null);

  /* The questions of a kind, settled for a topic: `{ first, more }`, each with its own `ready` and `default`. */
  core.questionsOf = (kindName, topic, form) => {
    const kind = form.kinds.find(({ name }) => name === kindName);
    const settled = ({ topics, ready_for: readyFor, default_for: defaultFor, ...question }) => ({
      ...question,
      ...(core.named(readyFor, topic) ? { ready: readyFor[topic] } : {}),
      ...(core.named(defaultFor, topic) !== undefined ? { default: defaultFor[topic] } : {}),
    });
    const asked = (questions) => questions.filter(({ topics }) => !topics || topics.includes(topic)).map(settled);
    return { first: asked(kind.first), more: asked(kind.more) };
  };

  /* The answers to a new text's questions, with those of ours where nobody answered. */
  core.answered = (kindName, answers, form) => {
    const given = Array.isArray(answers) ? answers : Object.entries(answers).map(([key, value]) => ({ key, value }));
    const said = new Map(given.map(({ key, value }) => [key, value]));
    const { first, more } = core.questionsOf(kindName, core.topicOf(said.get("field:topic"), form.lang, form), form);
    for (const question of [...first, ...more]) if (!said.has(question.key) && question.default !== undefined) said.set(question.key, question.default);
    return [...said].map(([key, value]) => ({ key, value }));
  };
}
