"""What the part `search` does with Django loaded: a city's index of invented entries, questions to it, its rebuild."""

import datetime as dt
import io
import json
import multiprocessing
import random
import re
import resource
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

SCHOOLS, KINDS = 170, ("tin-tuc", "van-ban", "cong-khai", "su-kien", "hoi-dap", "trang")
DATA = Path(__file__).resolve().parents[2] / "cms" / "demo" / "data"
AT_ONCE, PROCESSES, QUESTIONS = 8, 2, 400
CHUNK = 2000
REBUILT = ("s_truong_1", "s_truong_2")


def _corpus() -> list[list[str]]:
    """Sentences of the demo's own texts: words as often, and side by side, as people write them."""
    text = "\n".join(path.read_text() for path in sorted(DATA.rglob("*.yaml")))
    sentences = (re.findall(r"\w+", line) for line in re.split(r"[.:;\n]", text))
    return [words for words in sentences if len(words) >= 4 and not words[0].isascii()]


def _text(chance: random.Random, corpus: list[list[str]], length: int) -> str:
    words: list[str] = []
    while len(words) < length:
        sentence = chance.choice(corpus)
        start = chance.randrange(max(1, len(sentence) - 3))
        words += [*sentence[start : start + chance.randint(3, 14)], f"{chance.randint(1, 999)}."]
    return " ".join(words)


def _entries(first: int, count: int) -> Iterator[dict[str, Any]]:
    from cms.core.folding import fold
    from cms.shared.search_text import indexed, plain

    corpus = _corpus()
    for number in range(first, first + count):
        chance = random.Random(number)
        title = _text(chance, corpus, chance.randint(6, 14))[:200].capitalize()
        summary = _text(chance, corpus, chance.randint(15, 40))[:300]
        body = _text(chance, corpus, int(chance.lognormvariate(5.6, 0.6)))
        files = _text(chance, corpus, chance.randint(500, 3000)) if chance.random() < 0.1 else ""
        day = dt.date(2026, 11, 1) - dt.timedelta(days=int(chance.expovariate(1 / 500)))
        yield {
            "number": number,
            "school": number % SCHOOLS,
            "kind": chance.choices(KINDS, (50, 20, 10, 8, 7, 5))[0],
            "date": day,
            "title": title,
            "label": f"{chance.randint(1, 400)}/QĐ-THPH" if chance.random() < 0.2 else "Tin tức",
            "summary": summary,
            "body": body,
            "folded": fold(plain(title))[:255],
            "i_title": indexed(title),
            "i_summary": indexed(summary),
            "i_body": indexed(body),
            "i_files": indexed(files),
        }


def _schools() -> list[int]:
    """Rows of the registry without a site: the index asks no more of a school."""
    from tenants.models import Domain, School

    for number in range(SCHOOLS):
        told = {"name": f"Trường Tiểu học số {number}", "kind": "primary", "ward": f"Phường {number % 14}"}
        school, _new = School.objects.get_or_create(slug=f"tim-{number}", defaults={**told, "status": "ready"})
        Domain.objects.get_or_create(
            domain=f"tim-{number}.tptdm.localhost", defaults={"tenant": school, "is_primary": True}
        )
    return list(School.objects.filter(slug__startswith="tim-").values_list("pk", flat=True))


RAW = {
    "number": "int", "school": "int", "kind": "text", "date": "date", "title": "text", "label": "text",
    "summary": "text", "body": "text", "folded": "text", "i_title": "text", "i_summary": "text", "i_body": "text",
    "i_files": "text",
}  # fmt: skip
# As cms/shared/search_index.py does for one.
INSERT = """
    INSERT INTO shared_searchentry (key, school_id, model, object_id, kind, language, date, year, subject, grade,
        weight, title, label, summary, path, folded, digest, changed_at, body, head, vector)
    SELECT school || ':news.newspage:' || number, school, 'news.newspage', number, kind, 'vi', date,
        extract(year from date), '', '', 0, title, label, summary, '/tin-tuc/' || number || '/', folded, '',
        now(), body,
        h || setweight(to_tsvector('pg_catalog.simple', i_title), 'A')
          || setweight(to_tsvector('pg_catalog.simple', i_summary), 'B'),
        h || setweight(to_tsvector('public.vietnamese', i_body), 'C')
          || setweight(to_tsvector('public.vietnamese', i_files), 'D')
          || array_to_tsvector(ARRAY['~s' || school,
              to_char(date, '"~d"YYYYMMDD'),
              to_char(date, '"~t"YYYYMM') || least((extract(day FROM date)::int - 1) / 10, 2)]
              || array(SELECT DISTINCT '=' || word FROM unnest(string_to_array(folded, ' ')) word))
    FROM (SELECT *, setweight(to_tsvector('public.vietnamese', i_title), 'A')
                 || setweight(to_tsvector('public.vietnamese', i_summary), 'B') AS h FROM raw) r"""


def fill_index(first: str, last: str) -> None:
    """Write the entries of these numbers in one go, as their writers would have; print what the index takes."""
    from django.db import connection

    from cms.search import recent

    schools = _schools()
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX IF EXISTS shared_search_vector")
        cursor.execute(f"CREATE TEMP TABLE raw ({', '.join(f'{name} {kind}' for name, kind in RAW.items())})")
        for start in range(int(first), int(last), CHUNK):
            with cursor.copy("COPY raw FROM STDIN") as copy:
                for row in _entries(start, min(CHUNK, int(last) - start)):
                    copy.write_row([schools[row[name]] if name == "school" else row[name] for name in RAW])
            cursor.execute(INSERT)
            cursor.execute("TRUNCATE raw")
        recent.keep_recent()
        cursor.execute("SET maintenance_work_mem = '256MB'")
        cursor.execute(
            "CREATE INDEX shared_search_vector ON shared_searchentry USING gin (vector) WITH (fastupdate=off)"
        )
        cursor.execute("VACUUM ANALYZE shared_searchentry")
        cursor.execute("SELECT pg_relation_size('shared_search_vector'), pg_total_relation_size('shared_searchentry')")
        print(json.dumps(cursor.fetchone()))


def _questions(count: int) -> list[tuple[str, ...]]:
    """Two words that stand side by side somewhere: mostly those that stand there often, as people ask."""
    chance, corpus = random.Random(7), _corpus()
    found = []
    while len(found) < count:
        sentence = chance.choice(corpus)
        start = chance.randrange(len(sentence) - 1)
        found.append((sentence[start], sentence[start + 1]))
    return found


def ask_index() -> None:
    """Ask two-word questions with facets, eight at once as the web's two processes would; print the milliseconds."""
    from django.db import connection

    connection.close()
    told = {}
    with multiprocessing.get_context("fork").Pool(PROCESSES) as pool:
        for name in ("search", "suggest"):
            questions = _questions(QUESTIONS)
            shares = [(name, questions[number::PROCESSES]) for number in range(PROCESSES)]
            seen = sorted(milliseconds for share in pool.map(_ask_share, shares, chunksize=1) for milliseconds in share)
            told[name] = [seen[len(seen) // 2], seen[int(len(seen) * 0.95)], seen[-1]]
    print(json.dumps(told))


def _ask_share(share: tuple[str, list[tuple[str, ...]]]) -> list[float]:
    """What one process of the web asks, in its threads; returns the milliseconds each took."""
    from cms.search.contract import Question
    from cms.search.engines import engine as engine_of_install
    from tenants.registry import registry

    name, questions = share
    registry.start_listening()
    engine = engine_of_install()

    def ask(words: tuple[str, ...]) -> float:
        started = time.perf_counter()
        if name == "search":
            engine.search(Question(words=words))
        else:
            engine.suggest(" ".join(words)[: random.randint(3, 9)])
        return (time.perf_counter() - started) * 1000

    with ThreadPoolExecutor(AT_ONCE // PROCESSES) as pool:
        list(pool.map(ask, questions[:20]))
        return list(pool.map(ask, questions))


def count_words() -> None:
    """Count the words of the index, as the portal does every six hours."""
    from cms.search import words

    print(words.count_words())


def publish_pages(count: str) -> None:
    """Publish so many pages at each of two schools, and forget their entries."""
    from django_tenants.utils import schema_context

    from cms.core.models import OutboxEvent
    from cms.news.models import NewsIndexPage, NewsPage
    from cms.shared.models import SearchEntry

    chance, corpus = random.Random(1), _corpus()
    for schema in REBUILT:
        with schema_context(schema):
            index = NewsIndexPage.objects.get()
            for number in range(int(count)):
                body = [{"type": "paragraph", "value": f"<p>{_text(chance, corpus, 300)}</p>"}]
                title = _text(chance, corpus, 8)[:200]
                index.add_child(instance=NewsPage(title=title, slug=f"bai-{number}", body=json.dumps(body)))
            OutboxEvent.objects.all().delete()
            SearchEntry.objects.filter(school__schema_name=schema).delete()


def rebuild_entries() -> None:
    """Write the entries of these schools anew with the command; print seconds each and megabytes of a process."""
    from django.core.management import call_command

    from cms.shared.models import SearchEntry

    slugs = [schema.removeprefix("s_").replace("_", "-") for schema in REBUILT]
    started = time.perf_counter()
    call_command("rebuild_shared", "--only", "search", slug=slugs, stdout=io.StringIO())
    seconds = time.perf_counter() - started
    done = SearchEntry.objects.filter(school__schema_name__in=REBUILT).count()
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps([seconds / done, most / 1024]))


def publish_and_find(count: str) -> None:
    """Publish articles at the first school, one after the other; print the seconds until the search finds each."""
    from django_tenants.utils import schema_context

    from cms.news.models import NewsIndexPage, NewsPage
    from cms.search.contract import Question
    from cms.search.engines.postgres import PostgresEngine

    engine = PostgresEngine()
    for number in range(int(count)):
        word = f"tinmoi{number}"
        with schema_context("s_truong_1"):
            page = NewsIndexPage.objects.get().add_child(instance=NewsPage(title=word, slug=word, live=False))
            started = time.perf_counter()
            page.save_revision().publish()
        while not engine.search(Question(words=(word,))).count:
            time.sleep(0.02)
        print(time.perf_counter() - started)


def judge_demo() -> None:
    """Print how well PostgreSQL answers the judged questions, as JSON."""
    from cms.search.engines.postgres import PostgresEngine
    from tests.bench.judging import judge

    print(json.dumps(judge(PostgresEngine())))
