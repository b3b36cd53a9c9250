import { readFile, writeFile } from "node:fs/promises";

const BASE = "https://asf.example";
const PLACE = "asf-place.txt";

let after = (await readFile(PLACE, "utf8").catch(() => "")).trim() || "0";
for (let more = true; more; ) {
  const answer = await fetch(`${BASE}/api/v1/events:pull?after=${after}&limit=1000`);
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
  const page = await answer.json();
  for (const event of page.events) console.log(event.type, event.subject);
  ({ position: after, more } = page);
  await writeFile(PLACE, after);
}
