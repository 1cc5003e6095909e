// The web form for owners. The build puts the files of this folder into one script, this one first and `start.js` last,
// inside one function. The files `core_…` know no page: text in, text out. They hang what others may use on `core`,
// and keep all else to themselves. What the page asks them, with `form` as `playbook_plugins.pages.editing` makes it:
//
// core.read(text, path, form)            a text as boxes: fields, title, lead and sections, each with its parts
// core.write(text, changes, form, path)  the text with changes, each { key, value }; all else stays byte for byte
// core.compose(kind, answers, form)      a new text: { path, text }
// core.check(text, path, form)           what the checklist finds in it, each with the key of its box
// core.allow(text, rule, because, form, path)  the text with an exception and its reason
// core.questionsOf(kind, topic, form)    what is asked: { first, more }

const core = {};
window.playbookForm = core;
