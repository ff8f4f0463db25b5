"""The chat: questions and answers of one conversation, each answer with its sources."""

from __future__ import annotations

import streamlit as st

from assistant.history import StoredTurn
from assistant.pages.parts import frame
from assistant.pages.parts.answer_blocks import answer_blocks, blocks_html
from assistant.pages.parts.answer_job import AnswerJob
from assistant.pages.parts.answer_view import bring_into_view, draw_answer
from assistant.pages.parts.briefing_link import draw_briefing_link
from assistant.pages.parts.conversations import current_conversation, draw_conversations, remember_in_address
from assistant.pages.parts.escaping import as_html, as_label
from assistant.pages.parts.language import current, either, t
from assistant.pages.parts.scope_filter import draw_scope
from assistant.pages.parts.services import Opened, Services, example_questions
from assistant.pages.parts.source_dialog import open_source
from assistant.pages.parts.understood import draw_understood
from ingest.records import Scope

USER, ASSISTANT = ":material/person:", ":material/account_balance:"
MARKERS = range(1, 1000)  # while an answer is written its citations are not known yet


def draw_question(question: str, turn: int, *, complete: bool = True, newest: bool = False) -> None:
    """The question of turn number ``turn``; the newest one is brought into view."""
    with st.chat_message("user", avatar=USER):
        st.html(f'<div class="question">{as_html(question)}</div>')
        if newest:
            bring_into_view(turn, complete=complete)


def draw_turn(stored: StoredTurn, number: int, scope: Scope, *, last: bool) -> None:
    """A question with its answer; what is clicked in it is done at once."""
    answer = stored.turn.answer
    draw_question(stored.asked, number, newest=last)
    with st.chat_message("assistant", avatar=ASSISTANT):
        draw_understood(stored, (lambda corrected: ask(corrected, scope)) if last else None)
        clicked = draw_answer(stored)
        draw_briefing_link(answer, stored.asked, key=str(stored.id))
        if last:
            for option, choice in enumerate(answer.choices):
                st.button(as_label(choice), key=f"choice-{stored.id}-{option}", on_click=ask, args=(choice, scope))
        if stored.rating == "down":
            st.text_input(
                t("answer.comment"),
                value=stored.comment,
                key=f"comment-{stored.id}",
                placeholder=t("answer.comment_help"),
                on_change=lambda: shared.history.rate(stored.id, "down", st.session_state[f"comment-{stored.id}"]),
            )
    if clicked.rating:
        shared.history.rate(stored.id, clicked.rating if clicked.rating != "none" else "", stored.comment)
        st.rerun()
    if clicked.citation:
        open_source(answer.citations, clicked.citation, opened.library)


def waiting_for(job: AnswerJob) -> str:
    """What is being done while there is nothing to show yet."""
    if job.steps is None:
        return t("chat.thinking_model") if shared.assistant_settings.chat_model else t("chat.thinking")
    done, total = job.steps
    return t("chat.reading", at=done + 1, total=total - 1) if done < total - 1 else t("chat.writing")


def draw_running(job: AnswerJob, number: int) -> None:
    """The answer that is being written; the page follows it to its end."""
    draw_question(job.question, number, complete=False, newest=True)
    with st.chat_message("assistant", avatar=ASSISTANT):
        if not job.finished:
            written = st.empty()
            st.button(t("chat.stop"), icon=":material/stop_circle:", key="stop", on_click=job.stop)
            for text in job.growth():
                if text:
                    written.html(blocks_html(answer_blocks(text, MARKERS)))
                else:
                    written.html(f'<div class="thinking">{as_html(waiting_for(job))}</div>')
        if job.error:
            frame.notice("error", either(job.error, job.error_english))
            return
    shared.forget_answer(conversation)
    st.rerun()


def draw_greeting(scope: Scope) -> None:
    """What the assistant is for, and questions that this library answers."""
    st.html(f'<div class="greeting"><h1>{as_html(t("chat.greeting"))}</h1><p>{as_html(t("chat.purpose"))}</p></div>')
    if shared.stage == "samples":
        frame.draw_samples_progress(shared, opened)
        return
    entries = opened.library.entries()
    st.html(f'<div class="small">{as_html(t("chat.holds", count=len(entries)))}</div>')
    with st.container(key="examples"):
        for number, question in enumerate(example_questions(opened, opened.library.revision, current())):
            st.button(
                as_label(question),
                key=f"example-{number}",
                icon=":material/arrow_outward:",
                icon_position="right",
                width="stretch",
                on_click=ask,
                args=(question, scope),
            )


def ask(question: str, scope: Scope) -> None:
    """Begin to answer in the open conversation."""
    shared.ask(conversation, question, scope, opened)


shared: Services = frame.shared_services()
conversation = current_conversation()
draw_conversations(shared.history, conversation)
opened: Opened = frame.opened(shared)

if not opened.library.entries() and shared.stage != "samples":
    st.html(f'<div class="greeting"><h1>{as_html(t("chat.greeting"))}</h1><p>{as_html(t("chat.empty"))}</p></div>')
    st.page_link("assistant/pages/library.py", label=t("chat.to_library"), icon=":material/library_books:")
    st.stop()

with st.bottom:
    scope = draw_scope(opened.library.entries())
    question = st.chat_input(t("chat.placeholder"), key="question", submit_mode="disable")
if question and question.strip():
    ask(question.strip(), scope)

turns = shared.history.turns(conversation)
job = shared.answer_job(conversation)
remember_in_address(conversation, has_turns=bool(turns or job))
greeting = st.empty()  # a place of its own, so that the greeting goes at once when the first question comes
if not turns and job is None:
    with greeting.container():
        draw_greeting(scope)
for at, stored in enumerate(turns):
    draw_turn(stored, at, scope, last=at == len(turns) - 1 and job is None)
if job is not None:
    draw_running(job, len(turns))
