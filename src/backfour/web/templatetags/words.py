"""Words, evidence marks, icons, films and pain keys, for the templates.

``{% say "today.title" n=3 %}`` is the only way a sentence gets onto a page.
"""

from __future__ import annotations

from typing import Final

from django import template
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from backfour.web.templatetags.icons import drawing
from backfour.words import current_lang
from backfour.words import say as words_of

register = template.Library()

PAINS: Final = range(11)
FILMS: Final = "backfour/films/"

STILLS: Final = """<img src="{start}" width="960" height="540" alt="{alt}" loading="lazy">
<img src="{end}" width="960" height="540" alt="" loading="lazy">"""
"""The start and the end of a movement, for those who want no motion."""

MOVING: Final = (
    """<figure class="film moving">
<video width="960" height="540" poster="{poster}" aria-label="{alt}" autoplay muted loop playsinline
 controls controlslist="nodownload nofullscreen noremoteplayback" disablepictureinpicture>
<source src="{base}.webm" type="video/webm" media="{motion}">
<source src="{base}.mp4" type="video/mp4" media="{motion}"></video>
<div class="stills">"""
    + STILLS
    + "</div></figure>"
)
"""A loop that can be paused, with the stills behind it for a device that asks for less motion."""

STILL: Final = '<figure class="film">' + STILLS + "</figure>"


def _lang(context: Context) -> str:
    shell = context.get("shell")
    return str(shell.lang) if shell is not None else current_lang()


@register.simple_tag(takes_context=True)
def say(context: Context, key: str, **values: str | int) -> str:
    """Write the sentence of a key, made safe for HTML."""
    return words_of(key, _lang(context), **values)


@register.simple_tag
def say_in(lang: str, key: str, **values: str | int) -> str:
    """Write the sentence of a key in a language other than the page's."""
    return words_of(key, lang, **values)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon; it stands beside words that say the same."""
    return mark_safe(drawing(name))  # noqa: S308 - constants of our own


@register.simple_tag(takes_context=True)
def mark(context: Context, evidence: str) -> SafeString:
    """Write where a claim comes from (``article``, ``trials``, ``ours``); a tap says more."""
    return format_html(
        '<a class="mark" href="{}#{}">{}{}</a>',
        reverse("about"),
        f"evidence-{evidence}",
        icon(evidence),
        words_of(f"evidence.{evidence}", _lang(context)),
    )


@register.simple_tag(takes_context=True)
def film(context: Context, name: str, level: str | int | None = None) -> SafeString:
    """Show a film that repeats, or two stills for those who want no motion.

    Parameters
    ----------
    context
        Of the template.
    name
        Film such as ``bird_dog.BD1``; or a movement, with its level.
    level
        Code of the level such as ``BD1``, when ``name`` is a movement.
    """
    which = f"{name}.{level}" if level else name
    alt = words_of(f"film.{which}.alt", _lang(context))
    if which.startswith(("sit.", "way.")):
        return format_html(
            '<figure class="film"><img src="{}" width="960" height="540" alt="{}"></figure>',
            static(f"{FILMS}{which}.jpg"),
            alt,
        )
    shell = context.get("shell")
    return format_html(
        STILL if shell is not None and shell.still else MOVING,
        poster=static(f"{FILMS}{which}.poster.jpg"),
        start=static(f"{FILMS}{which}.start.jpg"),
        end=static(f"{FILMS}{which}.end.jpg"),
        base=static(FILMS + which),
        motion="(prefers-reduced-motion: no-preference)",
        alt=alt,
    )


@register.simple_tag(takes_context=True)
def pain(
    context: Context, name: str, chosen: int | str | None = None, legend: str = ""
) -> SafeString:
    """Write eleven keys from 0 to 10; each sends the form by itself.

    Parameters
    ----------
    context
        Of the template.
    name
        Name of the field.
    chosen
        What was answered before, marked when one comes back.
    legend
        Key of the question, for the ear; by default "Pain, 0 to 10".
    """
    keys = format_html_join(
        "",
        '<button name="{}" value="{}"{}{}>{}</button>',
        ((name, n, _pressed(n, chosen), _name(n, context), _face(n, context)) for n in PAINS),
    )
    return _pain_group(context, keys, legend)


@register.simple_tag(takes_context=True)
def pain_radios(
    context: Context, name: str, chosen: int | str | None = None, legend: str = ""
) -> SafeString:
    """Write the same eleven keys as a choice within a longer form, nothing chosen beforehand."""
    keys = format_html_join(
        "",
        '<label><input type="radio" name="{}" value="{}"{}{}>{}</label>',
        (
            (
                name,
                n,
                mark_safe(" checked") if _is(n, chosen) else "",
                _name(n, context),
                _face(n, context),
            )
            for n in PAINS
        ),
    )
    return _pain_group(context, keys, legend)


def _pain_group(context: Context, keys: SafeString, legend: str) -> SafeString:
    lang = _lang(context)
    return format_html(
        '<div class="pain" role="group" aria-label="{}">{}</div>'
        '<p class="pain-ends" aria-hidden="true"><span>{}</span><span>{}</span></p>',
        words_of(legend or "shell.pain", lang),
        keys,
        words_of("player.pain.little", lang),
        words_of("player.pain.worst", lang),
    )


def _is(n: int, chosen: int | str | None) -> bool:
    return chosen is not None and str(chosen) == str(n)


def _pressed(n: int, chosen: int | str | None) -> SafeString | str:
    return mark_safe(' aria-pressed="true"') if _is(n, chosen) else ""


def _name(n: int, context: Context) -> SafeString | str:
    """Name the two ends of the scale for the ear."""
    if n not in (0, 10):
        return ""
    return format_html(' aria-label="{}"', words_of(f"player.pain.{n}", _lang(context)))


def _face(n: int, context: Context) -> SafeString | str:
    if n:
        return str(n)
    return format_html("0<span>· {}</span>", words_of("player.pain.none", _lang(context)))
