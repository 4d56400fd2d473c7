"""Words and lists that the reading goes by: data files with a source line, not code."""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import yaml


@functools.cache
def load(name: str) -> Any:
    """The content of `vocabulary/<name>.yml`, read once; callers must not change it.

    Raises FileNotFoundError where there is no such file.
    """
    path = resources.files(__name__).joinpath(f"{name}.yml")
    return yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
