"""The Nu HTML checker, as W3C runs it: one Java archive, pinned, from npm, its hash checked."""

import base64
import hashlib
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

from tests.e2e.install import ROOT

VERSION = "26.9.27"
INTEGRITY = "sha512-TkQd5DFfOaWC9ebtvozTsrH2Vaod3jYg+vrOeREzIXxBexLz9+rS2DNtjn7+RPUiZhgli0SghgBX6RJRNea0KA=="
FOLDER = ROOT / ".tools"
MEMBER = "package/build/dist/vnu.jar"


def archive() -> Path:
    """The checker, fetched once."""
    jar = FOLDER / f"vnu-{VERSION}.jar"
    if not jar.exists():
        FOLDER.mkdir(exist_ok=True)
        _unpack(_fetch(), jar)
    return jar


def _fetch() -> bytes:
    assert shutil.which("npm"), "Nu comes from npm: apt-get install npm"
    subprocess.run(
        ["npm", "pack", f"vnu-jar@{VERSION}", "--pack-destination", str(FOLDER), "--silent"],
        check=True,
        cwd=FOLDER,
        stdout=subprocess.DEVNULL,
    )
    package = FOLDER / f"vnu-jar-{VERSION}.tgz"
    content = package.read_bytes()
    package.unlink()
    digest = base64.b64encode(hashlib.sha512(content).digest()).decode()
    assert f"sha512-{digest}" == INTEGRITY, "npm sent another vnu-jar than the one that was pinned"
    return content


def _unpack(content: bytes, jar: Path) -> None:
    package = jar.with_suffix(".tgz")
    package.write_bytes(content)
    with tarfile.open(package) as files:
        source = files.extractfile(MEMBER)
        assert source is not None
        partial = jar.with_suffix(".part")
        partial.write_bytes(source.read())
    partial.replace(jar)
    package.unlink()


def errors(files: dict[Path, str]) -> list[str]:
    """What the checker calls an error in these files, each named as its value says; one run for all."""
    assert shutil.which("java"), "Nu needs Java: apt-get install default-jre-headless"
    command = ["java", "-Xss1m", "-jar", str(archive()), "--errors-only", "--exit-zero-always", "--format", "json"]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    names = {path.as_uri(): name for path, name in files.items()}
    return [
        f"{names.get(m.get('url', '').replace('file:/', 'file:///', 1), m.get('url'))},"
        f" line {m.get('lastLine')}: {m['message']}  {m.get('extract', '').strip()[:160]}"
        for m in json.loads(done.stderr)["messages"]
    ]
