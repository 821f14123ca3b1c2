"""wapiti and sqlmap on the pages that one role sees and their forms, sqlmap on the interface too: no findings.

The environment names the address, the folder of the demo and the login. Nothing outside this machine is asked."""

import contextlib
import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import requests

URL = os.environ["ORDA_PEER_URL"]
# Seconds: longest time of a crawl, of one module of wapiti, of one run of sqlmap.
CRAWL, MODULE, INJECTIONS = 120, 60, 420
# Left out is `csrf`: it looks for tokens in forms, where the portal judges `Sec-Fetch-Site` and `Origin`
# (kernel/web/src/middleware/csrf.rs, with tests of its own).
MODULES = "sql,xss,permanentxss,exec,file,ssrf,crlf,redirect,http_headers,cookieflags,csp,upload,xxe"
# A demo speaks plain HTTP, over which a cookie for TLS only would not come back; kernel/web tests that over TLS each is one.
EXPECTED = {"Secure Flag cookie"}
# What would end the session, or change the language of what is looked for.
LEFT_OUT = ["logout", "language", "assets", "admin/people/sessions"]


def cookie():
    accounts = json.loads(Path(os.environ["ORDA_PEER_FOLDER"], "accounts.json").read_text())
    account = next(a for a in accounts if a["login"] == os.environ["ORDA_PEER_LOGIN"])
    credentials = {"login": account["login"], "password": account["password"]}
    for _ in range(5):
        answer = requests.post(f"{URL}/api/v1/session", json=credentials, timeout=30)
        if answer.status_code != 429:
            break
        # The delay that grows with failures: what came before has tried the page of the login with much.
        time.sleep(int(answer.headers["Retry-After"]) + 1)
    answer.raise_for_status()
    return f"orda_session={answer.cookies['orda_session']}"


class Elsewhere(BaseHTTPRequestHandler):
    """The address that the portal is tempted to call."""

    called = []

    def do_GET(self):
        # With this one the scanner itself asks what has come.
        if not self.path.startswith(("/get_ssrf.php", "/get_xxe.php")):
            self.called.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b"{}")

    do_POST = do_PUT = do_HEAD = do_GET

    def log_message(self, *_):
        pass


def tool(name):
    return str(Path(sys.executable).with_name(name))


def wapiti(folder, session):
    """Findings, one line each."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    report = folder / "wapiti.json"
    command = [
        *[tool("wapiti"), "--url", f"{URL}/", "--start", f"{URL}/my-work", "--module", MODULES, "--verbose", "0"],
        *["--header", f"Cookie: {session}", "--header", f"Origin: {URL}", "--level", "1", "--tasks", "4"],
        *[part for path in LEFT_OUT for part in ("--exclude", f"{URL}/{path}*")],
        *["--max-scan-time", str(CRAWL), "--max-attack-time", str(MODULE)],
        *["--max-links-per-page", "60", "--max-files-per-dir", "12"],
        *["--endpoint", f"http://127.0.0.1:{server.server_port}/", "--dns-endpoint", "localhost"],
        *["--store-session", str(folder), "--store-config", str(folder), "--no-bugreport"],
        *["--format", "json", "--output", str(report)],
    ]
    subprocess.run(command, check=True)
    server.shutdown()
    told = json.loads(report.read_text())
    print(f"wapiti: {told['infos']['crawled_pages_nbr']} pages and forms")
    if told["infos"]["crawled_pages_nbr"] < 25:
        yield "wapiti: it was not logged in, or has found hardly a page"
    for kind, findings in (told["vulnerabilities"] | told["anomalies"]).items():
        for finding in findings if kind not in EXPECTED else []:
            yield f"wapiti: {kind}: {finding['method']} {finding['path']} {finding['info']}"
    for path in Elsewhere.called:
        yield f"wapiti: the portal has called {path}"


def sqlmap(folder, name, *targets):
    """Findings, one line each. `targets` says where from it takes what it fills in."""
    results = folder / f"{name}.csv"
    command = [
        *[tool("sqlmap"), *targets, "--batch", "--cookie", cookie(), "--header", f"Origin: {URL}"],
        *["--level", "1", "--risk", "1", "--dbms", "sqlite", "--threads", "2"],
        *["--output-dir", str(folder / name), "--results-file", str(results), "--disable-coloring", "-v", "1"],
    ]
    log = folder / f"{name}.txt"
    with log.open("w") as out, contextlib.suppress(subprocess.TimeoutExpired):
        # Its own limit of time does not end a run over many addresses; what is found is written at once.
        subprocess.run(command, check=False, stdout=out, timeout=INJECTIONS)
    told = log.read_text(errors="replace")
    tried = told.count("does not seem to be injectable")
    print(f"sqlmap: {tried} parameters of the {name}")
    if tried < 20:
        yield f"sqlmap: it has tried hardly a parameter of the {name}:\n{told[-4000:]}"
    # Without a single target there is no file; the count above tells.
    lines = results.read_text().splitlines() if results.exists() else []
    for row in csv.DictReader(lines):
        # An answer that differs from time to time (a record was made, a session ended) makes it look again; so it says
        # when it has found that it was mistaken.
        if "false positive" not in row["Note(s)"]:
            yield f"sqlmap: {row}"


CRAWLED = ("--url", f"{URL}/drafts?words=a&page=1", "--crawl", "2", "--forms", "--crawl-exclude", "|".join(LEFT_OUT))
DESCRIBED = ("--openapi", f"{URL}/api/openapi.json")
# Comparing answers (`B`) is left to the pages: each problem bears the number of its request, so that no two are equal, and
# what is refused unread would be taken for injected now and then.
CRAWLED += ("--technique", "BEUS")
DESCRIBED += ("--technique", "EUS")

with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    found = [
        *wapiti(folder, cookie()),
        *sqlmap(folder, "pages", *CRAWLED),
        *sqlmap(folder, "interface", *DESCRIBED),
    ]
print("\n".join(found))
sys.exit(bool(found))
