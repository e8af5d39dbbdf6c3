"""What kind of number an amount is: a level, a growth, a change, a multiple, a gap."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.dates import PERIOD
from extractors.units import kind_of
from schemas.vocab import Measure

_ANNUAL_RE = re.compile(
    r"(?:年均|年平均|平均每年|每年|年度|逐年)(?:复合|平均|递)?(?:增+长率|增长速度|增+长|增速|增幅|递增|增加|提高|提升|下降率|下降|降幅|降低|递减|减少|降)"
    r"(?:率|速度|幅度)?[需应须要]?(?:达到?|为|保持在?|稳定在|不低于|力争达到|在|约|控制在|至少|目标为|目标)?$"
)
_GROWTH_RE = re.compile(
    r"(?:同比|环比|比上年|较上年|较去年|比去年|同口径|名义|实际|可比价|累计|平均)?(?:(?<!自然)增+长率|增长速度|(?<!自然)增+长|增速|增幅|涨幅|升幅|提升幅度|上涨|上浮|上升|提高|提升|增加|扩大|递增|快速增长|增产|增收)"
    r"(?:率|速度|幅度)?[需应须要]?(?:了|达到?|为|保持在?|稳定在|在|力争达到|目标为|约|控制在|至少)?$"
)
_FALL_RE = re.compile(
    r"(?:同比|环比|比上年|较上年|累计|平均|分别|总体|再|净)*(?:下降率|下降|降低|减少|压减|缩减|削减|缩短|压缩|回落|降幅|减幅|调减|调低|(?<![起升])降|减|下调|下浮|节约|节省|低|少)"
    r"(?:了|幅度|率)?[需应须要]?(?:达到?|为|在|约|至少)?$"
)
_RISE_RE = re.compile(
    r"(?:同比|环比|较年初|分别|净(?!增$))*(?:增加|提高|提升|上升|增长|扩大|上调|回升|增|升|高出|高|多)(?:了|达到?|约|至少)?$"
)
_LEVEL_RE = re.compile(r"(?:至|到|成|为原来的|为)$")
_GAP_RE = re.compile(
    r"(?:(?P<side>高于|低于|高出|优于|快于|高过|多于|少于)(?P<bench>[^，。；：]{2,24}?)|(?:较|(?<!占)比)(?P<other>[^，。；：]{2,24}?)(?P<way>低|高|少|多|快|慢))$"
)
_PLACE_RE = re.compile(r"[省市区县州盟旗国]|平均|水平|全国|同期")
_BASE_TIME_RE = re.compile(
    rf"[0-9]{{4}}年|年初|上年|去年|上期|同期|{PERIOD}|基期|上月|上季|[0-9]{{4}}$"
)
_VERB_FIRST_RE = re.compile(
    r"(?P<verb>下调|下浮|降低|减少|压减|压缩|缩短|削减|上调|上浮)(?P<noun>[^，。；、的]{2,16}(?<![总人户次])(?:费率|费用|费|标准|价格|电价|成本|时间|时限|用量|能耗|水耗|消耗|排放量?|强度|支出|负担|损失))(?:平均)?$"
)
_AFTER_RE = re.compile(
    r"(?:左右|以上)?的?(?:较高|较快)?(?P<annual>年均|年平均)?(?:复合)?(?:增长速度|增长率|增速|增长|增幅)(?![到至])"
)


@dataclass(frozen=True, slots=True)
class MeasureReading:
    """The measure, whether the value is a fall, what the words take of the left context, and a gap's benchmark.

    `leads`: what of the left context, a verb at its end, stands in front of the name.
    """

    measure: Measure
    falls: bool = False
    taken: int = 0
    leads: int = 0
    relative_to: str | None = None


def read_measure(left: str, right: str, unit: str) -> MeasureReading:
    """The measure of an amount from the words before (`left`, comparators gone) and after it."""
    kind = kind_of(unit)
    annual = _ANNUAL_RE.search(left)
    if kind == "points" and annual:
        return MeasureReading(Measure.CHANGE, bool(re.search("降|减", annual[0])), len(annual[0]))
    if kind == "ratio" and annual:
        return MeasureReading(
            Measure.ANNUAL_GROWTH, bool(re.search("降|减", annual[0])), len(annual[0])
        )
    gap = None if right.startswith(("的水平", "的平均水平")) else _gap(left, kind)
    if gap:
        return gap
    if kind in ("ratio", "points"):
        return _rate(left, right, kind)
    if kind == "multiple":
        return _multiple(left)
    return _change(left, kind)


def _gap(left: str, kind: str) -> MeasureReading | None:
    """A difference to a place or a benchmark, not to a time."""
    match = _GAP_RE.search(left)
    if match is None:
        return None
    benchmark = match["bench"] or match["other"]
    if kind not in ("points", "money", "ratio", "count"):
        return None
    if match["way"] and _BASE_TIME_RE.search(benchmark):
        return None
    if not _PLACE_RE.search(benchmark):
        return None
    falls = (match["side"] or match["way"]) in ("低于", "少于", "低", "少", "慢")
    return MeasureReading(Measure.GAP, falls, len(match[0]), relative_to=benchmark)


def _rate(left: str, right: str, kind: str) -> MeasureReading:
    after = _AFTER_RE.match(right)
    if after and kind == "ratio":
        return MeasureReading(Measure.ANNUAL_GROWTH if after["annual"] else Measure.GROWTH)
    moved = Measure.CHANGE if kind == "points" else Measure.GROWTH
    if _LEVEL_RE.search(left) and not re.search("(?:达到|达)$", left):
        return MeasureReading(Measure.CHANGE if kind == "points" else Measure.LEVEL)
    growth = _GROWTH_RE.search(left)
    if growth:
        return MeasureReading(moved, taken=len(growth[0]))
    fall = _FALL_RE.search(left)
    if fall:
        return MeasureReading(moved, falls=True, taken=len(fall[0]))
    ahead = _VERB_FIRST_RE.search(left)
    if ahead and kind == "ratio":
        return MeasureReading(moved, not ahead["verb"].startswith("上"), leads=ahead.start("noun"))
    return MeasureReading(Measure.CHANGE if kind == "points" else Measure.LEVEL)


def _multiple(left: str) -> MeasureReading:
    if re.search(r"倍数(?:达到?|为|在|扩大到|提高到|不低于)?$", left):
        return MeasureReading(Measure.LEVEL)
    growth = _GROWTH_RE.search(left)
    if growth and not _LEVEL_RE.search(left):
        return MeasureReading(Measure.GROWTH, taken=len(growth[0]))
    return MeasureReading(Measure.MULTIPLE)


def _change(left: str, kind: str) -> MeasureReading:
    """Amounts of things: 增加 and 减少 by so much. 新增 belongs to the indicator."""
    if _LEVEL_RE.search(left):
        return MeasureReading(Measure.LEVEL)
    fall = _FALL_RE.search(left)
    if (
        fall
        and not re.search(r"(?:最|不|至)(?:低|少)$", left)
        and (kind != "duration" or fall[0] not in ("低", "少"))
    ):
        return MeasureReading(Measure.CHANGE, falls=True, taken=len(fall[0]))
    rise = _RISE_RE.search(left)
    if rise and not left.endswith(("新增", "净增", "最高")):
        return MeasureReading(Measure.CHANGE, taken=len(rise[0]))
    return MeasureReading(Measure.LEVEL)
