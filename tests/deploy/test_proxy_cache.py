"""Emptying nginx's cache: whose files go, whose stay, and what is never touched."""

import time
from hashlib import md5
from pathlib import Path

import pytest

from tenants.proxy_cache import ProxyCache, Purger

A, B = "th-a.tptdm.localhost", "th-b.tptdm.localhost"


def store(cache: Path, address: str) -> Path:
    """Write a page as nginx does: some binary numbers, the key, the answer."""
    name = md5(address.encode(), usedforsecurity=False).hexdigest()
    file = cache / name[-1] / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\x05\0\0\0" * 80 + f"\nKEY: {address} gzip\nHTTP/1.1 200 OK\r\n\r\nKEY: http://{B}/".encode())
    return file


def test_only_the_pages_of_the_named_hosts_go(tmp_path):
    mine = [store(tmp_path, address) for address in (f"http://{A}/", f"https://{A}/tin-tuc/?trang=2")]
    other = store(tmp_path, f"http://{B}/")
    assert ProxyCache(tmp_path).purge(frozenset({A})) == 2
    assert other.exists()
    assert not any(file.exists() for file in mine)


@pytest.mark.parametrize("host", [f"www.{A}", A.upper()])
def test_a_school_is_known_by_all_spellings_of_its_host(tmp_path, host):
    store(tmp_path, f"http://{host}/")
    assert ProxyCache(tmp_path).purge(frozenset({A})) == 1


def test_a_host_that_only_begins_alike_is_another(tmp_path):
    store(tmp_path, f"http://{A}.evil.example/{A}/")
    assert ProxyCache(tmp_path).purge(frozenset({A})) == 0


def test_all_pages_go_at_once(tmp_path):
    for host in (A, B):
        store(tmp_path, f"http://{host}/")
    assert ProxyCache(tmp_path).purge() == 2


def test_a_file_that_names_no_host_goes_with_the_first(tmp_path):
    (tmp_path / ("0" * 32)).write_bytes(b"torn")
    assert ProxyCache(tmp_path).purge(frozenset({A})) == 1


def test_a_school_without_a_host_is_not_taken_for_all(tmp_path):
    page = store(tmp_path, f"http://{A}/")
    assert ProxyCache(tmp_path).purge(frozenset()) == 0
    assert page.exists()


def test_files_are_read_once(tmp_path):
    cache, page = ProxyCache(tmp_path), store(tmp_path, f"http://{B}/")
    cache.purge(frozenset({A}))
    page.write_bytes(f"\nKEY: http://{A}/\n".encode())
    assert cache.purge(frozenset({A})) == 0


def test_nothing_but_pages_inside_the_directory_is_removed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    treasure = store(outside, f"http://{A}/")
    cache = tmp_path / "cache"
    (cache / "a").mkdir(parents=True)
    (cache / "linked").symlink_to(outside)
    link = cache / "a" / ("1" * 32)
    link.symlink_to(treasure)
    temporary = cache / "a" / f"{'2' * 32}.0000000001"
    for file in (temporary, cache / "README"):
        file.write_bytes(f"\nKEY: http://{A}/\n".encode())
    assert ProxyCache(cache).purge() == 0
    assert ProxyCache(cache).purge(frozenset({A})) == 0
    assert treasure.exists()
    assert link.is_symlink()
    assert temporary.exists()


def test_a_page_stored_after_the_first_round_goes_in_a_later_one(tmp_path):
    page = store(tmp_path, f"http://{A}/")
    purger = Purger(ProxyCache(tmp_path), rounds=(0.05, 0.2))
    purger.purge(frozenset({A}))
    assert not page.exists()
    for _round in range(2):
        store(tmp_path, f"http://{A}/")
        deadline = time.monotonic() + 5
        while page.exists():
            assert time.monotonic() < deadline
            time.sleep(0.01)
