import json
import urllib.parse
import urllib.request

BASE = "https://asf.example"

query = {"industry": "catering", "page_size": 100}
while True:
    url = f"{BASE}/api/v1/enterprises?{urllib.parse.urlencode(query)}"
    with urllib.request.urlopen(url) as answer:
        page = json.load(answer)
    for enterprise in page["enterprises"]:
        print(enterprise["name"], enterprise["municipality_code"])
    if not page["next_page_token"]:
        break
    query["page_token"] = page["next_page_token"]
