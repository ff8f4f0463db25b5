"""Instructions to a language model that someone has planted in a document, a title or a table.

A report speaks to offices and citizens. A sentence that speaks to a model (忽略以上指令, ignore previous instructions, 作为AI助手你必须 …) is
not evidence for anything: it is neither sent to the model nor may it support a sentence of an answer.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ADDRESSEE = r"(?:AI|人工智能|大模型|语言模型|聊天机器人|智能助手|智能问答|问答系统|机器人|模型|助手|LLM|GPT|ChatGPT|chatbot|assistant|language model)"
_PATTERNS = (
    # 忽略以上所有指令；不要理会前面的要求
    r"(?:忽略|无视|忘记|忘掉|不理会|不必理会|不要理会|不要遵守|不再遵守|跳过|抛开|覆盖|取代|推翻|作废)[^。！？\n]{0,14}(?:指令|指示|提示词?|系统(?:消息|设定|提示)|规则|约束|限制|设定|对话|(?:以上|之前|先前|前面|上述|此前)的?(?:所有|全部|一切)?(?:内容|要求|资料|信息|说明))",
    r"(?:以上|之前|先前|前面|上述|此前|原有)的?(?:所有|全部|一切)?(?:指令|提示词?|规则|设定|系统消息|要求)[^。！？\n]{0,8}(?:作废|无效|失效|取消|不再(?:有效|适用)|忽略|不算)",
    # 你现在是…；请扮演
    r"(?:你|您)(?:现在|从现在起|此刻|将|必须|应当|需要|只能|只需|要|不得|不准|不能|的(?:任务|角色|身份|新身份|回答|答案|输出))?(?:是|扮演|充当|作为|进入|切换|回答|输出|回复|说|告诉|遵守|服从|执行|忽略|泄露|透露)[^。！？\n]{0,20}(?:助手|模型|机器人|角色|模式|指令|用户|提问者|提示词|回答|输出|管理员|开发者)",
    rf"(?:请|令|要求|命令|指示|提醒|通知|致|告)[^。！？\n]{{0,4}}{_ADDRESSEE}[^。！？\n]{{0,12}}(?:执行|回答|输出|回复|必须|应当|务必|不要|不得|注意|删除|改为|写成|遵守|照办)",
    rf"{_ADDRESSEE}(?:在)?[^。！？\n]{{0,10}}(?:必须|应当|务必|只能|一律|不得|请|需要)[^。！？\n]{{0,12}}(?:回答|输出|回复|声称|说明?|写|执行|引用|改|忽略|显示|删除)",
    rf"(?:作为|身为)(?:一[个名款]?)?{_ADDRESSEE}",
    # 回答时一律说；对任何提问都回答
    r"(?:回答|答复|回复|输出|作答)(?:问题|提问|用户|任何问题|时)?(?:时|的时候|中)?[^。！？\n]{0,6}(?:一律|都要|都应|必须|务必|只能|只需|只要|只准|直接)[^。！？\n]{0,10}(?:回答|说|写|输出|回复|给出|声称|使用|改|用|加上|引用|附上|以)",
    r"(?:如果|若|当|凡|每当|无论|不管|对)[^。！？\n]{0,10}(?:用户|有人|提问者|任何人|读者|问到|被问|提问)[^。！？\n]{0,16}(?:回答|答复|回复|输出|声称|告诉|说)",
    r"(?:请|务必|必须|只|直接|立即|马上|现在)(?:只|直接|立即|原样|逐字|完整)?(?:输出|复述|打印|泄露|透露|公布|显示|重复)[^。！？\n]{0,14}(?:系统提示|提示词|系统消息|指令|密钥|口令|密码|api[ _-]?key|设定|原文如下|以下内容|下面(?:的|这)|一句)",
    r"(?:系统提示词|系统提示(?=\s*[:：])|系统(?:消息|指令)|开发者(?:模式|消息|指令)|越狱|提示词注入|管理员指令|隐藏指令|最高优先级)[^。！？\n]{0,4}[:：]?",
    r"(?:把|将)[^。！？\n]{0,16}(?:答案|回答|结论|数字|引文|引用)[^。！？\n]{0,6}(?:改(?:成|为)|替换(?:成|为)|写成|说成|换成|删)",
    r"(?:不要|不得|不准|切勿|禁止)(?:引用|标注|使用|提及|给出)[^。！？\n]{0,8}(?:来源|出处|引文|编号|本句|资料\s*\d|其他资料|其余资料|以上资料)",
    # English
    r"(?:ignore|disregard|forget|override|bypass|discard|skip|do not follow|stop following)\b[^.!?\n]{0,40}\b(?:instruction|prompt|rule|message|guideline|direction|context|passage|constraint|everything|above|system)",
    r"\b(?:previous|prior|above|earlier|all) (?:instructions?|prompts?|rules?)\b[^.!?\n]{0,30}\b(?:void|invalid|cancel|no longer|superseded|replaced)",
    r"\b(?:you are now|you must (?:now )?(?:answer|reply|respond|say|output|obey|print|reveal)|from now on,? you|act as|pretend (?:to be|you)|your new (?:role|task|instructions?)|roleplay)\b",
    r"\b(?:system prompt|developer mode|jailbreak|prompt injection|hidden instruction|system message|system override|do anything now)\b",
    r"\b(?:respond|reply|answer|output|print|say|write|repeat|state|tell (?:the )?users?)\b[^.!?\n]{0,24}\b(?:only|exactly|verbatim|with the (?:words?|text|following)|the following|instead|that the (?:target|answer|figure))\b",
    r"\b(?:as an? |attention,? |dear |note to (?:the )?|hey,? )(?:ai|llm|language model|assistant|chatbot|gpt)\b|\b(?:ai|llm|language) (?:assistants?|models?)[^.!?\n]{0,14}\b(?:must|should|shall|please|are required)\b",
    r"\b(?:reveal|print|leak|show|expose|repeat)\b[^.!?\n]{0,24}\b(?:prompt|api key|password|secret|instructions?)\b",
    r"\bdo not (?:cite|quote|mention|use|reveal)\b[^.!?\n]{0,30}\b(?:source|citation|passage|reference|document|instruction|marker)",
    r"<\|?(?:im_start|im_end|system|assistant|user|endoftext)\|?>|\[/?INST\]|</?(?:system|assistant|instructions?)>|^\s*(?:system|assistant|user)\s*[:：]|###\s*(?:instruction|system)",
)
_INSTRUCTION = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE | re.MULTILINE)
_SENTENCE = re.compile(r"[^。！？!?\n]*(?:[。！？!?]+[”’」』）)]*|\n|$)")
_QUICK = re.compile(
    r"忽略|无视|忘记|忘掉|理会|遵守|跳过|抛开|覆盖|推翻|作废|无效|失效|你|您|AI|人工智能|模型|机器人|助手|LLM|GPT|回答|答复|回复|输出|作答|提问|用户|复述|泄露|透露|系统|开发者|越狱|提示词|指令|答案|引文|引用|来源"
    r"|ignore|disregard|forget|override|bypass|discard|skip|follow|instruction|prompt|you |act as|pretend|system|respond|reply|answer|output|print|say|write|state|tell|assistant|reveal|leak|cite|<\|?|INST|###",
    re.IGNORECASE,
)
#: what stands in a prompt where such a sentence was taken out
OMITTED = "〔此处略去一句对模型说的话〕"


@lru_cache(maxsize=2048)
def instruction_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The spans of ``text`` that speak to a model: each such sentence with the rest of its paragraph, in order."""
    if not _QUICK.search(text):
        return ()
    spans: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        if not match.group() or (spans and match.start() < spans[-1][1]):
            continue
        if _INSTRUCTION.search(match.group()):
            end = text.find("\n", match.start())
            spans.append((match.start(), len(text) if end < 0 else end))
    return tuple(spans)


def without_instructions(text: str, replacement: str = "") -> str:
    """``text`` with every such span replaced."""
    for start, end in reversed(instruction_spans(text)):
        text = text[:start] + replacement + text[end:]
    return text
