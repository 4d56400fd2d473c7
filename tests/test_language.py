"""The language of a text: by its majority, and a short one by its small words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import LanguageError
from sayso.language import language_of, require_english
from sayso.report import Report
from sayso.vocabulary import load

SENTENCES = {
    "French": "Le président a déclaré mardi que les négociations se poursuivraient malgré le refus de Moscou.",
    "German": "Der Kanzler lehnte die Forderungen der Gewerkschaft am Dienstag ab und verlangte neue Gespräche.",
    "Spanish": "El ministro dijo que el gobierno no aceptará las condiciones de la otra parte.",
    "Italian": "Il governo ha respinto la proposta dei sindacati e chiede nuovi negoziati entro la settimana.",
    "Portuguese": "O presidente disse que o país não vai aceitar as condições impostas pelos credores.",
    "Dutch": "De minister zei dinsdag dat het kabinet de eisen van de vakbond niet zal inwilligen.",
    "Polish": "Minister powiedział, że rząd nie zgodzi się na żądania strony rosyjskiej.",
    "Romanian": "Ministrul a declarat că guvernul nu va accepta cererile sindicatelor.",
    "Swedish": "Ministern sade att regeringen inte kommer att acceptera fackets krav.",
    "Danish": "Ministeren sagde, at regeringen ikke vil acceptere kravene for to uger siden.",
    "Finnish": "Ministeri sanoi, ettei hallitus hyväksy ammattiliiton vaatimuksia.",
    "Turkish": "Bakan, hükümetin sendikaların taleplerini kabul etmeyeceğini söyledi.",
    "Russian": "Министр заявил, что Россия не согласится на перемирие без гарантий.",
    "Ukrainian": "Президент наголосив, що Україна не віддасть свої території.",
    "Greek": "Ο υπουργός δήλωσε ότι η κυβέρνηση δεν θα δεχθεί τους όρους.",
    "Arabic": "قال الوزير إن الحكومة لن تقبل شروط الطرف الآخر في المفاوضات.",
    "Hebrew": "השר אמר כי הממשלה לא תקבל את התנאים.",
    "Hindi": "मंत्री ने कहा कि सरकार दूसरे पक्ष की शर्तें स्वीकार नहीं करेगी।",
    "Chinese": "外交部发言人表示，中方反对美方加征关税，要求立即取消。",
    "Japanese": "外務大臣は、相手側の条件を受け入れないと述べた。",
    "Korean": "장관은 정부가 상대방의 조건을 받아들이지 않을 것이라고 말했다.",
}
ENGLISH = [
    "The minister said on Tuesday that the government would not accept the union's terms.",
    "Kyiv rejects Moscow demand",
    "TRUMP VOWS TARIFF HIKE",
    "UNION THREATENS STRIKE AT PORTS UNLESS PAY TALKS RESUME",
    "Peskov, Lavrov and Zelenskyy met Witkoff in Istanbul",
    "Erdoğan told Şimşek and Çavuşoğlu that Türkiye would not sign.",
    "Phyllis Schlafly, conservative bane of feminists, dies at 92",
    "Xi, Li Qiang, Wang Yi and Ishiba Shigeru met Lee Jae-myung of Seoul",
    "He agreed.",
]
NOBODY_S = ["", " \n", "12345 – 67%", "…", "Lavrov, Witkoff, Yermak, Dmitriev"]
SENTENCE = ENGLISH[0] + " "


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_in_another_language(language: str) -> None:
    assert language_of(SENTENCES[language]) == language
    with pytest.raises(LanguageError, match=f"x: is in {language}, not English") as raised:
        require_english(Report("x", SENTENCES[language]))
    assert raised.value.language == language


@pytest.mark.parametrize("text", ENGLISH)
def test_english_however_short_loud_or_full_of_names(text: str) -> None:
    assert language_of(text) == "English"
    require_english(Report("x", text))


@pytest.mark.parametrize("text", NOBODY_S)
def test_unknown_rather_than_a_guess(text: str) -> None:
    assert language_of(text) == "unknown"
    require_english(Report("x", text))


@pytest.mark.parametrize("language", ["French", "Russian", "Turkish"])
def test_of_two_languages_the_one_with_more_letters_counts(language: str) -> None:
    foreign = SENTENCES[language] + " "
    assert language_of(SENTENCE * 30 + foreign * 10) == "English"
    assert language_of(foreign * 10 + SENTENCE * 30) == "English"
    assert language_of(SENTENCE * 10 + foreign * 30) == language


def test_what_has_no_letters_does_not_vote() -> None:
    assert language_of("1,234 | 5,678 |\n" * 5000 + SENTENCE * 100) == "English"


@settings(deadline=None)
@given(st.text())
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert language_of(text) in {"unknown", *load("languages").values()}
