// Checks an AsyncAPI document against the specification's own schema, and
// events against the document: node check.js DOCUMENT [EVENTS]
// EVENTS has one event a line: {"subject", "headers": {…}, "data": {…}}.
// Ends with the number of events that were checked, or with exit code 1.

import { readFileSync } from "node:fs";
import specs from "@asyncapi/specs";
import Ajv from "ajv";
import formats from "ajv-formats";

const [documentPath, eventsPath] = process.argv.slice(2);
const document = JSON.parse(readFileSync(documentPath, "utf8"));
const events = eventsPath
  ? readFileSync(eventsPath, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line))
  : [];

function validator(schema) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats(ajv);
  return ajv.compile(schema);
}

function fail(what, faults) {
  console.error(`${what}: ${JSON.stringify(faults, null, 2)}`);
  process.exit(1);
}

const isAsyncApi = validator(specs.schemasWithoutId[document.asyncapi]);
if (!isAsyncApi(document)) fail("not AsyncAPI", isAsyncApi.errors);

// A reference in the document is looked up in the document.
const schemas = new Map();
for (const channel of Object.values(document.channels)) {
  const pattern = new RegExp(`^${channel.address.replaceAll(".", "\\.").replace("{id}", "[^.]+")}$`);
  const [reference] = Object.values(channel.messages);
  const message = document.components.messages[reference.$ref.split("/").pop()];
  const { components } = document;
  schemas.set(pattern, {
    data: validator({ ...message.payload, components }),
    headers: validator({ ...message.headers, components }),
  });
}

for (const event of events) {
  const found = [...schemas].find(([pattern]) => pattern.test(event.subject));
  if (!found) fail("no channel", event.subject);
  for (const part of ["headers", "data"]) {
    const valid = found[1][part];
    if (!valid(event[part])) fail(`${part} of ${event.subject}`, valid.errors);
  }
}
console.log(events.length);
