import { readFile, writeFile } from "node:fs/promises";

const BASE = "https://asf.example";
const PLACE = "asf-place.txt"; // remembers where we were

for (;;) {
  const after = (await readFile(PLACE, "utf8").catch(() => "")).trim() || "0";
  try {
    const answer = await fetch(`${BASE}/api/v1/events?after=${after}`);
    if (!answer.ok) throw new Error(`${answer.status}`);
    let rest = "";
    for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split("\n");
      rest = lines.pop();
      for (const line of lines) {
        if (!line.startsWith("data:")) continue;
        const event = JSON.parse(line.slice(5));
        console.log(event.type, event.subject);
        await writeFile(PLACE, event.sequence); // after it was dealt with
      }
    }
  } catch (error) {
    console.error("again soon:", error.message);
  }
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
