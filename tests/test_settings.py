"""Settings: what the environment says, and what is said about it when it is wrong."""

from pathlib import Path

import pytest

from bot.settings import WrongSettings, load_settings, unknown_variables

TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("TOKEN", "TOKEN_FILE", "DATA_DIR", "RULES_DIR", "API_URL", "ADMINS", "ALLOWED"):
        monkeypatch.delenv(f"SPOTTER_{name}", raising=False)


def test_everything_has_a_default() -> None:
    """An empty environment starts: no token, the user's data directory, anyone allowed."""
    settings = load_settings()
    assert settings.bot_token is None
    assert settings.data_dir.name == "spotter"
    assert settings.api_url is None
    assert settings.rules_dir is None
    assert settings.allowed == frozenset()
    assert (settings.log, settings.log_format) == ("INFO", "text")


def test_variables_are_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each variable arrives with its own type."""
    for name, value in {
        "TOKEN": f" {TOKEN} ",
        "DATA_DIR": str(tmp_path / "new"),
        "RULES_DIR": str(tmp_path),
        "API_URL": "http://127.0.0.1:8081/",
        "ADMINS": "1",
        "ALLOWED": "2, 3,",
        "LOG": "debug",
        "LOG_FORMAT": "JSON",
        "WEBHOOK_SECRET": "a_b-c",
        "WEBHOOK_PORT": "9000",
    }.items():
        monkeypatch.setenv(f"SPOTTER_{name}", value)
    settings = load_settings()
    assert settings.bot_token is not None
    assert settings.bot_token.get_secret_value() == TOKEN
    assert settings.data_dir == tmp_path / "new"
    assert settings.rules_dir == tmp_path
    assert settings.api_url == "http://127.0.0.1:8081"
    assert (settings.admins, settings.allowed) == (frozenset({1}), frozenset({2, 3}))
    assert (settings.log, settings.log_format) == ("DEBUG", "json")
    assert settings.webhook_port == 9000


def test_dotenv_stands_in_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A `.env` file in the working directory is read; a variable goes before it."""
    (tmp_path / ".env").write_text("SPOTTER_LOG=error\nSPOTTER_ALLOWED=5\n", encoding="utf-8")
    monkeypatch.setenv("SPOTTER_ALLOWED", "6")
    settings = load_settings()
    assert settings.log == "ERROR"
    assert settings.allowed == frozenset({6})


def test_an_option_goes_before_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What a command is told on its command line goes before a variable."""
    monkeypatch.setenv("SPOTTER_DATA_DIR", str(tmp_path / "variable"))
    assert load_settings(data_dir=tmp_path / "option").data_dir == tmp_path / "option"


def test_an_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compose files pass empty variables for what is not set."""
    monkeypatch.setenv("SPOTTER_TOKEN", "")
    monkeypatch.setenv("SPOTTER_LOG", "")
    settings = load_settings()
    assert settings.bot_token is None
    assert settings.log == "INFO"


def test_the_token_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """SPOTTER_TOKEN_FILE names a file with the token; a trailing newline does no harm."""
    (tmp_path / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    monkeypatch.setenv("SPOTTER_TOKEN_FILE", str(tmp_path / "token"))
    token = load_settings().bot_token
    assert token is not None
    assert token.get_secret_value() == TOKEN


def test_the_token_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither repr nor str of the settings shows the token or the webhook's secret."""
    monkeypatch.setenv("SPOTTER_TOKEN", TOKEN)
    monkeypatch.setenv("SPOTTER_WEBHOOK_SECRET", "hush-hush")
    settings = load_settings()
    assert TOKEN not in repr(settings) + str(settings)
    assert "hush-hush" not in repr(settings) + str(settings)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TOKEN", "not-a-token-at-all", "BotFather"),
        ("TOKEN_FILE", "missing/token", "cannot be read"),
        ("RULES_DIR", "missing", "directory with rule files"),
        ("DATA_DIR", "a-file", "which is a file"),
        ("API_URL", "localhost", "http://127.0.0.1:8081"),
        ("API_URL", "http://host:port", "web address"),
        ("ALLOWED", "12,@ana", "'@ana'"),
        ("ADMINS", "12;13", "separated by commas"),
        ("LOG", "infos", "did you mean INFO?"),
        ("LOG_FORMAT", "yaml", "text, json"),
        ("WEBHOOK_SECRET", "with space", "letters, digits"),
        ("WEBHOOK_PORT", "70000", "1 to 65535"),
    ],
)
def test_a_wrong_value_is_named_and_explained(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str, words: str
) -> None:
    """The line names the variable and what is expected, in plain words."""
    (tmp_path / "a-file").touch()
    monkeypatch.setenv(f"SPOTTER_{name}", value)
    with pytest.raises(WrongSettings) as caught:
        load_settings()
    (line,) = caught.value.problems
    assert line.startswith(f"SPOTTER_{name} ")
    assert words in line
    assert "\n" not in line
    assert not {"pydantic", "validation", "Input", "Value error"} & set(line.split())


def test_all_that_is_wrong_is_listed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three wrong values give three lines, and the token's text is in none of them."""
    monkeypatch.setenv("SPOTTER_TOKEN", "secret but broken")
    monkeypatch.setenv("SPOTTER_ALLOWED", "x")
    monkeypatch.setenv("SPOTTER_LOG", "loud")
    with pytest.raises(WrongSettings) as caught:
        load_settings()
    assert len(caught.value.problems) == 3
    assert "secret but broken" not in str(caught.value)


def test_a_file_without_a_token_is_not_shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A token file with something else in it is named; its text is not shown."""
    (tmp_path / "token").write_text("hunter2 and more", encoding="utf-8")
    monkeypatch.setenv("SPOTTER_TOKEN_FILE", str(tmp_path / "token"))
    with pytest.raises(WrongSettings, match="does not hold a bot token") as caught:
        load_settings()
    assert "hunter2" not in str(caught.value)


def test_two_tokens_are_one_too_many(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A token given twice is refused instead of one being picked silently."""
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    monkeypatch.setenv("SPOTTER_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("SPOTTER_TOKEN", TOKEN)
    with pytest.raises(WrongSettings, match="both set"):
        load_settings()


def test_a_dotenv_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    """A binary `.env` is reported as such."""
    (tmp_path / ".env").write_bytes(b"SPOTTER_LOG=\xff\xfe")
    with pytest.raises(WrongSettings, match="UTF-8"):
        load_settings()


def test_unknown_variables_are_warned_about(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A misspelt name is named with the nearest that exists, wherever it stands."""
    monkeypatch.setenv("SPOTTER_TOKN", TOKEN)
    (tmp_path / ".env").write_text("SPOTTER_ALOWED=1\nOTHER=2\n", encoding="utf-8")
    assert unknown_variables() == (
        "SPOTTER_ALOWED is not a setting of Spotter; did you mean SPOTTER_ALLOWED?",
        "SPOTTER_TOKN is not a setting of Spotter; did you mean SPOTTER_TOKEN?",
    )
