"""Which composer makes the words of which kind of message of this room."""

from incidents.ask_merge import compose_merge_request
from incidents.behalf.ask_behalf import LINK, QUESTION, compose_link, compose_question
from incidents.compose_cards import (
    compose_check_request,
    compose_draft_seen,
    compose_incident_answer,
    compose_incident_card,
    compose_incident_offer,
)
from incidents.compose_clerk import compose_if_danger, compose_nod, compose_which_one
from incidents.compose_day_log import compose_day_log
from incidents.compose_digest import compose_digest
from incidents.compose_files import compose_incident_file, compose_incident_photos
from incidents.compose_place_news import compose_place_news
from incidents.compose_prompts import (
    compose_choose_target,
    compose_evidence,
    compose_evidence_prompt,
    compose_reason_prompt,
)
from incidents.compose_requests import (
    compose_closing_question,
    compose_reporter_news,
    compose_request,
    compose_worker_news,
)
from incidents.explain_score import compose_low_score
from incidents.hands.compose_hands import COMPOSERS as HANDS
from incidents.hide_words import compose_hidden_words, compose_moved_here
from incidents.match_lost import compose_lost_match
from incidents.reading import bring_views
from outbox.lanes import Composer, Together

# What lives on in a chat: posted anew, as long as it is open, when the chat changes its id.
CARDS = ("incident_answer", "incident_card", "digest")

_OF_AN_INCIDENT: dict[str, Composer] = {
    "incident_answer": compose_incident_answer,
    "incident_offer": compose_incident_offer,
    "incident_card": compose_incident_card,
    "check_request": compose_check_request,
    "return_request": compose_request,
    "extension_request": compose_request,
    "suspend_request": compose_request,
    "ruling_request": compose_request,
    "help_request": compose_request,
    "supervision": compose_request,
    "closing_question": compose_closing_question,
    "worker_news": compose_worker_news,
}

COMPOSERS: dict[str, Composer] = {
    **{kind: Together(compose, bring_views) for kind, compose in _OF_AN_INCIDENT.items()},
    "draft_seen": compose_draft_seen,
    "reporter_news": compose_reporter_news,
    "place_news": compose_place_news,
    "reason_prompt": compose_reason_prompt,
    "evidence_prompt": compose_evidence_prompt,
    "evidence": compose_evidence,
    "choose_target": compose_choose_target,
    "digest": compose_digest,
    "nod": compose_nod,
    "day_log": compose_day_log,
    "incident_photos": compose_incident_photos,
    "incident_file": compose_incident_file,
    "which_one": compose_which_one,
    "if_danger": compose_if_danger,
    **HANDS,
    "hidden_words": compose_hidden_words,
    "merge_request": compose_merge_request,
    "lost_match": compose_lost_match,
    "low_score": compose_low_score,
    "moved_here": compose_moved_here,
    QUESTION: compose_question,
    LINK: compose_link,
}
