"""A clone has everything its template has, under the same names, and shares nothing with it."""

import re

import pytest
from django.db import IntegrityError, connection, transaction

from tenants.cloning import CloneError, clone_schema
from tests.base import SchoolTestCase

COLUMNS = """
    SELECT c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname,
           format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity::text,
           a.attgenerated::text, a.attstorage::text, a.attcompression::text, pg_get_expr(d.adbin, d.adrelid),
           col_description(c.oid, a.attnum), a.attcollation::regcollation::text
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = %s::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY 1, 2"""
CONSTRAINTS = """
    SELECT c.relname, k.conname, k.contype::text, k.condeferrable, k.condeferred, k.convalidated,
           pg_get_constraintdef(k.oid)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = %s::regnamespace ORDER BY 1, 2"""
INDEXES = """
    SELECT t.relname, i.relname, x.indisunique, x.indisprimary, x.indisvalid, pg_get_indexdef(i.oid)
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE t.relnamespace = %s::regnamespace ORDER BY 1, 2"""
# By table and column: a table that was renamed keeps its old sequence's name, a clone gets a new one.
SEQUENCES = """
    SELECT t.relname, a.attname, d.deptype::text, q.seqstart, q.seqmin, q.seqmax, q.seqincrement, q.seqcycle
    FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_sequence q ON q.seqrelid = d.objid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE t.relnamespace = %s::regnamespace AND d.deptype IN ('i', 'a') ORDER BY 1, 2"""
REFERENCED = """
    SELECT DISTINCT f.relnamespace::regnamespace::text FROM pg_constraint k
    JOIN pg_class f ON f.oid = k.confrelid
    WHERE k.connamespace = %s::regnamespace AND k.contype = 'f'"""


def ask(sql: str, *parameters: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(parameters) or None)
        return cursor.fetchall() if cursor.description else []


def catalogue(schema: str, sql: str) -> list[tuple]:
    """Rows of the catalogue with the schema's own name taken out of definitions."""
    return [tuple(v.replace(f"{schema}.", "") if isinstance(v, str) else v for v in row) for row in ask(sql, schema)]


class TestCloneOfTheTemplate(SchoolTestCase):
    slug = "portal"

    @classmethod
    def setUpTestData(cls):
        clone_schema("template_school", "s_ban_sao")

    def same(self, sql: str) -> list[tuple]:
        template, clone = catalogue("template_school", sql), catalogue("s_ban_sao", sql)
        assert clone == template
        return clone

    def test_every_column(self):
        columns = self.same(COLUMNS)
        assert len({row[0] for row in columns}) > 50
        assert any(row[5] == "d" for row in columns), "no identity column?"

    def test_every_constraint_under_its_name(self):
        kinds = {row[2] for row in self.same(CONSTRAINTS)}
        assert kinds >= {"p", "u", "f", "c"}

    def test_every_index_under_its_name(self):
        def plain(rows: list[tuple]) -> list[tuple]:
            # PostgreSQL writes the casts of a condition another way once it was read again.
            return [(*row[:-1], re.sub(r"::[a-z ]+(\[\])?|[()]", "", row[-1])) for row in rows]

        template, clone = catalogue("template_school", INDEXES), catalogue("s_ban_sao", INDEXES)
        assert plain(clone) == plain(template)
        assert len(clone) > 200

    def test_every_sequence(self):
        assert len(self.same(SEQUENCES)) > 40

    def test_every_row(self):
        tables = {row[0] for row in catalogue("template_school", COLUMNS)}
        filled = 0
        for table in sorted(tables):
            counts = [ask(f'SELECT * FROM {s}."{table}" t ORDER BY t::text') for s in ("template_school", "s_ban_sao")]
            assert counts[0] == counts[1], table
            filled += bool(counts[0])
        assert filled > 5

    def test_foreign_keys_stay_inside_the_clone(self):
        assert ask(REFERENCED, "s_ban_sao") == [("s_ban_sao",)]

    def test_numbers_go_on_after_the_copied_rows(self):
        ask("INSERT INTO s_ban_sao.auth_group (name) VALUES ('thử')")
        ask("INSERT INTO s_ban_sao.django_content_type (app_label, model) VALUES ('a', 'b')")
        # And the clone's own sequences: the template's stay where they were.
        before = ask("SELECT last_value FROM template_school.django_content_type_id_seq")
        ask("INSERT INTO s_ban_sao.django_content_type (app_label, model) VALUES ('a', 'c')")
        assert ask("SELECT last_value FROM template_school.django_content_type_id_seq") == before

    def test_what_is_written_in_the_clone_is_not_in_the_template(self):
        ask("UPDATE s_ban_sao.auth_group SET name = 'khác ' || id")
        assert not ask("SELECT 1 FROM template_school.auth_group WHERE name LIKE 'khác%%'")

    def test_constraints_hold(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            ask("INSERT INTO s_ban_sao.auth_group (name) VALUES ('x'), ('x')")

    def test_the_connection_is_back_in_public(self):
        clone_schema("template_school", "s_ban_sao_hai")
        assert connection.schema_name == "public"


class TestOtherSources(SchoolTestCase):
    """What the template does not hold today, but might tomorrow."""

    def source(self, *statements: str) -> None:
        ask("CREATE SCHEMA nguon")
        for statement in statements:
            ask(statement)

    def clone(self) -> None:
        clone_schema("nguon", "ban_sao")

    def test_a_missing_source_is_an_error(self):
        with pytest.raises(CloneError, match="does not exist"):
            clone_schema("khong_co", "ban_sao")

    def test_an_empty_source_is_an_error(self):
        self.source()
        with pytest.raises(CloneError, match="empty"):
            self.clone()

    def test_what_is_not_copied_is_an_error_and_named(self):
        for name, statement in (
            ("view", "CREATE VIEW nguon.xem AS SELECT 1"),
            ("function", "CREATE FUNCTION nguon.ham() RETURNS int LANGUAGE sql AS 'SELECT 1'"),
            ("sequence", "CREATE SEQUENCE nguon.day"),
            ("materialized view", "CREATE MATERIALIZED VIEW nguon.luu AS SELECT 1"),
            ("partitioned table", "CREATE TABLE nguon.phan (a int) PARTITION BY LIST (a)"),
        ):
            with self.subTest(what=name), transaction.atomic():
                self.source("CREATE TABLE nguon.bang (a int)", statement)
                with pytest.raises(CloneError, match="not copied"):
                    self.clone()
                transaction.set_rollback(True)

    def test_a_trigger_is_an_error(self):
        self.source(
            "CREATE TABLE nguon.bang (a int)",
            "CREATE FUNCTION public.ham_thu() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "CREATE TRIGGER co BEFORE INSERT ON nguon.bang FOR EACH ROW EXECUTE FUNCTION public.ham_thu()",
        )
        with pytest.raises(CloneError, match="trigger"):
            self.clone()

    def test_odd_names_and_values(self):
        self.source(
            'CREATE TABLE nguon."Bảng 100%" ("cột một" int PRIMARY KEY, "%s" text DEFAULT \'nguon.x %s\')',
            "INSERT INTO nguon.\"Bảng 100%%\" VALUES (1, '100%% của nguon.')".replace("%%", "%"),
            'CREATE INDEX "chỉ mục %" ON nguon."Bảng 100%" ("%s") WHERE "%s" <> \'ON nguon.\'',
        )
        self.clone()
        assert ask('SELECT * FROM ban_sao."Bảng 100%"') == [(1, "100% của nguon.")]
        assert ask("SELECT indexdef FROM pg_indexes WHERE schemaname = 'ban_sao' AND indexname = 'chỉ mục %'")
        assert [row[1:] for row in catalogue("ban_sao", CONSTRAINTS)] == [
            row[1:] for row in catalogue("nguon", CONSTRAINTS)
        ]

    def test_generated_columns_exclusions_cycles_and_self_references(self):
        self.source(
            "CREATE TABLE nguon.mot (id int GENERATED ALWAYS AS IDENTITY (START 5) PRIMARY KEY, hai_id int,"
            " cha int REFERENCES nguon.mot, doi int GENERATED ALWAYS AS (id * 2) STORED,"
            " EXCLUDE USING gist (int4range(id, id + 1) WITH &&))",
            "CREATE TABLE nguon.hai (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,"
            " mot_id int REFERENCES nguon.mot DEFERRABLE INITIALLY DEFERRED, CHECK (id < 1000))",
            "ALTER TABLE nguon.mot ADD FOREIGN KEY (hai_id) REFERENCES nguon.hai",
            "INSERT INTO nguon.hai VALUES (7)",
            "INSERT INTO nguon.mot (hai_id, cha) VALUES (7, 5), (7, 5)",
            "UPDATE nguon.hai SET mot_id = 6",
        )
        self.clone()
        for sql in (COLUMNS, CONSTRAINTS, INDEXES):
            assert catalogue("ban_sao", sql) == catalogue("nguon", sql)
        assert ask("SELECT id, hai_id, cha, doi FROM ban_sao.mot ORDER BY id") == [(5, 7, 5, 10), (6, 7, 5, 12)]
        assert ask("INSERT INTO ban_sao.mot DEFAULT VALUES RETURNING id") == [(7,)]
        assert ask("INSERT INTO ban_sao.hai DEFAULT VALUES RETURNING id") == [(8,)]
        assert ask(REFERENCED, "ban_sao") == [("ban_sao",)]

    def test_a_target_that_exists_is_an_error_and_stays_as_it_is(self):
        from django.db import ProgrammingError

        self.source("CREATE TABLE nguon.bang (a int)")
        ask("CREATE SCHEMA ban_sao")
        with pytest.raises(ProgrammingError), transaction.atomic():
            self.clone()
        assert catalogue("ban_sao", COLUMNS) == []
