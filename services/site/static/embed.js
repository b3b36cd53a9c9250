// Puts the ASF list, or its map, where this script's tag stands:
//   <script src="…/embed.js" data-view="lista" data-county="14" async></script>
// The frame gets the height of its content, as the frame itself tells it.

(() => {
  const tag = document.currentScript;
  if (!tag) return;
  const home = new URL(tag.src).origin;
  const { view, lang, title, ...filters } = tag.dataset;

  const address = new URL(`${lang === "en" ? "/en" : ""}/inbaddat/${view === "karta" ? "karta" : "lista"}`, home);
  for (const name of ["q", "county", "municipality", "industry", "service", "benefit", "certified"]) {
    const values = name === "q" ? [filters.q] : (filters[name] ?? "").split(/[\s,]+/);
    for (const value of values) {
      if (value) address.searchParams.append(name, value);
    }
  }

  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = title || (view === "karta" ? "Karta över ASF" : "ASF-listan");
  frame.width = "100%";
  frame.height = "700";
  frame.loading = "lazy";
  frame.style.border = "0";
  tag.after(frame);

  addEventListener("message", ({ source, origin, data }) => {
    const told = source === frame.contentWindow && origin === home && data?.asf === "height";
    if (told && data.height > 0) frame.height = Math.ceil(data.height);
  });
})();
