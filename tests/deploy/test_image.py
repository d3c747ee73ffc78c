"""The image: what goes in, and that its steps are the ones `deploy/image_steps.sh` checks."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text()


def lines(name: str) -> list[str]:
    return [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith("#")]


def test_nothing_that_git_ignores_goes_into_the_image():
    ignored = {line.removeprefix("**/") for line in lines(".dockerignore")}
    assert set(lines(".gitignore")) <= ignored


def test_only_named_folders_go_into_the_image():
    names = lines(".dockerignore")
    assert names[0] == "*"
    allowed = {name[1:] for name in names if name.startswith("!")}
    copied = {
        source.split("/")[0]
        for line in re.findall(r"^COPY (?!--from)(.+)$", DOCKERFILE, re.M)
        for source in line.split()[:-1]
    }
    assert copied == allowed


def test_each_step_stands_in_the_script_that_ci_runs():
    steps = re.findall(r"^RUN (.+)$", DOCKERFILE, re.M)
    assert steps
    for step in steps:
        assert re.fullmatch(r"sh deploy/build\.sh [a-z]+", step), step
        assert f"\n{step.split()[-1]}() {{" in (ROOT / "deploy/build.sh").read_text()


def test_the_scripts_are_posix_shell():
    for script in (ROOT / "deploy").rglob("*.sh"):
        subprocess.run(["sh", "-n", script], check=True)


def test_the_image_ends_with_an_ordinary_user_and_a_health_check():
    last = DOCKERFILE.split("AS runtime")[1].split("FROM")[0]
    assert "USER 10001:10001" in last
    assert "HEALTHCHECK" in last
    assert DOCKERFILE.rstrip().endswith("FROM runtime")
