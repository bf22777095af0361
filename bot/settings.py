"""Settings: environment or .env, read once, checked at once."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"
SECRET_LENGTH = 32
SECRET_LETTERS = re.compile(r"[A-Za-z0-9_-]*")  # what Telegram takes
LAST_PORT = 65535
ENGINES = ("sqlite+aiosqlite:///", "postgresql+psycopg://")


class Settings(BaseSettings):
    """What an operator may set; `.env.example` lists all of it."""

    model_config = SettingsConfigDict(env_prefix="PAGODA_", env_file=".env", extra="ignore", frozen=True)

    bot_tokens: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(), description="one token, or several by commas"
    )
    api_url: str = Field(default=TELEGRAM, description="base address of the Bot API server")
    database_url: str = Field(
        default="", description="sqlite+aiosqlite:///… or postgresql+psycopg://…; empty: in the data folder"
    )
    receive: Literal["polling", "webhook"] = Field(default="polling", description="how updates come in")
    webhook_url: str = Field(default="", description="public https address that Telegram posts to (webhook only)")
    webhook_secret: SecretStr = Field(default=SecretStr(""), description="at least 32 characters (webhook only)")
    http: str = Field(
        default="127.0.0.1:8080",
        description="where console, webhook, health and metrics listen; port 0 takes a free one",
    )
    console_url: str = Field(
        default="", description="address under which people reach the console, if a proxy stands before it"
    )
    send_per_second: float = Field(
        default=30, gt=0, allow_inf_nan=False, description="what one token may send in a second"
    )
    group_per_minute: int = Field(default=20, gt=0, description="what one group may be sent in a minute")
    policy: Path | None = Field(default=None, description="path of policy.toml; empty: the built-in policy")
    timezone: str = Field(default="Asia/Shanghai", description="business calendar")
    language: Literal["zh", "en"] = Field(default="zh", description="language where nobody chose one")
    details: Literal["chat", "console"] = Field(default="chat", description="where those entitled read full details")
    data_dir: Path = Field(default=Path("data"), description="embedded database, media, backups, keys")
    cell: str = Field(
        default="A",
        pattern="^[A-Z0-9]{1,4}$",
        description="this installation's letter in every number, unique among cells",
    )
    second_reader_url: str = Field(
        default="", description="base address of an OpenAI-compatible API, asked in doubt; empty: nobody is asked"
    )
    second_reader_model: str = Field(default="", description="the model's name there")
    second_reader_key: SecretStr = Field(default=SecretStr(""), description="the key that it wants, if any")
    second_reader_below: float = Field(default=0.5, ge=0, le=1, description="asked only below this confidence")

    @field_validator("bot_tokens", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("bot_tokens")
    @classmethod
    def _look_like_tokens(cls, tokens: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        for token in tokens:
            number, _, rest = token.get_secret_value().partition(":")
            if not (number.isascii() and number.isdigit()) or not rest:
                raise ValueError("a bot token looks like 123456:ABC…; copy it again from BotFather")
        return tokens

    @field_validator("api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("write the base address of a Bot API server, for example https://api.telegram.org")
        return value

    @field_validator("database_url")
    @classmethod
    def _known_engine(cls, value: str) -> str:
        if value and not value.startswith(ENGINES):
            raise ValueError("write sqlite+aiosqlite:///FILE or postgresql+psycopg://USER:PASSWORD@HOST/DATABASE")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"unknown time zone {name!r}; use a name such as Asia/Shanghai") from error
        return name

    @field_validator("http")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not (port.isascii() and port.isdigit()) or int(port) > LAST_PORT:
            raise ValueError("write host:port, for example 127.0.0.1:8080")
        return value

    @field_validator("second_reader_url")
    @classmethod
    def _second_web_address(cls, value: str) -> str:
        if value and not (value.startswith(("http://", "https://")) and urlsplit(value).hostname):
            raise ValueError(
                "write the base address of an OpenAI-compatible API, for example http://127.0.0.1:11434/v1"
            )
        return value

    @model_validator(mode="after")
    def _second_reader_is_whole(self) -> Self:
        if bool(self.second_reader_url) != bool(self.second_reader_model):
            raise ValueError("PAGODA_SECOND_READER_URL and PAGODA_SECOND_READER_MODEL are set together, or neither is")
        return self

    @model_validator(mode="after")
    def _webhook_is_guarded(self) -> Self:
        if self.receive == "webhook":
            if not self.webhook_url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
                raise ValueError(
                    "PAGODA_RECEIVE=webhook needs PAGODA_WEBHOOK_URL, the https address that Telegram posts to"
                )
            if len(self.webhook_secret.get_secret_value()) < SECRET_LENGTH:
                raise ValueError("PAGODA_RECEIVE=webhook needs PAGODA_WEBHOOK_SECRET of at least 32 characters")
            if not SECRET_LETTERS.fullmatch(self.webhook_secret.get_secret_value()):
                raise ValueError("PAGODA_WEBHOOK_SECRET may hold letters A-Z a-z, digits, _ and - only")
        return self

    @property
    def database(self) -> str:
        """The database's address; by default a file in the data folder."""
        return self.database_url or f"sqlite+aiosqlite:///{self.data_dir / 'pagoda.sqlite3'}"

    @property
    def is_embedded(self) -> bool:
        """SQLite in this process."""
        return self.database.startswith("sqlite")

    @property
    def is_on_loopback(self) -> bool:
        """The Bot API is a sandbox on this machine: only then may business time be moved."""
        return urlsplit(self.api_url).hostname in {"127.0.0.1", "localhost", "::1"}

    @property
    def address(self) -> tuple[str, int]:
        """Host and port to listen on."""
        host, _, port = self.http.rpartition(":")
        return host.strip("[]"), int(port)
