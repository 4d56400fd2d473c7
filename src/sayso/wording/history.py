"""The steps of a history in words."""

from __future__ import annotations

from sayso.analysis.shifts import Kind

MARKS = {
    Kind.FIRST: "first word",
    Kind.NEW_CONTENT: "new content",
    Kind.HIGHER_RANK: "the same, from a higher rank",
    Kind.LOWER_RANK: "the same, from a lower rank",
    Kind.NEW_REPORTING: "the same occasion, reported again",
    Kind.RECALLED: "an older word, recalled",
    Kind.REPEATED: "repeated",
}
