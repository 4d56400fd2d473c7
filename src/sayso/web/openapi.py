"""The description of the JSON API in OpenAPI 3.1, made from the pages and actions that there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib.metadata import version
from typing import Any

from sayso.web.asking import Parameter
from sayso.web.views import Action, Page

PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")
ERROR = {
    "description": "It could not be done: `error` says why.",
    "content": {"application/json": {"schema": {"type": "object", "properties": {"error": {"type": "string"}}}}},
}


def api_path(page: Page) -> str:
    """The address of a page in the API."""
    _, slash, rest = page.path.removeprefix("/").partition("/")
    return f"/api/{page.name}{slash}{rest}"


def description(pages: Iterable[Page], actions: Iterable[Action]) -> dict[str, Any]:
    """What can be asked and done, with every parameter."""
    paths: dict[str, dict[str, Any]] = {}
    for page in pages:
        paths.setdefault(PLACE.sub(r"{\1}", api_path(page)), {})["get"] = _operation(
            page.name, page.summary, page.parameters, api_path(page)
        )
    for action in actions:
        own = [each for each in action.parameters if f"{{{each.name}}}" not in action.path]
        placed = [each for each in action.parameters if each not in own]
        paths.setdefault(action.path, {})["post"] = _operation(action.name, action.summary, placed, action.path) | {
            "requestBody": _body(own, action.files)
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Sayso", "version": version("sayso"), "summary": "The ledger of a negotiation."},
        "paths": paths,
    }


def _operation(name: str, summary: str, parameters: Sequence[Parameter], path: str) -> dict[str, Any]:
    placed = set(PLACE.findall(path))
    told = [
        {
            "name": each.name,
            "in": "path" if each.name in placed else "query",
            "required": each.name in placed or each.needed,
            "description": each.help,
            "schema": each.schema(),
        }
        for each in parameters
    ]
    answers = {"200": {"description": "Done.", "content": {"application/json": {}}}, "4XX": ERROR}
    identity = re.sub(r"\W+", "_", path.removeprefix("/api/")).strip("_")
    return {"operationId": f"{name}_{identity}", "summary": summary, "parameters": told, "responses": answers}


def _body(parameters: Sequence[Parameter], files: bool) -> dict[str, Any]:
    properties = {each.name: each.schema() | {"description": each.help} for each in parameters}
    needed = [each.name for each in parameters if each.needed]
    if files:
        properties["files"] = {"type": "array", "items": {"type": "string", "format": "binary"}}
    schema = {"type": "object", "properties": properties} | ({"required": needed} if needed else {})
    kinds = ("multipart/form-data",) if files else ("application/json", "application/x-www-form-urlencoded")
    return {"content": {kind: {"schema": schema} for kind in kinds}}
