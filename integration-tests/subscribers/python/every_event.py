"""Prints the position and the type of each event of the registry, from the
first one on, by an ordered push consumer: the server keeps nothing for this
program, which begins anew at every start. Copy it where all events are read
into memory."""

import asyncio
import os
import sys

import nats

STREAM = "ASF_REGISTRY"
URL = os.environ.get("NATS_URL", "nats://127.0.0.1:4222")


async def tell(error):
    """A refused permission shows only here."""
    print(f"NATS: {error}", file=sys.stderr)


def login():
    """A server that lets in only those whom it knows sends the answers to
    one's own inbox."""
    user = os.environ.get("NATS_USER")
    if not user:
        return {}
    password = os.environ.get("NATS_PASSWORD", "")
    return {"user": user, "password": password, "inbox_prefix": f"_INBOX_{user}".encode()}


async def show(message):
    position = message.metadata.sequence.stream
    print(position, (message.headers or {}).get("ce-type", ""), sep="\t", flush=True)


async def main():
    connection = await nats.connect(URL, max_reconnect_attempts=-1, error_cb=tell, **login())
    await connection.jetstream().subscribe(
        "asf.registry.v1.>", stream=STREAM, ordered_consumer=True, cb=show
    )
    await asyncio.Event().wait()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except KeyboardInterrupt:
        pass
