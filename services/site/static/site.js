// What scripts add to pages that work without them.
import { countChosen } from "./compare.js";
import { followFilters } from "./filters.js";
import { pairMapWithList } from "./map.js";

pairMapWithList(document);
followFilters();
countChosen();
