"""Pure. What an approver agrees to, as a hash: any change of it voids the consent."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from broadcasts.audience import Audience
from broadcasts.terms import AT_ONCE, Terms
from models.kinds import NoticeKind

TOLERANCE = 0.02  # of the number of groups: chats come and go while somebody reads


def fingerprint(
    *,
    words: str,
    audience: Audience,
    media: Sequence[Any],
    kind: NoticeKind,
    level: str = "",
    terms: Terms = AT_ONCE,
) -> str:
    """32 hex digits."""
    agreed = [words, audience.expression, list(media), kind.value, level, *terms.agreed]
    canonical = json.dumps(agreed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(canonical.encode(), digest_size=16).hexdigest()


def is_same_size(agreed: int, today: int) -> bool:
    """Whether as many groups are reached as the approver was told, within two in a hundred."""
    return abs(today - agreed) <= agreed * TOLERANCE
