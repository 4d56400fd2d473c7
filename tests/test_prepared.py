from sayso import Report
from sayso.reading.model import shared
from sayso.reading.prepared import prepare


def test_half_a_surrogate_pair_is_replaced_in_its_place() -> None:
    text = "The envoy \ud83d said the talks would go on."
    prepared = prepare(Report("r", text), shared().tokenizer)
    assert prepared.report.text == text.replace("\ud83d", "\ufffd")
    assert len(prepared.report.text) == len(text)
