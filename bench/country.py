"""A ledger as large as a country's: invented notices read as any other, then copied, each copy to other districts."""

from __future__ import annotations

import hashlib
import random
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate, product
from pathlib import Path

from pipeline.stages import check, extract, resolve, segment
from pipeline.store import Ledger, loading
from pipeline.store.sentences import register_functions
from schemas.source import Source

FIRST = 1_000
"""Notices that are read; the others are their copies."""

_SUBJECTS = [
    "普惠金融",
    "绿色信贷",
    "数字经济",
    "乡村振兴",
    "职业教育",
    "养老服务",
    "节水灌溉",
    "大气治理",
    "农村公路",
    "文化旅游",
    "社区医疗",
    "保障住房",
    "科技创新",
    "人才引进",
    "外贸稳量",
    "物流枢纽",
    "新型储能",
    "森林防火",
    "应急救援",
    "食品安全",
    "殡葬改革",
    "冰雪运动",
    "古籍修复",
    "湿地保护",
]
_THINGS = [
    "体系建设",
    "示范项目",
    "服务站点",
    "信息平台",
    "监测网络",
    "重点企业",
    "产业园区",
    "专项行动",
    "试点工作",
    "人才队伍",
]
_VERBS = ["完善", "推进", "新建", "培育", "优化", "扩大", "规范", "支持"]
_AMOUNTS = ["投资额@亿元", "覆盖率@%", "示范企业@家", "增加值@亿元", "达标率@%", "服务站点@个"]
_BODIES = [
    "财政局",
    "发展改革委",
    "教育局",
    "卫生健康委",
    "民政局",
    "农业农村局",
    "水利局",
    "生态环境局",
    "交通运输局",
    "文化和旅游局",
    "科技局",
    "商务局",
    "应急管理局",
    "市场监管局",
    "住房城乡建设局",
    "人力资源社会保障局",
]
_PLACES = ["".join(pair) for pair in product("青云石南清临永安平武", "禾江桥坪河川丰源陵城")]
_PLACE_RE = re.compile(f"(?:{'|'.join(_PLACES)})(?=[市县])")
_HAN = 0x5200
_NAMES = {
    "regions": ("path", "name", "parent"),
    "agencies": ("name", "region", "current_name"),
    "agency_aliases": ("printed",),
    "assignment_agencies": ("printed",),
    "notices": ("title", "plan_title", "doc_number", "region"),
}
"""Columns in which a county may be named, where questions look for it."""
_WITHOUT_ROWID = {
    "assignment_agencies": "assignment_id IN (SELECT id FROM temp.first_assignments)",
    "places": "notice_id IN (SELECT id FROM temp.first)",
    "coverage": "notice_id IN (SELECT id FROM temp.first)",
}
_INDEXED = {
    "sentence_index": "sentences",
    "assignment_index": "assignments",
    "quantity_index": "quantities",
}
_VILLAGES = [chr(code) for code in range(0x6000, 0x6040)]
_HASH = 1 << 28
"""Bytes of an index that are held before they are written; with the usual megabyte they are merged again and again."""
_OFFSETS = {
    "section_id": "sections",
    "parent_id": "sections",
    "answered_by": "assignments",
    "assignment_id": "assignments",
    "agency_id": "agencies",
    "alias_id": "agency_aliases",
}
_TABLES = [
    "regions",
    "agencies",
    "agency_aliases",
    "notices",
    "sources",
    "sections",
    "assignments",
    "assignment_agencies",
    "quantities",
    "milestones",
    "citations",
    "diagnostics",
    "audit_findings",
    "places",
    "coverage",
    "sentences",
]


def build(path: Path, notices: int, seed: int = 1) -> dict[str, int]:
    """Write the ledger; the number of rows of each table."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    with Ledger.open(path) as ledger:
        for text in _texts(chance, min(notices, FIRST)):
            source = _source(text)
            outline = segment(source)
            records = check(outline, resolve(outline, extract(outline)))
            ledger.load(records, source, path=source.name)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        _multiply(db, notices // FIRST)
        return {
            table: int(db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608 - names of ours
            for table in _TABLES
        }


def _source(text: str) -> Source:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Source(text=text, name=f"{digest}.txt", media_type="text/plain", sha256=digest)


def _texts(chance: random.Random, notices: int) -> Iterator[str]:
    """Plans of invented counties; few subjects are frequent, most are rare."""
    counties = [(city, county) for city in _PLACES[:3] for county in chance.sample(_PLACES[3:], 5)]
    weights = list(accumulate(1 / rank for rank in range(1, len(_SUBJECTS) + 1)))
    for number in range(1, notices + 1):
        city, county = counties[number % len(counties)]
        subject = chance.choices(_SUBJECTS, cum_weights=weights)[0]
        year = chance.randrange(2019, 2026)
        tasks = (_task(chance, subject, year + 3, at) for at in range(1, 7))
        yield (
            f"{city}市{county}县人民政府关于印发{county}县{subject}行动计划（{year}—{year + 3}年）的通知\n"
            f"{county}府发〔{year}〕{number}号\n各乡镇人民政府，县政府各部门：\n"
            f"现将《{county}县{subject}行动计划（{year}—{year + 3}年）》印发给你们，请认真贯彻执行。\n"
            f"{city}市{county}县人民政府\n{year}年{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日\n"
            f"根据《{city}市{subject}发展规划》，制定本计划。\n一、重点任务\n{''.join(tasks)}"
        )


def _task(chance: random.Random, subject: str, year: int, number: int) -> str:
    verb, thing = chance.choice(_VERBS), chance.choice(_THINGS)
    amount, unit = chance.choice(_AMOUNTS).split("@")
    lead, *support = chance.sample(_BODIES, 3)
    about = subject if chance.randrange(4) else chance.choice(_SUBJECTS)
    return (
        f"（{'一二三四五六'[number - 1]}）{verb}{about}{thing}。到{year}年，{about}{thing}{amount}达到{chance.randrange(10, 95)}{unit}，"
        f"{year - 1}年6月底前完成{''.join(chance.sample(_VILLAGES, 2))}村试点。（牵头单位：县{lead}；配合单位：县{'、县'.join(support)}）\n"
    )


def _multiply(db: sqlite3.Connection, copies: int) -> None:
    """Every row of every table as often as asked for. Indexes are made last, which is quicker."""
    register_functions(db)
    db.create_function("renamed", 2, _renamed, deterministic=True)
    db.execute("PRAGMA synchronous = OFF")
    db.execute("PRAGMA cache_size = -500000")
    db.execute("BEGIN")
    made = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> ''")
    later = made.fetchall()
    for name, _ in later:
        db.execute(f"DROP INDEX {name}")
    db.execute("CREATE TEMP TABLE first AS SELECT id FROM notices")
    db.execute("CREATE TEMP TABLE first_assignments AS SELECT id FROM assignments")
    last = {table: _last(db, table) for table in _TABLES if table not in _WITHOUT_ROWID}
    for table in _TABLES:
        copying = _copying(db, table, last)
        for copy in range(1, copies):
            db.execute(copying, {"copy": copy, "last": last.get(table)})
    for index, table in _INDEXED.items():
        db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {_HASH})")  # noqa: S608
        loading.index_rows(db, index, "id > ?", last[table])
    for _, sql in later:
        db.execute(sql)
    db.execute("COMMIT")


def _copying(db: sqlite3.Connection, table: str, last: dict[str, int]) -> str:
    columns = [str(row[1]) for row in db.execute(f"PRAGMA table_info({table})")]
    values = ", ".join(_value(table, column, last) for column in columns)
    of_first = _WITHOUT_ROWID.get(table, "rowid <= :last")
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {of_first}"  # noqa: S608
    )


def _value(table: str, column: str, last: dict[str, int]) -> str:
    """What a column holds in a copy."""
    if column == "notice_id" or (table, column) == ("notices", "id"):
        return f"printf('%06x', 0xc00000 + :copy) || substr({column}, 7)"
    if column == "id":
        return f"id + :copy * {last[table]}"
    if column in _OFFSETS:
        return f"{column} + :copy * {last[_OFFSETS[column]]}"
    if (table, column) == ("sources", "path"):
        return "path || '-' || :copy"
    return f"renamed({column}, :copy)" if column in _NAMES.get(table, ()) else column


def _renamed(text: str | None, copy: int) -> str | None:
    """The same with other counties and cities."""
    return text and _PLACE_RE.sub(lambda place: f"{place[0]}{chr(_HAN + copy)}", text)


def _last(db: sqlite3.Connection, table: str) -> int:
    return int(db.execute(f"SELECT coalesce(max(rowid), 0) FROM {table}").fetchone()[0])  # noqa: S608
