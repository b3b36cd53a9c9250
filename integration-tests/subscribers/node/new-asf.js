// Prints one line per new ASF, from a durable consumer on the stream
// ASF_REGISTRY. Copy it as the beginning of a subscriber of your own.

import { setTimeout as sleep } from "node:timers/promises";
import { AckPolicy, DeliverPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, nanos } from "@nats-io/transport-node";

const STREAM = "ASF_REGISTRY";
// Only new ASFs; asf.registry.v1.enterprise.*.* is everything about ASFs.
const SUBJECT = "asf.registry.v1.enterprise.listed.*";
const URL = process.env.NATS_URL ?? "nats://127.0.0.1:4222";
// A login may name its consumers after itself, and with _1 to _9 behind it.
const DURABLE = process.env.CONSUMER ?? process.env.NATS_USER ?? "asf-example-node";

// What was handled in this run: redelivered events are recognised among the
// last 1000, and the feed position of the newest one is its stream sequence.
const seen = [];
let sequence = 0;

// NATS remembers in the consumer what was acknowledged, so that a restart
// loses nothing.
async function ensureConsumer(connection) {
  // Without this check: whether the stream exists is asked for below.
  const manager = await jetstreamManager(connection, { checkAPI: false });
  try {
    await manager.consumers.info(STREAM, DURABLE);
  } catch {
    const start = sequence
      ? { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: sequence + 1 }
      : { deliver_policy: DeliverPolicy.All };
    await manager.consumers.add(STREAM, {
      durable_name: DURABLE,
      filter_subject: SUBJECT,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(30_000),
      ...start,
    });
  }
}

// Prints, then acknowledges: what breaks in between comes again, which is why
// events are recognised by their ce-id.
async function handle(message) {
  const id = message.headers?.get("ce-id") ?? "";
  if (!seen.includes(id)) {
    let event;
    try {
      event = message.json();
    } catch (error) {
      // It would be as unreadable the next time: do not ask for it.
      console.error(`event ${id} is no JSON: ${error.message}`);
      message.term();
      return;
    }
    const fields = ["name", "orgNumber", "municipalityCode", "pageUrl"];
    console.log(fields.map((field) => event[field] ?? "").join("\t"));
  }
  // Waits until NATS has noted it.
  if (!(await message.ackAck())) throw new Error("not acknowledged");
  seen.push(id);
  if (seen.length > 1000) seen.shift();
  sequence = Math.max(sequence, Number(message.headers?.get("ce-sequence") ?? 0));
}

// Reads until something breaks.
async function read(connection) {
  await ensureConsumer(connection);
  const consumer = await jetstream(connection).consumers.get(STREAM, DURABLE);
  const messages = await consumer.consume({
    max_messages: 50,
    idle_heartbeat: 1000,
    // NATS may lose its files, and the consumer with them. The registry fills
    // the stream again with the same sequences: go on where we were.
    abort_on_missing_resource: true,
  });
  for await (const message of messages) await handle(message);
}

// A server that lets in only those whom it knows sends the answers to one's own
// inbox.
const USER = process.env.NATS_USER;
const login = USER
  ? { user: USER, pass: process.env.NATS_PASSWORD, inboxPrefix: `_INBOX_${USER}` }
  : {};

const connection = await connect({
  ...login,
  servers: URL,
  waitOnFirstConnect: true,
  maxReconnectAttempts: -1,
  reconnectTimeWait: 500,
});
for (;;) {
  try {
    await read(connection);
  } catch (error) {
    console.error(`waiting for ${STREAM}: ${error.message}`);
  }
  await sleep(500);
}
