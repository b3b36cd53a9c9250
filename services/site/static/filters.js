// The list follows its filters without loading the whole page. The address
// always names the search, so that back, reload and sharing work as before.

const WIDE = matchMedia("(min-width: 64rem)");

let asked;
let shown = place();

export function followFilters() {
  const main = document.querySelector("main");
  if (!document.getElementById("sok")) return;

  main.addEventListener("change", (event) => {
    const field = event.target;
    // In the sheet of a small screen a person chooses several things first.
    const waits = !WIDE.matches && field.closest(".sheet");
    if (field.form?.id === "sok" && field.id !== "q" && !waits) show(address(field.form));
  });
  main.addEventListener("submit", (event) => {
    if (event.target.id !== "sok") return;
    event.preventDefault();
    show(address(event.target));
  });
  main.addEventListener("click", (event) => {
    const jump = event.target.closest(".notice a")?.hash;
    if (jump) document.querySelector(jump)?.closest(".sheet:not(:popover-open)")?.showPopover();
    const link = event.target.closest("a.chip, .chips a, .pages a, a.area, .area-list a, .repairs a, .map-panel .back");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    show(link.getAttribute("href"), Boolean(link.closest(".pages")));
  });
  addEventListener("popstate", () => {
    // A jump inside the page is no other search.
    if (place() !== shown) show(location.href, false, false);
  });
}

function place() {
  return location.pathname + location.search;
}

function address(form) {
  const values = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value !== "") values.append(name, value);
  }
  const query = values.toString();
  return query ? `${form.getAttribute("action")}?${query}` : form.getAttribute("action");
}

async function show(url, toTop = false, remember = true) {
  asked?.abort();
  if (new URL(url, location).href === location.href) remember = false;
  const mine = (asked = new AbortController());
  document.querySelector(".hits")?.classList.add("is-loading");
  try {
    const answer = await fetch(url, { signal: mine.signal, headers: { accept: "text/html" } });
    // A refused search is a page too, with its messages by the fields.
    if (!answer.ok && answer.status !== 400) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (remember) history.pushState(null, "", url);
    shown = place();
    replace(page, toTop);
  } catch (fault) {
    if (fault.name !== "AbortError") location.assign(url);
  }
}

function replace(page, toTop) {
  const held = document.activeElement;
  const known = held?.id ? `#${CSS.escape(held.id)}`
    : held?.name ? `[name="${held.name}"][value="${CSS.escape(held.value)}"]` : null;
  const opened = new Map([...document.querySelectorAll("details.facet")].map((one) => [one.id, one.open]));
  document.title = page.title;
  document.querySelector(".switch").replaceWith(page.querySelector(".switch"));
  document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
  for (const [id, open] of opened) {
    const group = document.getElementById(id);
    if (group?.matches("details")) group.open ||= open;
  }
  const heading = document.getElementById("traffar");
  const target = (!toTop && known && document.querySelector(known)) || heading;
  target?.focus({ preventScroll: !toTop });
  if (toTop) heading?.scrollIntoView();
  say(document.querySelector("[role=alert] h2, #traffar")?.textContent);
}

function say(text) {
  let voice = document.getElementById("voice");
  if (!voice) {
    voice = document.createElement("p");
    voice.id = "voice";
    voice.className = "visually-hidden";
    voice.setAttribute("aria-live", "polite");
    document.body.append(voice);
  }
  voice.textContent = text ?? "";
}
