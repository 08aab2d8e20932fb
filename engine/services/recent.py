"""The journeys worked out lately, for those who come back to the same draft at once."""

from engine.database.drafts import Draft
from engine.journeys import Context, Journey, Plan

MOST = 64


class Journeys:
    """The last journeys of this process, by draft, each at the revision that it was worked out on.

    A revision of a draft never changes, so that what was worked out on it stays right; another
    one, saved by another process, is worked out from it: what is the same on both stays. Entering
    and leaving are single steps of a dict: threads may share.
    """

    def __init__(self) -> None:
        self.kept: dict[str, tuple[int, Journey]] = {}

    def of(self, draft: Draft, plan: Plan, context: Context) -> Journey:
        """The journey on the answers of a draft."""
        revision, found = self.kept.get(draft.key, (-1, None))
        if found is None or found.plan is not plan or found.environment.context != context:
            return self._keep(draft, Journey(plan, draft.answers, context))
        if revision == draft.revision:
            return found
        return self._keep(draft, found.changed(draft.answers))

    def after(self, before: Journey, draft: Draft) -> Journey:
        """The journey on a draft saved at the next revision, from the one that it was saved on."""
        if draft.answers is before.answers:
            return self._keep(draft, before)
        return self._keep(draft, before.changed(draft.answers))

    def _keep(self, draft: Draft, journey: Journey) -> Journey:
        if len(self.kept) >= MOST and draft.key not in self.kept:
            self.kept.pop(next(iter(self.kept)), None)
        self.kept[draft.key] = draft.revision, journey
        return journey
