import base64
import hashlib
import hmac
import json
import os
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRET = base64.b64decode(os.environ["WEBHOOK_SECRET"].removeprefix("whsec_"))
seen = set()  # keep it in a database: it has to survive a restart


def is_genuine(headers, body):
    message, sent = headers["webhook-id"], headers["webhook-timestamp"]
    if not message or not sent or abs(time.time() - int(sent)) > 300:
        return False
    signed = f"{message}.{sent}.".encode() + body
    digest = hmac.new(SECRET, signed, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    given = headers["webhook-signature"].split()
    return any(hmac.compare_digest(expected, one) for one in given)


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        genuine = is_genuine(self.headers, body)
        self.send_response(204 if genuine else 401)
        self.end_headers()
        event = json.loads(body) if genuine else {}
        if genuine and event["id"] not in seen:
            seen.add(event["id"])
            print(event["type"], event["subject"], flush=True)


HTTPServer(("", int(os.environ.get("PORT", 8000))), Hook).serve_forever()
