// What scripts add to pages that work without them.
import { countChosen } from "./compare.js";
import { followFilters } from "./filters.js";
import { pairMapWithList } from "./map.js";

pairMapWithList(document);
followFilters();
countChosen();

// Whoever goes back to a page and sends its form again means it anew.
addEventListener("pageshow", ({ persisted }) => {
  if (!persisted) return;
  const mark = `${Date.now()}${Math.random()}`.replace(".", "");
  for (const key of document.querySelectorAll("input[name=once]")) {
    key.value = key.value.replace(/^[^.]*/, mark);
  }
});
