"""Requests by staff: a token lasts two minutes, and a run longer."""

import os

import requests
import schemathesis


@schemathesis.auth(refresh_interval=60)
class StaffToken:
    def get(self, case, context):
        """Exchanges the session, as the gateway does for a browser."""
        answer = requests.post(
            os.environ["ASF_TEST_URL"] + "/api/v1/sessions:refresh",
            json={},
            headers={
                "Cookie": "__Host-session=" + os.environ["ASF_TEST_SESSION"],
                "Sec-Fetch-Site": "same-origin",
            },
            timeout=20,
        )
        answer.raise_for_status()
        return answer.json()["accessToken"]

    def set(self, case, token, context):
        case.headers["Authorization"] = f"Bearer {token}"
