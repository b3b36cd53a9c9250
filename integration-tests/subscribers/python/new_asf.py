"""Prints one line per new ASF, from a durable consumer on the stream
ASF_REGISTRY. Copy it as the beginning of a subscriber of your own."""

import asyncio
import json
import os
import sys
from collections import deque

import nats
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy
from nats.js.errors import NotFoundError

STREAM = "ASF_REGISTRY"
# Only new ASFs; asf.registry.v1.enterprise.*.* is everything about ASFs.
SUBJECT = "asf.registry.v1.enterprise.listed.*"
URL = os.environ.get("NATS_URL", "nats://127.0.0.1:4222")
# A login may name its consumers after itself, and with _1 to _9 behind it.
DURABLE = os.environ.get("CONSUMER") or os.environ.get("NATS_USER") or "asf-example-python"

# What was handled in this run: redelivered events are recognised among the
# last 1000, and the feed position of the newest one is its stream sequence.
seen = deque(maxlen=1000)
sequence = 0


async def ensure_consumer(js):
    """NATS remembers in the consumer what was acknowledged, so that a restart
    loses nothing."""
    try:
        await js.consumer_info(STREAM, DURABLE)
    except NotFoundError:
        start = (
            {"deliver_policy": DeliverPolicy.BY_START_SEQUENCE, "opt_start_seq": sequence + 1}
            if sequence
            else {"deliver_policy": DeliverPolicy.ALL}
        )
        config = ConsumerConfig(
            durable_name=DURABLE,
            filter_subject=SUBJECT,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=30,
            **start,
        )
        await js.add_consumer(STREAM, config)


async def handle(message):
    """Prints, then acknowledges: what breaks in between comes again, which is
    why events are recognised by their ce-id."""
    global sequence
    headers = message.headers or {}
    event_id = headers.get("ce-id", "")
    if event_id not in seen:
        try:
            event = json.loads(message.data)
        except ValueError as error:
            # It would be as unreadable the next time: do not ask for it.
            print(f"event {event_id} is no JSON: {error}", file=sys.stderr)
            await message.term()
            return
        fields = ("name", "orgNumber", "municipalityCode", "pageUrl")
        print("\t".join(event.get(field, "") for field in fields), flush=True)
    # Waits until NATS has noted it.
    await message.ack_sync()
    seen.append(event_id)
    sequence = max(sequence, int(headers.get("ce-sequence", 0)))


async def read(js):
    """Reads until something breaks."""
    await ensure_consumer(js)
    subscription = await js.pull_subscribe_bind(DURABLE, stream=STREAM)
    try:
        while True:
            try:
                messages = await subscription.fetch(batch=50, timeout=5)
            except nats.errors.TimeoutError:
                # Nothing new, or NATS lost its files and the consumer with
                # them. The registry fills the stream again with the same
                # sequences, so that we go on where we were.
                await ensure_consumer(js)
                continue
            for message in messages:
                await handle(message)
    finally:
        await subscription.unsubscribe()


async def quiet(_error):
    """Connection faults are reported where they stop the reading."""


def login():
    """A server that lets in only those whom it knows sends the answers to
    one's own inbox."""
    user = os.environ.get("NATS_USER")
    if not user:
        return {}
    password = os.environ.get("NATS_PASSWORD", "")
    return {"user": user, "password": password, "inbox_prefix": f"_INBOX_{user}".encode()}


async def main():
    connection = await nats.connect(
        URL, max_reconnect_attempts=-1, reconnect_time_wait=0.5, error_cb=quiet, **login()
    )
    js = connection.jetstream()
    while True:
        try:
            await read(js)
        except (nats.errors.Error, OSError) as error:
            print(f"waiting for {STREAM}: {error or type(error).__name__}", file=sys.stderr)
        await asyncio.sleep(0.5)


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
