"""The checklist on the page: what it is to be about, then its points to adapt."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape
from urllib.parse import urlencode

from app import texts_lead as words
from app.checklist import Group, Point, chosen
from app.lead_html import CHECKLIST, part_html

_ALL = f'data-all="{words.ALL}" data-none="{words.NONE}"'  # lead.js makes buttons of them


def choose_html(groups: Sequence[Group], ids: Collection[str], *, told: bool) -> str:
    """Boxes for recommendations and leader areas; `told` where the form came back with none of them."""
    if not groups:
        return part_html(CHECKLIST, words.CHECKLIST_TITLE, f"<p>{words.NO_CHECKLIST}</p>")
    chapters: dict[str, list[Group]] = {}
    for group in groups:
        chapters.setdefault(group.chapter, []).append(group)
    fields = "".join(
        f'<fieldset {_ALL}><legend>{escape(_chapter(name, group))}</legend><ul class="choices">'
        f"{''.join(_choice(g, ids) for g in group)}</ul></fieldset>"
        for name, group in chapters.items()
    )
    fault = f'<p class="fault" role="alert">{words.NOTHING_CHOSEN}</p>' if told else ""
    return part_html(
        CHECKLIST,
        words.CHECKLIST_TITLE,
        f'<p>{escape(words.CHOOSE_LEAD)}</p><form method="get" action="{CHECKLIST}"><h2>{words.CHOOSE}</h2>{fault}'
        f'<input type="hidden" name="lav" value="1"><div class="chapters">{fields}</div>'
        f'<p class="actions"><button class="main">{words.MAKE}</button></p></form>',
    )


def _chapter(name: str, groups: Sequence[Group]) -> str:
    return name if groups[0].id.startswith("anbefaling") else words.LEADER_AREAS


def _choice(group: Group, ids: Collection[str]) -> str:
    checked = " checked" if group.id in ids else ""
    return (
        f'<li><label><input type="checkbox" name="valg" value="{group.id}"{checked}> '
        f"<span>{escape(group.title)}</span></label></li>"
    )


def adapt_html(groups: Sequence[Group], ids: Collection[str]) -> str:
    """The points of what was chosen, all ticked, with room for remarks and for points of one's own."""
    picked = chosen(groups, ids)
    again = f"{CHECKLIST}?{urlencode([('valg', group.id) for group in picked])}"
    hidden = "".join(f'<input type="hidden" name="valg" value="{group.id}">' for group in picked)
    total = sum(len(group.points) for group in picked)
    count = words.COUNT.format(chosen=total, all=total)
    return part_html(
        CHECKLIST,
        words.ADAPT,
        f"<p>{escape(words.ADAPT_LEAD)}</p>"
        f'<p><a href="{escape(again)}">{words.CHOOSE_AGAIN}</a></p>'
        f'<form id="tjekliste" method="post" action="{CHECKLIST}.docx" autocomplete="off">{hidden}'
        f'<p class="field"><label for="titel">{words.TITLE_LABEL}</label>'
        f'<input id="titel" name="titel" maxlength="150" value="{words.CHECKLIST_TITLE}"></p>'
        f'<p><label class="tick"><input type="checkbox" name="uddybning" value="1" checked> '
        f"<span>{words.DETAILS_LABEL}</span></label></p>"
        f"{''.join(map(_group, picked))}{_downloads(count)}</form>",
    )


def _downloads(count: str) -> str:
    return (
        f'<div class="download"><h2 class="unseen">{words.DOWNLOAD}</h2>'
        f'<p role="status" id="antal" data-text="{words.COUNT}">{count}</p><p class="actions">'
        f'<button class="main" formaction="{CHECKLIST}.docx">{words.DOWNLOAD_WORD}</button>'
        f'<button formaction="{CHECKLIST}.xlsx">{words.DOWNLOAD_EXCEL}</button></p></div>'
    )


def _group(group: Group) -> str:
    runs = "".join(
        f"{f'<p class=lead-in>{escape(lead_in)}</p>' if lead_in else ''}<ol>{''.join(map(_point, points))}</ol>"
        for lead_in, points in group.runs
    )
    sources = "".join(f"<br>{escape(source)}" for source in dict.fromkeys(p.source for p in group.points))
    own = (
        f'<p class="field"><label for="egne-{group.id}">{words.OWN_LABEL}'
        f'<span class="unseen"> – {escape(group.title)}</span></label>'
        f'<textarea id="egne-{group.id}" name="egne-{group.id}" rows="2"></textarea></p>'
    )
    return (
        f'<section class="points" {_ALL} aria-labelledby="{group.id}"><h2 id="{group.id}">{escape(group.title)}</h2>'
        f'{runs}<p class="origin"><span>{words.SOURCE}:</span>{sources}</p>{own}</section>'
    )


def _point(point: Point) -> str:
    """Label and link do not nest: the box is named by the point's own words, the place stands below."""
    details = "".join(f'<p class="level-{min(level, 2)}">{escape(text)}</p>' for level, text in point.details)
    more = f"<details><summary>{words.DETAILS}</summary>{details}</details>" if details else ""
    name = f"note-{point.id}"
    short = escape(" ".join(point.text.split()[:8]))
    return (
        f'<li class="point"><label class="tick"><input type="checkbox" name="punkt" value="{point.id}" checked> '
        f'<span class="quoted">{escape(point.text)}</span></label><div class="below">{more}'
        f"<details><summary>{words.ADD_NOTE}</summary><p class='field'><label for=\"{name}\">{words.NOTE_LABEL}"
        f'<span class="unseen">: {short} …</span></label>'
        f'<textarea id="{name}" name="{name}" rows="2" maxlength="1000"></textarea></p></details>'
        f'<a class="where" href="{escape(point.url)}">{words.SOURCE}<span class="unseen">: {short} …</span></a>'
        "</div></li>"
    )


def refused_html(message: str) -> str:
    return part_html(
        CHECKLIST,
        words.CHECKLIST_REFUSED,
        f'<p class="fault" role="alert">{escape(message)}</p><p><a href="{CHECKLIST}" data-back>{words.BACK}</a></p>',
    )
