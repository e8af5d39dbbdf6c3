"""Verbs that make a duty of what stands behind a public body, and the adverbs that may stand between."""

from __future__ import annotations

import re

from extractors.engine import Row, alternation, load_table


class VerbRow(Row):
    """Verbs of one kind."""

    id: str
    words: tuple[str, ...]


VERBS = load_table("extractors.assignments", "verbs.toml", "verb", VerbRow)
_ROW_OF = {word: row.id for row in reversed(VERBS) for word in row.words}

_SHARE = "(?:(?:按照?|依照?|依据|根据)(?:本|有关|相关)(?:办法|条例|规定|细则|方案|意见|预案|法律法规|法律、法规)(?:的?规定)?|(?:按照?|依照?|依据|根据)(?:各自|本部门|有关|相关)?(?:工作)?(?:职责|职能)(?:任务)?(?:分工)?|在(?:各自)?职责范围内)"
_TIME = "(?:(?:每年|于|在|每月|每季度){0,2}[0-9年月日底末]{2,12}前|每年底?|每半年|每季度|每月|每学期|[于在]?[收接]到[^，。；]{2,16}?后[0-9一二三四五十]{1,3}个?(?:工作日|日|天|月)内|[于在]?每[年月周季日][^，。；]{1,10}?前|定期|适时|不定期|及时|年底前)"
_ADVERB = (
    f"(?:{_SHARE}|{_TIME}|(?:根据|按照)[^，。；]{2, 14}?(?:可能|情况|实际|需要)|按规定|按要求|按程序|依法依规|依规依法|依法|积极|结合(?:自身|各自|本地区?|本[省市县区]|辖区)?(?:工作)?实际|统一|共同"
    "|研究|联合|协同|分别|具体|进一步|切实|认真|严格|加快|逐步|持续|合理|主动|牵头|负责)"
)
_FRAMED = (
    "对[^，。；]{2,60}?(?:予以|进行|给予|履行|实行|实施|开展|加强|承担|负)"
    "|向[^，。；]{2,30}?(?:开放|提供|报送|通报|公开|反馈|移交|拨付|下达|报告)"
    "|就[^，。；]{2,40}?(?:报告|沟通|协商|通报|开展|进行)"
    "|[将把][^，。；]{2,40}?(?:报送?|纳入|列入|作为|抄送|摆在|分解)"
    "|(?:按|给予|予以)[^，。；]{0,40}?(?:给予|予以|兑现|拨付|安排|补助|补贴|奖励|支持|公开|共享|通报)"
)
_NOUN = "时间|日期|情况|结果|意见|指标|标准|部门|机构|单位|人员|能力|力度|作用|报告"
"""What makes the verb before it part of a noun: 核实情况, 考核指标."""
DUTY_VERB_RE = re.compile(
    f"{_ADVERB}{{0,3}}(?:{_FRAMED}|(?P<verb>{alternation(tuple(_ROW_OF))}))(?![的了])(?!{_NOUN})"
)
"""What a duty without a modal begins with."""


def verb_row(words: str) -> str | None:
    """The table row of the verb that a duty begins with."""
    match = DUTY_VERB_RE.match(words)
    return _ROW_OF.get(match["verb"] or "") if match else None
