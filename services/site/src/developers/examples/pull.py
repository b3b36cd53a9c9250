import json
import pathlib
import urllib.request

BASE = "https://asf.example"
PLACE = pathlib.Path("asf-place.txt")

after = (PLACE.read_text().strip() if PLACE.exists() else "") or "0"
more = True
while more:
    url = f"{BASE}/api/v1/events:pull?after={after}&limit=1000"
    with urllib.request.urlopen(url) as answer:
        page = json.load(answer)
    for event in page["events"]:
        print(event["type"], event["subject"])
    after, more = page["position"], page["more"]
    PLACE.write_text(after)
