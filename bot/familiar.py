"""Who is writing, without asking the database for every press."""

import time

from db import people
from db.store import Store
from questions.people import Person

# Long enough for a run of presses. Rights are asked anew in each verb whatever stands here.
SECONDS = 5.0
MOST = 10_000


class Familiar:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[int, tuple[float, Person | None]] = {}

    async def find(self, person_id: int) -> Person | None:
        """The person as they were a moment ago; None for one who has not joined."""
        now = time.monotonic()
        known = self._known.get(person_id)
        if known and now < known[0]:
            return known[1]
        person = await self._store.read(people.find, person_id)
        if len(self._known) >= MOST:
            self._known.clear()
        if person:
            self._known[person_id] = (now + SECONDS, person)
        return person

    def know(self, person: Person) -> None:
        """The person has just been changed."""
        self._known[person.id] = (time.monotonic() + SECONDS, person)
