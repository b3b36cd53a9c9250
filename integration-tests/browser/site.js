// What the browser tests share: the browser, pages that report what a reader
// would not see, and the checks that every page has to pass.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";

export const BASE = process.env.BASE_URL;
export const WIDTHS = { phone: { width: 360, height: 740 }, desk: { width: 1280, height: 900 } };

const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Debian's browser, unless another one is named.
function program() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = readdirSync("/usr/bin");
  const found = ["chromium", "chromium-browser", "google-chrome"].find((it) => names.includes(it));
  if (!found) throw new Error("no browser: apt-get install chromium, or name one in CHROMIUM");
  return `/usr/bin/${found}`;
}

export function launch() {
  return chromium.launch({ executablePath: program(), args: QUIET });
}

// Far more than the steps of a visit take: axe and a page's own code have no
// limit themselves, and a browser that hangs would keep everybody waiting.
const LIMIT = 240_000;

async function inTime(page, work) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`${page.url()} hangs`)), LIMIT);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

// Opens a page of its own and runs the steps. Errors of scripts, lines in the
// console and requests to anybody else fail the test; `other` is a site that
// the steps lead to, and what its pages do is not ours to judge.
export async function visit(browser, { other, ...options }, steps) {
  const context = await browser.newContext({ baseURL: BASE, locale: "sv-SE", ...options });
  const faults = [];
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    const elsewhere = () => other && page.url().startsWith(other);
    page.on("console", (line) => {
      const isStatus = line.text().startsWith("Failed to load resource: the server responded");
      if (line.type() === "error" && !isStatus && !elsewhere()) faults.push(`console: ${line.text()}`);
    });
    page.on("request", (request) => {
      const expected = [`${BASE}/`, "data:", other].filter(Boolean);
      const own = expected.some((begin) => request.url().startsWith(begin));
      if (!own && !elsewhere()) faults.push(`request to ${request.url()}`);
    });
    await inTime(page, steps(page));
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
  }
}

// Axe takes longer than all else that a test does. Each page is shown to it on
// a phone; on a desk too, and so in the other language, by scripts/nightly.
const EVERYWHERE = process.env.ASF_TEST_AXE === "everywhere";

// WCAG 2.2 AA as far as a program can tell, and nothing cut off at the side.
export async function isOpenToAll(page) {
  if (EVERYWHERE || page.viewportSize().width === WIDTHS.phone.width) await passesAxe(page);
  const [content, window] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(content <= window, `${page.url()} is ${content} wide in ${window}`);
}

async function passesAxe(page) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  // The other mode opens a page for each run, to look into frames of strangers.
  const axe = new AxeBuilder({ page }).withTags(tags).setLegacyMode();
  const { violations } = await axe.analyze();
  const found = violations.map((it) => `${it.id}: ${it.nodes.map((node) => node.html).join(" | ")}`);
  assert.deepEqual(found, [], page.url());
}
