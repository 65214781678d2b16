"""Everything the outcomes say has words: keys stand in the core, sentences in outcomes.po."""

import re

from backfour import words
from backfour.core.outcomes import due, experiment
from backfour.core.outcomes.measures import ACTIVITIES, ACTIVITY_MEAN, MEASURES, START_BACK_GROUPS
from backfour.core.outcomes.trend import RHYTHMS, SENTENCES
from words.book import ROOT

FAMILIES = "matter|norm|selftest|proposal|came|review|talk|lag|experiment|trend"
WRITTEN = re.compile(rf'"((?:{FAMILIES})\.[a-z0-9_.]*[a-z0-9_])"')


def missing(keys):
    return sorted(key for key in set(keys) if not words.known(key))


def test_every_key_written_in_the_outcomes_has_words():
    found = set()
    for path in (ROOT / "src/backfour/core/outcomes").glob("*.py"):
        found |= set(WRITTEN.findall(path.read_text(encoding="utf-8")))
    assert len(found) > 40
    assert missing(found) == []


def test_every_measure_has_a_name_a_source_and_a_question_where_we_ask_it():
    names = {
        "activity" if one.id in ACTIVITIES else one.id: one.matter for one in MEASURES.values()
    }
    assert missing(f"measure.{one}.name" for one in (*names, "activities")) == []
    assert missing(matter.source for matter in (*names.values(), ACTIVITY_MEAN)) == []
    assert missing(f"measure.{one}.ask" for one in (*due.WEEKLY, "activity", "change")) == []
    assert missing(f"measure.start_back_group.{one}" for one in START_BACK_GROUPS) == []


def test_keys_put_together_from_parts_have_words():
    keys = [f"trend.{one}" for one in SENTENCES]
    keys += [f"talk.worse.{one}" for one in RHYTHMS]
    keys += [f"talk.{one}" for one in ("worse", "plateau", "plateau_12")]
    keys += [f"selftest.skip.{why}" for rows in due._SKIPS.values() for why, _ in rows]
    keys += [f"experiment.change.{one}" for one in experiment.CHANGES]
    keys += [f"experiment.stopped.{why}" for why in experiment.WHYS if why]
    assert missing(keys) == []
