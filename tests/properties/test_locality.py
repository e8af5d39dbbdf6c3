"""What a notice says stays said, whatever is appended to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.notice import records_of
from schemas.base import Record
from schemas.records import NoticeRecords
from tests.properties.texts import source_of

HEAD = (
    "云江市人民政府办公室关于印发云江市{subject}发展行动计划（2024—2026年）的通知\n"
    "云江府办发〔2024〕{number}号\n"
    "各区县人民政府，市政府各部门：\n"
    "《云江市{subject}发展行动计划（2024—2026年）》已经市政府同意，现印发给你们，请认真贯彻执行。\n"
    "云江市人民政府办公室\n2024年3月{day}日\n"
)
AIMS = (
    "一、总体目标\n",
    "到2026年末，{subject}企业达到{many}家以上，产值突破{many}亿元。\n",
    "到2025年底，{subject}服务覆盖率达到{few}%，年均增长{few}%左右。\n",
    "{subject}平台由{few}个增加到{many}个，从业人员控制在{many}万人以内。\n",
    "2023年，{subject}项目{many}个，总投资{many}.5亿元。\n",
)
TASKS = (
    "（一）建设{subject}平台。2025年6月底前建成市级平台。（牵头单位：市发展改革委，配合单位：市财政局、各区县人民政府）\n",
    "（二）培育{subject}企业。每年培育{few}家，给予最高{many}万元奖励。（市经济和信息化局负责）\n",
    "（三）落实《云江市{subject}管理办法》，由市财政局牵头，市数据局配合，制定细则。\n",
    "1.开展{subject}试点。责任单位：临川区、青禾县人民政府。完成时限：2025年12月底。\n",
    "序号\t任务\t牵头单位\t完成时限\n1\t建设{subject}平台\t市数据局\t2025年6月\n2\t出台政策\t市财政局\t持续推进\n",
)  # fmt: skip
APPENDED = (
    "各级要加强宣传，营造良好氛围。",
    "三、组织保障。加强统筹，压实责任，形成合力。",
    "附则：本计划自印发之日起施行，由办公室解释。",
    "鼓励各地因地制宜，大胆探索，积累经验。",
    "四、其他事项\n各地可以结合实际提出做法。",
    "责任落实情况纳入年度总结。",
)
SUBJECTS = ("低空经济", "绿色金融", "数字农业", "养老服务", "职业教育")


@st.composite
def notices(draw: st.DrawFn) -> str:
    words = {
        "subject": draw(st.sampled_from(SUBJECTS)),
        "number": draw(st.integers(1, 99)),
        "day": draw(st.integers(1, 31)),
        "few": draw(st.integers(2, 20)),
        "many": draw(st.integers(21, 900)),
    }
    aims = draw(st.lists(st.sampled_from(AIMS[1:]), min_size=1, unique=True))
    tasks = draw(st.lists(st.sampled_from(TASKS), min_size=1, unique=True))
    ordered = [AIMS[0], *aims, "二、重点任务\n", *sorted(tasks, key=TASKS.index)]
    return "".join([HEAD, *ordered]).format(**words)


def facts_before(records: NoticeRecords, end: int) -> list[Record]:
    return [fact for fact in records.facts() if fact.start < end]


@given(notices(), st.lists(st.sampled_from(APPENDED), min_size=1, max_size=3, unique=True))
def test_an_appended_paragraph_changes_no_earlier_fact(base: str, appended: list[str]) -> None:
    before = records_of(source_of(base))
    after = records_of(source_of(base + "\n".join(appended) + "\n"))
    assert len(before.facts()) > 3
    assert facts_before(after, len(base)) == list(before.facts())


@given(notices())
def test_the_facts_of_a_notice_do_not_depend_on_line_ends(base: str) -> None:
    plain = records_of(source_of(base)).facts()
    returned = records_of(source_of(base.replace("\n", "\r\n"))).facts()
    assert [fact.quote for fact in plain] == [fact.quote.replace("\r", "") for fact in returned]
    places = {"start", "end", "quote"}
    assert [fact.model_dump(exclude=places) for fact in plain] == [
        fact.model_dump(exclude=places) for fact in returned
    ]


@given(notices(), st.integers(1, 3))
def test_blank_lines_change_no_fact(base: str, extra: int) -> None:
    plain = records_of(source_of(base)).facts()
    spread = records_of(source_of(base.replace("\n一、", "\n" * (extra + 1) + "一、"))).facts()
    places = {"start", "end"}
    assert [fact.model_dump(exclude=places) for fact in plain] == [
        fact.model_dump(exclude=places) for fact in spread
    ]
