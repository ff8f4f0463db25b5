"""Questions that the responsibility register answers, recognised: who leads, who takes part, what a unit leads."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from assistant.records import Intent, Language
from assistant.unit_spelling import named_units
from ingest.extract.agencies import UnitMention
from ingest.extract.task_marks import chinese_number
from ingest.structure.regions import find_regions

Role = Literal["lead", "participant", ""]

# Slips of the keyboard for 牵头: 迁头, 千头, 签头, 牵投 …
_LEADS_SLIP = re.compile(
    r"[迁千签钱前芊](?=头(?:单位|部门|的|负责|人|[?？呢吗么啊]|几|多少|哪|$))头|牵(?:投|透|首)|qiantou", re.IGNORECASE
)
_UNIT_WORD = r"(?:单位|部门|机构|厅局|委办局|厅|局|委|办|处室|科室|政府|衙门|主体)"
_WHO = (
    rf"(?:谁|哪(?:一)?(?:个|些|几|家|两|三|几个|几家|两家|两个|三家|三个)?\s*{_UNIT_WORD}|哪[几两三四]?家|哪几个|"
    rf"(?:什么|啥|何)(?:样的)?{_UNIT_WORD}|(?:有|是|由|归|让|给|找)?几(?:家|个)(?:{_UNIT_WORD}))"
)
_STRONG = re.compile(
    r"牵头(?!(?:组建|成立|制定|编制|起草|建设|建立|开展|实施|举办|承担了|的(?:创新)?联合体))"
    r"|(?:责任|主责|主办|配合|协办|牵头)(?:单位|部门)|责任分工|分工(?:方案|意见)(?:里|中|上)?.{0,30}(?:谁|哪)|负总责"
)
_LABELS = re.compile(
    r"(?:协同|参与|参加|承办|主管)(?:单位|部门|方|处室)|(?:牵头|分管|责任|主管|包保|包抓|挂帅|联系)(?:的)?(?:领导|副?(?:市长|省长|县长|区长))"
    r"|哪位(?:领导|负责人|同志|副?(?:市长|省长|县长|区长))|责任人|完成时限|办结时限|责任时限|时限要求"
)
_WEAK = re.compile(
    rf"{_WHO}[^，。？?]{{0,14}}(?:负责|主抓|来抓|抓|管|主管|落实|承担|推进|配合|参与|参加|协助|实施|来做|干|办|挂帅|领衔|分管|解决|处理|整治|推动|组织|统筹|对接|跟进|操心|主持)"
    rf"|(?:负责|主抓|主管|分管|落实|配合|参与|推进|承担|实施)(?:的|人|此事|这事|这项工作)?(?:是|有|为|包括)?(?:的)?{_WHO}"
    rf"|(?:归|由|让|找|该|要)\s*{_WHO}|{_WHO}(?:的)?(?:事|活|任务|职责|责任|牵)|(?:交给|分给|派给|落到|分到|落在|安排给)(?:了)?{_WHO}"
    rf"|涉及(?:到)?(?:的)?(?:哪些|什么|哪几个)?{_UNIT_WORD}|{_WHO}(?:是|算|当)?(?:总|带头|打头|主导|扛)"
    r"|(?:谁|哪家|哪个)(?:牵|领)|(?:负责|管)[^，。？?]{0,12}的(?:是)?(?:谁|哪)"
)
_UNIT_LIST = re.compile(
    r"(?:负责|参与|配合|承担|承办|落实|主抓)(?:了|的|着)?(?:哪些|什么|啥|多少|几)[项个件条]?(?:任务|工作|事项|事|活)|(?:负责|参与|配合|承担|承办)(?:了|的)?(?:几|多少)[项个件条]|(?:任务|工作|事项)(?:有|是)?(?:哪些|多少|几[项个]).{0,4}(?:参与|配合|负责)"
)
# 方案里一共多少项任务, 第三部分有哪些任务
_TASK_LIST = re.compile(
    r"(?:分工|方案|意见|责任清单|任务清单|台账).{0,30}(?:多少|几|哪些|什么|啥)[项条个件]?(?:任务|工作任务|事项)|(?:部分|章|节|章节|大项).{0,16}(?:任务|谁|牵头)"
)
_UNIT_CHECK = re.compile(
    r"(?:参与|配合|负责|承担|主抓|管).{1,30}(?:吗|么)|(?:是不是|是否).{0,14}(?:参与|配合|负责|承担|主抓|管)"
)
_UNIT_LIKE = re.compile(
    r"(?:公司|集团|银行|海关|中心|新区|大学|学院|局|厅|委|办|支行|总队|协会|联合会|政府)[^，。？?]{0,10}(?:负责|参与|配合|承担|牵头)"
)
_NOT_REGISTER = re.compile(
    r"谁(?:作|做|代表|宣读|签发|发布|写|主持|任|当选|是(?:省长|市长|州长|县长|总理|书记))|(?:报告人|作报告|做报告|签发)|哪(?:一)?(?:个|些)?(?:省|市|县|州|城市|地区|企业|公司|项目|行业|产业)(?!.*(?:牵头|责任单位))"
)
# what lead units have to do, or what some place leads, is no question about who leads a task
_ABOUT_LEADING = re.compile(
    r"牵头(?:单位|部门)?[^，。？?]{0,14}(?:怎么|如何|怎样|怎麽)|(?:怎么|如何|怎样)[^，。？?]{0,6}牵头|牵头的[^，。？?]{2,16}(?:叫什么|叫啥)"
)
_ENGLISH = re.compile(
    r"\b(?:lead(?:s|ing)? (?:unit|agency|department|body|organi[sz]ation|authority|institution)|(?:who|which|what) [^?.]*?\b(?:lead|leads|leading|led|in charge|responsible|heads?|oversees?|handles?|runs?|takes? part|participat\w+|involved|supports?)\b"
    r"|(?:is|are) [^?.]*?\b(?:the lead|in charge|a lead|lead unit|leading|responsible)\b|does [^?.]*?\blead\b|who(?:'s| is) (?:in charge|responsible)|responsible (?:unit|department|agency|for)"
    r"|(?:participating|supporting|cooperating|assisting) (?:unit|department|agenc\w+|bod\w+)|how many [^?.]*?\b(?:tasks?|items?)\b[^?.]*?\b(?:lead|leads|led|participate)|tasks? [^?.]*?\b(?:led|lead|leads)\b|lead(?:ing)? (?:the )?[^?.]*\btasks?\b)",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"几(?:项|个|条|件|款|桩)(?!家|单位|部门|厅)(?:任务|工作|事|活)?|多少(?:项|个|条|件)?(?:任务|工作|事|条目|活)|多少(?:项|件|条)|(?:任务|工作)(?:有|共)?(?:多少|几)|数量|how many",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?:牵头|负责|参与|配合|承担|主抓|管|抓|做|干|主办|协办|落实)(?:了|着|的|推进|过|办)?(?:是|有)?(?:的)?(?:哪些|什么|啥|哪几|有哪|有啥|有什么|任务有|任务清单|任务是|任务都|工作有|事项有|事有|那些)"
    r"|(?:哪些|什么|啥|哪几[项个件]?|所有|全部|各项)(?:任务|工作|事项|事情|事|活|项目)|任务清单|(?:任务|工作|事项)(?:都)?(?:有|是)?(?:哪些|什么|啥|哪几)|(?:牵头|参与|配合|负责)(?:的)?(?:任务|工作|事项|事情)(?:$|[？?。,，]|都|列|清单|一览)"
    r"|(?:what|which) (?:tasks?|items?|work)|list (?:the|all|of)|what (?:does|do|is|are) [^?]*?(?:lead|leading|responsible for|in charge of)\b(?! (?:unit|the))|tasks? (?:are |is )?(?:led|lead) by|tasks? (?:that |does )",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"吗|么(?=[？?，,。！!\s]|$)|是不是|是否|对不对|有没有(?:份|参与|牵头)|算不算|(?:^|\b)(?:is|are|does|do|was|did)\b",
    re.IGNORECASE,
)
_PARTICIPANT = re.compile(
    r"配合|协办|协同|参与|参加|协助|责任单位|责任部门|其他(?:责任|参与)?(?:单位|部门)|还有(?:哪些|谁)|涉及|supporting|participat|take part|takes part|cooperat|assist|involved|other units",
    re.IGNORECASE,
)
_LEADING = re.compile(r"牵头|主办|主责|负总责|挂帅|带头|领衔|\blead|\bin charge|\bhead", re.IGNORECASE)
_SECTION_ENDING = r"(?:这|那|该)?\s*(?:一|个)?\s*(?:小节|节|部分|章节|章|板块|块|大项|标题|小标题|方面|一级|领域)"
_QUOTED = re.compile(rf"[“\"「『《‘]([^”\"」』》’]{{2,40}})[”\"」』》’]\s*(?:的)?{_SECTION_ENDING}")
_UNQUOTED = re.compile(
    r"(?:里面|里|中|的|关于|在|方案|意见|分工)\s*([\u4e00-\u9fff、，]{4,30}?)(?:这|那)(?:一|个)?\s*(?:小节|节|部分|章节|章|板块|块|大项)"
)
_BEFORE_SECTION = re.compile(r"([\u4e00-\u9fff、]{3,24}?)(?:这|那)(?:一|个)?\s*(?:小节|节|部分|章节|章|大项)")
_NUMBERED_SECTION = re.compile(r"第\s*([一二三四五六七八九十]{1,3})\s*(?:大)?(?:部分|章|节|大项)")
_ENGLISH_SECTION = re.compile(
    r"(?:section|part|chapter)\s+(?:on |about |called |titled )?[“\"'「]?([^”\"'」?,.]{2,60})|[“\"「]([^”\"」]{2,40})[”\"」]\s*(?:section|part|chapter)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"第?\s*(\d{1,3})\s*(?:项|条|款)?\s*(?:到|至|—|－|-|~|～|–)\s*第?\s*(\d{1,3})\s*(?:项|条|款)")
_ONE = re.compile(
    r"第\s*(\d{1,3}|[一二三四五六七八九十百]{1,5})\s*(?:项|条|款|号任务)|(?:task|item|no\.?|number)\s*#?(\d{1,3})\b",
    re.IGNORECASE,
)
_LIST_OF_SECTION = re.compile(
    r"(?:哪几|哪些|几|什么|啥|有哪|分别|各|都)[^。？?]{0,10}(?:任务|工作|事|项|件|活|谁|牵头|负责)|任务(?:有|是|清单)|讲了|包括|包含|列(?:了|出)|tasks?",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class RegisterAsk:
    """What a register question asks.

    ``units`` canonical names of the units whose role is asked; ``role`` which part of them; ``section`` the words of the
    section asked for; ``numbers`` first and last task number asked for; ``topic`` the question without the words of
    asking; ``sole`` whether only what a unit leads alone counts; ``sure`` False where only a word like 谁负责 shows it.
    """

    intent: Intent
    units: tuple[str, ...] = ()
    role: Role = ""
    section: str = ""
    topic: str = ""
    numbers: tuple[int, int] | None = None
    sole: bool = False
    sure: bool = True
    wants_due: bool = False
    wants_leader: bool = False


def register_intent(text: str, language: Language, known: Collection[str] = ()) -> RegisterAsk | None:
    """What ``text`` asks of the register; None where it asks something else.

    ``known`` are unit names of the library that the lexicon of agencies may lack (companies, institutes, offices).
    """
    text = _LEADS_SLIP.sub("牵头", text)
    if _ABOUT_LEADING.search(text):
        return None
    sure = bool(_STRONG.search(text) or _ENGLISH.search(text))
    weak = (
        _LABELS.search(text)
        or _WEAK.search(text)
        or _UNIT_LIST.search(text)
        or _TASK_LIST.search(text)
        or _UNIT_CHECK.search(text)
    )
    if not sure and (_NOT_REGISTER.search(text) or not weak):
        return None
    mentions = named_units(text, known)
    if not sure and not (
        _LABELS.search(text) or _WEAK.search(text) or _TASK_LIST.search(text) or mentions or _UNIT_LIKE.search(text)
    ):
        return None
    section, numbers = _section(text), _numbers(text)
    asked = _asked_unit(text, mentions)
    role = _role(text)
    return RegisterAsk(
        intent=_intent(text, asked, section, numbers),
        units=tuple(dict.fromkeys(mention.name for mention in asked)),
        role=role,
        topic=topic_of(text, asked),
        sole=re.search(r"单独|独自|独立|独家|alone|solely", text) is not None,
        wants_due=re.search(r"时限|期限|什么时候|何时|多久|截止|deadline|by when|due", text, re.IGNORECASE) is not None,
        wants_leader=re.search(r"领导|责任人|哪位|分管|包保|挂帅", text) is not None,
        section=section,
        numbers=numbers,
        sure=sure,
    )


def _intent(text: str, asked: tuple[UnitMention, ...], section: str, numbers: tuple[int, int] | None) -> Intent:
    count = _COUNT.search(text) is not None
    if asked and count:
        return "unit_count"
    if asked and _LIST.search(text) and not _names_task_too(text, asked):
        return "unit_tasks"
    if (section or (numbers and numbers[0] != numbers[1])) and _LIST_OF_SECTION.search(text):
        return "section_tasks"
    if asked and _YES_NO.search(text):
        return "role_check"
    if (
        count
        and not re.search(r"几家|几个(?:单位|部门)|多少(?:家|个)?(?:单位|部门)", text)
        and re.search(r"任务|一共|总共|共有|tasks", text)
    ):
        return "unit_count"
    return "participants" if _asks_participants(text) else "lead"


def _asks_participants(text: str) -> bool:
    """责任单位 where 牵头 is not asked itself: 牵头单位是X，其他参与单位呢."""
    if not _PARTICIPANT.search(text):
        return False
    if not _LEADING.search(text):
        return True
    last_lead = max(match.end() for match in _LEADING.finditer(text))
    last_part = max(match.end() for match in _PARTICIPANT.finditer(text))
    return last_part > last_lead and not re.search(r"牵头(?:单位|部门)?(?:是|有|为)?(?:谁|哪)", text)


def _role(text: str) -> Role:
    if _LEADING.search(text):
        return "lead"
    if re.search(r"参与|配合|协办|协同|协助|责任单位|participat|take part|support|assist", text, re.IGNORECASE):
        return "participant"
    return ""


def _asked_unit(text: str, mentions: tuple[UnitMention, ...]) -> tuple[UnitMention, ...]:
    """The units whose part is asked, not those that the task itself names (农村信用社改革谁牵头)."""
    if not mentions:
        return ()
    chosen = []
    for mention in mentions:
        before, after = text[: mention.start], text[mention.end :]
        speaks_after = re.match(
            r"\s*(?:在|于)?[^，。？?、]{0,16}?(?:牵头|负责|参与|配合|承担|主抓|主办|协办|是不是|是否|是(?!谁|哪)|也|都|抓|管|落实|有(?:哪些|什么|啥|几|多少)|要干|要做|干啥|做啥|算|作为|"
            r"lead|leads|is |are |the lead|responsible|in charge|take part|participat|have|has)",
            after,
            re.IGNORECASE,
        )
        asks_before = re.search(
            r"(?:是不是|是否|是由|是|由|归|属于|算|并非|led by|does(?: the)?|is(?: the)?|by(?: the)?|do)\s*[^，。？?、]{0,8}$",
            before,
            re.IGNORECASE,
        )
        if (speaks_after or asks_before) and not _belongs_to_task(before, after):
            chosen.append(mention)
    return tuple(chosen)


def _belongs_to_task(before: str, after: str) -> bool:
    """Whether the question goes on to ask who: 省妇联参与的…谁牵头, 供销社改革由谁牵头."""
    near = re.match(r"[^，。？?]{0,30}?", after)
    rest = after[near.end() :] if near else after
    return (
        re.match(rf"[^，。？?]{{1,30}}?(?:由|归|是)?{_WHO}", rest) is not None
        and re.search(r"哪些任务|什么任务|哪些事|哪些工作", after) is None
        and re.match(r"\s*(?:牵头|负责|参与|配合)[^，。？?]{0,6}(?:哪|什么|啥|几|多少)", after) is None
    )


def _names_task_too(text: str, asked: tuple[UnitMention, ...]) -> bool:
    """是X牵头吗 with a task beside it is a check, even where 哪些 stands in it."""
    return _YES_NO.search(text) is not None and len(topic_of(text, asked)) > 8


def _section(text: str) -> str:
    for pattern in (_QUOTED, _ENGLISH_SECTION, _UNQUOTED):
        if found := pattern.search(text):
            return next(group for group in found.groups() if group).strip()
    if (found := _NUMBERED_SECTION.search(text)) and re.search(r"方案|意见|通知|分工|任务|牵头", text):
        return found[1] + "、"
    if found := _BEFORE_SECTION.search(text):
        names = [mention.end for mention in find_regions(text) if mention.end <= found.end(1)]
        return text[max([found.start(1), *names]) : found.end(1)]
    return ""


def _numbers(text: str) -> tuple[int, int] | None:
    if found := _RANGE.search(text):
        return int(found[1]), int(found[2])
    if found := _ONE.search(text):
        value = found[1] or found[2]
        number = int(value) if value.isdigit() else chinese_number(value)
        return (number, number) if number else None
    return None


# The words of asking about responsibility; what is left of the question is the matter.
_ASKING = re.compile(
    rf"{_SECTION_ENDING}(?=[，,。？?（(\s]|$)|[迁千签]头|牵头(?:的)?(?:负责|单位|部门|任务|人|方|工作)?|负总责|总责|[含包括](?:联合|共同)(?:牵头)?|第?\s*\d+\s*(?:项)?[到至—\-－~～–]第?\s*\d+\s*[项条款]|第\s*\d+\s*[项条款]|(?:三|两|几)家|责任(?:单位|部门|分工|人)|(?:配合|协办|协同|参与|参加|主办|主责|承办)(?:的)?(?:单位|部门)?|负总责|"
    rf"负责(?:的)?(?:单位|部门|人|落实)?|(?:主管|主抓|分管|归口)(?:的)?(?:单位|部门|领导)?|(?:是|由|归|让|找|给|该)?{_WHO}(?:来|去|在)?(?:抓|管|干|办|做|牵(?!头)|领|负(?!责))?(?:的)?|"
    r"(?:这|那)(?:一)?(?:项|条|块|件|个|部分|方面|桩)(?:任务|工作|目标|事情|事|内容|指标)?|(?:任务|工作)(?:的|是|由|归|上|里)|"
    r"(?:分工|责任分工|重点工作)?(?:方案|意见|通知|文件|清单|台账)(?:里面|里|中|上|内)?|是不是|是否|是吗|对吗|对么|之一|分别|都是|都有|包括|哪些|哪几个|哪几家|哪两家|哪家|哪个|单位|部门|省里|全省|请问|"
    r"完成时限|时限|期限|什么时候|何时|领导|哪位|一共|总共|这事|此事|到底|究竟|具体|是什么|有谁|是谁|几家|[?？！!。，,；;：:（）()]|"
    r"其他(?=参与|责任|配合|协办|单位|部门|的|$)|还有(?=哪|谁|什么)|(?:的)?问题|解决|处理|我看到[^，。？?]*|旁边[^，。？?]*|听说|好像|政府工作报告|重点工作|重点任务|省政府把|给了|交给|分给|抓的|抓|管(?=$|的)|落实|吗|么|呢|的那|那些|有啥|啥"
)
_ENGLISH_ASKING = re.compile(
    r"\b(?:which|what|who|whom|whose|is|are|the|a|an|of|in|on|for|to|does|do|did|by|and|it|lead|leads|led|leading|leader|unit|units|department|departments|agency|agencies|body|bodies|task|tasks|item|items|work|project|"
    r"responsible|charge|take|takes|part|participating|participate|participates|supporting|support|jointly|please|tell|me|province|provincial|government|notice|document|plan|division|responsibility|responsibilities|"
    r"how|many|there|with|under|from|at|that|this|these|handles|handle|oversees|oversee|heads|head|runs|assigned|listed|named|according)\b|'s\b",
    re.IGNORECASE,
)


def topic_of(text: str, asked: tuple[UnitMention, ...] = ()) -> str:
    """The matter of the question: the text without the asked units and the words of asking about responsibility."""
    rest = _LEADS_SLIP.sub("牵头", text)
    for mention in sorted(asked, key=lambda item: -item.start):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    rest = _ASKING.sub(" ", rest)
    if re.search(r"[A-Za-z]{3}", rest):
        rest = _ENGLISH_ASKING.sub(" ", re.sub(r"(?<=[A-Za-z])-(?=[A-Za-z])", " ", rest))
    return re.sub(r"\s+", " ", rest).strip()
