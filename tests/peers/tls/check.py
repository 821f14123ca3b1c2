"""testssl.sh and SSLyze on the TLS that the program speaks itself: no fault that testssl.sh calls low or worse, and what
Mozilla's "intermediate" configuration asks for (forward secret suites of authenticated encryption, no old version).

The environment names the address and the folder, whose `root.pem` is the centre that has issued the certificate."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

# What testssl.sh finds here for another reason than the program, and the reason.
EXPECTED = {
    "DNS_CAArecord": "localhost stands in no zone that could say who may issue certificates for it",
}
GOOD = {"OK", "INFO", "DEBUG"}
LONGEST = 20 * 60

url = os.environ["ORDA_PEER_URL"]
folder = Path(os.environ["ORDA_PEER_FOLDER"])
port = urlsplit(url).port
root = folder / "root.pem"
found = []

report = folder / "testssl.json"
testssl = ["testssl", "--quiet", "--color", "0", "--warnings", "off", "--ip", "127.0.0.1"]
testssl += ["--add-ca", str(root), "--jsonfile", str(report), f"{url}/login"]
findings = []
# A warning says that it could not look, as on a machine that is busy: it looks once more.
for _ in range(2):
    report.unlink(missing_ok=True)
    with open(folder / "testssl.txt", "wb") as said:
        # Its own return value counts what it would mend; what it has found stands in the report.
        subprocess.run(testssl, stdin=subprocess.DEVNULL, stdout=said, stderr=said, timeout=LONGEST, check=False)
    findings = json.loads(report.read_text())
    if all(finding["severity"] != "WARN" for finding in findings):
        break
print("testssl.sh:", dict(Counter(finding["severity"] for finding in findings)))
for finding in findings:
    name, severity = finding["id"], finding["severity"]
    if severity in GOOD:
        continue
    line = f"{severity} {name}: {finding['finding']}"
    if name in EXPECTED:
        print(f"expected: {line} ({EXPECTED[name]})")
    else:
        found.append(f"testssl.sh: {line}")
# A run that was cut short finds little: these are told by whole ones, at its beginning and at its end.
told = {finding["id"]: finding for finding in findings}
for name in ("TLS1_3", "ALPN_HTTP2", "cert_chain_of_trust", "HSTS_time", "heartbleed", "ROBOT", "RC4"):
    if told.get(name, {}).get("severity") != "OK":
        found.append(f"testssl.sh: {name} is {told.get(name, 'not told')}")
for name in ("SSLv2", "SSLv3", "TLS1", "TLS1_1"):
    if "not offered" not in told.get(name, {}).get("finding", ""):
        found.append(f"testssl.sh: {name} is {told.get(name, 'not told')}")
# Version 3.2 and later gives a grade besides.
grade = told.get("overall_grade", {}).get("finding", "A")
if not grade.startswith("A"):
    found.append(f"testssl.sh: the grade is {grade}")

sslyze = [sys.executable, "-m", "sslyze", "--certinfo_ca_file", str(root), "--sni", "localhost"]
sslyze += ["--mozilla_config", "intermediate", f"127.0.0.1:{port}"]
done = subprocess.run(sslyze, capture_output=True, text=True, timeout=LONGEST, check=False)
verdict = [line.strip() for line in done.stdout.splitlines() if line.strip().startswith(f"127.0.0.1:{port}")]
print("SSLyze:", *verdict[-1:])
if done.returncode != 0 or not any("OK - Compliant" in line for line in verdict):
    found.append(f"SSLyze: {done.stdout[-3000:]}{done.stderr}")

for line in found:
    print(line, file=sys.stderr)
sys.exit(1 if found else 0)
