"""Which composer makes the words of which kind of message of this room."""

from incidents.compose_cards import (
    compose_check_request,
    compose_draft_seen,
    compose_incident_answer,
    compose_incident_card,
    compose_incident_offer,
)
from incidents.compose_clerk import compose_incident_photos, compose_nod, compose_which_one
from incidents.compose_day_log import compose_day_log
from incidents.compose_digest import compose_digest
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
from outbox.lanes import Composer

# What lives on in a chat: posted anew, as long as it is open, when the chat changes its id.
CARDS = ("incident_answer", "incident_card", "digest")

COMPOSERS: dict[str, Composer] = {
    "incident_answer": compose_incident_answer,
    "incident_offer": compose_incident_offer,
    "draft_seen": compose_draft_seen,
    "incident_card": compose_incident_card,
    "check_request": compose_check_request,
    "return_request": compose_request,
    "extension_request": compose_request,
    "suspend_request": compose_request,
    "ruling_request": compose_request,
    "help_request": compose_request,
    "supervision": compose_request,
    "closing_question": compose_closing_question,
    "reporter_news": compose_reporter_news,
    "place_news": compose_place_news,
    "worker_news": compose_worker_news,
    "reason_prompt": compose_reason_prompt,
    "evidence_prompt": compose_evidence_prompt,
    "evidence": compose_evidence,
    "choose_target": compose_choose_target,
    "digest": compose_digest,
    "nod": compose_nod,
    "day_log": compose_day_log,
    "incident_photos": compose_incident_photos,
    "which_one": compose_which_one,
}
