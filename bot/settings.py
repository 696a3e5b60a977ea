"""The environment (or .env), read once into one frozen value."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import SecretStr, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM = "https://api.telegram.org"


class SettingWrong(Exception):  # noqa: N818 - an answer to whoever starts the bot
    """Names the setting (`setting`) and what is wrong with it, by code."""

    def __init__(self, setting: str, code: str, **facts: object) -> None:
        super().__init__(setting, code, facts)
        self.setting = setting
        self.code = code
        self.facts = facts


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="WENGU_", env_file=".env", extra="ignore", frozen=True
    )

    token: SecretStr = SecretStr("")
    admins: Annotated[frozenset[int], NoDecode] = frozenset()
    database_url: str = ""
    api_url: str = TELEGRAM
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = "127.0.0.1:8443"
    health: str = ""
    join: Literal["invite", "open"] = "invite"
    language: Literal["zh", "en"] = "zh"
    timezone: str = "Asia/Shanghai"
    log: Literal["text", "json"] = "text"
    data_dir: Path = Path()
    llm_url: str = ""
    llm_model: str = ""
    llm_key: SecretStr = SecretStr("")

    @field_validator("admins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return frozenset(
                int(part) for part in value.replace("，", ",").split(",") if part.strip()
            )
        return value

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except Exception as unknown:
            raise ValueError(value) from unknown
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if value and not value.startswith(
            ("sqlite:///", "postgresql://", "postgresql+psycopg://")
        ):
            raise ValueError(value)
        return value

    @field_validator("data_dir")
    @classmethod
    def _is_a_folder(cls, value: Path) -> Path:
        if value.exists() and not value.is_dir():
            raise ValueError(value)
        return value

    @field_validator("api_url", "webhook_url", "llm_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError(value)
        return value.rstrip("/")

    @field_validator("listen", "health")
    @classmethod
    def _host_and_port(cls, value: str, info: ValidationInfo) -> str:
        if not value and info.field_name == "health":
            return value
        host, _, port = value.rpartition(":")
        if not (host and port.isdigit() and int(port) < 65536):
            raise ValueError(value)
        return value

    @model_validator(mode="after")
    def _secret_with_webhook(self) -> Self:
        if self.webhook_url:
            secret = self.webhook_secret.get_secret_value()
            if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
                raise SettingWrong("WENGU_WEBHOOK_SECRET", "webhook_secret")
        return self

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'wengu.db'}"


def address(value: str) -> tuple[str, int]:
    """The host and the port of a setting that names both."""
    host, _, port = value.rpartition(":")
    return host.strip("[]"), int(port)


def load(**overrides: Any) -> Settings:
    """Settings from the environment. The first that is wrong is refused by name."""
    try:
        return Settings(**overrides)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False)[0]
        name = f"WENGU_{str(first['loc'][0]).upper()}"
        raise SettingWrong(name, str(first["loc"][0]), value=str(first["input"])) from None


def need_token(settings: Settings) -> str:
    token = settings.token.get_secret_value()
    if not token:
        raise SettingWrong("WENGU_TOKEN", "token_missing")
    if not re.fullmatch(r"\d{5,12}:[A-Za-z0-9_-]{30,}", token):
        raise SettingWrong("WENGU_TOKEN", "token")
    return token
