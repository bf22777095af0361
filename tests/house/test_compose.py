"""compose.yaml says nothing that the command line, the settings and its own services do not know. No docker needed."""

import re
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from bot.__main__ import app, settings_or_exit
from bot.app import ROLES
from bot.settings import Settings
from tests.house.compose_file import read_compose

ROOT = Path(__file__).parents[2]
FILE = read_compose(ROOT / "compose.yaml")
SERVICES = FILE["services"]
OURS = {name: service for name, service in SERVICES.items() if service.get("build")}
GIVEN = {
    "PAGODA_BOT_TOKENS": "1:abc,2:def",
    "PAGODA_WEBHOOK_URL": "https://pagoda.example.org",
    "PAGODA_WEBHOOK_SECRET": "s" * 32,
    "POSTGRES_PASSWORD": "p",
}


def asked(service):
    """What the command line makes of a service's command: (name, its parameters)."""
    python, flag, module, name, *rest = service["command"]
    assert (python, flag, module) == ("python", "-m", "bot")
    command = get_command(app).commands[name]
    return name, command.make_context(name, rest).params


def test_every_command_is_one_that_the_command_line_knows():
    assert {name: asked(service)[0] for name, service in OURS.items()} == {
        name: "migrate" if name == "migrate" else "run" for name in OURS
    }


def test_the_services_share_all_roles_among_them():
    roles = [asked(service)[1]["only"].split(",") for name, service in OURS.items() if name != "migrate"]
    assert {role for some in roles for role in some} == set(ROLES)
    assert sum("schedule" in some for some in roles) == 1  # two would be right too, and one is enough
    assert sum("receive" in some for some in roles) == sum("deliver" in some for some in roles) == 2


@pytest.mark.parametrize("name", OURS)
def test_every_service_starts_with_these_settings(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for key, value in {**OURS[name]["environment"], **GIVEN}.items():
        monkeypatch.setenv(key, value.replace("${POSTGRES_PASSWORD}", GIVEN["POSTGRES_PASSWORD"]))
    settings = settings_or_exit()
    assert settings.database_url == "postgresql+psycopg://pagoda:p@postgres/pagoda"
    assert settings.receive == "webhook"


def test_every_setting_is_one_of_ours_and_stands_in_the_example():
    known = {f"PAGODA_{field.upper()}" for field in Settings.model_fields}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = {key for service in OURS.values() for key in service["environment"]}
    assert named <= known
    assert all(f"{key}=" in example for key in named | (GIVEN.keys() & known))


def test_what_the_file_wants_to_be_given_is_named_where_it_is_explained():
    wanted = set(re.findall(r"\$\{(\w+)", (ROOT / "compose.yaml").read_text(encoding="utf-8")))
    page = (ROOT / "docs/production.md").read_text(encoding="utf-8")
    assert wanted == {"POSTGRES_PASSWORD", "PAGODA_SITE"}
    assert all(f"{name}=" in page for name in wanted | GIVEN.keys())


def test_services_wait_only_for_services_and_use_only_what_is_there():
    for service in SERVICES.values():
        assert set(service.get("depends_on", ())) <= set(SERVICES)
        for volume in service.get("volumes", []):
            place = volume.split(":")[0]
            assert (ROOT / place).exists() if place.startswith(".") else place in FILE["volumes"], volume
    assert SERVICES["postgres"]["environment"]["POSTGRES_DB"] == "pagoda"


def test_only_migrate_waits_for_the_database_and_all_others_wait_for_migrate():
    assert SERVICES["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    for name, service in OURS.items():
        if name != "migrate":
            assert service["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}, name
            assert service["restart"] == "unless-stopped"
    assert SERVICES["migrate"]["restart"] == "no"


def test_the_proxy_leads_to_services_at_the_port_they_listen_on():
    port = OURS["console"]["environment"]["PAGODA_HTTP"].rpartition(":")[2]
    told = (ROOT / "docs/Caddyfile").read_text(encoding="utf-8")
    places = re.findall(r"([\w-]+):(\d+)", told)
    assert {where for where, _ in places} == {"receiver-1", "receiver-2", "console"}
    assert {number for _, number in places} == {port}
    roles = {where: asked(SERVICES[where])[1]["only"] for where, _ in places}
    assert all(("receive" in roles[where]) == where.startswith("receiver") for where in roles)


def test_a_reader_of_the_file_notices_what_it_does_not_know(tmp_path):
    file = tmp_path / "compose.yaml"
    file.write_text("services:\n  - postgres\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_compose(file)


def test_the_image_copies_files_that_are_there_and_starts_as_we_do():
    told = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for line in re.findall(r"^COPY (?!--)(.*)$", told, re.MULTILINE):
        assert all((ROOT / name).exists() for name in line.split()[:-1])
    assert 'CMD ["python", "-m", "bot", "run"]' in told
    assert f"python:{sys.version_info.major}.{sys.version_info.minor}-" in told
