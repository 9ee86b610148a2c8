"""Environment and `.env` -> frozen `Settings`; everything that is wrong is reported at once.

    $ SPOTTER_LOG=loud SPOTTER_ALLOWED=me spotter run
    SPOTTER_ALLOWED has 'me'; expected Telegram user ids, numbers separated by commas ...
    SPOTTER_LOG is 'LOUD'; expected one of DEBUG, INFO, WARNING, ERROR

Names and meanings are those of the contract. No message ever shows a token's text.
"""

import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from dotenv import dotenv_values
from platformdirs import user_data_path
from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "SPOTTER_"
ENV_FILE = ".env"
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
FORMATS = ("text", "json")
TOKEN_SHAPE = re.compile(r"\d+:[A-Za-z0-9_-]+")
SECRET_SHAPE = re.compile(r"[A-Za-z0-9_-]{1,256}")
HIGHEST_PORT = 65535


class WrongSettings(Exception):  # noqa: N818 - it reads as what happened, like StoreUnavailable
    """The program cannot start; `problems` has one plain line for each thing that is wrong."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def _token(value: object) -> str:
    text = str(value).strip()
    if not TOKEN_SHAPE.fullmatch(text):
        raise ValueError(
            "is not a bot token; BotFather gives it as digits, a colon and letters, such as 123456:ABC..."
        )
    return text


def _secret(value: object) -> str:
    text = str(value)
    if not SECRET_SHAPE.fullmatch(text):
        raise ValueError("may only have 1 to 256 letters, digits, _ and -")
    return text


def _user_ids(value: object) -> frozenset[int]:
    words = [word.strip() for word in str(value).split(",") if word.strip()]
    wrong = [word for word in words if not word.isascii() or not word.isdigit()]
    if wrong:
        raise ValueError(
            f"has {', '.join(map(repr, wrong))}; expected Telegram user ids, "
            "numbers separated by commas, such as 12345,67890"
        )
    return frozenset(map(int, words))


def _api_url(value: object) -> str:
    text = str(value).strip().rstrip("/")
    try:
        parts = urlsplit(text)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
        usable = usable and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable:
        raise ValueError("is not a web address; expected one such as http://127.0.0.1:8081")
    return text


def _one_of(allowed: tuple[str, ...], text: str) -> str:
    if text not in allowed:
        near = get_close_matches(text, allowed, n=1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise ValueError(f"is {text!r}; expected one of {', '.join(allowed)}{hint}")
    return text


def _level(value: object) -> str:
    return _one_of(LEVELS, str(value).strip().upper())


def _format(value: object) -> str:
    return _one_of(FORMATS, str(value).strip().lower())


def _port(value: object) -> int:
    text = str(value).strip()
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= HIGHEST_PORT):
        raise ValueError(f"is {text!r}; expected a port number from 1 to {HIGHEST_PORT}")
    return int(text)


def _data_dir(value: object) -> Path:
    path = Path(str(value)).expanduser()
    if path.exists() and not path.is_dir():
        raise ValueError(f"is {str(path)!r}, which is a file; expected a directory")
    return path


def _rules_dir(value: object) -> Path:
    path = Path(str(value)).expanduser()
    if not path.is_dir():
        raise ValueError(f"is {str(path)!r}; expected a directory with rule files")
    return path


def _token_in(value: object) -> str:
    path = Path(str(value)).expanduser()
    try:
        text = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(f"is {str(path)!r}, which cannot be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise ValueError(f"is {str(path)!r}, which is not a text file") from None
    if not TOKEN_SHAPE.fullmatch(text):
        raise ValueError(f"is {str(path)!r}, which does not hold a bot token and nothing else")
    return text


class Settings(BaseSettings):
    """What the environment decides.

    `token_file` holds the token that the named file contains. `api_url` None means Telegram's own
    Bot API, `rules_dir` None the house rules, an empty `allowed` anyone.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        validate_default=False,
        hide_input_in_errors=True,
    )

    token: Annotated[SecretStr | None, BeforeValidator(_token)] = None
    token_file: Annotated[SecretStr | None, BeforeValidator(_token_in)] = None
    data_dir: Annotated[Path, BeforeValidator(_data_dir)] = Field(
        default_factory=lambda: user_data_path("spotter", appauthor=False)
    )
    rules_dir: Annotated[Path | None, BeforeValidator(_rules_dir)] = None
    api_url: Annotated[str | None, BeforeValidator(_api_url)] = None
    admins: Annotated[frozenset[int], NoDecode, BeforeValidator(_user_ids)] = frozenset()
    allowed: Annotated[frozenset[int], NoDecode, BeforeValidator(_user_ids)] = frozenset()
    log: Annotated[str, BeforeValidator(_level)] = "INFO"
    log_format: Annotated[str, BeforeValidator(_format)] = "text"
    webhook_secret: Annotated[SecretStr | None, BeforeValidator(_secret)] = None
    webhook_port: Annotated[int, BeforeValidator(_port)] = 8080

    @property
    def bot_token(self) -> SecretStr | None:
        """The token, wherever it came from; None when there is none."""
        return self.token or self.token_file


def load_settings(**given: Any) -> Settings:
    """Read the environment and `.env`; `given` (options of a command) go before both.

    Raises:
        WrongSettings: with every problem that there is, one line each.
    """
    try:
        settings = Settings(**given)
    except ValidationError as error:
        raise WrongSettings(*map(_as_line, error.errors())) from None
    except UnicodeDecodeError:
        raise WrongSettings(f"{ENV_FILE} is not a text file in UTF-8") from None
    except OSError as error:
        raise WrongSettings(f"{ENV_FILE} cannot be read ({error.strerror})") from None
    if settings.token and settings.token_file:
        raise WrongSettings(f"{PREFIX}TOKEN and {PREFIX}TOKEN_FILE are both set; expected only one of them")
    return settings


def unknown_variables() -> tuple[str, ...]:
    """One warning for each SPOTTER_ variable without a meaning, with the nearest name."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    seen = {name.upper() for name in (*os.environ, *dotenv_values(ENV_FILE))}
    strangers = sorted(name for name in seen if name.startswith(PREFIX) and name not in known)
    return tuple(_unknown(name, get_close_matches(name, known, n=1)) for name in strangers)


def _unknown(name: str, near: list[str]) -> str:
    hint = f"did you mean {near[0]}?" if near else "it is ignored"
    return f"{name} is not a setting of Spotter; {hint}"


def _as_line(problem: Any) -> str:
    name = PREFIX + str(problem["loc"][0]).upper()
    return f"{name} {problem['ctx']['error']}"
