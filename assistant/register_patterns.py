"""The words by which questions about responsibility are known, as patterns."""

from __future__ import annotations

import re

# Slips of the keyboard for 牵头: 迁头, 千头, 签头, 牵投 …
LEADS_SLIP = re.compile(
    r"[迁千签钱前芊](?=头(?:单位|部门|的|负责|人|[?？呢吗么啊]|几|多少|哪|$))头|牵(?:投|透|首)|qiantou", re.IGNORECASE
)
UNIT_WORD = r"(?:单位|部门|机构|厅局|委办局|厅|局|委|办|处室|科室|政府|衙门|主体)"
PLACE_WORD = r"(?:市州|市县|县区|地市|州市|市|州|县|区|地方)"
WHO = (
    rf"(?:谁|哪(?:一)?(?:个|些|几|家|两|三|几个|几家|两家|两个|三家|三个)?\s*{UNIT_WORD}|哪[几两三四]?家|哪几个|"
    rf"(?:什么|啥|何)(?:样的)?{UNIT_WORD}|(?:有|是|由|归|让|给|找)?几(?:家|个)(?:{UNIT_WORD}))"
)
STRONG = re.compile(
    r"牵头(?!(?:组建|成立|制定|编制|起草|建设|建立|开展|实施|举办|承担了|的(?:创新)?联合体))"
    r"|(?:责任|主责|主办|配合|协办|牵头)(?:单位|部门)|责任分工|分工(?:方案|意见)(?:里|中|上)?.{0,30}(?:谁|哪)|负总责"
)
LABELS = re.compile(
    rf"(?:参加|参与|配合|协助|协同)(?:了)?(?:的|进来的|进去的)?(?:都|还)?(?:有|是|包括)(?:了)?(?:谁|哪|什么|啥)|(?:除(?:了|开|去)?|抛开|不算|不含)[^，。？?]{1, 20}(?:外|以外|之外)?[，,]?(?:还有|另外|另有|剩下的?|其他的?|其余的?)[^。？?]{0, 6}(?:谁|哪|什么单位|几家)|{UNIT_WORD}(?:之外|以外)[^。？?]{0, 4}(?:还有|另有)(?:谁|哪)"
    rf"|哪(?:些|几个|个){PLACE_WORD}[^，。？?]{{0,4}}(?:参与|参加|配合)"
    r"|(?:协同|参与|参加|承办|主管)(?:单位|部门|方|处室)|(?:牵头|分管|责任|主管|包保|包抓|挂帅|联系)(?:的)?(?:领导|副?(?:市长|省长|县长|区长))"
    r"|哪位(?:领导|负责人|同志|副?(?:市长|省长|县长|区长))|责任人|完成时限|办结时限|责任时限|时限要求"
)
WEAK = re.compile(
    rf"{WHO}[^，。？?]{{0,14}}(?:负责|主抓|来抓|抓|管|主管|落实|承担|推进|配合|参与|参加|协助|实施|来做|干|办|挂帅|领衔|分管|解决|处理|整治|推动|组织|统筹|对接|跟进|操心|主持)"
    rf"|(?:负责|主抓|主管|分管|落实|配合|参与|推进|承担|实施)(?:的|人|此事|这事|这项工作)?(?:是|有|为|包括)?(?:的)?{WHO}"
    rf"|(?:归|由|让|找|该|要)\s*{WHO}|{WHO}(?:的)?(?:事|活|任务|职责|责任|牵)|(?:交给|分给|派给|落到|分到|落在|安排给)(?:了)?{WHO}"
    rf"|涉及(?:到)?(?:的)?(?:哪些|什么|哪几个)?{UNIT_WORD}|{WHO}(?:是|算|当)?(?:总|带头|打头|主导|扛)"
    r"|(?:谁|哪家|哪个)(?:牵|领)|(?:负责|管)[^，。？?]{0,12}的(?:是)?(?:谁|哪)"
)
UNIT_LIST = re.compile(
    r"(?:负责|参与|配合|承担|承办|落实|主抓)(?:了|的|着)?(?:哪些|什么|啥|多少|几)[项个件条]?(?:任务|工作|事项|事|活)|(?:负责|参与|配合|承担|承办)(?:了|的)?(?:几|多少)[项个件条]|(?:负责|参与|配合|承担)(?:了)?(?:哪些|什么|啥)\s*(?:$|[？?])|(?:任务|工作|事项)(?:有|是)?(?:哪些|多少|几[项个]).{0,4}(?:参与|配合|负责)"
)
# 方案里一共多少项任务, 第三部分有哪些任务
TASK_LIST = re.compile(
    r"(?:分工|方案|意见|责任清单|任务清单|台账).{0,30}(?:多少|几|哪些|什么|啥)[项条个件]?(?:任务|工作任务|事项)|(?:部分|章|节|章节|大项).{0,16}(?:任务|谁|牵头)"
    r"|[”\"」』][^，。？?]{0,6}(?:包括|包含|有|下)(?:了)?(?:哪几|哪些|几|什么)[项条个]?(?:任务|工作)"
)
UNIT_CHECK = re.compile(
    r"(?:参与|参加|配合|负责|承担|主抓|管).{0,30}(?:吗|么|吧|对不对)|(?:是不是|是否|有没有).{0,14}(?:参与|配合|负责|承担|主抓|管)|参不参与|参与不参与|管不管|负不负责"
)
UNIT_LIKE = re.compile(
    r"(?:公司|集团|银行|海关|中心|新区|大学|学院|局|厅|委|办|支行|总队|协会|联合会|政府)[^，。？?]{0,10}(?:负责|参与|配合|承担|牵头)"
)
NOT_REGISTER = re.compile(
    r"谁(?:作|做|代表|宣读|签发|发布|写|主持|任|当选|是(?:省长|市长|州长|县长|总理|书记))|(?:报告人|作报告|做报告|签发)|哪(?:一)?(?:个|些)?(?:省|企业|公司|项目|行业|产业)(?!.*(?:牵头|责任单位))"
    r"|哪(?:一)?(?:个|些)?(?:市|县|州|城市|地区)(?!.*(?:牵头|责任单位)|[^，。？?]{0,4}(?:参与|参加|配合))"
)
# what lead units have to do, or what some place leads, is no question about who leads a task
ABOUT_LEADING = re.compile(
    r"牵头(?:单位|部门)?[^，。？?]{0,14}(?:怎么|如何|怎样|怎麽)|(?:怎么|如何|怎样)[^，。？?]{0,6}牵头|牵头的[^，。？?]{2,16}(?:叫什么|叫啥)"
)
ENGLISH = re.compile(
    r"\b(?:lead(?:s|ing)? (?:unit|agency|department|body|organi[sz]ation|authority|institution)|(?:who|which|what) [^?.]*?\b(?:lead|leads|leading|led|in charge|responsible|heads?|oversees?|handles?|runs?|takes? part|participat\w+|involved|supports?)\b"
    r"|(?:is|are) [^?.]*?\b(?:the lead|in charge|a lead|lead unit|leading|responsible)\b|does [^?.]*?\blead\b|who(?:'s| is) (?:in charge|responsible)|responsible (?:unit|department|agency|for)"
    r"|(?:participating|supporting|cooperating|assisting) (?:unit|department|agenc\w+|bod\w+)|how many [^?.]*?\b(?:tasks?|items?)\b[^?.]*?\b(?:lead|leads|led|participate)|tasks? [^?.]*?\b(?:led|lead|leads)\b|lead(?:ing)? (?:the )?[^?.]*\btasks?\b)",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"几(?:项|个|条|件|款|桩)(?!家|单位|部门|厅)(?:任务|工作|事|活)?|多少(?:项|个|条|件)?(?:任务|工作|事|条目|活)|多少(?:项|件|条)|(?:任务|工作)(?:有|共)?(?:多少|几)|数量|how many",
    re.IGNORECASE,
)
LIST = re.compile(
    r"(?:牵头|负责|参与|配合|承担|主抓|管|抓|做|干|主办|协办|落实)(?:了|着|的|推进|过|办)?(?:是|有)?(?:的)?(?:哪些|什么|啥|哪几|有哪|有啥|有什么|任务有|任务清单|任务是|任务都|工作有|事项有|事有|那些)"
    r"|(?:哪些|什么|啥|哪几[项个件]?|所有|全部|各项)(?:任务|工作|事项|事情|事|活|项目)|任务清单|(?:任务|工作|事项|事情|事儿?|活儿?|项目)(?:都|一共)?(?:有|是|包括)?(?:哪些|什么|啥|哪几)|(?:牵头|参与|配合|负责)(?:的)?(?:任务|工作|事项|事情)(?:$|[？?。,，]|都|列|清单|一览)"
    r"|(?:what|which) (?:tasks?|items?|work)|list (?:the|all|of)|what (?:does|do|is|are) [^?]*?(?:lead|leading|responsible for|in charge of)\b(?! (?:unit|the))|tasks? (?:are |is )?(?:led|lead) by|tasks? (?:that |does )",
    re.IGNORECASE,
)
YES_NO = re.compile(
    r"吗|么(?=[？?，,。！!\s]|$)|吧(?=[？?，,。！!\s]|$)|(?:没错|对|是)吧|难道|是不是|是否|对不对|有没有(?:份|参与|牵头)|参不参与|参与不参与|牵不牵头|管不管|负不负责|算不算|(?:^|\b)(?:is|are|does|do|was|did)\b",
    re.IGNORECASE,
)
PARTICIPANT = re.compile(
    r"\bsupports?\b|配合|协办|协同|参与|参加|协助|责任单位|责任部门|其他(?:责任|参与)?(?:单位|部门)|还有(?:哪些|谁)|涉及|supporting|participat|take part|takes part|cooperat|assist|involved|other units",
    re.IGNORECASE,
)
LEADING = re.compile(r"牵头|主办|主责|负总责|挂帅|带头|领衔|\blead|\bin charge|\bhead", re.IGNORECASE)
SECTION_ENDING = r"(?:这|那|该)?\s*(?:一|个)?\s*(?:小节|节|部分|章节|章|板块|块|大项|标题|小标题|方面|一级|领域)"
QUOTED = re.compile(
    rf"[“\"「『《‘]([^”\"」』》’]{{2,40}})[”\"」』》’]\s*(?:的)?(?:{SECTION_ENDING}|(?:里|下面|下|部分)?(?:包括|包含|有)(?:了)?(?:哪几|哪些|几|什么)[项条个]?(?:任务|工作))"
)
UNQUOTED = re.compile(
    r"(?:(?:分工)?(?:方案|意见|通知|清单)(?:里面|里|中|的)?|里面|里|中|的|关于|在|分工)\s*([\u4e00-\u9fff、，]{4,30}?)(?:(?:这|那)(?:一|个)?\s*(?:小节|节|部分|章节|章|板块|块|大项)|一[节章](?![课程]))"
)
BEFORE_SECTION = re.compile(
    r"([\u4e00-\u9fff、]{3,24}?)(?:(?:这|那)(?:一|个)?\s*(?:小节|节|部分|章节|章|大项)|一[节章](?![课程]))"
)
NUMBERED_SECTION = re.compile(r"第\s*([一二三四五六七八九十]{1,3})\s*(?:大)?(?:部分|章|节|大项)")
ENGLISH_SECTION = re.compile(
    r"(?:section|chapter)\s+(?:on |about |called |titled )?[“\"'「]?([^”\"'」?,.]{2,60})|[“\"「]([^”\"」]{2,40})[”\"」]\s*(?:section|part|chapter)",
    re.IGNORECASE,
)
RANGE = re.compile(r"第?\s*(\d{1,3})\s*(?:项|条|款)?\s*(?:到|至|—|－|-|~|～|–)\s*第?\s*(\d{1,3})\s*(?:项|条|款)")
ONE = re.compile(
    r"第\s*(\d{1,3}|[一二三四五六七八九十百]{1,5})\s*(?:项|条|款|号任务)|(?:task|item|no\.?|number)\s*#?(\d{1,3})\b",
    re.IGNORECASE,
)
LIST_OF_SECTION = re.compile(
    r"(?:哪几|哪些|几|什么|啥|有哪|分别|各|都)[^。？?]{0,10}(?:任务|工作|事|项|件|活|谁|牵头|负责)|任务(?:有|是|清单)|讲了|包括|包含|列(?:了|出)|tasks?",
    re.IGNORECASE,
)

# The words of asking about responsibility; what is left of the question is the matter.
ASKING = re.compile(
    r"(?:参加|参与|配合|协助)(?:了|的)?(?:都|还)?(?:有|是|包括)?(?:了)?(?:谁|哪些|哪几[个家]|哪[个家])(?:(?:单位|部门|市州|市县|地市|市|州|县|区)(?:和|及|、|与)?)*|"
    rf"{SECTION_ENDING}(?=[，,。？?（(\s]|$)|[迁千签]头|牵头(?:的)?(?:负责|单位|部门|任务|人|方|工作)?|负总责|总责|[含包括](?:联合|共同)(?:牵头)?|第?\s*\d+\s*(?:项)?[到至—\-－~～–]第?\s*\d+\s*[项条款]|第\s*\d+\s*[项条款]|(?:三|两|几)家|责任(?:单位|部门|分工|人)|(?:配合|协办|协同|参与|参加|主办|主责|承办)(?:的)?(?:单位|部门)?|负总责|"
    rf"负责(?:的)?(?:单位|部门|人|落实)?|(?:有|由)?哪(?:些|几个|几家|个)(?:市州|市县|地市|市|州|县|区|地方)|(?:除(?:了|开|去)?|抛开|不算)(?=\s)|除(?:了|开|去)?(?:牵头)(?:的)?(?:单位|部门)?(?:之外|以外|外)?|(?:之外|以外)(?=[\s还另，,]|$)|(?<=\s)外(?=[\s还另，,]|$)|涉及(?:到)?(?:的)?(?=\s|哪|什么|单位|部门|$)|(?:没错|对|是)吧|吧(?=[\s？?。！!，,]|$)|难道(?:不是)?|对不对|两省|各自|(?:主管|主抓|分管|归口)(?:的)?(?:单位|部门|领导)?|(?:是|由|归|让|找|给|该)?{WHO}(?:来|去|在)?(?:抓|管|干|办|做|牵(?!头)|领|负(?!责))?(?:的)?|"
    r"(?:这|那)(?:一)?(?:项|条|块|件|个|部分|方面|桩)(?:任务|工作|目标|事情|事|内容|指标)?|(?:任务|工作)(?:的|是|由|归|上|里)|"
    r"(?:分工|责任分工|重点工作)?(?:方案|意见|通知|文件|清单|台账)(?:里面|里|中|上|内)?|是不是|是否|是吗|对吗|对么|之一|各(?=由|归|是|自|\s|$)|一节|一章|讲了(?:什么|哪些|啥)?|都(?=\s|$)|分别|都是|都有|包括|哪些|哪几个|哪几家|哪两家|哪家|哪个|单位|部门|省里|全省|请问|"
    r"完成时限|时限|期限|什么时候|何时|领导|哪位|一共|总共|这事|此事|到底|究竟|具体|是什么|有谁|是谁|几家|[?？！!。，,；;：:（）()]|"
    r"其他(?=参与|责任|配合|协办|单位|部门|的|$)|还有(?=哪|谁|什么)|(?:的)?问题|解决|处理|我看到[^，。？?]*|旁边[^，。？?]*|听说|好像|政府工作报告|重点工作|重点任务|省政府把|给了|交给|分给|抓的|抓|管(?=$|的)|落实|吗|么|呢|的那|那些|有啥|啥"
)
ENGLISH_ASKING = re.compile(
    r"\b(?:which|what|who|whom|whose|is|are|the|a|an|of|in|on|for|to|does|do|did|by|and|it|lead|leads|led|leading|leader|unit|units|department|departments|agency|agencies|body|bodies|task|tasks|item|items|work|project|"
    r"responsible|charge|take|takes|part|participating|participate|participates|supporting|support|jointly|please|tell|me|province|provincial|government|notice|document|plan|division|responsibility|responsibilities|"
    r"how|many|there|with|under|from|at|that|this|these|handles|handle|oversees|oversee|heads|head|runs|assigned|listed|named|according)\b|'s\b",
    re.IGNORECASE,
)
