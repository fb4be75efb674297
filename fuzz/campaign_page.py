"""campaign_page.py - a campaign as people see it: a table, a line, a page."""
from __future__ import annotations

import html
import time
from collections.abc import Sequence

from campaign_home import Finding, Harness, Status, Task

WIDTH, HEIGHT, EDGE = 320, 96, 4

STYLE = """
:root { color-scheme: light dark; --ink: #1b1b1b; --soft: #667; --line: #d5d8de; --back: #fff; --curve: #0b62b8; --bad: #b3261e }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e6e6e6; --soft: #99a; --line: #3a3d44; --back: #17181b; --curve: #6db3f2; --bad: #f2867e } }
* { box-sizing: border-box }
body { margin: 0 auto; padding: 1rem; max-width: 70rem; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back) }
h1 { font-size: 1.4rem; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem } p { margin: .3rem 0; color: var(--soft) }
.curves { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1rem }
figure { margin: 0; padding: .6rem; border: 1px solid var(--line); border-radius: 6px }
figcaption b { display: block } figcaption { font-size: .85rem; color: var(--soft) }
svg { width: 100%; height: auto; display: block } polyline { fill: none; stroke: var(--curve); stroke-width: 2 }
svg line { stroke: var(--line) }
.wide { overflow-x: auto } table { border-collapse: collapse; width: 100%; font-size: .9rem }
th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line); white-space: nowrap }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums } td.text { white-space: normal; min-width: 12rem }
.bad { color: var(--bad) } a { color: var(--curve) }
"""


def short(number: float) -> str:
    for unit, size in (("G", 1e9), ("M", 1e6), ("k", 1e3)):
        if number >= size:
            return "%.1f %s" % (number / size, unit)
    return "%d" % number


def lasted(seconds: float) -> str:
    minutes = int(seconds) // 60
    return "%d d %d h" % (minutes // 1440, minutes // 60 % 24) if minutes >= 1440 else \
        "%d h %d min" % (minutes // 60, minutes % 60) if minutes >= 60 else \
        "%d min %d s" % (minutes, int(seconds) % 60)


def summary(status: Status) -> str:
    return "%d rounds in %s, %s executions, %d finding%s" % (
        status.rounds, lasted(status.seconds), short(status.executions), len(status.findings),
        "" if len(status.findings) == 1 else "s")


# ---- for a terminal ----------------------------------------------------------------------------------


def round_line(status: Status, ran: Sequence[Task], executions: int, seconds: float) -> str:
    harnesses = sorted({task.harness for task in ran})
    return "round %d: %s executions (%s/s), %s; %s; %d findings" % (
        status.rounds, short(executions), short(executions / max(seconds, 1)),
        ", ".join("%s/%s" % (task.harness, task.way) for task in ran) or "nothing ran",
        ", ".join("%s %d edges" % (name, status.harness(name).edges) for name in harnesses) or "no edges",
        len(status.findings))


def table(status: Status, rates: dict[tuple[str, str], float], left: float, columns: int) -> list[str]:
    lines = ["h204 fuzz campaign on %s: %s; round ends in %d s" % (status.host, summary(status), max(0, left)), "",
             "%-22s %-9s %-14s %9s %11s %7s %7s" % ("harness", "way", "state", "exec/s", "executions", "edges", "corpus")]
    for task in status.tasks:
        harness = status.harness(task.harness)
        rate = rates.get((task.harness, task.way), task.rate)
        lines.append("%-22s %-9s %-14s %9s %11s %7d %7d  %s" % (
            task.harness, task.way, task.state, short(rate), short(task.executions), harness.edges, harness.files,
            task.note))
    lines += ["", *("finding %s: %s (%d times)" % (one.id, one.title, one.times) for one in status.findings[-8:]),
              *("%s %s" % (time.strftime("%H:%M", time.localtime(one.at)), one.text) for one in status.faults[-4:])]
    return [line[:columns] for line in lines]


# ---- for a browser -----------------------------------------------------------------------------------


def _curve(harness: Harness) -> str:
    points = harness.history or [[0, 0, 0]]
    begin, span = points[0][0], max(1, points[-1][0] - points[0][0])
    top = max(1, max(point[1] for point in points))
    places = ["%.1f,%.1f" % (EDGE + (WIDTH - 2 * EDGE) * (at - begin) / span,
                             HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * edges / top) for at, edges, _ in points]
    return ('<figure><svg viewBox="0 0 %d %d" role="img" aria-label="edges of %s over time">'
            '<line x1="0" y1="%d" x2="%d" y2="%d"/><polyline points="%s"/></svg>'
            "<figcaption><b>%s</b>%d edges, %d inputs of %s octets; %s executions in %s of one core</figcaption></figure>" % (
                WIDTH, HEIGHT, html.escape(harness.name), HEIGHT - EDGE, WIDTH, HEIGHT - EDGE, " ".join(places),
                html.escape(harness.name), harness.edges, harness.files, short(harness.octets),
                short(harness.executions), lasted(harness.seconds)))


def _finding_row(one: Finding) -> str:
    return ('<tr><td><a href="findings/{id}/report.txt">{id}</a></td><td class="text">{title}</td><td>{who}</td>'
            '<td class="number">{times}</td><td>{when}</td><td><a href="findings/{id}/minimised">{octets} octets</a></td></tr>'
            ).format(id=html.escape(one.id), title=html.escape(one.title), who=html.escape(", ".join(one.harnesses)),
                     times=one.times, octets=one.octets, when=time.strftime("%Y-%m-%d %H:%M", time.gmtime(one.first)))


def _task_row(task: Task) -> str:
    return ('<tr><td>%s</td><td>%s</td><td%s>%s</td><td class="number">%s</td><td class="number">%s</td>'
            '<td class="text">%s</td></tr>') % (
                html.escape(task.harness), task.way, "" if task.state in ("waiting", "running") else ' class="bad"',
                html.escape(task.state), short(task.rate), short(task.executions), html.escape(task.note))


def page(status: Status) -> str:
    findings = "".join(map(_finding_row, status.findings))
    faults = "".join("<p class=bad>%s %s</p>" % (time.strftime("%Y-%m-%d %H:%M", time.gmtime(one.at)), html.escape(one.text))
                     for one in status.faults)
    return "".join((
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><title>h204 fuzz campaign</title>',
        "<style>", STYLE, "</style><h1>h204 fuzz campaign</h1>",
        "<p>%s on %s, %s; status of %s UTC</p>" % (
            html.escape(summary(status)), html.escape(status.host), html.escape(status.state),
            time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(status.updated))),
        faults, "<h2>Findings</h2>",
        '<div class="wide"><table><tr><th>finding<th>what<th>harness<th class="number">times<th>first<th>minimised</tr>%s'
        "</table></div>" % findings if findings else "<p>None so far.</p>",
        '<h2>Coverage over time</h2><div class="curves">', "".join(map(_curve, status.harnesses)), "</div>",
        '<h2>Workers</h2><div class="wide"><table><tr><th>harness<th>way<th>state<th class="number">exec/s'
        '<th class="number">executions<th></tr>', "".join(map(_task_row, status.tasks)), "</table></div></html>\n"))
