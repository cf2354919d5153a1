"""The logger of asyncio."""

from ._lazy import logger
