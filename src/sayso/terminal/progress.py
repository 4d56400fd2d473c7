"""A line on standard error that says how far a long run has come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

DELAY = 2.0  # seconds that a run may take before it shows how far it has come


@dataclass(slots=True)
class LongRun:
    """Counts the reports that were read and that failed, and shows the counts where `shown` allows it."""

    console: Console
    progress: Progress
    shown: bool
    read: int = 0
    failed: int = 0
    begun: float = field(default_factory=monotonic)

    def succeed(self) -> None:
        """Count a report that was read."""
        self.read += 1
        self.update()

    def fail(self, message: str) -> None:
        """Count a report that failed, and say why."""
        self.failed += 1
        self.say(message)
        self.update()

    def say(self, message: str) -> None:
        """Print one line, above the counts."""
        self.console.print(Text(message), soft_wrap=True)

    def update(self) -> None:
        """Show the counts, once the run has taken long enough."""
        if self.shown and monotonic() - self.begun > DELAY:
            self.progress.start()
            failed = f", {self.failed} failed" if self.failed else ""
            self.progress.update(self.progress.task_ids[0], description=f"{self.read} reports read{failed}")


@contextmanager
def long_run(console: Console, shown: bool) -> Iterator[LongRun]:
    """A run whose counts vanish from the terminal when it ends."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    plain = {"transient": True, "redirect_stdout": False, "redirect_stderr": False}
    progress = Progress(*columns, console=console, **plain)  # type: ignore[arg-type]
    progress.add_task("reading")
    try:
        yield LongRun(console, progress, shown)
    finally:
        if progress.live.is_started:  # stop prints an empty line where nothing was started
            progress.stop()
