"""The answers that a batch keeps at hand, and the tables they come from. See at_hand.py."""

from models.at_hand import Shelf

UNITS = Shelf("unit of a unit id", frozenset({"unit"}))
GROUPS = Shelf("group of a chat id", frozenset({"chat_group"}))
GROUP_OF_UNIT = Shelf("group id of a unit id that has a chat", frozenset({"chat_group"}))
SERVICE = Shelf("(bot id, state) of a group id", frozenset({"chat_group"}))
PEOPLE = Shelf("person of a user id", frozenset({"person"}))
HATS = Shelf("hats of a person id", frozenset({"post", "unit", "absence"}))
STAFF = Shelf("holders of roles in a unit", frozenset({"post", "unit", "absence", "person"}))
WRITABLE = Shelf("bot id that may write to a user id", frozenset({"acquaintance"}))
DIALOGUES = Shelf("chat ids where a user id was asked something", frozenset({"dialogue"}))
RULINGS = Shelf("rulings about a unit id, by leaf", frozenset({"precedent"}))
FOLLOWERS = Shelf("user ids that follow a unit id", frozenset({"place_follow"}))
NUMBERS = Shelf("the last number that was given out under a name", frozenset({"counter"}))
SAID = Shelf("True under the key of a row to send that this transaction wrote", frozenset({"outgoing"}))
SPOKEN_OF = Shelf("False: of no matter somebody spoke lately in this chat id; whoever files lays True", frozenset())
FILED = Shelf("False: nothing was filed from (bot id, chat id, message id); whoever files lays True", frozenset())
