// What to do: where there is room, every line stands open from the start.
on(".pb-step", (step) => {
  if (matchMedia("(min-width: 60em)").matches) step.open = true;
});
