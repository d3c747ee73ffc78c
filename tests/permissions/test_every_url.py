"""Every address, as everyone, here and at another school. See access.py for who may open what."""

from collections import Counter

import pytest
from django.db import transaction
from django.urls import resolve

from tests import factories
from tests.base import PORTAL, A, B, SchoolClient, SchoolTestCase, client_for, host_of, in_school
from tests.permissions import access
from tests.permissions.every_url import Address, Things, addresses, paths
from tests.permissions.things import fill

OF_A_SCHOOL = ("disclosure_board:school", "requirement_board:school")
LOGIN, HOME = "/quan-tri/login/", "/quan-tri/"
WORDS = {A: "chichuadautay", B: "bimatcuab", PORTAL: "riengcuacong"}
# No object of one school has an id that exists in another.
IDS = {A: 40_000, B: 50_000, PORTAL: 60_000}
MAKERS = {
    "editor": factories.editor,
    "approver": factories.approver,
    "administrator": factories.administrator,
    "superuser": factories.superuser,
}
ALL = addresses()
NOBODY = access.ROLES.index("nobody")


def key_of(address: Address, path: str) -> str:
    """How access.py names it."""
    if address.name == "wagtail_bulk_action" or not address.name:
        return path.partition("?")[0]
    return address.name


def ask(client: SchoolClient, path: str, method: str = "GET", **extra: str):
    """One request whose changes are undone. Addresses that only take POST get an empty one."""
    client.raise_request_exception = False
    with in_school(client.slug):
        point = transaction.savepoint()
    response = client.generic(method, path, **extra)
    if response.status_code == 405 and method == "GET":
        response = client.post(path, **extra)
    text = content(response)
    transaction.savepoint_rollback(point)
    response.everything = text
    return response


def content(response) -> str:
    raw = b"".join(response.streaming_content) if response.streaming else response.content
    return raw.decode(errors="replace") + str(response.headers)


def is_refused(response) -> bool:
    """Sent to sign in, sent home with a message, or 403."""
    location = response.headers.get("Location", "").partition("?")[0]
    return location in {LOGIN, HOME} or response.status_code == 403


def is_turned_away(response) -> bool:
    return is_refused(response) or response.status_code == 404


class Walk(SchoolTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.things: dict[str, Things] = {slug: fill(slug, WORDS[slug], IDS[slug]) for slug in cls.schools}

    schools = (A,)

    def walk(self, slug: str):
        """Every address of the project with the objects of one school."""
        for address in ALL:
            if address.name != "wagtailadmin_logout":
                for path in paths(address, self.things[slug]):
                    yield address, path


class TestTheList(Walk):
    """Fails when an address is new, or has a parameter that nobody knows."""

    def test_every_address_can_be_filled_in(self):
        assert len(ALL) > 200
        for address in ALL:
            assert paths(address, self.things[A])

    def test_every_path_leads_to_its_own_address(self):
        replaced = {  # ours stand before Wagtail's
            "wagtailadmin_password_reset",
            "wagtailadmin_password_reset_confirm",
            "wagtailadmin_javascript_catalog",
        }
        own_name = {
            "wagtailredirects:process_import": "import_redirects",
            "wagtaildocs:index": "file_list",
            "wagtaildocs:index_results": "file_list_results",
        }
        names = Counter(address.name for address in ALL)
        with self.in_school(PORTAL):
            for address in ALL:
                for path in paths(address, self.things[A]):
                    match = resolve(path.partition("?")[0])
                    assert match.view_name in {address.name, own_name.get(address.name)} or not address.name, path
                    if address.name not in replaced and names[address.name] == 1:
                        assert match.route.replace("^", "") == address.route.replace("^", ""), path

    def test_every_address_is_entered_in_access(self):
        entered = Counter(
            key for table in (access.ACCESS, access.PORTAL_ACCESS) for keys in table.values() for key in keys
        )
        assert [key for key, count in entered.items() if count > 1] == []
        found = {key_of(address, path) for address in ALL for path in paths(address, self.things[A])}
        missing = found - set(entered)
        assert not missing, f"Enter in tests/permissions/access.py: {sorted(missing)}"
        gone = set(entered) - found
        assert not gone, f"Remove from tests/permissions/access.py: {sorted(gone)}"

    def test_a_parameter_nobody_knows_is_an_error(self):
        with pytest.raises(LookupError, match="dossier_id"):
            paths(Address("dossiers:edit", "ho-so/<int:dossier_id>/", ("dossier_id",)), self.things[A])
        with pytest.raises(LookupError, match="regular expression"):
            paths(Address("x", r"^ho-so/(\d+)/$", ()), self.things[A])


class TestAnonymous(Walk):
    def test_every_admin_address_asks_to_sign_in(self):
        client = self.client_for(A)
        wrong = []
        for address, path in self.walk(A):
            if not address.is_admin or address.name in access.OPEN_ADMIN:
                continue
            for method in ("GET", "POST"):
                response = ask(client, path, method)
                if address.name in access.PORTAL_ONLY:
                    right = response.status_code == 404
                else:
                    right = response.status_code == 302 and response["Location"].startswith(LOGIN)
                if not right:
                    wrong.append((method, path, response.status_code))
        assert wrong == []

    def test_every_public_address_answers(self):
        client = self.client_for(A)
        answers = [(path, ask(client, path).status_code) for a, path in self.walk(A) if not a.is_admin]
        assert len(answers) > 10
        assert [answer for answer in answers if answer[1] not in {200, 204, 302, 404}] == []


class TestRoles(Walk):
    """The lowest role is let in, the one below it is not."""

    def check(self, role: str) -> None:
        with self.in_school(A):
            client = self.client_for(A, MAKERS[role]())
        lowest = {key: role for role, keys in access.ACCESS.items() for key in keys}
        rank = access.ROLES.index(role)
        wrong = []
        for address, path in self.walk(A):
            if address.name in access.PORTAL_ONLY or address.name in access.RAISES:
                continue
            needed = access.ROLES.index(lowest[key_of(address, path)])
            # Far above the need nothing new is learnt; far below neither.
            if needed not in {rank, rank + 1, NOBODY}:
                continue
            # Opening this form says nothing: Wagtail asks for the right when it is sent.
            method = "POST" if address.name == "wagtailadmin_pages:move_confirm" else "GET"
            response = ask(client, path, method)
            if needed > rank:
                right = is_turned_away(response)
            else:
                right = not is_refused(response) and response.status_code < 500
            if not right:
                wrong.append((role, path, response.status_code, response.headers.get("Location")))
        assert wrong == []

    def test_editor(self):
        self.check("editor")

    def test_approver(self):
        self.check("approver")

    def test_administrator(self):
        self.check("administrator")

    def test_superuser(self):
        self.check("superuser")


class TestPortalScreens(Walk):
    schools = (A, PORTAL)

    def portal_paths(self, slug: str, names=access.PORTAL_ONLY):
        for address, path in self.walk(slug):
            if address.name in names:
                yield address, path

    def test_they_do_not_exist_at_a_school(self):
        with self.in_school(A):
            client = self.client_for(A, factories.superuser())
        found = [
            (method, path)
            for slug in (A, PORTAL)
            for _address, path in self.portal_paths(slug)
            for method in ("GET", "POST")
            if ask(client, path, method).status_code != 404
        ]
        assert found == []

    def test_at_the_portal_they_are_for_administrators(self):
        clients = {}
        with self.in_school(PORTAL):
            for role in ("editor", "approver", "administrator"):
                clients[role] = self.client_for(PORTAL, MAKERS[role]())
        wrong = []
        # The steps of A's life; the portal itself has none.
        names = access.PORTAL_ACCESS["administrator"]
        of_schools = [pair for pair in self.portal_paths(A, names) if not pair[0].name.startswith(access.PORTALS_OWN)]
        of_portal = [pair for pair in self.portal_paths(PORTAL, names) if pair[0].name.startswith(access.PORTALS_OWN)]
        for address, path in of_schools + of_portal:
            for role in ("editor", "approver"):
                wrong += [
                    (role, method, path)
                    for method in ("GET", "POST")
                    if not is_turned_away(ask(clients[role], path, method))
                ]
            response = ask(clients["administrator"], path)
            # A school in service is neither put back into service nor built again.
            if is_refused(response) or response.status_code >= 500:
                wrong.append(("administrator", path, response.status_code))
            if response.status_code == 404 and "/resume/" not in path and address.name != "schools:build":
                wrong.append(("administrator", path, 404))
        assert wrong == []

    def test_at_the_portal_all_its_staff_may_send_directives(self):
        wrong = []
        with self.in_school(PORTAL):
            clients = {"editor": self.client_for(PORTAL, factories.editor())}
            clients["without a role"] = self.client_for(PORTAL, factories.UserFactory())
        for _address, path in self.portal_paths(PORTAL, access.PORTAL_ACCESS["editor"]):
            if ask(clients["editor"], path).status_code != 200:
                wrong.append(("editor", path))
            if not is_turned_away(ask(clients["without a role"], path)):
                wrong.append(("without a role", path))
        assert wrong == []

    def test_at_the_portal_approvers_set_alerts_of_the_city_and_supervise_disclosures(self):
        with self.in_school(PORTAL):
            clients = {role: self.client_for(PORTAL, MAKERS[role]()) for role in ("editor", "approver")}
        names = access.PORTAL_ACCESS["approver"]
        # A's page at the board; the portal itself has none.
        paths = [path for address, path in self.portal_paths(PORTAL, names) if address.name not in OF_A_SCHOOL]
        paths += [path for address, path in self.portal_paths(A, names) if address.name in OF_A_SCHOOL]
        assert len(paths) > 5
        assert [path for path in paths if not is_turned_away(ask(clients["editor"], path))] == []
        assert [path for path in paths if ask(clients["approver"], path).status_code != 200] == []


class TestForeignSchool(Walk):
    """Signed in at A: nothing of B, neither at B's address nor with B's ids at A's."""

    schools = (A, B)

    def signed_in(self, role: str) -> SchoolClient:
        with self.in_school(A):
            return client_for(A, MAKERS[role]())

    def check_at_b(self, role: str, methods: tuple[str, ...]) -> None:
        client = self.signed_in(role)
        cookie = dict(client.cookies)
        wrong = []
        for address, path in self.walk(B):
            for method in methods:
                # B's answers may delete the cookie; a thief would keep it.
                client.cookies.clear()
                client.cookies.update(cookie)
                response = ask(client, path, method, HTTP_HOST=host_of(B))
                right = WORDS[A] not in response.everything
                if address.is_admin and address.name not in access.OPEN_ADMIN:
                    right = right and (
                        response.status_code == 404
                        or (response.status_code == 302 and response["Location"].startswith(LOGIN))
                    )
                    right = right and not names_of(B, response)
                if not right:
                    wrong.append((method, path, response.status_code))
        assert wrong == []

    def test_a_superuser_of_a_is_nobody_at_b(self):
        self.check_at_b("superuser", ("GET", "POST"))

    def test_an_editor_of_a_is_nobody_at_b(self):
        self.check_at_b("editor", ("GET",))

    def check_ids_of_b(self, role: str, methods: tuple[str, ...]) -> None:
        client = self.signed_in(role)
        wrong = []
        for address, path in self.walk(B):
            if address.name in access.RAISES:
                continue
            for method in methods:
                response = ask(client, path, method)
                if response.status_code >= 500:
                    wrong.append((method, path, response.status_code))
                if names_of(B, response):
                    wrong.append((method, path, names_of(B, response)))
                if self.should_be_missing(address, path, method) and response.status_code == 200:
                    wrong.append((method, path, 200))
        assert wrong == []

    def should_be_missing(self, address: Address, path: str, method: str) -> bool:
        """The path names an object that only B has. Bulk actions answer with an empty list."""
        return (
            method == "GET"
            and address.is_admin
            and f"/{str(IDS[B])[:2]}0" in path
            and address.name not in access.EMPTY_WITHOUT_OBJECT
        )

    def test_ids_of_b_lead_a_superuser_of_a_nowhere(self):
        self.check_ids_of_b("superuser", ("GET", "POST"))

    def test_ids_of_b_lead_an_editor_of_a_nowhere(self):
        self.check_ids_of_b("editor", ("GET",))

    def test_control_the_names_are_seen_where_they_belong(self):
        with self.in_school(B):
            client = self.client_for(B, factories.superuser())
        for path in ("users/", "groups/", "images/", "documents/", "reports/site-history/"):
            assert names_of(B, ask(client, "/quan-tri/" + path))


def names_of(slug: str, response) -> list[str]:
    """Titles and names of that school in an answer. Its bare word may come back in a link."""
    suffixes = (
        " bài",
        " mục",
        " nháp",
        " ảnh",
        " tệp",
        " bộ",
        " nhóm",
        " sự kiện",
        " khách",
        " quy trình",
        "-nguoi",
        " lỗi",
        " nhân sự",
        " tổ",
        " thường gặp",
        " hỏi",
        " người hỏi",
        " liên kết",
        " khẩn",
    )
    return [suffix for suffix in suffixes if WORDS[slug] + suffix in response.everything]
