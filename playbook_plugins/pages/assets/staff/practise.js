// A case to practise on: whoever has chosen sees what we say, and what became of it. Nothing is counted or kept.
on(".pb-choices", (choices) => {
  const answer = document.querySelector(".pb-answer");
  for (const choice of choices.querySelectorAll("details")) {
    choice.addEventListener("toggle", () => {
      if (choice.open && answer) answer.open = true;
    });
  }
});

// What a role looks after: no paper and no build knows what day it is.
on(".pb-due[data-due]", (day) => {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  if (day.dataset.due <= today) {
    day.textContent = day.dataset.now;
    day.classList.add("pb-due--now");
  }
});
