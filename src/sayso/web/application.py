"""The application: every page as HTML, JSON and CSV, every action, and who may ask for them."""

from __future__ import annotations

import csv
import functools
import io
import json
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from importlib.resources import files
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.dossier import Dossier
from sayso.errors import LedgerError, SaysoError
from sayso.ledger.exporting import harmless
from sayso.ledger.ledger import Ledger
from sayso.ledger.users import Role, User, sign_out, signed_in, user_of
from sayso.web.actions import ACTIONS
from sayso.web.asking import Asked, BadRequestError, ConflictError, Parameter
from sayso.web.guard import Attempts, Guard
from sayso.web.jobs import Jobs
from sayso.web.openapi import api_path, description
from sayso.web.pages import PAGES
from sayso.web.rendering import address, rendered
from sayso.web.views import Action, Desk, Done, Page, View
from sayso.wording.statements import one_line

LOOPBACK = ("localhost", "127.0.0.1", "::1")
COOKIE = "sayso"
FILES = 200  # at once
TOLD = 200  # characters of what came of an action; a browser's address holds no more than some thousands
ENTRANCE = "/sign-in"
UNSEEN = dict.fromkeys(map(ord, "\t\n\r"))  # which browsers leave out of an address
ENTERING = Parameter("name", "Who signs in.", needed=True), Parameter("password", "The password.", needed=True)
STATUS: Mapping[type[SaysoError], int] = {BadRequestError: 400, ConflictError: 409, LedgerError: 404}


class TooManyError(BadRequestError):
    """Too many attempts to sign in that failed."""


class Entrance:
    """Who asks: the one user of this machine, or those who signed in."""

    def __init__(self, ledger: Ledger, only: User | None) -> None:
        self._ledger = ledger
        self._only = only
        self._attempts = Attempts()
        # One at a time: comparing a password takes tens of megabytes, and guesses made at once are counted, too.
        self.turns = CapacityLimiter(1)

    @property
    def is_open(self) -> bool:
        """Whether nobody has to sign in."""
        return self._only is not None

    def user(self, request: Request) -> User | None:
        """Who asks, None where nobody is signed in."""
        token = request.cookies.get(COOKIE)
        return self._only or (user_of(self._ledger.engine, token) if token else None)

    def sign_in(self, name: str, password: str, client: str) -> str | None:
        """A token for the browser, None where name or password are wrong. Raises TooManyError after too many."""
        keys = f"name {name}", f"address {client}"
        if self._attempts.wait(*keys):
            raise TooManyError("too many failed: wait five minutes")
        token = signed_in(self._ledger.engine, name, password)
        if token is None:
            self._attempts.fail(*keys)
        return token

    def sign_out(self, request: Request) -> None:
        """End what the browser keeps."""
        if token := request.cookies.get(COOKIE):
            sign_out(self._ledger.engine, token)


def application(dossier: Dossier, ledger: Ledger, only: User | None, hosts: Collection[str] = LOOPBACK) -> Starlette:
    """The application of a dossier; `only` is who asks where nobody has to sign in, `hosts` the names it goes by."""
    desk, entrance = Desk(dossier, ledger, Jobs(dossier, ledger)), Entrance(ledger, only)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(desk.jobs.close)

    return Starlette(
        routes=[
            *(Route(page.path, _page(desk, entrance, page, "html")) for page in PAGES),
            *(Route(api_path(page), _page(desk, entrance, page, "json")) for page in PAGES),
            *(Route(action.path, _action(desk, entrance, action), methods=["POST"]) for action in ACTIONS),
            Route("/openapi.json", lambda _: JSONResponse(description(PAGES, ACTIONS))),
            Route(ENTRANCE, _entrance_page(dossier, entrance)),
            Route(ENTRANCE, _sign_in(dossier, entrance), methods=["POST"]),
            Route("/sign-out", _sign_out(entrance), methods=["POST"]),
            Mount("/static", StaticFiles(directory=str(files("sayso.web") / "static"))),
        ],
        middleware=[Middleware(Guard, hosts=hosts), Middleware(GZipMiddleware, compresslevel=4)],
        lifespan=running,
        exception_handlers={404: _lost(desk, entrance)},
    )


Endpoint = Callable[[Request], Any]


def _page(desk: Desk, entrance: Entrance, page: Page, form: str) -> Endpoint:
    def respond(request: Request) -> Response:
        user, wanted = entrance.user(request), request.query_params.get("as", form)
        if user is None:
            return _turned_away(request, wanted)
        try:
            given = [*request.query_params.multi_items(), *_placed(request)]
            view = page.show(desk, Asked.of(page.parameters, given))
        except SaysoError as error:
            return _failed(desk, entrance, request, user, error, wanted)
        return _answer(desk, entrance, request, user, page, view, wanted)

    return respond


def _placed(request: Request) -> list[tuple[str, str]]:
    """The names and values that the path gives."""
    return [(name, str(value)) for name, value in request.path_params.items()]


def _answer(
    desk: Desk, entrance: Entrance, request: Request, user: User, page: Page, view: View, form: str
) -> Response:
    if form == "json":
        return JSONResponse(json.loads(json.dumps(view.data(), default=str)))
    if form == "csv":
        name = f"{page.name}.csv"
        return Response(
            _table(view), media_type="text/csv", headers={"content-disposition": f'attachment; filename="{name}"'}
        )
    if form == "svg":
        return _picture(page, view)
    values = {**view.values, "has_picture": view.picture is not None}
    return _html(f"{page.name}.html", desk, entrance, request, user, view.title, values, page.name)


def _picture(page: Page, view: View) -> Response:
    if view.picture is None:
        return JSONResponse({"error": f"{page.name} is no picture here"}, 404)
    headers = {"content-disposition": f'attachment; filename="{page.name}.svg"'}
    return Response(view.picture(), media_type="image/svg+xml", headers=headers)


def _table(view: View) -> str:
    """The rows as CSV; a cell that a spreadsheet would take for a formula is quoted as text."""
    rows = list(view.rows())
    stream = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(stream, names)
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return stream.getvalue()


def _html(
    template: str,
    desk: Desk,
    entrance: Entrance,
    request: Request,
    user: User | None,
    title: str,
    values: Mapping[str, Any],
    name: str = "",
    status: int = 200,
) -> Response:
    shared = {
        "title": title,
        "has_picture": False,
        "dossier": desk.dossier,
        "labels": desk.labels,
        "pages": [page for page in PAGES if page.label],
        "here": name,
        "user": user,
        "may_review": bool(user and user.role >= Role.REVIEWER),
        "may_own": bool(user and user.role >= Role.OWNER),
        "is_open": entrance.is_open,
        "this": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "as_form": functools.partial(_in_form, request),
        "told": request.query_params.get("told", ""),
    }
    return Response(rendered(template, shared | dict(values)), status, media_type="text/html")


def _in_form(request: Request, form: str) -> str:
    """The address of what is shown, in another form."""
    given = [(name, value) for name, value in request.query_params.multi_items() if name not in ("as", "told")]
    grouped: dict[str, list[str]] = {}
    for name, value in given:
        grouped.setdefault(name, []).append(value)
    return address(request.url.path, **grouped, **{"as": form})


def _failed(desk: Desk, entrance: Entrance, request: Request, user: User, error: SaysoError, form: str) -> Response:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 422)
    if form != "html":
        return JSONResponse({"error": str(error)}, status)
    return _html(
        "error.html", desk, entrance, request, user, "This cannot be shown", {"error": str(error)}, status=status
    )


def _turned_away(request: Request, form: str) -> Response:
    if form != "html":
        return JSONResponse({"error": "sign in first"}, 401)
    return RedirectResponse(address(ENTRANCE, next=_local(str(request.url.path))), 303)


def _lost(desk: Desk, entrance: Entrance) -> Callable[[Request, Exception], Response]:
    def respond(request: Request, _: Exception) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": "there is no such address (see /openapi.json)"}, 404)
        error = f"{request.url.path}: there is no such page"
        return _html("error.html", desk, entrance, request, None, "No such page", {"error": error}, status=404)

    return respond


def _action(desk: Desk, entrance: Entrance, action: Action) -> Endpoint:
    async def respond(request: Request) -> Response:
        user = await run_in_threadpool(entrance.user, request)
        form = "html" if "text/html" in request.headers.get("accept", "") else "json"
        if user is None:
            return _turned_away(request, form)
        if user.role < action.role:
            return JSONResponse({"error": f"{user.name} may not do this: it takes a {action.role.name.lower()}"}, 403)
        try:
            given, sent = await _given(request)
            asked = Asked.of(action.parameters, [*given, *_placed(request)])
            asked = Asked({**asked.values, "files": sent}) if action.files else asked
            done = await run_in_threadpool(action.do, desk, asked, user)
        except SaysoError as error:
            return await run_in_threadpool(_failed, desk, entrance, request, user, error, form)
        return _done(done, dict(given).get("next"), form)

    return respond


def _done(done: Done, onward: str | None, form: str) -> Response:
    if form == "json":
        return JSONResponse(done.data)
    path, mark, part = _local(onward or done.onward).partition("#")
    told = address("", told=one_line(done.words)[:TOLD])[1:]
    return RedirectResponse(path + ("&" if "?" in path else "?") + told + mark + part, 303)


def _local(path: str) -> str:
    """A path of this application; an address elsewhere becomes the first page."""
    plain = path.translate(UNSEEN)
    return plain if plain.startswith("/") and not plain.startswith(("//", "/\\")) else "/"


async def _given(request: Request) -> tuple[list[tuple[str, str]], tuple[tuple[str, bytes], ...]]:
    """The names and values of a form or a JSON body, and the files sent with it."""
    if request.headers.get("content-type", "").startswith("application/json"):
        return _from_json(await request.body()), ()
    async with request.form(max_files=FILES) as form:
        texts = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        sent = [
            (value.filename or name, await value.read())
            for name, value in form.multi_items()
            if not isinstance(value, str)
        ]
    return texts, tuple((name, data) for name, data in sent if data or name != "files")


def _from_json(body: bytes) -> list[tuple[str, str]]:
    """The names and values of a JSON object, null as "", lists and objects as JSON."""
    try:
        read = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadRequestError(f"the body is no JSON: {error}") from error
    if not isinstance(read, dict):
        raise BadRequestError("the body is no JSON object")
    plain = {name: "" if value is None else value for name, value in read.items()}
    return [(name, value if isinstance(value, str) else json.dumps(value)) for name, value in plain.items()]


def _entrance_page(dossier: Dossier, entrance: Entrance) -> Endpoint:
    def respond(request: Request) -> Response:
        if entrance.is_open:
            return RedirectResponse("/", 303)
        onward = _local(request.query_params.get("next", "/"))
        return Response(_sign_in_page(dossier, onward, ""), media_type="text/html")

    return respond


def _sign_in_page(dossier: Dossier, onward: str, error: str) -> str:
    return rendered("sign-in.html", {"dossier": dossier, "next": onward, "error": error, "title": "Sign in"})


def _sign_in(dossier: Dossier, entrance: Entrance) -> Endpoint:
    async def respond(request: Request) -> Response:
        onward, client = "/", request.client.host if request.client else ""
        try:
            given, _ = await _given(request)
            onward, asked = _local(dict(given).get("next", "/")), Asked.of(ENTERING, given).values
            token = await to_thread.run_sync(
                entrance.sign_in, asked["name"], asked["password"], client, limiter=entrance.turns
            )
        except BadRequestError as error:
            status = 429 if isinstance(error, TooManyError) else 400
            return Response(_sign_in_page(dossier, onward, str(error)), status, media_type="text/html")
        if token is None:
            return Response(_sign_in_page(dossier, onward, "Name or password are wrong."), 403, media_type="text/html")
        response = RedirectResponse(onward, 303)
        response.set_cookie(
            COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/"
        )
        return response

    return respond


def _sign_out(entrance: Entrance) -> Endpoint:
    def respond(request: Request) -> Response:
        entrance.sign_out(request)
        response = RedirectResponse(ENTRANCE, 303)
        response.delete_cookie(COOKIE)
        return response

    return respond
