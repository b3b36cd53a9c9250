// Reads the mails that the catcher wrote, as a person would: the last one to
// an address, and the link in it. MAILS is its folder.

import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

const FOLDER = process.env.MAILS;
const LIMIT = 60_000;

// The path of the first link of a kind in a mail to the address, newest first.
// `seen` are links that were used already.
export async function linkTo(address, kind, seen = []) {
  const until = Date.now() + LIMIT;
  for (;;) {
    const found = links(address, kind).find((link) => !seen.includes(link));
    if (found) return found;
    if (Date.now() > until) throw new Error(`no mail to ${address} with a link ${kind}`);
    await pause(100);
  }
}

function links(address, kind) {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".eml"));
  const mails = names.sort().reverse().map((name) => readFileSync(`${FOLDER}/${name}`, "utf8"));
  const pattern = new RegExp(`/(?:en/)?konto/lank/${kind}/[\\w-]+`);
  return mails
    .filter((mail) => mail.toLowerCase().includes(`to: ${address}`) || mail.includes(`<${address}>`))
    .map((mail) => pattern.exec(plain(mail))?.[0])
    .filter(Boolean);
}

// Quoted-printable breaks long lines and writes some letters as numbers.
function plain(mail) {
  return mail.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}
