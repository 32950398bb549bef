"""Store -> the application: JSON under /api/, the page everywhere else.

Every answer of the API is one record, encoded by msgspec from the frozen types, so the
fields here and in every export are the same. Every error is `{"slug", "message"}`.
"""

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi import Query as FromAddress
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from dateline import __version__
from dateline.api.answers import About, Days, ErrorAnswer, EventInFull, Facets, Page, ReportInFull
from dateline.api.counts import count_days, count_facets
from dateline.api.filters import Filters, Moment, PagedFilters, Stretch
from dateline.api.guards import Guard
from dateline.api.pages import load_page
from dateline.errors import DatelineError, InputError, SetupError
from dateline.store import Query, Store
from dateline.types import Changes, Situation


class Answer(Response):
    """A record as JSON."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return msgspec.json.encode(content)


def make_app(store: Store, *, names: Collection[str] = ()) -> FastAPI:
    """The application over this store. `names` are the host names it may be reached by beside
    localhost and addresses made of numbers."""
    app = FastAPI(title="dateline", version=__version__, openapi_url="/api/openapi.json",
                  docs_url=None, redoc_url=None)  # fmt: skip
    app.state.store = store
    app.state.page = load_page()
    app.add_middleware(Guard, names=names)
    app.include_router(api)
    app.include_router(page)
    app.add_exception_handler(DatelineError, tell_error)
    app.add_exception_handler(RequestValidationError, tell_bad_parameter)
    app.add_exception_handler(HTTPException, tell_http_error)
    app.add_exception_handler(Exception, tell_fault)
    return app


def store_of(request: Request) -> Store:
    store: Store = request.app.state.store
    return store


def store_known_by(request: Request, known_by: date | None = None) -> Store:
    """The store, or what of it was published by a day."""
    store = store_of(request)
    return store if known_by is None else store.as_known_by(known_by)


Kept = Annotated[Store, Depends(store_of)]
Known = Annotated[Store, Depends(store_known_by)]
Asked = Annotated[Filters, FromAddress()]
AskedPage = Annotated[PagedFilters, FromAddress()]

api = APIRouter(prefix="/api", default_response_class=Answer)


@api.get("/about")
def get_about(store: Kept) -> Response:
    """What is served, and how much of it."""
    counts = store.count()
    about = About(
        name=Path(store.name).name,
        version=__version__,
        reports=counts.reports,
        claims=counts.claims,
        events=counts.events,
    )
    return Answer(about)


@api.get("/reports")
def get_reports(store: Kept, asked: AskedPage) -> Response:
    """A page of the reports that match."""
    query = asked.page_query()
    found = tuple(store.reports(query))
    return Answer(Page(total=store.count(query).reports, limit=asked.limit, offset=asked.offset, items=found))


@api.get("/reports/{report_id:path}")
def get_report(store: Known, report_id: str) -> Response:
    """One report with its claims and the events that rest on them, as known by a day."""
    report = store.get_report(report_id)
    if report is None:
        raise missing("report", report_id)
    of_report = Query(report=report_id)
    return Answer(
        ReportInFull(
            report=report, claims=tuple(store.claims(of_report)), events=tuple(store.events(of_report))
        )
    )


@api.get("/claims")
def get_claims(store: Kept, asked: AskedPage) -> Response:
    """A page of the claims that match."""
    query = asked.page_query()
    found = tuple(store.claims(query))
    return Answer(Page(total=store.count(query).claims, limit=asked.limit, offset=asked.offset, items=found))


@api.get("/events")
def get_events(store: Kept, asked: AskedPage) -> Response:
    """A page of the events that match."""
    query = asked.page_query()
    found = tuple(store.events(query))
    return Answer(Page(total=store.count(query).events, limit=asked.limit, offset=asked.offset, items=found))


@api.get("/events/{event_id:path}")
def get_event(store: Known, event_id: str) -> Response:
    """One event with its claims and the reports they were read in, as known by a day."""
    event = store.get_event(event_id)
    if event is None:
        raise missing("event", event_id)
    reports = (store.get_report(report_id) for report_id in event.reports)
    return Answer(
        EventInFull(
            event=event,
            claims=tuple(store.claims(Query(event=event_id))),
            reports=tuple(report for report in reports if report is not None),
        )
    )


@api.get("/facets")
def get_facets(store: Kept, asked: Asked) -> Response:
    """What the events that match can be narrowed by, with counts."""
    facets: Facets = count_facets(store.events(asked.query()))
    return Answer(facets)


@api.get("/days")
def get_days(store: Kept, asked: Asked) -> Response:
    """How many events begin and how many reports are published on each day."""
    query = asked.query()
    days: Days = count_days(store.events(query), reports=store.reports(query))
    return Answer(days)


@api.get("/situation")
def get_situation(store: Kept, asked: Annotated[Moment, FromAddress()]) -> Response:
    """Who held what and who moved where on a day, from what was published by `known_by`."""
    situation: Situation = store.situation(asked.on, known_by=asked.known_by, gap_days=asked.gap_days)
    return Answer(situation)


@api.get("/changes")
def get_changes(store: Kept, asked: Annotated[Stretch, FromAddress()]) -> Response:
    """What changed after the day `since` and by the end of the day `until`."""
    changes: Changes = store.changes(asked.since, asked.until, known_by=asked.known_by)
    return Answer(changes)


@api.get("/{rest:path}", include_in_schema=False)
def get_nothing(rest: str) -> Response:
    """An address of the API that does not exist must not be answered with the page."""
    raise HTTPException(404, f"There is nothing at /api/{rest}. docs/api.md lists what there is.")


page = APIRouter(include_in_schema=False)


@page.get("/{address:path}")
def get_page(request: Request, address: str) -> Response:
    """A file of the page; `/` is its beginning."""
    files = request.app.state.page
    if not files:
        raise SetupError(
            "the page is not built, so only /api/ answers. Install dateline from a wheel, or build it: "
            "npm ci && npm run build in web/.",
            slug="page-not-built",
        )
    found = files.get(address or "index.html")
    if found is None:
        raise HTTPException(404, f"There is nothing at /{address}.")
    keep = "public, max-age=31536000, immutable" if found.lasting else "no-cache"
    return Response(found.content, media_type=found.media_type, headers={"cache-control": keep})


# ── errors ───────────────────────────────────────────────────────────────────────────────


def missing(noun: str, wanted: str) -> HTTPException:
    return HTTPException(
        404, f"There is no {noun} {wanted!r} in this store, or was none by the day asked for."
    )


def refuse(status: int, *, slug: str, message: str) -> Answer:
    return Answer(ErrorAnswer(slug=slug, message=message), status_code=status)


def tell_error(_: Request, error: Exception) -> Response:
    """What dateline itself says is wrong: 400 for what was asked, 503 for what it stands on."""
    slug = error.slug if isinstance(error, DatelineError) else "fault"
    return refuse(400 if isinstance(error, InputError) else 503, slug=slug, message=str(error))


def tell_bad_parameter(_: Request, error: Exception) -> Response:
    """422 with each parameter that cannot be used, and why."""
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    said = (f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in faults)
    return refuse(422, slug="bad-parameter", message="; ".join(said))


def tell_http_error(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    slug = {404: "not-found", 405: "not-allowed"}.get(status, "refused")
    return refuse(status, slug=slug, message=str(getattr(error, "detail", error)))


def tell_fault(_: Request, error: Exception) -> Response:
    """A fault of dateline's own. What exactly goes to the log, not to the browser."""
    return refuse(
        500,
        slug="fault",
        message=f"dateline failed on this ({type(error).__name__}). The terminal says where.",
    )
