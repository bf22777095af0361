"""Which function answers which method: all that is modelled, and the names of all that is not."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Awaitable, Callable
from typing import Any

from sandbox import methods
from sandbox.call import Call

Method = Callable[[Call], Any | Awaitable[Any]]


def _spelled(name: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


def _load() -> dict[str, tuple[str, Method]]:
    table = {}
    for module in pkgutil.iter_modules(methods.__path__):
        if module.name != "table":
            function = getattr(importlib.import_module(f"{methods.__name__}.{module.name}"), module.name)
            spelled = _spelled(module.name)
            table[spelled.lower()] = (spelled, function)
    return table


# By lower-case name, since the Bot API does not care about case: the name as it spells it, and the function.
METHODS = _load()

# Methods of Bot API 10.3 that exist at Telegram and not here. They are refused with 501, unknown names with 404.
_NOT_MODELLED = """
forwardMessages copyMessages sendLivePhoto sendAudio sendVideo sendAnimation sendVideoNote sendPaidMedia
sendVenue sendContact sendPoll sendChecklist sendDice sendMessageDraft getUserProfileAudios setUserEmojiStatus
setChatAdministratorCustomTitle setChatMemberTag banChatSenderChat unbanChatSenderChat setChatPermissions
editChatInviteLink createChatSubscriptionInviteLink editChatSubscriptionInviteLink revokeChatInviteLink
approveChatJoinRequest declineChatJoinRequest answerChatJoinRequestQuery sendChatJoinRequestWebApp
setChatPhoto deleteChatPhoto setChatDescription getUserPersonalChatMessages setChatStickerSet
deleteChatStickerSet getForumTopicIconStickers createForumTopic editForumTopic closeForumTopic
reopenForumTopic deleteForumTopic unpinAllForumTopicMessages editGeneralForumTopic closeGeneralForumTopic
reopenGeneralForumTopic hideGeneralForumTopic unhideGeneralForumTopic unpinAllGeneralForumTopicMessages
answerGuestQuery getUserChatBoosts getBusinessConnection getManagedBotToken replaceManagedBotToken
getManagedBotAccessSettings setManagedBotAccessSettings setMyProfilePhoto removeMyProfilePhoto
setMyDefaultAdministratorRights getMyDefaultAdministratorRights getAvailableGifts sendGift
giftPremiumSubscription verifyUser verifyChat removeUserVerification removeChatVerification
readBusinessMessage deleteBusinessMessages setBusinessAccountName setBusinessAccountUsername
setBusinessAccountBio setBusinessAccountProfilePhoto removeBusinessAccountProfilePhoto
setBusinessAccountGiftSettings getBusinessAccountStarBalance transferBusinessAccountStars
getBusinessAccountGifts getUserGifts getChatGifts convertGiftToStars upgradeGift transferGift postStory
repostStory editStory deleteStory answerWebAppQuery savePreparedInlineMessage savePreparedKeyboardButton
editMessageLiveLocation stopMessageLiveLocation editMessageChecklist stopPoll editEphemeralMessageText
editEphemeralMessageMedia editEphemeralMessageCaption editEphemeralMessageReplyMarkup approveSuggestedPost
declineSuggestedPost deleteEphemeralMessage deleteMessageReaction deleteAllMessageReactions sendSticker
getStickerSet getCustomEmojiStickers uploadStickerFile createNewStickerSet addStickerToSet
setStickerPositionInSet deleteStickerFromSet replaceStickerInSet setStickerEmojiList setStickerKeywords
setStickerMaskPosition setStickerSetTitle setStickerSetThumbnail setCustomEmojiStickerSetThumbnail
deleteStickerSet sendRichMessage sendRichMessageDraft answerInlineQuery sendInvoice createInvoiceLink
answerShippingQuery answerPreCheckoutQuery getMyStarBalance getStarTransactions refundStarPayment
editUserStarSubscription setPassportDataErrors sendGame setGameScore getGameHighScores
"""
NOT_MODELLED = frozenset(name.lower() for name in _NOT_MODELLED.split())
