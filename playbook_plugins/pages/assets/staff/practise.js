// A case to practise on: whoever has chosen sees what we say, and what became of it. Nothing is counted or kept.
on(".pb-choices", (choices) => {
  const answer = document.querySelector(".pb-answer");
  for (const choice of choices.querySelectorAll("details")) {
    choice.addEventListener("toggle", () => {
      if (choice.open && answer) answer.open = true;
    });
  }
});
