"""sendLocation: a place on the map."""

from sandbox.call import Call
from sandbox.errors import bad_request
from sandbox.messages import Media
from sandbox.objects import Json
from sandbox.sending import Words, send


def send_location(call: Call) -> Json:
    """Message."""
    latitude, longitude = call.number("latitude"), call.number("longitude")
    if latitude is None:
        raise bad_request("latitude is empty")
    if longitude is None:
        raise bad_request("longitude is empty")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    fields = {"latitude": latitude, "longitude": longitude}
    accuracy = call.number("horizontal_accuracy")
    if accuracy:
        fields["horizontal_accuracy"] = accuracy
    return send(call, "locations", Words("", None), Media("location", fields=fields))
