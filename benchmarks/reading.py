"""Reading clinical text against the development sets beside the checkout: what passages assert, which codes notes support.

The sets lie in ../shared/eval/reading and are read, never copied. An answer of uncertain or hypothetical on an affirmed row of
the published kit (ids "nx...") counts neither way, because the kit has no class for it. A plain pass with a few trigger words,
ending each reach at the sentence's end, is measured on the same rows.
"""

import json
import re
import statistics
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks._report import print_table, write_json
from coderdesk.domain.clinical.encounter import Setting
from coderdesk.domain.clinical.reading import Assertion
from coderdesk.domain.coding.code import undotted
from coderdesk.services.code_sets import CodeLibrary, open_code_sets
from coderdesk.services.reading import judge_passage, read_text
from coderdesk.services.suggestions import Suggestion, codes_in
from coderdesk.shared.paths import user_paths

SETS = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "reading"
ON = date(2026, 10, 20)
PAGE = 3000  # characters of a dense page of a chart
CHART_PAGES = 200
# The simple method of the sets' README, and what is asked for.
PUBLISHED = {"accuracy": 0.90, "negated": 0.93, "uncertain": 0.88, "historical": 0.59, "other_person": 0.80}
ASKED = {"accuracy": 0.94, "negated": 0.97, "historical": 0.80}
ASKED_OF_NOTES = {"full code": (0.75, 0.65), "category": (0.85, 0.75)}
LABELS = {"possible": "uncertain", "family": "other_person"}

_PLAIN_TRIGGERS = (
    (
        "negated",
        re.compile(r"\b(?:no|not|denies|denied|without|negative for|absence of|no evidence of)\b", re.IGNORECASE),
    ),
    ("historical", re.compile(r"\b(?:history of|h/o|status post|past medical history|previous)\b", re.IGNORECASE)),
    ("other_person", re.compile(r"\b(?:family history|mother|father|brother|sister)\b", re.IGNORECASE)),
    (
        "uncertain",
        re.compile(r"\b(?:possible|probable|rule out|r/o|suspected|likely|questionable)\b|\?", re.IGNORECASE),
    ),
)

Row = Mapping[str, Any]


def rows_of(name: str) -> list[Row]:
    return [json.loads(line) for line in (SETS / name).read_text("utf-8").splitlines() if line]


def plain_pass(text: str, start: int, end: int) -> str:
    """A trigger anywhere before the passage in its sentence decides."""
    del end
    before = re.split(r"[.;]\s|\bbut\b", text[:start])[-1]
    return next((label for label, trigger in _PLAIN_TRIGGERS if trigger.search(before)), "affirmed")


def our_pass(text: str, start: int, end: int) -> str:
    return judge_passage(text=text, start=start, end=end).assertion.value


def judged(rows: Sequence[Row], judge: Callable[[str, int, int], str]) -> Counter[tuple[str, str]]:
    """How often each label met each answer."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        label: str = LABELS.get(row["label"], str(row["label"]))
        answer = judge(row["sentence"], row["start"], row["end"])
        is_outside = row["id"].startswith("nx") and label == "affirmed" and answer in {"uncertain", "hypothetical"}
        if not is_outside:
            counts[label, answer] += 1
    return counts


def f1(counts: Counter[tuple[str, str]], name: str) -> float:
    right = counts[name, name]
    wrong = sum(count for (label, answer), count in counts.items() if name in (label, answer)) - right
    return 2 * right / (2 * right + wrong) if right + wrong else 0.0


def accuracy(counts: Counter[tuple[str, str]]) -> float:
    return sum(count for (label, answer), count in counts.items() if label == answer) / counts.total()


def report_assertion() -> dict[str, Any]:
    rows = [row for row in rows_of("assertion.jsonl") if row["start"] is not None]
    passes = {"plain pass": judged(rows, plain_pass), "CoderDesk": judged(rows, our_pass)}
    asked = Counter(LABELS.get(row["label"], row["label"]) for row in rows)
    lines = [["accuracy", len(rows), *(f"{accuracy(counts):.3f}" for counts in passes.values()), *_beside("accuracy")]]
    lines += [
        [
            f"F1 {name.value}",
            asked[name.value],
            *(f"{f1(counts, name.value):.3f}" for counts in passes.values()),
            *_beside(name.value),
        ]
        for name in Assertion
    ]
    heads = ["", "rows", *passes, "published lists", "asked"]
    print_table(f"What {len(rows)} passages assert", heads, lines)
    uncounted = ", ".join(f"{len(rows) - counts.total()} of {name}" for name, counts in passes.items())
    print(f"Answers that count neither way: {uncounted}.")
    times = sorted(_milliseconds(row) for row in rows)
    spread = [f"{statistics.median(times):.2f}", f"{times[int(len(times) * 0.95)]:.2f}", f"{times[-1]:.2f}"]
    print_table(
        "Milliseconds to judge one passage of an unread text", ["", "median", "95th", "worst"], [["CoderDesk", *spread]]
    )
    figures = {
        name: {"accuracy": accuracy(counts), "f1": {one.value: f1(counts, one.value) for one in Assertion}}
        for name, counts in passes.items()
    }
    return {"assertion": figures, "judge_ms": dict(zip(("median", "p95", "worst"), map(float, spread), strict=True))}


def _beside(name: str) -> list[str]:
    """The README's baseline and what is asked for, as they are printed."""
    return [f"{table[name]:.2f}" if name in table else "-" for table in (PUBLISHED, ASKED)]


def _milliseconds(row: Row) -> float:
    began = time.perf_counter()
    judge_passage(text=row["sentence"], start=row["start"], end=row["end"])
    return (time.perf_counter() - began) * 1000


class NoteScore:
    """Counts over the notes with gold codes, at one length of code."""

    def __init__(self, characters: int | None) -> None:
        self.characters = characters
        self.right = self.wrong = self.found = self.wanted = 0

    def add(self, note: Row, suggested: Sequence[Suggestion]) -> None:
        codes = {undotted(one.code.value)[: self.characters] for one in suggested if one.billable}
        gold = [[code[: self.characters] for code in one["accept"]] for one in note["gold"]]
        optional = tuple(code[: self.characters] for one in note.get("optional") or [] for code in one["accept"])
        accepted = tuple(code for one in gold for code in one)
        self.right += sum(code.startswith(accepted) for code in codes)
        self.wrong += sum(not code.startswith((*accepted, *optional)) for code in codes)
        self.found += sum(any(code.startswith(tuple(one)) for code in codes) for one in gold)
        self.wanted += len(gold)

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.found / max(1, self.wanted)


def traps_billed(note: Row, suggested: Sequence[Suggestion]) -> Iterator[str]:
    """Traps that a billable suggestion fell into: the code from an overlapping passage, or from anywhere when undocumented."""
    for trap in note.get("traps") or []:
        for one in suggested:
            is_there = trap.get("start") is None or (one.start < trap["end"] and trap["start"] < one.end)
            if one.billable and is_there and undotted(one.code.value).startswith(tuple(trap["must_not"])):
                yield f"{note['id']}: {one.code.value} from “{one.text}” ({trap['kind']})"


def report_notes(library: CodeLibrary) -> dict[str, Any]:
    notes = rows_of("notes.jsonl")
    full, category, billed = NoteScore(None), NoteScore(3), list[str]()
    began = time.perf_counter()
    answers = [
        codes_in(library=library, document=read_text(text=note["text"]), on=ON, setting=Setting.OUTPATIENT).suggestions
        for note in notes
    ]
    seconds = time.perf_counter() - began
    for note, suggested in zip(notes, answers, strict=True):
        billed += traps_billed(note, suggested)
        if note.get("gold"):
            full.add(note, suggested)
            category.add(note, suggested)
    rows = [
        [
            name,
            score.wanted,
            f"{score.precision:.3f}",
            f"{score.recall:.3f}",
            *(f"{one:.2f}" for one in ASKED_OF_NOTES[name]),
        ]
        for name, score in (("full code", full), ("category", category))
    ]
    heads = ["", "gold", "precision", "recall", "asked precision", "asked recall"]
    print_table("Codes suggested for notes with gold codes", heads, rows)
    pages = sum(len(note["text"]) for note in notes) / PAGE
    print(f"\nTraps billed: {len(billed)}. With codes {pages / seconds:.1f} pages a second ({PAGE} characters a page).")
    for line in billed:
        print(f"  {line}")
    return {
        "code": {"precision": full.precision, "recall": full.recall},
        "category": {"precision": category.precision, "recall": category.recall},
        "traps_billed": len(billed),
        "pages_per_second_with_codes": round(pages / seconds, 1),
    }


def report_chart(library: CodeLibrary) -> dict[str, Any]:
    """A chart of two hundred pages made of the notes: taken apart, a passage of every sentence judged, and read for codes."""
    text = "\n\n".join(note["text"] for note in rows_of("notes.jsonl"))
    chart = (text * (CHART_PAGES * PAGE // len(text) + 1))[: CHART_PAGES * PAGE]
    began = time.perf_counter()
    document = read_text(text=chart)
    apart = time.perf_counter() - began
    began = time.perf_counter()
    for span in document.reading.sentences:
        document.judgement_of(span.start, span.end)
    judged_all = time.perf_counter() - began
    began = time.perf_counter()
    codes_in(library=library, document=document, on=ON, setting=Setting.OUTPATIENT)
    coded = time.perf_counter() - began
    count = len(document.reading.sentences)
    figures = {
        "pages_per_second": round(CHART_PAGES / apart),
        "ms_per_judgement": round(judged_all / count * 1000, 2),
        "pages_per_second_judged": round(CHART_PAGES / (apart + judged_all)),
        "seconds_with_codes": round(apart + coded, 1),
        "peak_mib": _peak_mib(lambda: read_text(text=chart)),
        "peak_mib_with_codes": _peak_mib(
            lambda: codes_in(library=library, document=document, on=ON, setting=Setting.OUTPATIENT)
        ),
    }
    heads = ["", "pages/s apart", "ms a judgement", "pages/s judged", "s with codes", "peak MiB", "peak MiB with codes"]
    print_table(f"A chart of {CHART_PAGES} pages, {count} sentences", heads, [["CoderDesk", *figures.values()]])
    return figures


def _peak_mib(work: Callable[[], object]) -> float:
    """The most memory that the work holds at once, beside what is open before it."""
    tracemalloc.start()
    kept = work()
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    del kept
    return round(peak, 1)


def main() -> None:
    if not SETS.is_dir():
        print("The development sets are not beside this checkout; nothing was measured.")
        return
    figures = report_assertion()
    library = open_code_sets(paths=user_paths())
    try:
        library.warm_up()
        library.names.are_in(["gout"])
        notes = report_notes(library)
        chart = report_chart(library)
    finally:
        library.close()
    baselines = {"published lists": PUBLISHED, "asked": ASKED, "asked of notes": ASKED_OF_NOTES}
    write_json("reading", {**figures, "notes": notes, "chart": chart, "baselines": baselines})


if __name__ == "__main__":
    main()
