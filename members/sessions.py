"""What waits in a session, such as words that were typed and not sent yet, is sealed in the database too."""

import json

from .models.sealed import seal, unseal


class SealedSerializer:
    """For SESSION_SERIALIZER: as Django's own, sealed with DATA_KEYS. Where no key opens it, the session is empty."""

    def dumps(self, said) -> bytes:
        return seal(json.dumps(said, separators=(",", ":"))).encode("ascii")

    def loads(self, data: bytes):
        return json.loads(unseal(data.decode("ascii")))
