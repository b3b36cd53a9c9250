import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";

const key = process.env.WEBHOOK_SECRET.replace(/^whsec_/, "");
const SECRET = Buffer.from(key, "base64");
const seen = new Set(); // keep it in a database: it has to survive a restart

function isGenuine(headers, body) {
  const { "webhook-id": message, "webhook-timestamp": sent } = headers;
  if (!message || !(Math.abs(Date.now() / 1000 - Number(sent)) < 300)) return false;
  const hmac = createHmac("sha256", SECRET).update(`${message}.${sent}.`);
  const expected = Buffer.from("v1," + hmac.update(body).digest("base64"));
  return (headers["webhook-signature"] ?? "").split(" ").some((one) => {
    const given = Buffer.from(one);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  const genuine = isGenuine(request.headers, body);
  response.writeHead(genuine ? 204 : 401).end();
  const event = genuine ? JSON.parse(body) : {};
  if (!genuine || seen.has(event.id)) return;
  seen.add(event.id);
  console.log(event.type, event.subject);
});
server.listen(process.env.PORT ?? 8000);
