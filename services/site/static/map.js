// An area of a map and its line in the list light up together.

export function pairMapWithList(root) {
  for (const [over, out] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
    root.addEventListener(over, (event) => light(event.target, true));
    root.addEventListener(out, (event) => light(event.target, false));
  }
}

function light(target, on) {
  const code = target.closest?.("[data-area]")?.dataset.area;
  if (!code) return;
  for (const twin of document.querySelectorAll(`[data-area="${CSS.escape(code)}"]`)) {
    twin.classList.toggle("is-near", on);
  }
}
