from __future__ import annotations

from collections import Counter

import pytest

from ingest.structure.regions import all_regions, canonical_region, find_regions, region_of_document_number

FOUND = [
    ("贵州省贵阳市花溪区、白云区", ["贵州省", "贵阳市", "花溪区", "白云区"], "stacked, districts after their city"),
    ("吉林省吉林市与吉林", ["吉林省", "吉林市", "吉林省"], "the bare name is the province"),
    ("海南州和海南", ["海南州", "海南省"], "the prefecture in 青海 has its own name"),
    ("青海南部", ["青海省"], "no 海南 across the border"),
    ("湖南新建5G基站谁负责", ["湖南省"], "short name"),
    ("贵阳2024年GDP目标是多少，和黔南比呢", ["贵阳市", "黔南州"], "a comparison"),
    ("湘黔两省", ["湖南省", "贵州省"], "characters side by side"),
    ("黔、湘和鄂三省哪个高", ["贵州省", "湖南省", "湖北省"], "a list of characters"),
    ("湘2022年GDP", ["湖南省"], "one character before a year"),
    ("黔府办发〔2022〕4号", ["贵州省"], "in a document number"),
    ("蓉2024年财政收入", ["成都市"], "a city's character"),
    ("羊城、鹏城和冰城", ["广州市", "深圳市", "哈尔滨市"], "nicknames"),
    ("山城2022年", ["重庆市"], "a wary nickname in context"),
    ("内蒙2022年目标", ["内蒙古自治区"], "colloquial"),
    ("Guizhou's GDP and Shaanxi Province, Xi’an City", ["贵州省", "陕西省", "西安市"], "English"),
    ("Shanxi or Shaanxi", ["山西省", "陕西省"], "one letter apart"),
    ("Jilin City in Jilin", ["吉林市", "吉林省"], "English city of the same name"),
    ("China's 2022 target", ["全国"], "national in English"),
    ("中国2022年GDP目标", ["全国"], "national with a year"),
    ("云岭省澜州市2024年GDP", ["云岭省", "澜州市"], "invented places by their form"),
    ("请问石桥县2024年目标", ["石桥县"], "county after a word of asking"),
    ("澜州市与岚溪市对比", ["澜州市", "岚溪市"], "two invented cities"),
    ("白银2024年GDP", ["白银市"], "a wary name before a year"),
    ("新疆生产建设兵团", ["新疆生产建设兵团"], "longer than 新疆"),
    ("白银价格、大同小异、长治久安、阿里云、来宾致辞、日照时数", [], "names that are words"),
    ("隆重庆祝，确保定期，建成都市圈，推广东西部协作", [], "names inside other words"),
    ("黄河南岸、太湖北岸、长江西段", [], "directions"),
    ("宁德时代、孙中山、中山大学、沿海城市", [], "names inside names"),
    ("南京路、北京东路、上海大道", [], "streets"),
    ("贵阳路网", ["贵阳市"], "but a road network is the city's"),
    ("体量居全省第三，各市州、我省、该县、有关地区、两省", [], "no names"),
    ("高新区、开发区、朝阳产业", [], "zones"),
    ("京津冀协同发展", [], "a strategy is no question about three regions"),
    ("上海市民热线，粮食高平市场", ["上海市"], "citizens and markets"),
    ("中国电信、国家发展改革委、全国人大", [], "institutions"),
    ("Bank of China", [], "institution in English"),
    ("People's Republic of China", [], "the state in English"),
    ("the GDP of Qiannan Prefecture, of Henan and of China", ["黔南州", "河南省", "全国"], "of a region in English"),
    ("the Province of Guizhou and targets of Guangdong", ["贵州省", "广东省"], "the type word before the name"),
]
CANONICAL = [
    ("贵州", "贵州省"),
    ("黔", "贵州省"),
    ("Guizhou Province", "贵州省"),
    ("贵州省贵阳市", "贵阳市"),
    ("贵阳市花溪区", "花溪区"),
    ("黔南布依族苗族自治州", "黔南州"),
    ("黔南", "黔南州"),
    ("云岭省", "云岭省"),
    ("云岭省澜州市临湖区", "临湖区"),
    ("国家", "全国"),
    ("凯里市", "凯里市"),
    ("恩施", "恩施州"),
    ("全省", None),
    ("城市", None),
    ("开发区", None),
    ("有关地区", None),
    ("", None),
]
NUMBERS = [
    ("黔府办发〔2022〕4号", "贵州省"),
    ("湘政发〔2022〕1号", "湖南省"),
    ("国办发〔2023〕9号", "全国"),
    ("云发〔2024〕1号", None),
]


@pytest.mark.parametrize(("text", "names", "remark"), FOUND)
def test_regions_are_found(text: str, names: list[str], remark: str) -> None:
    mentions = find_regions(text)
    assert [mention.region.name for mention in mentions] == names, remark
    assert all(text[m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize(("name", "expected"), CANONICAL)
def test_a_name_becomes_canonical(name: str, expected: str | None) -> None:
    region = canonical_region(name)
    assert (region.name if region else None) == expected


@pytest.mark.parametrize(("number", "expected"), NUMBERS)
def test_a_document_number_names_its_region(number: str, expected: str | None) -> None:
    region = region_of_document_number(number)
    assert (region.name if region else None) == expected


def test_the_table_is_whole_and_consistent() -> None:
    regions = all_regions()
    names = [region.name for region in regions]
    counts = Counter(region.level for region in regions)
    assert len(names) == len(set(names))
    assert (counts["national"], counts["prefecture"]) == (1, 333)
    assert counts["province"] == 34 + 1, "34 provinces and the 兵团"
    assert all(region.parent in names for region in regions if region.level in ("prefecture", "county"))
    assert all(canonical_region(region.name) == region for region in regions)


def test_no_alias_means_two_regions() -> None:
    aliases = Counter(alias for region in all_regions() for alias in region.aliases)
    assert [alias for alias, count in aliases.items() if count > 1 and len(alias) > 1] == []


def test_an_unknown_place_knows_its_level_and_parent() -> None:
    province, city = (mention.region for mention in find_regions("云岭省澜州市"))
    assert (province.level, city.level, city.parent) == ("province", "prefecture", "云岭省")
