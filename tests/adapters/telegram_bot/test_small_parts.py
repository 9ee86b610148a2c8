"""Addresses, mark-up, keyboards, outcomes, webhook addresses: the parts without a network."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import error as tg

from bot.adapters.telegram_bot import addresses
from bot.adapters.telegram_bot.addresses import Address
from bot.adapters.telegram_bot.calls import NeverLeft
from bot.adapters.telegram_bot.keyboards import keyboard
from bot.adapters.telegram_bot.markup import LONGEST, as_html, parts
from bot.adapters.telegram_bot.outcomes import outcome_of, retry_after_s
from bot.adapters.telegram_bot.webhook import Webhook
from bot.domain.owed import Button, Outcome
from tests.bot_api.checks import plain_text

CHATS = st.integers(-(10**13), 10**10).filter(bool)


@given(CHATS, st.none() | st.integers(1, 10**6))
def test_an_address_survives_being_an_id(chat: int, topic: int | None) -> None:
    """Chat ids, topics and negative group numbers included, come back as they were."""
    made = addresses.chat_id(chat, topic)
    assert addresses.address(made) == Address(chat, topic)
    assert set(made) <= set("tg-0123456789")


@given(CHATS, st.integers(1, 10**9))
def test_a_message_number_survives_being_an_id(chat: int, message: int) -> None:
    """Chat and message number come back as they were."""
    assert addresses.message_number(addresses.message_id(chat, message)) == (chat, message)


@pytest.mark.parametrize("text", ["", "tg-", "ana", "tg-1-2-3", "tg-x", "../tg-1"])
def test_a_foreign_id_is_no_address(text: str) -> None:
    """An id of another platform is refused, not guessed at."""
    with pytest.raises(ValueError, match="not a Telegram chat"):
        addresses.address(text)


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_is_mark_up_that_telegram_reads(text: str) -> None:
    """Whatever is typed comes out as valid HTML that shows the same text."""
    assert plain_text(as_html(text), "HTML") == text


def test_the_first_line_is_bold() -> None:
    """The headline stands out, the rest does not."""
    assert as_html("Not yet & why\n<b>no</b>") == ("<b>Not yet &amp; why</b>\n&lt;b&gt;no&lt;/b&gt;")


@given(st.text(alphabet="ab \n💪é", max_size=400), st.integers(5, 60))
def test_parts_fit_and_lose_nothing_but_space(text: str, longest: int) -> None:
    """Every part is within the limit in UTF-16 units, and all the words are there in order."""
    found = parts(text, longest)
    assert all(len(part.encode("utf-16-le")) // 2 <= longest for part in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_long_text_is_cut_between_paragraphs() -> None:
    """Paragraphs stay whole where they can."""
    paragraph = "word " * 300
    found = parts(f"{paragraph}\n\n{paragraph}\n\n{paragraph}")
    assert [part.count("word") for part in found] == [600, 300]
    assert max(map(len, found)) <= LONGEST


def test_a_message_without_buttons_has_no_keyboard() -> None:
    """No empty keyboard is sent."""
    assert keyboard(()) is None


def test_buttons_keep_their_rows() -> None:
    """Rows, labels and actions arrive as the coach put them."""
    made = keyboard(((Button("A", "v1:a"), Button("B", "v1:b")), (Button("C", "v1:c"),)))
    assert made is not None
    assert [[(b.text, b.callback_data) for b in row] for row in made.inline_keyboard] == [
        [("A", "v1:a"), ("B", "v1:b")],
        [("C", "v1:c")],
    ]


@pytest.mark.parametrize(
    ("action", "fits"),
    [("v1:" + "x" * 61, True), ("v1:" + "x" * 62, False), ("v1:" + "ü" * 31, False), ("", False)],
    ids=["64 bytes", "65 bytes", "34 characters but 65 bytes", "nothing"],
)
def test_an_action_is_measured_in_bytes(action: str, fits: bool) -> None:  # noqa: FBT001
    """Telegram's limit is 64 bytes, and the library does not check it."""
    if fits:
        assert keyboard(((Button("ok", action),),))
        return
    with pytest.raises(ValueError, match="bytes"):
        keyboard(((Button("ok", action),),))


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (tg.RetryAfter(7), Outcome.NOT_SENT),
        (tg.Conflict("two"), Outcome.NOT_SENT),
        (tg.InvalidToken("no"), Outcome.NOT_SENT),
        (tg.Forbidden("bot was blocked by the user"), Outcome.UNREACHABLE),
        (tg.BadRequest("Chat not found"), Outcome.UNREACHABLE),
        (tg.BadRequest("message is too long"), Outcome.REJECTED),
        (tg.ChatMigrated(-5), Outcome.REJECTED),
        (tg.TimedOut(), Outcome.UNKNOWN),
        (tg.NetworkError("Bad Gateway"), Outcome.UNKNOWN),
        (NeverLeft("refused"), Outcome.NOT_SENT),
        (tg.TelegramError("Invalid server response"), Outcome.UNKNOWN),
    ],
    ids=lambda each: f"{type(each).__name__} {each}",
)
def test_errors_mean_outcomes(error: tg.TelegramError, outcome: Outcome) -> None:
    """Only a refusal or a request that never left means "not sent"; a timeout means nothing."""
    assert outcome_of(error) is outcome


def test_only_a_ban_says_how_long() -> None:
    """The wait comes from 429 answers and from nothing else."""
    assert retry_after_s(tg.RetryAfter(7)) == 7
    assert retry_after_s(tg.TimedOut()) is None


def test_a_webhook_behind_a_proxy_listens_on_the_configured_port() -> None:
    """The address is for Telegram; the proxy passes it on to loopback."""
    hook = Webhook.at("https://coach.example.org/hook/a", 8080)
    assert (hook.path, hook.port) == ("/hook/a", 8080)
    assert len(hook.secret) >= 32
    assert hook.secret not in repr(hook)


def test_a_webhook_on_loopback_listens_where_it_says() -> None:
    """A Bot API server on the same machine needs no proxy."""
    assert Webhook.at("http://127.0.0.1:9000/hook", 8080, "s").port == 9000


@pytest.mark.parametrize("url", ["", "example.org/hook", "ftp://example.org"])
def test_a_webhook_needs_a_web_address(url: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match="web address"):
        Webhook.at(url, 8080)
