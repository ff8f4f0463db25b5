"""The words by which a question asks for figures: target or result, compare or rank, how much and how fast."""

from __future__ import annotations

import re
from typing import Literal

Test = Literal["equal", "unequal", "at_least", "at_most", "above", "below", "between", ""]

TARGET = re.compile(
    r"目标|预期|计划|打算|准备|安排|定了|定在|定的|定为|定多少|定得|定到|定下|设定|设了|设在|想(?!知道|问|了解|看)|力争|争取|拟|希望|将(?!要?牵)|要(?!求|素|点|闻)|提了什么要求|提出|保持在|守住|"
    r"控制在|稳在|稳住|底线|\btargets?\b|\bgoals?\b|\bplan(?:s|ned)?\b|\baim(?:s|ed|ing)?\b|\bexpect(?:s|ed)?\b|\bwants? to\b|\bintend|\bset for\b|\bprojected\b",
    re.IGNORECASE,
)
RESULT = re.compile(
    r"实际|完成|增长了|涨了|增加了|达到了|做到了|实现了|新增了|降了|下降了|上涨了|真实|去年|前年|上年|上一年|过去一年|结果|实绩|最终|已经|创造了|打了|收了|干到了|跑出|"
    r"\bactual(?:ly)?\b|\bdid\b|\bwas\b|\bwere\b|\bachieved?\b|\breached\b|\bgrew\b|\brose\b|\bcreated\b|\bresults?\b|\blast year\b|\bin fact\b",
    re.IGNORECASE,
)
RESULT_NOT_TARGET = re.compile(
    r"不是目标|非目标|而不是目标|不要目标|不是预期|不含目标|目标之外|\bnot (?:the |a )?(?:target|goal|plan)",
    re.IGNORECASE,
)
TARGET_NOT_RESULT = re.compile(
    r"不是实际|而不是实际|非实际|不是去年|不是完成|\bnot (?:the )?(?:actual|result)", re.IGNORECASE
)
BOTH = re.compile(
    r"(?:目标|预期)[^，。？?]{0,6}(?:和|与|及|、|以及|跟|还有|，|\+|&)[^。？?]{0,12}(?:实际|完成|结果|实绩|增长了|涨了)|(?:实际|完成|结果|实绩)[^，。？?]{0,6}(?:和|与|及|、|以及|跟|还有|，|\+|&)[^。？?]{0,12}(?:目标|预期)"
    r"|(?:目标|预期)\s*(?:vs\.?|VS\.?|对比|对照|比较|/|—|-)\s*(?:实际|完成|结果)|(?:实际|完成|结果)\s*(?:vs\.?|VS\.?|对比|对照|/)\s*(?:目标|预期)"
    r"|目标[^。？?]{0,4}(?:完成了吗|实现了吗|完成了没|完成没|达成了吗|完成情况|完成得怎)|(?:完成|达到|实现)了?[^。？?]{0,8}目标(?:了)?(?:吗|没有|没)"
    r"|\btargets?\b.{0,40}\b(?:and|versus|vs\.?|against|compared? (?:with|to))\b.{0,30}\b(?:actual|results?|achieved)\b|\b(?:actual|results?)\b.{0,40}\b(?:and|versus|vs\.?)\b.{0,30}\btargets?\b",
    re.IGNORECASE,
)
# Was the target met: 有没有达到…目标, 目标完成了吗, 超额完成, 实际和目标差多少.
_GOAL = r"(?:目标|任务|预期|计划|指标)"
_DONE = r"(?:超额)?(?:完成|达到|达成|实现|兑现|做到|守住)"
MET = re.compile(
    rf"(?:有没有|是否|有无|能否|是不是|到底|究竟|没有?|未)[^，。？?]{{0,16}}{_DONE}[^，。？?]{{0,16}}{_GOAL}"
    rf"|(?:有没有|是否|有无|是不是|没有?|未)[^，。？?]{{0,4}}{_DONE}(?=[?？。]?\s*$)"
    rf"|{_DONE}(?:了|得了)?[^，。？?]{{0,16}}{_GOAL}(?:了)?(?:吗|没有|没(?!有?提)|么|否)"
    rf"|{_GOAL}[^，。？?]{{0,8}}{_DONE}(?:了)?(?:吗|没|么|否|得怎|情况)|{_GOAL}[^，。？?]{{0,6}}(?:落空|达标)"
    rf"|超额完成|达标|(?:完成|实现|达成)(?:了|得)?(?:吗|没有|没|么)[?？]?\s*$"
    r"|(?:目标|预期|计划)(?:和|与|跟|同)(?:实际|结果|完成)[^，。？?]{0,8}(?:差|相差|高|低|多少)"
    r"|(?:实际|结果|完成)(?:数|值|情况)?(?:和|与|跟|比|离|距)[^，。？?]{0,6}(?:目标|预期|计划)[^，。？?]{0,6}(?:差|高|低|多|少)|[离距]目标[^，。？?]{0,4}差"
    r"|\b(?:meet|met|hit|reach(?:ed)?|achieved?|exceed(?:ed)?|miss(?:ed)?|fulfil\w*)\b.{0,40}\btargets?\b"
    r"|\b(?:result|actual)\b.{0,30}\b(?:from|against|versus|compared (?:with|to)|short of)\b.{0,12}\btargets?\b|\b(?:short of|missed) (?:its|the|their) target"
    r"|\btargets?\b.{0,30}\b(?:met|hit|reached|achieved|exceeded|missed|fulfilled)\b",
    re.IGNORECASE,
)
# All targets of a region at once: 哪些目标没有完成, 主要预期目标完成得怎么样.
EVERY = re.compile(
    rf"(?:哪[些几]个?|几[个项]|多少[个项]|所有|全部|各项|主要|年度|预期)(?:的)?(?:主要|预期|经济|发展|经济社会发展|年度)*(?:目标|指标)(?:任务)?[^，。？?]{{0,6}}(?:没有?|未|都|是否|超额)?{_DONE}"
    r"|\b(?:which|what|how many|all)\b.{0,12}\btargets\b.{0,20}\b(?:met|missed|achieved|reached|hit)\b|\bdid\b.{0,30}\b(?:meet|hit|miss|reach|achieve)\b.{0,10}\b(?:its|their|all) (?:\w+ )?targets\b",
    re.IGNORECASE,
)
# Of a field (数字经济发展主要目标有哪些) more than a figure is asked.
GOALS = re.compile(r"(?:主要|发展|总体|工作|重点)目标(?:任务)?(?:是|有|包括)(?:哪些|哪几|什么|啥)")
# The list of targets itself: 主要预期目标有哪些, 定了哪些目标; what else such a question may say.
OVERVIEW = re.compile(
    r"(?:主要|预期|年度|经济社会发展|经济发展|国民经济)+(?:性)?(?:发展)?(?:预期)?(?:目标|指标)(?:任务|值)?(?:都|分别|各)?(?:是|有|包括|为|如何|怎么)?(?:定|设)?(?:了|的)?(?:哪些|哪几[个项]|什么|多少|几[个项]|啥)?"
    r"|(?:有|提出|设定|定|设|制定|列|明确)了?(?:哪些|哪几[个项]|什么)(?:主要|预期|经济社会发展|发展|经济|量化|年度)*(?:目标|指标)"
    r"|\b(?:main|key|major|all)\b.{0,24}\b(?:targets|goals|indicators)\b",
    re.IGNORECASE,
)
OVERVIEW_REST = re.compile(
    r"(?:19|20)?\d\d年?度?|今年|去年|上年|本年|省|市|州|县|区|政府|工作|报告|的|了|中|里|在|和|与|都|请|列出|列举|列|一下|说说|介绍|问|呢|吗|完成|实现|情况|如何|怎么样|实际|一览|清单|汇总|全部|所有|"
    r"各项|增长|速度|是|有|提出|\b(?:what|were|was|are|is|the|of|for|in|list|its|their|set|by|did|government|economic|social|development|growth|and|report|work|'s|s)\b",
    re.IGNORECASE,
)
# Amount and growth both: GDP是多少亿元，增长多少; 完成多少、增速多少; 总量和增速.
_AMOUNT = r"(?:多少(?:万?亿|万|元|斤|吨)|(?:完成|达到?|实现|是|为|有)了?多少|(?:^|\s)多少|总量|绝对[值量额]|体量|总额|总值|规模)"
_RATE = r"(?:增长|增速|增幅|涨幅|涨|增(?:了)?(?:多少|几)|同比|几个点)"
BOTH_MEASURES = re.compile(
    rf"{_AMOUNT}[^。？?，,、]{{0,4}}(?:[，,、；;?？\s]+|和|及|与|以及|还有|并)(?:同比|比上年|较上年|分别|又|还|其|它|的)*{_RATE}"
    rf"|{_RATE}(?:率|速度)?(?:是|为|有)?(?:多少|几)?(?:[，,、；;]|和|及|与|以及|还有)(?:分别|其|的)*{_AMOUNT}"
    r"|\b(?:how (?:large|big|much)|size|total|value|amount)\b.{0,40}\band\b.{0,24}\b(?:grow\w*|grew|growth|how fast)"
    r"|\bgrowth\b.{0,12}\band\b.{0,12}\b(?:total|size|value|amount)\b",
    re.IGNORECASE,
)
# What follows a name whose growth is asked beside the amount: GDP及增速, “GDP and its growth”.
AND_GROWTH = re.compile(
    r"(?:总量|总额)?(?:和|及|与|、|以及|及其)(?:其|同比)?(?:增速|增长率|增幅|涨幅|增长情况)|\s+and\s+(?:its |their |the )?(?:\w+ ){0,2}growth",
    re.IGNORECASE,
)
# 高于贵州, 比贵州高: before and after the region that others are measured by.
ABOVE_BELOW = re.compile(
    r"(?:(?P<above>高于|超过|大于|快于|多于|高过|强于|领先于?|\b(?:above|(?:higher|more|faster|larger|bigger)\b[^.?]{0,40}\bthan)\s)|(?P<below>(?<!不)低于|小于|慢于|少于|落后于?|不及|\b(?:below|(?:lower|less|slower|smaller)\b[^.?]{0,40}\bthan)\s))(?:了)?\s*$",
    re.IGNORECASE,
)
THAN = re.compile(r"(?<![占之])比\s*$")
HIGH_LOW = re.compile(r"(?P<above>更?[高快多大])|(?P<below>更?[低慢少小])")
# A percentage without the name of an indicator (哪几个省定7%) means the growth target; nothing else may be said.
UNNAMED = re.compile(
    r"(?:19|20)?\d\d年?度?(?![\d.%])|哪[些几]?[个儿里]?|多少个?|几个|省份?|市州|城市|地区|地方|区|县|州|市|都|有|是|把|将|定|设|制定|提出?|目标|增长|增速|增幅|经济|发展|今年|去年|本年|预期|年度|主要|工作|报告|的|了|在|为|到|得|"
    r"达到?|超过?|高于|低于|不低于|不超过|以上|以下|以内|左右|大于|小于|之间|和|至|百分之|请问|列出|一下|哪|些|呢|吗|\b(?:which|provinces?|regions?|cit(?:y|ies)|set|a|an|the|their|"
    r"targets?|goals?|of|at|or|more|above|over|below|least|most|growth|did|have|has|for|in|around|about|per ?cent|with|that|aim|higher|than|lower)\b",
    re.IGNORECASE,
)
AIMED = re.compile(r"定|目标|设|提出|预期|\btargets?\b|\bgoals?\b|\baim|\bset\b", re.IGNORECASE)
CHANGE = re.compile(
    r"(?:[比较](?:去年|上年|上一年|前一年|20\d\d年?)|[同跟与和](?:去年|上年|上一年|前一年|20\d\d年?)[^。？?]{0,8}(?:比|差|变化|调))(?:的)?(?:实际|完成|增速|结果|水平|目标)?[^。？?]{0,8}"
    r"(?:高|低|提高|下降|上调|下调|快|慢|多(?!少)|(?<!多)少|变化|相比|差|调)|(?:跟|与|和|同)(?:去年|上年|上一年|前一年|20\d\d年?)(?:的)?(?:实际|完成|增速|结果|水平|目标)?(?:相比|比|差)|"
    r"(?:上调|下调|调高|调低|提高还是降低|变化了多少)|\bcompared (?:with|to) (?:last year|20\d\d)|\b(?:higher|lower) than (?:last year|in 20\d\d)",
    re.IGNORECASE,
)
TREND = re.compile(
    r"历年|逐年|这几年|近几年|近[两三四五]年|各年|走势|趋势|每年|年度变化|几年来|从20\d\d年?到20\d\d|20\d\d年?(?:—|-|~|至|到)20\d\d|\bover the years\b|\btrend\b|\byear by year\b|\bfrom 20\d\d to 20\d\d",
    re.IGNORECASE,
)
HIGHEST = re.compile(
    r"最高|最快|最多|最大|最猛|第一(?!产业|季度|次产业|书记|方阵)|居首|领先|冠军|最强|前[两二三四五六七八九十\d]+(?:名|位|的|个|省)|前[三五十]|top|\bhighest\b|\bfastest\b|\blargest\b|\bmost\b|\bbiggest\b",
    re.IGNORECASE,
)
LOWEST = re.compile(
    r"最低|最慢|最少|最小|垫底|倒数|末位|最后一名|\blowest\b|\bslowest\b|\bsmallest\b|\bfewest\b|\bleast\b(?! squares)",
    re.IGNORECASE,
)
# 哪一年最高: one region over its years.
WHICH_YEAR = re.compile(r"哪一?年|哪个年份|\b(?:which|what) year\b", re.IGNORECASE)
WHICH = re.compile(
    r"哪[些几]?个?(?:省市区|省区市|省市|省区|省份|省|市州|市|地区|地方|州|区县|县|区|城市|直辖市|自治区|个省|个市)|哪几个|哪里|哪儿|(?:省份|省区|省市|省|地区|城市|市州|市县|地方|报告)(?:都|分别)?(?:有|是|都有|为)?(?:哪些|哪几|谁)|之间的省|的省份?(?=$|[？?。，])|几个省|多少个?省|哪些地|有谁|都有谁|"
    r"\bwhich (?:provinces?|regions?|cit(?:y|ies)|places?|municipalit|of the)|\bhow many (?:provinces|regions)|\bwhat provinces",
    re.IGNORECASE,
)
ALL = re.compile(
    r"各省|各地|各市|各州|各县|各区|所有(?:省|地区|报告|城市)|全部(?:省|地区|报告)|全国各|31个?省|三十一个?省|每个省|各个省|排名|排序|排行|排个|一览|汇总|对照表|列表|列个表|"
    r"\ball (?:the )?(?:provinces|regions|reports)|\bevery (?:province|region)|\beach (?:province|region)|\brank(?:ing|ed)?\b|\bby province\b",
    re.IGNORECASE,
)
COMPARE = re.compile(
    r"谁.{0,6}(?:高|低|快|慢|多|少|大|小|强)|哪[个家边一]?.{0,6}(?:更|比较|较)?(?:高|低|快|慢|多|少|大|小)(?!的)|差多少|差几|相差|高多少|低多少|高出多少|多多少|少多少|对比|比较一?下?|比一?比|相比|分别|各(?:是|为|有|定)?多少|"
    r"各自|有[啥什]么?不同|区别|差别|差距|一样吗|是否相同|和.{1,8}比|跟.{1,8}比|与.{1,8}比|\bcompare|\bhigher\b|\blower\b|\bdifference\b|\brespectively\b|\bversus\b|\bvs\b",
    re.IGNORECASE,
)
# Two figures of one region are to be set against each other, not only to be named.
CONTRAST = re.compile(
    r"差(?!异|别化)|(?:更|谁|哪[个项年]?).{0,6}(?:高|低|快|慢|多|少|大|小)|[高低快慢大小](?:了|出)?(?:几|多少)|多了?多少|少了?多少|(?<![占同])比(?!重|例|率|上年|去年)|对比|变化|差距"
    r"|\b(?:higher|lower|faster|slower|differ\w*|compare[ds]?|gap|more than|less than)\b",
    re.IGNORECASE,
)
PLACE_ASKED = re.compile(
    r"最[高低快慢多少大小](?:的)?(?:吗|么|之一|是不是|不)|是(?:不是|否)[^？?]{0,12}(?:最[高低快慢多少大小]|第一)|(?:全国|各省|全省|各地)第一(?:吗|么)|排(?:在)?(?:第几|多少|几位)|第几(?:名|位)?|排名(?:多少|如何|怎么样|第几|情况)|什么位置|"
    r"^\s*(?:is|are|was|were)\b[^.?]{0,60}\bthe (?:highest|lowest|fastest|slowest|largest|smallest)\b|\bis (?:it|that|this)\b.{0,20}\b(?:highest|lowest|fastest|most)\b|\bwhere does .{1,30} rank|\bwhat rank\b",
    re.IGNORECASE,
)
# These ask for something else than a figure, whatever indicator they name.
NOT_FIGURE = re.compile(
    r"(?:破|过|超|跨)了?[万千百]亿.{0,6}(?:城市|市|县|区|企业|产业|园区|集群)|(?:城市|县|区|企业|产业|集群)[^，。？?]{0,8}(?:破|过|超|跨)了?[万千百]亿|"
    r"牵头|迁头|负责|由谁|(?<![高低快慢多少大小]的)(?<!第一)是谁|加计|抵扣|扣除|减免|责任单位|哪[个些](?:单位|部门|厅|局|委)|什么单位|什么部门|归谁|谁来?[管抓]|怎么(?!样|是)(?:做|办|搞|推|抓|实现|促|提|扩|稳|解决|完成|落实)|如何|措施|举措|办法|做法|为什么|为何|原因|哪些(?:项目|政策|产业|方面|工作|任务|领域|工程|办法|企业)|"
    r"什么(?:政策|措施|项目|意思|叫|办法|名|文件|产业|基金|奖|称号|荣誉|平台)|何谓|含义|定义|解释|概念|(?:重大|重点)?项目(?:有|是|名)|叫什么|"
    r"\bwho\b|\bwhich (?:unit|department|agency|office)\b|\bhow (?:will|does|do|did|can|to)\b(?! (?:fast|much|many))(?!.{0,40}\b(?:compare|rank|grow|change|differ))|\bwhy\b|\bmeasures?\b|\bpolic(?:y|ies)\b",
    re.IGNORECASE,
)
FIGURE_CUE = re.compile(
    r"多少|几|目标|增速|增长|增幅|涨幅|涨|降|实际|完成|达到|预期|计划|打算|定|高|低|快|慢|排|哪|对比|比|怎么样|怎样|情况|呢|\d\s*[%％]|总量|规模|数据|数字|分别|水平|人数|总额|是啥|咋样|不|吗|"
    r"\bhow (?:fast|much|many|big|high|low|large|did)\b|\bwhat\b|\btargets?\b|\bgoals?\b|\brate\b|\bgrowth\b|\bwhich\b|\bcompare|\bactual|\blevel\b|\bfigures?\b|\?",
    re.IGNORECASE,
)
LEVEL = re.compile(
    r"多少(?:万?亿|亿|万|元|钱|人|个(?![省市州县区地国报百点])|斤|吨|亩|户|家|岗位|微克)|几(?:万?亿|个亿|万亿)|总量|总额(?:是|达|为|有|突破)?多少|总值(?:是|达)多少|规模(?:是|达|有|多)|绝对(?:值|量|额)|体量|突破多少|达到多少(?:亿|万)|有多大|多大|多少亿|(?<!零售)(?<!进出口)总量|"
    r"\bhow (?:big|large)\b|\bsize\b|\bhow much (?:is|was|did .{1,30} (?:reach|total))\b|\bin (?:yuan|RMB)\b|\btotal (?:GDP|value|volume|amount)\b",
    re.IGNORECASE,
)
GROWTH = re.compile(
    r"增速|增长|增幅|涨幅|涨|增多少|增几|几个点|百分之|百分比|增加多少|快|慢|升|降幅|下降|降多少|\d\s*[%％]|\bgrowth\b|\bgr[eo]w|\bfast\b|\bfaster\b|\brise\b|\brose\b|\bincrease|\bpercent|\bper cent|\brate\b",
    re.IGNORECASE,
)
SILENT = re.compile(
    r"(?:没有?|未|没)(?:有)?(?:提出|提到|提及|提|设定|设置|设|制定|定|给出|给|列出|列|公布|说明|写|明确)(?:出)?|\b(?:do|does|did) not (?:set|state|give|mention)|\bwithout a\b",
    re.IGNORECASE,
)
EXTREME = re.compile(r"最[高低快慢多少大小]")
LIMIT = re.compile(
    r"最[高低快慢多少大小]的?([两二三四五六七八九十]|\d{1,2})(?=个|名|位|省|市|地)|前([两二三四五六七八九十]|\d{1,2})|(?<![a-z])top (\d{1,2}|three|five|ten)",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"多少个?(?:省|地区|市|报告|份)|几个(?:省|地区|市)|几份|\bhow many (?:provinces|regions|reports)", re.IGNORECASE
)
NUMBERS = {
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
    "three": 3,
    "five": 5,
    "ten": 10,
}
# 不低于 and 不超过 come before 低于 and 超过, which end them.
TESTS: tuple[tuple[Test, re.Pattern[str]], ...] = (
    ("unequal", re.compile(r"(?:不是|不为|不等于|不在|除了|≠|\bnot\b|\bother than\b)\s*$", re.IGNORECASE)),
    (
        "at_least",
        re.compile(r"(?:不低于|不少于|达到|达|至少|≥|>=|\bat least\b|\bno less than\b)(?:了)?\s*$", re.IGNORECASE),
    ),
    ("at_most", re.compile(r"(?:不超过|不高于|至多|最多|≤|<=|\bat most\b|\bno more than\b)\s*$", re.IGNORECASE)),
    (
        "above",
        re.compile(
            r"(?:超过|高于|大于|多于|超|高过|突破|快于|>|\babove\b|\bover\b|\bmore than\b|\bhigher than\b|\bexceed\w*)\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "below",
        re.compile(
            r"(?:(?<!未)低于|小于|不到|少于|不足|慢于|未达到?|没到|<|\bbelow\b|\bunder\b|\bless than\b|\blower than\b)\s*$",
            re.IGNORECASE,
        ),
    ),
)
