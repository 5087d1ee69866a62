"""Looks for secrets in bytes, as they are and in the forms that programs give to bytes on their way to somewhere else."""

import base64
import json
import os
import urllib.parse


def forms(secret):
    """The byte strings that would tell a secret: itself, base64 at each of its three alignments, hex, escaped for JSON and for URLs."""
    told = {secret, secret.hex().encode(), secret.hex().upper().encode()}
    for shift in range(3):
        # What stands before and after the secret in a longer text changes the characters at its ends: those are left out.
        whole = base64.b64encode(b"\0" * shift + secret)
        core = whole[(0, 2, 3)[shift]:len(whole.rstrip(b"=")) - (1 if (shift + len(secret)) % 3 else 0)]
        told |= {core, core.translate(bytes.maketrans(b"+/", b"-_"))}
    try:
        text = secret.decode()
    except UnicodeDecodeError:
        return told
    escaped = json.dumps(text)[1:-1]
    for form in (escaped, escaped.replace("/", "\\/"), json.dumps(escaped)[1:-1], urllib.parse.quote(text), urllib.parse.quote(text, safe=""),
                 urllib.parse.quote_plus(text)):
        told.add(form.encode())
    return told


class Searched:
    """Places by name, each with the bytes that lie there."""

    def __init__(self):
        self.places = {}

    def add(self, place, data):
        self.places.setdefault(place, []).append(data)

    def add_files(self, place, folder, but=()):
        for parent, _, names in os.walk(folder):
            for name in names:
                file = os.path.join(parent, name)
                if os.path.isfile(file) and name not in but:
                    with open(file, "rb") as opened:
                        self.add(place, opened.read())

    def bytes_in(self, place):
        return sum(map(len, self.places[place]))

    def places_of(self, secret):
        """Where the secret stands in any of its forms."""
        told = forms(secret)
        return [place for place, parts in self.places.items() if any(form in part for part in parts for form in told)]
