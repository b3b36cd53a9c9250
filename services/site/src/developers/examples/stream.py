import json
import pathlib
import time
import urllib.request

BASE = "https://asf.example"
PLACE = pathlib.Path("asf-place.txt")  # remembers where we were

while True:
    after = (PLACE.read_text().strip() if PLACE.exists() else "") or "0"
    try:
        with urllib.request.urlopen(f"{BASE}/api/v1/events?after={after}") as stream:
            for line in stream:
                if not line.startswith(b"data:"):
                    continue
                event = json.loads(line[5:])
                print(event["type"], event["subject"], flush=True)
                PLACE.write_text(event["sequence"])  # after it was dealt with
    except OSError as error:
        print("again soon:", error, flush=True)
    time.sleep(2)
