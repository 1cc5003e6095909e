// The web form for owners. The build puts the files of this folder into one script, this one first and `start.js` last,
// inside one function. The files `core_…` know no page: text in, text out. They hang what others may use on `core`,
// and keep all else to themselves.

const core = {};
window.playbookForm = core;
