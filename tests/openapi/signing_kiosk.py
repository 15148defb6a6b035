"""A kiosk that signs what it asks, as server/openapi.yaml describes it under "Signatures"."""

import hashlib
import json
import time

import nacl.signing


def lines(*texts):
    """A statement: each of its lines is ended by a line feed."""
    return "".join(f"{text}\n" for text in texts).encode()


def digest(data):
    return hashlib.blake2b(data, digest_size=32).hexdigest()


class SigningKiosk:
    def __init__(self, device):
        self.device, self.key = device, nacl.signing.SigningKey.generate()
        self.public_key = self.key.verify_key.encode().hex()

    def sign(self, *texts):
        return self.key.sign(lines(*texts)).signature.hex()

    def enrolment(self, code, device=None):
        """The body with which it becomes known."""
        device = device or self.device
        return json.dumps({"code": code, "device": device, "public_key": self.public_key,
                           "proof": self.sign("guichet enrolment", code, device, self.public_key)})

    def headers(self, method, target, body=None, moment=None):
        moment = int(time.time() * 1000) if moment is None else moment
        return {"Guichet-Device": self.device, "Guichet-Time": str(moment),
                "Guichet-Request-Signature": self.sign("guichet request", self.device, method, target, moment,
                                                       digest((body or "").encode()))}

    def signed(self, journal):
        """A journal's batch with the kiosk's signature."""
        batch = json.loads(journal.batch())
        first, last = batch["events"][0], batch["events"][-1]
        batch["signature"] = self.sign("guichet batch", self.device, batch["incarnation"], first["seq"], last["seq"],
                                       first["prev_hash"], journal.head)
        return json.dumps(batch, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
