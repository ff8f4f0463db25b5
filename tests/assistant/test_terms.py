"""What a question is about: the words found for it, the words that must not be, and how much each weighs."""

from __future__ import annotations

import re

import pytest

from assistant.lexicons import lexicon_lines
from assistant.terms import LIGHT_WEIGHT, NUMBER_WEIGHT, expanded, question_terms, thesaurus, without_asking
from ingest import tokens


def words_of(question: str) -> set[str]:
    """All words of a question's terms and their synonyms."""
    return {word for term in question_terms(question) for word in (term.word, *term.synonyms)}


def own_words(question: str) -> set[str]:
    return {term.word for term in question_terms(question)}


# (question, words that must be found, remark)
FOUND = [
    # everyday words -> official ones
    ("云岭今年砸了多少钱在水利上", ["投资", "水利"], "砸"),
    ("财政砍了多少行政开支", ["压减", "一般性支出"], "砍, 行政开支"),
    ("澜州的菜价稳住没有", ["保供稳价", "菜篮子"], "菜价"),
    ("孩子上幼儿园难不难", ["学前教育"], "幼儿园"),
    ("看病能不能跨省报销", ["结算", "就医"], "看病, 报销"),
    ("老人吃饭的食堂建了几个", ["老年人"], "老人"),
    ("快递小哥的保障", ["新就业形态", "灵活就业"], "快递小哥"),
    ("烂尾楼处理得怎么样", ["保交楼", "问题楼盘"], "烂尾楼"),
    ("给老楼装电梯", ["加装电梯"], "装电梯"),
    ("下水道改造多少公里", ["排水管网"], "下水道"),
    ("农村厕所改了多少", ["户厕", "改厕"], "农村厕所"),
    ("雾霾天少了几天", ["PM2.5", "空气质量"], "雾霾"),
    ("种树多少亩", ["营造林", "国土绿化"], "种树"),
    ("臭水沟治理", ["黑臭水体"], "臭水沟"),
    ("村里收入从哪来", ["村集体经济"], "村里收入"),
    ("讨薪的事谁管", ["欠薪"], "讨薪"),
    ("退休金涨了没", ["养老金", "基本养老金"], "退休金"),
    ("干部躺平怎么办", ["不作为", "慢作为"], "躺平"),
    ("开会太多怎么减", ["精文减会"], "开会太多"),
    ("办事能不能少跑腿", ["最多跑一次", "一网通办"], "少跑腿"),
    ("招人才花了多少", ["引才", "人才引进"], "招人才"),
    ("抢人才的政策", ["引进人才"], "抢人才"),
    ("网购增长多少", ["网络零售"], "网购"),
    ("夜市有多热闹", ["夜间经济"], "夜市"),
    ("小公司贷款难", ["小微企业"], "小公司"),
    ("老板座谈会", ["企业家"], "老板"),
    ("修了几座水库", ["水库", "新建"], "修了"),
    ("高铁通到望川没有", ["开通运营"], "通到"),
    ("贷款利息降了多少", ["融资成本", "贷款利率", "贴息"], "利息"),
    ("山火防得怎么样，森林防火", ["森林草原防灭火"], "森林防火"),
    ("扶贫车间有几个", ["乡村振兴"], "扶贫"),
    ("评上全国文明城市了吗", ["获评", "入选"], "评上"),
    ("拿下哪些国家级试点", ["获批"], "拿下"),
    ("城里人收入", ["城镇居民人均可支配收入"], "城里人收入"),
    ("乡下污水处理", ["农村"], "乡下"),
    # abbreviations and their full forms
    ("澜州固投增速", ["固定资产投资"], "固投"),
    ("青屏社零", ["社会消费品零售总额"], "社零"),
    ("规上工增目标 规上工业增加值", ["规模以上工业增加值"], "规上"),
    ("专债额度 专项债", ["专项债券"], "专项债"),
    ("集采药品几批", ["集中带量采购"], "集采"),
    ("长护险试点", ["长期护理保险"], "长护险"),
    ("综保区封关", ["综合保税区", "封关运作"], "综保区"),
    ("自贸区几项创新", ["自由贸易试验区"], "自贸区"),
    ("保租房筹集多少套", ["保障性租赁住房"], "保租房"),
    ("棚改开工", ["棚户区"], "棚改"),
    ("高企数量", ["高新技术企业"], "高企"),
    ("小巨人几家", ["专精特新"], "小巨人"),
    ("两不愁三保障", ["三保障"], "两不愁三保障"),
    ("双减落实", ["义务教育双减"], "双减"),
    ("放管服改革", ["简政放权"], "放管服"),
    ("化债进展", ["化解债务"], "化债"),
    ("混改企业", ["混合所有制改革"], "混改"),
    ("抽蓄电站", ["抽水蓄能"], "抽蓄"),
    ("三产比重", ["第三产业", "服务业"], "三产"),
    ("高标田建多少亩", ["高标准农田"], "高标田"),
    ("医改做法", ["医药卫生体制改革"], "医改"),
    ("R&D占比", ["研发投入"], "Latin key of the thesaurus inside a Chinese question"),
    ("AI算力规模", ["人工智能", "智算"], "AI"),
    # asked nouns and figures
    ("争取什么国家级身份", ["试点", "称号"], "身份"),
    ("发表了什么文件", ["宣言", "规划"], "文件"),
    ("三个片区是哪三个", ["3个"], "a count is printed in figures as often"),
    ("10件民生实事", ["民生实事"], "figures"),
    ("十件实事办完没有", ["10件民生实事"], "numerals"),
    # slips of the pen
    ("智蒜规模多大", ["智算", "算力"], "a wrong character in a word of the domain"),
    ("民声实事办得怎样", ["民生实事"], "民声"),
    ("研法投入强度", ["研发强度"], "研法"),
    ("新建多少5G机站", ["基站"], "机站"),
    ("社令增速目标", ["社会消费品零售总额"], "社令"),
    # English
    ("How many old residential communities were renovated in Lanzhou?", ["老旧小区", "改造"], "plural, inflection"),
    ("Subsidies for village doctors", ["村医", "补贴"], "ies -> y"),
    ("Kilometres of expressways opened to traffic", ["高速公路", "通车"], "British spelling; phrase"),
    ("specialised and sophisticated 'little giant' firms", ["专精特新", "小巨人", "企业"], "-ised; quotes"),
    ("the province's ten livelihood projects", ["民生实事", "十件民生实事"], "possessive, phrase"),
    ("rural revitalisation", ["乡村振兴"], "British spelling"),
    ("dual control of energy consumption", ["能耗双控", "能耗"], "phrase"),
    ("new quality productive forces", ["新质生产力"], "plural in a phrase"),
    ("state-owned enterprises' profits", ["国有企业", "利润"], "hyphen, possessive"),
    ("hukou reform", ["户籍"], "a Chinese word in Latin letters"),
    ("mu of high-standard farmland", ["亩", "高标准农田"], "measure"),
    ("offshore wind power capacity", ["海上风电"], "phrase before word"),
    ("affordable rental housing units", ["保障性租赁住房"], "phrase"),
    ("hospitals and clinics", ["医院", "卫生室"], "two nouns"),
    ("How fast did fixed-asset investment grow?", ["固定资产投资", "增长"], "hyphen in a phrase"),
    ("R&D spending", ["研发经费"], "a sign inside a word"),
    ("Which unit leads the 5G task in 贵州?", ["5g"], "a name of letters and figures stays"),
    ("cut its own general expenditure", ["一般性支出", "压减"], "phrase"),
    ("share of clean energy", ["清洁能源", "占比"], "share"),
    ("by 300 million yuan", ["3亿", "元"], "an amount as Chinese papers count it"),
    ("Guizhou airports", ["贵州", "机场"], "a place by its English name"),
]


@pytest.mark.parametrize(("question", "wanted", "remark"), FOUND, ids=[row[2] + ":" + row[0][:12] for row in FOUND])
def test_words_that_find_the_passage_stand_among_the_terms(question: str, wanted: list[str], remark: str) -> None:
    found = words_of(question)
    assert {tokens.fold(word) for word in wanted} <= found, remark


# (question, words that must not be terms of their own, remark)
NOT_FOUND = [
    ("请问一下澜州今年到底打算新增多少就业", ["请问", "一下", "到底", "打算", "多少"], "words of asking"),
    ("麻烦帮我查一下报告里提到的高铁有哪几条", ["麻烦", "帮我", "查", "提到", "哪几条", "报告里"], "politeness"),
    ("云岭要建几个机场呀", ["要", "几个", "呀", "要建"], "要建 is no word"),
    ("公司多造了多少台", ["多造", "多少台"], "a word that the tokeniser made up"),
    ("安排多少人才项目", ["多少人", "才"], "多少人才 is 多少 + 人才"),
    ("所有关键核心技术的清单", ["有关", "所"], "有关 does not cut 所有 and 关键"),
    ("计划生育家庭的补助", ["计划", "生育"], "计划 in 计划生育 is no word of asking"),
    ("人代会什么时候开", ["会", "代"], "会 in 人代会"),
    ("社会保障卡", ["会"], "会 in 社会"),
    ("分别是哪三家", ["分别", "是"], "分别是"),
    ("热门话题讨论", ["的话", "话"], "话题"),
    ("青屏市有没有做到县县通高速", ["有没有", "没有"], "yes or no"),
    ("养老机构的床位有多少张", ["有多少", "的"], "function words"),
    ("你能不能告诉我望川的目标", ["你", "告诉", "能不能", "我"], "talk"),
    (
        "What are the main targets of this year according to the report?",
        ["what", "the", "according", "report"],
        "stop words",
    ),
    ("Please tell me how many schools will be built", ["please", "tell", "how", "many", "will"], "English asking"),
    ("Which three cities?", ["which"], "which"),
    ("云岭省的大企业有几家高耗能企业", ["能企业", "高耗"], "a known word stays whole"),
    ("经济增长目标", ["建设", "推进", "发展"], "no general word is pulled in"),
    ("石墨烯项目", ["新材料"], "a thing is not found by its whole kind"),
    ("化肥用量", ["农药"], "a sibling is no synonym"),
    ("地铁三号线", ["高铁", "铁路"], "a sibling is no synonym"),
    ("医联体建设", ["医共体"], "a sibling is no synonym"),
    ("光伏装机", ["风电", "水电"], "a sibling is no synonym"),
    ("发展规划", ["方案", "意见"], "规划 alone is what is asked"),
]


@pytest.mark.parametrize(
    ("question", "unwanted", "remark"), NOT_FOUND, ids=[row[2] + ":" + row[0][:8] for row in NOT_FOUND]
)
def test_words_that_mislead_do_not_stand_among_the_terms(question: str, unwanted: list[str], remark: str) -> None:
    assert not set(unwanted) & words_of(question), remark


# (question, terms that must stay whole words of their own, remark)
KEPT = [
    ("理想汽车投产没有", ["理想"], "想 in 理想"),
    ("将军故里旅游", ["将军"], "将 in 将军"),
    ("计划生育特殊家庭扶助", ["计划生育特殊家庭"], "计划 in a longer word of the thesaurus"),
    ("所有关键技术", ["关键技术"], "有关 is not cut out"),
    ("有关部门的话题", ["话题"], "的话 in 的话题"),
    ("安排多少人才公寓", ["人才公寓"], "多少人 does not swallow 人才"),
    ("新湖隧道什么时候贯通", ["新湖", "隧道"], "a name that starts with a little word stays whole"),
    ("轨道交通5号线开工", ["5号线"], "a numbered line is a name"),
    ("两高项目清理", ["两高项目"], "两高 is no count"),
    ("中老铁路客流", ["中老铁路"], "a name of the domain"),
    ("以旧换新补贴", ["以旧换新"], "旧 and 新 are parts"),
]


@pytest.mark.parametrize(("question", "kept", "remark"), KEPT, ids=[row[2] for row in KEPT])
def test_words_of_the_matter_survive(question: str, kept: list[str], remark: str) -> None:
    assert set(kept) <= own_words(question), remark


WEIGHTS = [
    ("水库", 1.0, "a noun says all"),
    ("修好", LIGHT_WEIGHT, "an everyday verb says little"),
    ("桥", LIGHT_WEIGHT, "a single character"),
    ("三家", NUMBER_WEIGHT, "a count"),
    ("2030", NUMBER_WEIGHT, "a bare number"),
    ("高标准农田", 1.0, "a word of the domain"),
    ("岚溪", 0.5, "no dictionary holds it: a name, or a slip"),
]


@pytest.mark.parametrize(("word", "weight", "remark"), WEIGHTS, ids=[row[2] for row in WEIGHTS])
def test_a_word_weighs_what_it_says(word: str, weight: float, remark: str) -> None:
    (term,) = question_terms(word)
    assert (term.word, term.weight) == (word, weight), remark


def test_scope_words_are_no_terms() -> None:
    assert own_words("2024年澜州市的水库") >= {"2024"}
    assert {term.word for term in question_terms("2024年澜州市的水库", drop=("2024年", "澜州市"))} == {"水库"}


def test_each_word_is_one_term_and_never_its_own_synonym() -> None:
    terms = question_terms("高铁 高铁 高速铁路 high-speed railway")
    assert [term.word for term in terms] == ["高铁", "高速铁路"]
    assert all(term.word not in term.synonyms for term in terms)


def test_an_english_word_becomes_its_chinese_one_with_that_ones_synonyms() -> None:
    (term,) = question_terms("kindergartens")
    assert term.word == "幼儿园"
    assert "学前教育" in term.synonyms


def test_a_name_in_pinyin_knows_the_characters_that_sound_so() -> None:
    (term,) = question_terms("Malanshan")
    assert re.search(term.sounds, "打造马栏山视频产业园")
    assert not re.search(term.sounds, "打造岳麓山实验室")


def test_what_was_written_stays_findable_beside_the_word_meant() -> None:
    (term,) = question_terms("智蒜")
    assert (term.word, "智蒜" in term.synonyms) == ("智算", True)


def test_asking_is_blanked_and_the_matter_stays_in_place() -> None:
    text = "请问澜州有多少水库"
    blanked = without_asking(text)
    assert len(blanked) == len(text)
    assert blanked.split() == ["澜州", "水库"]


def test_expanded_holds_words_and_synonyms() -> None:
    assert {"社零", "社会消费品零售总额"} <= set(expanded(question_terms("社零")).split())


def test_the_thesaurus_states_every_pair_usefully() -> None:
    for word, others in thesaurus().items():
        assert word not in others, f"{word} is its own synonym"
        assert len(set(others)) == len(others)
        for other in others:
            assert len(other) > 1, f"{word} > {other}: a single character stands in every passage"


def test_no_general_word_stands_for_a_particular_one() -> None:
    general = {"建设", "推进", "加强", "发展", "促进", "提升", "工作", "推动", "加快", "政府"}
    offenders = {word: general & set(others) for word, others in thesaurus().items() if general & set(others)}
    assert not offenders


@pytest.mark.parametrize("name", ["asking_words.txt", "light_words.txt", "english_asking_words.txt"])
def test_every_entry_stands_once(name: str) -> None:
    entries = [word for line in lexicon_lines(name) for word in line.split()]
    assert len(entries) == len(set(entries))
