"""One role of the demo government in front of the interface: logs in, and knows ids of things that there are."""

import itertools
import os
import time

import requests
import schemathesis

URL = os.environ["ORDA_PEER_URL"]
CREDENTIALS = {"login": os.environ["ORDA_PEER_LOGIN"], "password": os.environ["ORDA_PEER_PASSWORD"]}
COOKIE = "orda_session"
# Without a browser's word on where a request comes from, the portal takes a cookie for stolen.
OWN_PAGE = {"Origin": URL}
# Ids asked for at each place of a path; more would only be more of the same.
AT_MOST = 4


class Caller:
    """A session, begun again when something has ended it."""

    def __init__(self):
        self.token = None
        self.log_in()

    def log_in(self):
        answer = requests.post(f"{URL}/api/v1/session", json=CREDENTIALS, timeout=30)
        if answer.status_code == 429:
            # The delay that grows with failures: logging in is an operation too, and it has just been tried with much.
            time.sleep(int(answer.headers["Retry-After"]))
            answer = requests.post(f"{URL}/api/v1/session", json=CREDENTIALS, timeout=30)
        answer.raise_for_status()
        self.token = answer.cookies[COOKIE]

    def get(self, path):
        answer = requests.get(URL + path, cookies={COOKIE: self.token}, timeout=30)
        return answer.json() if answer.ok and "json" in answer.headers.get("content-type", "") else None

    def is_known(self):
        return self.get("/api/v1/session") is not None


CALLER = Caller()


@schemathesis.auth()
class Session:
    """The cookie of the session on every request."""

    def get(self, case, context):
        return CALLER.token

    def set(self, case, data, context):
        case.cookies = {**(case.cookies or {}), COOKIE: CALLER.token}
        case.headers = {**(case.headers or {}), **OWN_PAGE}


def ids(found):
    """Ids of the rows of a list, whatever the list stands in."""
    if isinstance(found, dict):
        found = next((value for value in found.values() if isinstance(value, list)), [])
    rows = [row for row in found or [] if isinstance(row, dict)]
    keys = ("id", "number", "code")
    return [str(row[key]) for row in rows for key in keys if row.get(key)][:AT_MOST]


class Known:
    """Ids of what this role sees, found by asking for the lists above them."""

    def __init__(self):
        self.lists = {}
        self.paths = {}

    def list(self, path):
        if path not in self.lists:
            self.lists[path] = ids(CALLER.get(path))
        return self.lists[path]

    def values(self, name, prefix):
        if name == "version":
            return ["1", "2"]
        if name == "body":
            return self.list("/api/v1/bodies")
        if name == "date":
            return ["2027-01-04"]
        return self.list(prefix.rstrip("/"))

    def of(self, template):
        """Sets of parameters with which the path is one of something that there is."""
        if template not in self.paths:
            found = [("", {})]
            for part in template.strip("/").split("/"):
                if part.startswith("{"):
                    name = part[1:-1]
                    found = [
                        (f"{path}/{value}", {**chosen, name: value})
                        for path, chosen in found
                        for value in self.values(name, path)
                    ][: AT_MOST * 4]
                else:
                    found = [(f"{path}/{part}", chosen) for path, chosen in found]
            self.paths[template] = itertools.cycle([chosen for _, chosen in found]) if found else None
        return self.paths[template]


KNOWN = Known()
TURNS = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    """Every second time an id is as it should be, it is one of something that there is."""
    if not case.path_parameters or next(TURNS) % 2:
        return
    part = (case.meta.components if case.meta else {}).get(schemathesis.core.parameters.ParameterLocation.PATH)
    if part is not None and part.mode == schemathesis.GenerationMode.POSITIVE:
        there = KNOWN.of(case.operation.path)
        if there is not None:
            case.path_parameters = {**case.path_parameters, **next(there)}


@schemathesis.hook
def after_call(context, case, response):
    """Some operations end sessions, of the caller too."""
    if response.status_code == 401 and not CALLER.is_known():
        CALLER.log_in()
