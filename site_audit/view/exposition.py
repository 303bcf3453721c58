"""Figures as the text that Prometheus and its kin read (exposition format 0.0.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", '"': '\\"'})

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """One figure; `labels` tell it from the others of its metric, `ending` is `_bucket`, `_sum` or `_count` of a histogram."""

    value: float
    labels: Labels = ()
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Metric:
    """A named figure, or several of one kind. A metric without samples is left out: nothing is known of it."""

    name: str
    about: str
    samples: tuple[Sample, ...]
    kind: Literal["gauge", "histogram"] = "gauge"


def gauge(name: str, about: str, value: float | None) -> Metric:
    """A single figure; None where it is not known."""
    return Metric(name, about, () if value is None else (Sample(value),))


def by_label(name: str, about: str, label: str, values: Iterable[tuple[str, float]]) -> Metric:
    """The same figure for several things."""
    return Metric(name, about, tuple(Sample(value, ((label, of),)) for of, value in values))


def histogram(name: str, about: str, values: Sequence[float], bounds: Sequence[float]) -> Metric:
    """How many values lie at or below each bound, their sum and number."""
    buckets = [Sample(sum(value <= bound for value in values), (("le", _number(bound)),), "_bucket") for bound in bounds]
    whole = (Sample(len(values), (("le", "+Inf"),), "_bucket"), Sample(sum(values), (), "_sum"), Sample(len(values), (), "_count"))
    return Metric(name, about, (*buckets, *whole), "histogram")


def exposition(metrics: Iterable[Metric]) -> str:
    """The whole text, each metric with its two lines of description."""
    return "".join(_told(metric) for metric in metrics if metric.samples)


def _told(metric: Metric) -> str:
    assert _NAME.fullmatch(metric.name), metric.name
    about = metric.about.replace("\\", "\\\\").replace("\n", "\\n")
    lines = [f"# HELP {metric.name} {about}", f"# TYPE {metric.name} {metric.kind}"]
    lines += [f"{metric.name}{one.ending}{_labels(one.labels)} {_number(one.value)}" for one in metric.samples]
    return "\n".join(lines) + "\n"


def _labels(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{value.translate(_ESCAPED)}"' for name, value in labels) + "}" if labels else ""


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 2**53 else repr(float(value))
