"""Adding: files, a pasted text or a link, and how far their reading is."""

from __future__ import annotations

from sayso.errors import LedgerError
from sayso.web.asking import Asked, Kind, Parameter
from sayso.web.views import Desk, Page, View


def show(desk: Desk, asked: Asked) -> View:
    """What to add with, and the jobs that were begun."""
    jobs = [job.to_json() for job in desk.jobs.newest_first()]
    return View("Add", {"jobs": jobs}, lambda: jobs, lambda: jobs)


def show_job(desk: Desk, asked: Asked) -> View:
    """How far one job is. Raises LedgerError where there is none of that number."""
    job = desk.jobs.job(asked.number("number", 0))
    if job is None:
        raise LedgerError(f"{asked.number('number', 0)}: there is no such job, or it ended long ago")
    told = job.to_json()
    return View(job.name, {"job": told}, lambda: told, lambda: [told])


PAGE = Page("add", "/add", "Add reports; the jobs that were begun.", show, (), "Add")
NUMBER = Parameter("number", "The job's number.", Kind.NUMBER, needed=True)
JOB = Page("job", "/add/{number}", "How far the reading of added reports is.", show_job, (NUMBER,))
