"""compose.yaml, checked against the compose specification and against what it must promise."""

import re
from pathlib import Path
from typing import Any

import compose_spec
import pytest
import yaml

from tenants.database.config import SETTINGS

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "compose.yaml").read_text()
SHIPPED = {"database", "cache", "search"}


def interpolated(text: str) -> str:
    """Fill in variables as `docker compose` does: their default, else a word."""
    return re.sub(r"\$\{[A-Z_]+(?::-([^}]*)|:\?[^}]*)?\}", lambda found: "word" if found[1] is None else found[1], text)


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load(TEXT)["services"]


def test_follows_the_compose_specification():
    """The parser of the `compose_spec` crate refuses unknown keys and values of the wrong form."""
    merged = yaml.safe_dump(yaml.safe_load(interpolated(TEXT)), sort_keys=False)
    names = compose_spec.PyCompose.from_yaml(merged).service_names()
    assert {"database", "cache", "search", "migrate", "web", "worker", "nginx", "purge"} == set(names)


def test_the_specification_is_really_asked():
    with pytest.raises(Exception, match="restrat"):
        compose_spec.PyCompose.from_yaml("services:\n  a:\n    image: b\n    restrat: always\n")


def test_whatever_a_service_refers_to_exists(services):
    document = yaml.safe_load(TEXT)
    for name, service in services.items():
        for network in service["networks"]:
            assert network in document["networks"], name
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            assert source.startswith("./") or source in document["volumes"], name
        for other, how in service.get("depends_on", {}).items():
            wanted = how["condition"]
            assert other in services, name
            assert wanted != "service_completed_successfully" or services[other]["restart"] == "no"
            assert wanted != "service_healthy" or not services[other].get("healthcheck", {}).get("disable")


def test_no_secret_is_written_down():
    assert not re.search(r"(SECRET_KEY|PASSWORD): (?!\$\{)\S", TEXT)
    for name in ("SECRET_KEY", "POSTGRES_PASSWORD", "PORTAL_DOMAIN"):
        assert f"${{{name}:?" in TEXT, f"{name} may be forgotten"
        assert re.search(rf"^{name}=$", (ROOT / "deploy/env.example").read_text(), re.M)


def test_the_database_is_set_for_thousands_of_tables(services):
    given = dict(word.split("=") for word in services["database"]["command"] if "=" in word)
    for name in ("max_locks_per_transaction", "max_connections", "jit", "autovacuum_naptime"):
        assert given[name] == SETTINGS[name]


def test_only_nginx_is_reached_from_outside(services):
    assert [name for name, service in services.items() if "ports" in service] == ["nginx"]
    for name in SHIPPED:
        assert services[name]["networks"] == ["inside"]
    assert yaml.safe_load(TEXT)["networks"]["inside"] == {"internal": True}


def test_our_own_containers_may_change_nothing_but_their_volumes(services):
    for name, service in services.items():
        if name not in SHIPPED:
            assert service["read_only"] is True, name
            assert service["cap_drop"] == ["ALL"], name
            assert service["security_opt"] == ["no-new-privileges:true"], name


def test_nginx_and_the_purger_share_the_pages_and_the_account(services):
    mount = "pages:/var/cache/portal"
    assert [name for name, s in services.items() if mount in s.get("volumes", [])] == ["nginx", "purge"]
    assert services["purge"]["command"][-1] == mount.split(":")[1]
    assert "user" not in services["nginx"] | services["purge"]
    users = re.findall(r"^USER (\S+)$", (ROOT / "Dockerfile").read_text(), re.M)
    assert users == ["10001:10001", "root", "10001:10001"]


def read_by_settings() -> set[str]:
    """The names that the settings and the programs around them read from the environment."""
    texts = [path.read_text() for path in (ROOT / "cms/settings").glob("*.py")]
    pattern = r"""env(?:\.\w+)?\(\s*"([A-Z_]+)"|environ(?:\.get|\.setdefault)?[(\[]\s*"([A-Z_]+)\""""
    return {name for text in texts for found in re.findall(pattern, text) for name in found if name}


def test_every_variable_the_settings_read_is_in_the_docs():
    names = read_by_settings() - {"PORT", "DJANGO_SETTINGS_MODULE"}
    assert {"SECRET_KEY", "HSTS_SECONDS", "BACKUP_STAMP_FILE"} <= names
    documented = (ROOT / "docs/deployment.md").read_text()
    assert [name for name in sorted(names) if f"`{name}`" not in documented] == []


def test_what_the_self_check_and_signatures_need_reaches_the_application(services):
    for service in ("web", "worker"):
        given = services[service]["environment"]
        for name in (
            "SECURITY_CONTACT", "SIGNATURE_TRUST_ROOTS", "BACKUP_STAMP_FILE", "RESTORE_STAMP_FILE",
            "REQUIREMENT_NETWORK_CHECKS",
        ):  # fmt: skip
            assert name in given, (service, name)
        mounted = [volume.split(":")[1] for volume in services[service]["volumes"]]
        for name in ("SIGNATURE_TRUST_ROOTS", "BACKUP_STAMP_FILE", "RESTORE_STAMP_FILE"):
            default = interpolated(given[name])
            assert any(default.startswith(folder) for folder in mounted), name
