"""What those who keep the site running see: its log, its health, its metrics, and the page of how it stands."""

import io
import json
import logging
import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.db import OperationalError, connection
from django.urls import reverse

from msphysio import metrics as measuring
from msphysio import request_log, standing
from tests.support import databases
from tests.support.running import free_port

CANARY = "canary7391"
NUMBER = re.compile(r"[0-9a-f]{32}")
EMPTY_COMMIT = ("commit", "-q", "--allow-empty", "-m", "x")


@pytest.fixture
def lines():
    """The lines of the log as a live site writes them, parsed."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(request_log.JsonFormatter())
    root, requests = logging.getLogger(), request_log.log
    before = requests.level, root.level
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    root.removeHandler(handler)
    requests.setLevel(before[0])


class TestLog:
    def test_a_request_is_one_line_with_its_number_which_the_answer_has_too(self, client, lines):
        response = client.get("/health/live")
        (line,) = lines()
        assert NUMBER.fullmatch(line["request"])
        assert response["X-Request-ID"] == line["request"]
        known = (line["method"], line["page"], line["status"], line["level"], line["logger"])
        assert known == ("GET", "health_live", 200, "INFO", "msphysio.requests")
        assert line["milliseconds"] >= 0

    def test_the_number_that_a_proxy_gave_is_kept(self, client):
        response = client.get("/health/live", headers={"X-Request-ID": "abcdef12-3456"})
        assert response["X-Request-ID"] == "abcdef12-3456"

    @pytest.mark.parametrize("given", ["short", "x" * 65, 'a"b-cdefgh', "line%0abreak", "<script>"])
    def test_a_number_that_could_write_lines_of_its_own_is_not(self, client, given):
        assert NUMBER.fullmatch(client.get("/health/live", headers={"X-Request-ID": given})["X-Request-ID"])

    @pytest.mark.django_db
    def test_nothing_that_somebody_typed_or_is_stands_in_any_line(self, client, lines):
        client.cookies["physio_answers"] = CANARY
        told = {"User-Agent": CANARY, "X-Forwarded-For": CANARY, "Referer": f"http://testserver/{CANARY}/"}
        for path in (f"/{CANARY}/", f"/search/?q={CANARY}", f"/articles/{CANARY}/", f"/services/?near={CANARY}"):
            client.get(path, headers=told)
        client.post("/report/", {"words": CANARY}, headers=told)
        assert len([line for line in lines() if line["logger"] == "msphysio.requests"]) == 5
        assert CANARY not in json.dumps(lines())

    def test_a_failure_says_where_it_broke_and_no_word_of_what_it_was_about(self, lines, settings):
        try:
            raise ValueError(CANARY)
        except ValueError:
            logging.getLogger("msphysio").exception("it broke")
        (line,) = lines()
        assert (line["message"], "ValueError" in line["error"], CANARY in line["error"]) == ("it broke", True, False)


@pytest.mark.django_db
class TestDetails:
    def test_they_are_for_those_who_may_see_publications(self, client):
        assert client.get(reverse("health_details")).status_code == 403
        client.force_login(User.objects.create_user("somebody", is_staff=True))
        assert client.get(reverse("health_details")).status_code == 403

    @pytest.fixture
    def keeper(self, client):
        keeper = User.objects.create_user("keeper", is_staff=True)
        keeper.user_permissions.add(Permission.objects.get(codename="view_release"))
        client.force_login(keeper)
        return client

    def test_they_say_how_the_site_stands(self, keeper):
        known = keeper.get(reverse("health_details")).json()
        assert {"version", "pages", "in_date", "releases", "waiting_to_publish", "last_proof"} <= set(known)


class TestStatusPage:
    @pytest.mark.django_db
    def test_it_says_how_much_is_checked(self, client):
        html = client.get(reverse("status")).content.decode()
        assert "A clinician has checked 0 of them." in html

    @pytest.mark.django_db
    def test_it_names_the_commit(self, client, monkeypatch):
        monkeypatch.setenv("COMMIT", "0123456789abcdef0123456789abcdef01234567")
        standing.site_version.cache_clear()
        try:
            html = client.get(reverse("status")).content.decode()
        finally:
            standing.site_version.cache_clear()
        assert re.search(r"This is version \d[\d.]*, commit 0123456789ab of the program\.", html)

    @pytest.mark.parametrize("told", ["", "no commit", "<b>"])
    def test_a_commit_is_that_of_the_checkout_or_unsaid_and_never_a_fault(self, told, monkeypatch, tmp_path):
        monkeypatch.setenv("COMMIT", told)
        assert standing.commit(tmp_path) == ""
        for asked in (["init", "-q"], ["-c", "user.name=x", "-c", "user.email=x@x.example", *EMPTY_COMMIT]):
            subprocess.run(["git", "-C", tmp_path, *asked], check=True)
        assert re.fullmatch(r"[0-9a-f]{12}", standing.commit(tmp_path))
        monkeypatch.setenv("PATH", "")
        assert standing.commit(tmp_path) == ""

    @pytest.mark.django_db
    def test_it_is_there_while_the_database_is_away(self, client, monkeypatch):
        def away():
            raise OperationalError("gone")

        client.get(reverse("status"))
        monkeypatch.setattr(connection, "cursor", away)
        response = client.get(reverse("status"))
        assert (response.status_code, "last on" in response.content.decode()) == (200, False)


@pytest.fixture(scope="module")
def environment(tmp_path_factory, django_db_setup):
    """That of a site that measures, on the tests' database."""
    known = {"VAR_DIR": str(tmp_path_factory.mktemp("measured")), "METRICS": "1", "DEMO": "1", "SECRET_KEY": "x" * 50}
    known |= {"PORT": "8001", "BACKUPS": str(tmp_path_factory.mktemp("backups"))}
    known |= {"DATABASE_URL": databases.address(connection.settings_dict["NAME"])}
    return {**os.environ, **known, "DJANGO_SETTINGS_MODULE": "msphysio.settings", "METRICS_PORT": str(free_port())}


def count(environment, port, paths):
    """Let a process of the instance on a port answer some requests, and end."""
    asked = [f"client.get({path!r})" for path in paths]
    begin = ["import django", "django.setup()", "from django.test import Client"]
    script = "; ".join([*begin, "client = Client(headers={'host': 'localhost'})", *asked])
    known = {**environment, "PORT": port}
    subprocess.run([sys.executable, "-c", script], cwd=settings.BASE_DIR, env=known, check=True)


@pytest.fixture(scope="module")
def ask(environment):
    """Ask as Prometheus does, after processes of two instances have answered some requests and ended."""
    count(environment, "8000", ["/health/live", "/health/live", f"/health/ready?q={CANARY}"])
    count(environment, "8001", ["/health/live"])
    command = [sys.executable, "manage.py", "serve_metrics"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True) as server:
        address = server.stdout.readline().split()[-1]
        yield lambda: urllib.request.urlopen(address).read().decode()  # noqa: S310 - our own address
        server.terminate()


@pytest.fixture(scope="module")
def metrics(ask):
    return ask()


class TestMetrics:
    def test_requests_of_ended_processes_are_counted_by_page_and_status(self, metrics):
        assert 'msphysio_requests_total{page="health_live",port="8000",status="200"} 2.0' in metrics
        assert 'msphysio_requests_total{page="health_ready",port="8000",status="200"} 1.0' in metrics
        assert 'msphysio_requests_total{page="health_live",port="8001",status="200"} 1.0' in metrics

    def test_latency_and_the_standing_of_the_site_are_there(self, metrics):
        assert 'msphysio_request_seconds_count{page="health_live",port="8000"} 2.0' in metrics
        assert "msphysio_database_up 1.0" in metrics
        assert "msphysio_releases 0.0" in metrics

    def test_no_address_and_no_word_that_was_typed_is_in_them(self, metrics):
        assert CANARY not in metrics

    def test_an_instance_that_starts_forgets_its_own_counts_and_those_of_the_other_go_on(self, tmp_path, monkeypatch):
        monkeypatch.setenv(measuring.FOLDER, "")
        for port in ("8000", "8001"):
            monkeypatch.setenv("PORT", port)
            measuring.begin(tmp_path)
            (tmp_path / "metrics" / port / "counter_1.db").write_bytes(b"of a process that ended")
        measuring.forget(tmp_path)
        assert measuring.written(tmp_path) == [str(tmp_path / "metrics" / "8000" / "counter_1.db")]
        assert (tmp_path / "metrics" / "8001").is_dir()

    def test_the_age_of_the_newest_backup_is_told_and_endless_where_there_is_none(self, ask, environment):
        assert "msphysio_newest_backup_seconds +Inf" in ask()
        for name, age in (("msphysio-2026-01-01T022700Z.tar.age", 7200), ("msphysio-2026-01-02T022700Z.tar", 60)):
            backup = Path(environment["BACKUPS"], name)
            backup.touch()
            os.utime(backup, (time.time() - age,) * 2)
        assert 60 <= float(re.search(r"^msphysio_newest_backup_seconds (\S+)$", ask(), re.M)[1]) < 7200

    def test_where_nothing_is_counted_the_command_says_what_to_set(self, environment):
        command = [sys.executable, "manage.py", "serve_metrics"]
        quiet = {**environment, "METRICS": "0"}
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=quiet, capture_output=True, text=True)
        assert (done.returncode, "set METRICS=1" in done.stderr) == (1, True)
