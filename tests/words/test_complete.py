import re

import pytest

from backfour import words
from backfour.core import vocabulary as v
from backfour.core.exercises.catalogue import load_catalogue
from backfour.core.programme import reasons
from backfour.core.screening import flow, questions
from words.book import ROOT, placeholders, sentences

CORE = ROOT / "src" / "backfour" / "core"
CATALOGUE = load_catalogue((CORE / "exercises" / "catalogue.toml").read_text(encoding="utf-8"))


def missing(keys):
    return sorted(key for key in set(keys) if not words.known(key))


def test_every_question_has_words():
    asked = [*v.QUESTIONS, v.PROGRESS_BY_HOUR, "sex"]
    assert missing(f"q.{q}.{part}" for q in asked for part in ("ask", "item", "why")) == []


@pytest.mark.parametrize("question", [*v.CHOICES, *v.LISTS, "F3", "F4"])
def test_every_answer_has_words(question):
    options = questions.question(question).options
    assert all(words.option(question, one) for one in options)


def test_the_three_lines_of_the_heart_question_have_words():
    lines = questions.R35_LINES
    assert missing(f"q.R35.line.{line}" for line in lines) == []
    assert missing(f"q.R35.line.{k}.opt.{o}" for k, options in lines.items() for o in options) == []


def test_every_list_has_a_title():
    assert missing(f"list.{n}.{p}" for n in flow.LISTS for p in ("title", "lead")) == []


def test_every_sex_has_words():
    assert missing(f"q.sex.opt.{sex}" for sex in v.SEXES) == []


def test_every_rule_says_why_and_where_it_comes_from():
    rules = [*v.CLEARABLE_RULES, "F1", "F2", "unanswered"]
    assert missing(f"rule.{rule}{part}" for rule in rules for part in ("", ".source")) == []


def test_every_rule_that_can_be_raised_has_a_sentence_for_the_phone():
    assert missing(f"rule.{rule}.say" for rule in v.CLEARABLE_RULES) == []


def test_every_action_fit_and_mark_has_words():
    keys = [f"action.{a}.{p}" for a in v.ACTIONS for p in ("title", "lead", "what")]
    keys += [f"fit.{band}" for band in ("match", "partly", "unlike", "unknown")]
    keys += [f"light.{light}" for light in v.LIGHTS]
    keys += [f"mode.{mode}" for mode in v.MODES]
    keys += [f"evidence.{mark}" for mark in ("article", "trials", "ours")]
    assert missing(keys) == []


def test_every_condition_says_what_it_is_why_and_what_it_changes():
    parts = ("name", "short", "why", "changes")
    assert missing(f"flag.{flag}.{part}" for flag in v.FLAGS for part in parts) == []


def test_every_key_of_the_catalogue_has_words():
    keys = {key for ways in CATALOGUE.getting_up.values() for key in ways}
    for movement in CATALOGUE.movements:
        keys |= {*movement.equipment, *movement.stop}
        keys |= {fault.cue for fault in movement.faults} | {note.key for note in movement.notes}
        keys |= {f"move.{movement.id}.{part}" for part in ("name", "inline", "purpose", "how")}
        for level in movement.levels:
            keys |= {*level.remind, f"move.{movement.id}.dose.{level.number}"}
            for form in level.forms:
                keys |= {*form.setup, *form.out, movement.level_key(level.number, form)}
                keys |= {f"film.{form.film}.alt", f"film.{form.film}.differs"}
                keys |= {form.differs} - {""}
    assert missing(keys) == []


def test_every_reason_of_the_programme_has_a_sentence_a_rule_a_source_and_a_mark():
    keys = [
        *reasons.OFFER_KEYS,
        *reasons.CHANGE_KEYS,
        *reasons.HOLD_KEYS,
        *reasons.LIGHT_KEYS,
        *reasons.MORNING_KEYS,
        *reasons.SCREEN_KEYS,
        *reasons.PROGRAMME_KEYS,
        *reasons.ADVICE_KEYS,
    ]
    parts = ("", ".rule", ".source", ".evidence")
    assert missing(f"reason.{key}{part}" for key in keys for part in parts) == []
    marks = {words.say(f"reason.{key}.evidence") for key in keys}
    assert marks <= {"article", "trials", "ours"}
    assert missing(f"because.{key}" for key in reasons.LIGHT_KEYS) == []
    assert missing(f"because.{key}" for key in reasons.MORNING_KEYS if ".red." in key) == []


def test_what_a_session_says_has_words():
    keys = set()
    for path in (CORE / "session").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        keys |= set(re.findall(r'"((?:say|card|alert|next|error)\.[a-z_.]*[a-z_])"', text))
    keys |= {f"say.stopped.{place}" for place in ("floor", "bed", "standing")}
    keys |= {f"say.end.{why}" for why in ("done", "finished", "nothing_offered", "hurt_between")}
    keys |= {f"error.answer.{field}" for field in ("peak", "quality", "others", "fine")}
    keys |= {"say.alert.system", "say.alert.neuro"}
    for movement in CATALOGUE.movements:
        sides = ("left", "right")
        keys |= {f"say.begin.{movement.id}", f"say.dose.{movement.id}"}
        keys |= {f"next.movement.{movement.id}"}
        for level in movement.levels:
            for form in level.forms:
                keys |= {f"{form.side_say}.{side}" for side in sides if form.side_say}
                if level.kind in {"reps", "sided_hold", "circles"}:
                    keys |= {f"next.side.{movement.id}.{form.limb}.{side}" for side in sides}
            if level.kind in {"sided_hold", "circles"}:
                keys |= {f"say.first.{movement.id}.{side}" for side in sides}
                keys |= {f"say.change.{movement.id}.{side}" for side in sides}
            if level.rolls_last_s:
                keys |= {f"say.dose.{movement.id}_rolls", f"say.{movement.id}.rolls"}
    assert missing(keys) == []


@pytest.mark.parametrize("lang", words.languages())
def test_the_dose_in_words_is_the_dose_in_the_catalogue(lang):
    for movement in CATALOGUE.movements:
        for level in movement.levels:
            told = words.say(f"move.{movement.id}.dose.{level.number}", lang)
            numbers = {int(n) for n in re.findall(r"\d+", told)}
            expected = {
                "hold": {level.seconds, level.rolls_last_s} - {0},
                "turns": {level.seconds},
                "sided_hold": {level.seconds},
                "reps": {level.seconds, level.reps},
                "circles": {level.circles},
            }[level.kind]
            assert numbers == expected, (movement.id, level.number, told)
            for form in level.forms:
                said = words.say(movement.level_key(level.number, form), lang)
                assert {int(n) for n in re.findall(r"\d+", said)} == expected, said


ALLOWED = {
    "age", "all", "answer", "before", "by", "circles", "code", "content", "count", "country",
    "date", "day", "done", "dose", "exercise", "field", "file", "flag", "high", "leg", "level",
    "line", "link", "low", "mb", "minutes", "movement", "n", "name", "new", "next", "note", "now",
    "number", "of",
    "old", "pain", "peak", "place", "port", "quality", "question", "reason", "reps", "result",
    "rolls", "rules", "seconds", "sex", "side", "source", "spread", "step", "stiff", "text", "time",
    "told", "typed", "until", "value", "version", "what", "when", "who", "why", "word",
    "far", "near", "seed",
}  # fmt: skip
"""Names that a sentence may ask for; a new one is added here when a caller gives it."""


def test_sentences_ask_only_for_known_values():
    strange = {(key, name) for key, text in sentences() for name in placeholders(text) - ALLOWED}
    assert strange == set()


def test_a_plural_sentence_asks_for_the_same_values_in_both_forms_save_the_number():
    seen = {}
    for key, text in sentences():
        seen.setdefault(key, []).append(placeholders(text) - {"n", "count"})
    assert [key for key, forms in seen.items() if any(f != forms[0] for f in forms)] == []


PAGE_KEY = re.compile(r"""\{%\s*say\s+["']([a-z0-9_.]+)["']""")
CODE_KEY = re.compile(r"""\bsay\(\s*["']([a-z0-9_.]+[a-z0-9_])["']""")
FRONT_KEY = re.compile(r"""words\.say\(\s*["']([a-z0-9_.]+)["']""")


def test_every_key_that_a_page_names_has_words():
    found = {}
    source = ROOT / "src" / "backfour"
    for folder, pattern, kinds in (
        (source / "web", PAGE_KEY, ("*.html", "*.txt")),
        (source / "web", CODE_KEY, ("*.py",)),
        (source / "cli", CODE_KEY, ("*.py",)),
        (ROOT / "frontend" / "src", FRONT_KEY, ("*.ts",)),
    ):
        for kind in kinds:
            for path in folder.rglob(kind):
                if path.name.endswith(".test.ts"):
                    continue
                for key in pattern.findall(path.read_text(encoding="utf-8")):
                    found.setdefault(key, path.relative_to(ROOT))
    lost = {key: str(found[key]) for key in missing(found)}
    assert lost == {}


def test_every_refusal_of_the_program_has_a_sentence():
    raised = re.compile(r"""\b(?:BackfourError|StoreFault)\(\s*["']([a-z_.]+)["']""")
    refusals = (ROOT / "src/backfour/app/refusals.py").read_text(encoding="utf-8")
    keys = {"stale", "refused", *re.findall(r"``(store\.[a-z_]+)``", refusals)}
    for folder in ("app", "adapters", "web", "cli"):
        for path in (ROOT / "src" / "backfour" / folder).rglob("*.py"):
            keys |= set(raised.findall(path.read_text(encoding="utf-8")))
    assert missing(f"error.{key}" for key in keys) == []
