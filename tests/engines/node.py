"""A real OpenSearch node out of Maven Central (pom.xml, SearchNode.java), on this machine only."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / ".tools" / "search-node"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath"
# Small, and soon there: for tests.
SMALL = ("-Xms512m", "-Xmx512m", "-XX:TieredStopAtLevel=1")
START_SECONDS = 90


def classpath() -> str:
    """Return the node's jars; Maven fetches them once."""
    kept = KEPT / "classpath"
    if not kept.exists() or kept.stat().st_mtime < (HERE / "pom.xml").stat().st_mtime:
        KEPT.mkdir(parents=True, exist_ok=True)
        command = ["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), PLUGIN, f"-Dmdep.outputFile={kept}"]
        subprocess.run(command, check=True)
    return kept.read_text()


def has_node() -> bool:
    """Tell whether this machine can run one."""
    return bool(shutil.which("java") and shutil.which("mvn"))


class Node:
    """Keeps its data while it is stopped; `options` are Java's."""

    def __init__(self, *options: str) -> None:
        self.options = options or SMALL
        self.folder = tempfile.mkdtemp(prefix="search-node-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        os.makedirs(f"{self.folder}/config", exist_ok=True)
        with open(f"{self.folder}/log", "ab") as log:
            started = [str(HERE / "SearchNode.java"), self.folder, str(self.port)]
            self._process = subprocess.Popen(
                ["java", *self.options, "-cp", classpath(), *started], stdout=log, stderr=log
            )
        end = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(Path(self.folder, "log").read_text()[-4000:])
            time.sleep(0.2)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(30)
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _answers(self) -> bool:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asking.request("GET", "/_cluster/health")
            # Red: what was kept is still being read.
            return b'"red"' not in asking.getresponse().read()
        except OSError:
            return False
