"""schemathesis on the interface, as described: requests that fit the description and requests that do not.

The environment names the address, the folder of the demo and the login. The same requests every time, but for ids."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
EXAMPLES = "20"

# There it leaves what it keeps from one run to the next; the folder goes with the demo.
folder = os.environ["ORDA_PEER_FOLDER"]
accounts = json.loads(Path(folder, "accounts.json").read_text())
account = next(a for a in accounts if a["login"] == os.environ["ORDA_PEER_LOGIN"])
url = os.environ["ORDA_PEER_URL"]
command = [
    *[str(Path(sys.executable).with_name("schemathesis")), "--config-file", str(HERE / "schemathesis.toml")],
    *["run", f"{url}/api/openapi.json", "--url", url, "--max-examples", EXAMPLES, "--generation-deterministic"],
    *["--no-shrink", "--no-color", "--warnings", "off"],
]
environment = {**os.environ, "ORDA_PEER_PASSWORD": account["password"], "PYTHONPATH": str(HERE)}
sys.exit(subprocess.run(command, env=environment, cwd=folder, check=False).returncode)
