"""What a topic gathers: its names, its aspects, and what it must not take for its own."""

from __future__ import annotations

import pytest

from assistant.briefing_topics import ALIAS, ASPECT, fields, topic_of


@pytest.mark.parametrize(
    ("remark", "words", "text", "least", "most"),
    [
        ("its own words", "数字经济", "数字经济占比达到40%", 1.0, 1.0),
        ("another name of it", "招商引资", "开展产业招商", ALIAS, 1.0),
        ("two aspects", "数字经济", "新建5G基站，扩容智算中心", ASPECT, ASPECT),
        ("its parts a little apart", "乡村振兴", "推进乡村全面振兴", 0.7, 1.0),
        ("a verb before the matter", "防范化解金融风险", "维护金融稳定", ALIAS, 1.0),
        ("a phrase that the lexicon does not know", "低空经济", "发展低空经济", 1.0, 1.0),
        ("nothing of it", "低空经济", "发展海洋经济", 0.0, 0.5),
        ("a word of it that means something else", "教育", "扎实开展党史学习教育", 0.0, 0.0),
        ("a stranger", "数字经济", "新建农村公路300公里", 0.0, 0.0),
    ],
)
def test_how_far_a_text_is_on_the_topic(remark: str, words: str, text: str, least: float, most: float) -> None:
    assert least <= topic_of(words).strength(text) <= most, remark


@pytest.mark.parametrize(
    ("words", "phrases"),
    [
        ("工业发展和招商引资", ["工业", "招商引资"]),
        ("文化旅游", ["文化", "旅游"]),
        ("碳达峰碳中和", ["碳达峰碳中和"]),
        ("加快数字经济高质量发展", ["数字经济"]),
        ("", []),
    ],
)
def test_a_request_may_have_several_themes(words: str, phrases: list[str]) -> None:
    assert [theme.phrase for theme in topic_of(words).themes] == phrases


def test_a_heading_of_another_field_is_foreign_unless_it_names_the_topic_too() -> None:
    topic = topic_of("数字经济")
    assert topic.is_foreign("狠抓科技创新引领")
    assert not topic.is_foreign("以科技创新推动数字经济")
    assert not topic.is_foreign("在产业上实现新突破")


def test_points_are_told_apart_by_aspect() -> None:
    topic = topic_of("教育")
    assert topic.aspect_of("新建公办幼儿园60所") == "学前教育"
    assert topic.aspect_of("支持大学建设“双一流”学科") == "高等教育"


def test_every_field_of_the_lexicon_has_a_name_of_its_own_and_aspects() -> None:
    names = [field.name for field in fields()]
    assert len(names) == len(set(names)) >= 40
    assert all(len(word) > 1 for field in fields() for aspect in field.aspects for word in aspect.words)
