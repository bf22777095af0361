"""getUserProfilePhotos: nobody here has any."""

from sandbox.call import Call
from sandbox.objects import Json


def get_user_profile_photos(call: Call) -> Json:
    """UserProfilePhotos, empty; 400 for strangers."""
    call.telegram.known_user(call.integer("user_id"))
    return {"total_count": 0, "photos": []}
