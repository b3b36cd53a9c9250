// Choosing what to compare: the button says how many are chosen, and four are
// the most. Without this, the page of the comparison says so itself.

const MOST = 4;

const boxes = () => [...document.querySelectorAll('input[type="checkbox"][form="jamfor"]')];

export function countChosen() {
  document.addEventListener("change", (event) => {
    if (event.target.getAttribute?.("form") === "jamfor") count();
  });
  // Also after the browser went back to ticked boxes.
  addEventListener("pageshow", count);
}

function count() {
  const all = boxes();
  const chosen = all.filter((box) => box.checked).length;
  for (const box of all) box.disabled = !box.checked && chosen >= MOST;
  const said = document.querySelector("#jamfor output");
  if (said) said.value = said.dataset.chosen.split("|")[chosen - 1] ?? "";
}
