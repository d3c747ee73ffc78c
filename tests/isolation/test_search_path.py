"""A name that a school's schema lacks falls through to public: so public holds next to nothing."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from tests.base import A, SchoolTestCase

# The registry, read models, tasks, and what Django needs to know of them.
ALLOWED_IN_PUBLIC = ("tenants_", "shared_", "django_tasks_database_", "django_content_type", "django_migrations")


def tables(schema: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema])
        return {row[0] for row in cursor.fetchall()}


class TestSearchPath(SchoolTestCase):
    def test_public_holds_the_registry_and_read_models_only(self):
        found = tables("public")
        assert found
        assert [name for name in sorted(found) if not name.startswith(ALLOWED_IN_PUBLIC)] == []

    def test_every_model_of_a_school_has_its_table_in_the_school(self):
        of_school = tables("s_truong_a")
        missing = [
            model._meta.db_table
            for config in apps.get_app_configs()
            if config.name in settings.TENANT_APPS
            for model in config.get_models(include_auto_created=True)
            if model._meta.managed and not model._meta.proxy and model._meta.db_table not in of_school
        ]
        assert missing == []

    def test_only_content_types_and_migrations_are_in_both(self):
        assert tables("public") & tables("s_truong_a") == {"django_content_type", "django_migrations"}

    def test_pages_and_people_cannot_be_asked_for_without_a_school(self):
        with self.in_school("public"):
            for model in ("core.BasePage", "users.User", "media.Picture", "sessions.Session"):
                with pytest.raises(ProgrammingError, match="does not exist"), transaction.atomic():
                    apps.get_model(model).objects.first()

    def test_control_a_table_that_a_school_lacks_is_looked_for_in_public(self):
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE public.roi_xuong AS SELECT 'của mọi trường' AS cua_ai")
            with self.in_school(A):
                connection.cursor().execute("SELECT * FROM roi_xuong")

    def test_the_template_is_served_to_nobody(self):
        response = self.client.get("/", HTTP_HOST="template-school.tptdm.localhost")
        assert response.status_code == 404
