"""The person's own experiments: kept beside the history, exported and deleted with it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import transaction

from backfour.adapters.store.faults import plainly
from backfour.adapters.store.models import StoredExperiment
from backfour.core.outcomes.experiment import Experiment, from_dict


class DjangoExperiments:
    """The experiments of the configured data folder."""

    def all(self) -> tuple[Experiment, ...]:
        """Return every experiment, the first begun first."""
        with plainly():
            rows = StoredExperiment.objects.order_by("pk").values_list("body", flat=True)
            return tuple(from_dict(json.loads(body)) for body in rows)

    def keep(self, experiment: Experiment) -> None:
        """Store an experiment, in place of the one with the same id."""
        with plainly():
            StoredExperiment.objects.update_or_create(
                key=experiment.design.id, defaults={"body": json.dumps(experiment.to_dict())}
            )

    def replace(self, experiments: Iterable[Experiment]) -> None:
        """Put these in place of all that are known."""
        with plainly(), transaction.atomic():
            StoredExperiment.objects.all().delete()
            for one in experiments:
                self.keep(one)
