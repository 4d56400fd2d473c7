from drafts import drafted
from sayso.reading.model import shared
from sayso.reading.passages import AFTER, BEFORE, CONTENT, CUE, EVIDENCE, OUTSIDE, SOURCE, TITLE, Passage, pack, passage
from sayso.reading.pieces import split


def passage_of(marked: str, title: str = "") -> Passage:
    report, draft = drafted(marked)
    tokenizer = shared().tokenizer
    return passage(split(title, tokenizer), split(report.text, tokenizer), draft, shared().ends)


def words(of: Passage, role: int) -> str:
    chosen = [int(piece) for piece, number in zip(of.ids, of.features[:, 3], strict=True) if number == role]
    return str(shared().tokenizer.decode(chosen))


def test_a_passage_marks_what_plays_which_role() -> None:
    found = passage_of("Rain fell. {The envoy} <said> on Monday [that talks go on]. Nobody left.", title="Talks resume")
    assert words(found, SOURCE) == "the envoy"
    assert words(found, CUE) == "said"
    assert words(found, CONTENT) == "that talks go on"
    assert words(found, OUTSIDE).startswith("talks resume rain fell. on monday")


def test_a_long_statement_keeps_its_source_and_cue() -> None:
    long = "[" + "it is so and " * 60 + "no]"
    found = passage_of(f"{long}, <said> {{the envoy}}.")
    assert len(found.ids) <= TITLE + BEFORE + EVIDENCE + AFTER + 3
    assert words(found, SOURCE) == "the envoy"
    assert words(found, CUE) == "said"
    assert words(found, CONTENT).startswith("it is so and it is so")


def test_passages_of_different_length_go_in_one_batch() -> None:
    short, long = passage_of("{He} <said> [no]."), passage_of("{The envoy} <said> [that the talks go on].")
    batch = pack([short, long])
    assert batch.ids.shape == (2, len(long.ids))
    assert batch.mask.sum(axis=1).tolist() == [len(short.ids), len(long.ids)]
