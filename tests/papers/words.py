"""Invented people, places, firms and numbers with right check digits. Nobody's; each is fixed by its random source."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum import luhn
from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from drivers.card_reader.layout import ETHNICITIES

SURNAMES = (
    *(
        [
            "王 WANG",
            "李 LI",
            "张 ZHANG",
            "刘 LIU",
            "陈 CHEN",
            "杨 YANG",
            "赵 ZHAO",
            "黄 HUANG",
            "周 ZHOU",
            "吴 WU",
            "徐 XU",
            "孙 SUN",
        ]
    ),
    *(
        [
            "胡 HU",
            "朱 ZHU",
            "高 GAO",
            "林 LIN",
            "何 HE",
            "郭 GUO",
            "马 MA",
            "罗 LUO",
            "梁 LIANG",
            "宋 SONG",
            "郑 ZHENG",
            "谢 XIE",
        ]
    ),
    *(
        [
            "韩 HAN",
            "唐 TANG",
            "冯 FENG",
            "于 YU",
            "董 DONG",
            "萧 XIAO",
            "欧阳 OUYANG",
            "司马 SIMA",
            "上官 SHANGGUAN",
            "邵 SHAO",
        ]
    ),
)
GIVEN = (
    *(
        [
            "伟 WEI",
            "芳 FANG",
            "娜 NA",
            "秀 XIU",
            "英 YING",
            "敏 MIN",
            "静 JING",
            "丽 LI",
            "强 QIANG",
            "磊 LEI",
            "军 JUN",
            "洋 YANG",
        ]
    ),
    *(
        [
            "勇 YONG",
            "艳 YAN",
            "杰 JIE",
            "娟 JUAN",
            "涛 TAO",
            "明 MING",
            "超 CHAO",
            "兰 LAN",
            "霞 XIA",
            "平 PING",
            "刚 GANG",
            "桂 GUI",
        ]
    ),
    *(
        [
            "志 ZHI",
            "建 JIAN",
            "国 GUO",
            "庆 QING",
            "梓 ZI",
            "涵 HAN",
            "宇 YU",
            "轩 XUAN",
            "欣 XIN",
            "怡 YI",
            "嘉 JIA",
            "晨 CHEN",
        ]
    ),
    *(
        [
            "婧 JING",
            "琪 QI",
            "睿 RUI",
            "鑫 XIN",
            "淼 MIAO",
            "懿 YI",
            "浩 HAO",
            "然 RAN",
            "雨 YU",
            "诗 SHI",
            "一 YI",
            "丹 DAN",
        ]
    ),
)
PLACES = {  # GB/T 2260, a few
    "130902": ("河北省沧州市新华区", "冀", "沧州市"),
    "130903": ("河北省沧州市运河区", "冀", "沧州市"),
    "130925": ("河北省沧州市盐山县", "冀", "盐山县"),
    "130981": ("河北省泊头市", "冀", "泊头市"),
    "110105": ("北京市朝阳区", "京", "北京市朝阳区"),
    "120104": ("天津市南开区", "津", "天津市"),
    "150102": ("内蒙古自治区呼和浩特市新城区", "蒙", "呼和浩特市"),
    "220104": ("吉林省长春市朝阳区", "吉", "长春市"),
    "230103": ("黑龙江省哈尔滨市南岗区", "黑", "哈尔滨市"),
    "310115": ("上海市浦东新区", "沪", "浦东新区"),
    "320106": ("江苏省南京市鼓楼区", "苏", "南京市"),
    "330106": ("浙江省杭州市西湖区", "浙", "杭州市"),
    "350203": ("福建省厦门市思明区", "闽", "厦门市"),
    "370102": ("山东省济南市历下区", "鲁", "济南市"),
    "410105": ("河南省郑州市金水区", "豫", "郑州市"),
    "420106": ("湖北省武汉市武昌区", "鄂", "武汉市"),
    "430104": ("湖南省长沙市岳麓区", "湘", "长沙市"),
    "440305": ("广东省深圳市南山区", "粤", "深圳市"),
    "510107": ("四川省成都市武侯区", "川", "成都市"),
    "530102": ("云南省昆明市五华区", "云", "昆明市"),
    "610113": ("陕西省西安市雁塔区", "陕", "西安市"),
}
ROADS = [
    "解放西路",
    "东风路",
    "黄河路",
    "建设大街",
    "人民路",
    "槐树胡同",
    "和平大街",
    "水月寺大街",
    "北环中路",
    "朝阳街",
    "迎宾大道",
    "浮阳南大道",
]
ESTATES = ["金鼎小区", "运河花园", "阳光水岸", "荣盛名邸", "颐和家园", "福康里", "书香苑", "东方世纪城"]
TODAY = date(2026, 11, 20)


@dataclass(frozen=True)
class Somebody:
    """An invented person. `surname` and `given` are pinyin in capitals."""

    name: str
    surname: str
    given: str
    sex: str
    nation: str
    birth: date
    area: str
    address: str
    number: str

    @property
    def place(self) -> str:
        return PLACES[self.area][0]


def somebody(rng: random.Random, sex: str = "") -> Somebody:
    """A grown-up of `sex` (男 or 女; any if it is empty)."""
    surname, spelled = rng.choice(SURNAMES).split()
    given = [rng.choice(GIVEN).split() for _ in range(rng.choice((1, 2, 2, 2)))]
    sex = sex or rng.choice("男女")
    birth = day(rng, 1940, 2006)
    area = rng.choice(list(PLACES))
    sequence = f"{rng.randrange(100):02}{rng.choice('13579' if sex == '男' else '02468')}"
    return Somebody(
        name=surname + "".join(sign for sign, _ in given),
        surname=spelled,
        given="".join(sound for _, sound in given),
        sex=sex,
        nation="汉" if rng.random() < 0.7 else rng.choice(list(ETHNICITIES.values())[:56]),
        birth=birth,
        area=area,
        address=address(rng, area),
        number=resident_number(area, birth, sequence),
    )


def resident_number(area: str, birth: date, sequence: str) -> str:
    """18 characters with their check (GB 11643)."""
    first = f"{area}{birth:%Y%m%d}{sequence}"
    return first + str(mod_11_2.calc_check_digit(first))


def address(rng: random.Random, area: str) -> str:
    """A house in the country, on a road, or a flat."""
    place = PLACES[area][0]
    if rng.random() < 0.25:
        village = rng.choice("东西南北中") + rng.choice("王李陈大小") + rng.choice(("庄", "家村", "屯"))
        return f"{place}{village}{rng.randint(1, 320)}号"
    street = f"{place}{rng.choice(ROADS)}{rng.randint(1, 288)}号"
    if rng.random() < 0.5:
        return street
    return f"{street}{rng.choice(ESTATES)}{rng.randint(1, 30)}号楼{rng.randint(1, 6)}单元{rng.randint(101, 2904)}室"


def day(rng: random.Random, first: int, last: int) -> date:
    """Any day of these years."""
    start = date(first, 1, 1)
    return start + timedelta(rng.randrange((date(last, 12, 31) - start).days + 1))


def years_on(start: date, years: int) -> date:
    """The same day, so many years later; the 28th for a 29th of February."""
    return start.replace(year=start.year + years, day=28 if (start.month, start.day) == (2, 29) else start.day)


def credit_code(rng: random.Random, area: str) -> str:
    """18 characters with their check (GB 32100)."""
    organ = "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(9))
    first = f"9{rng.choice('123')}{area}{organ}"
    return first + str(uscc.calc_check_digit(first))


def bank_number(rng: random.Random) -> str:
    """16 or 19 digits with Luhn's check."""
    first = rng.choice(("622202", "621700", "622848", "621661", "625996", "436742"))
    digits = first + "".join(rng.choice("0123456789") for _ in range(rng.choice((9, 12))))
    return digits + str(luhn.calc_check_digit(digits))


@dataclass(frozen=True)
class Firm:
    """An invented business."""

    code: str
    name: str
    type: str
    legal_person: str
    capital: str
    founded: date
    address: str
    scope: str


TRADES = {
    "餐饮": "餐饮服务；食品销售；小餐饮（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
    "建材": "建筑材料销售；五金产品批发；门窗销售；装卸搬运",
    "科技": "技术服务、技术开发、技术咨询；计算机软硬件及辅助设备零售；信息系统集成服务",
    "商贸": "日用百货销售；服装服饰零售；针纺织品及原料销售；互联网销售（除销售需要许可的商品）",
    "机械": "通用零部件制造；机械零件、零部件加工；金属制品销售；货物进出口；技术进出口",
    "农业": "谷物种植；蔬菜种植；农副产品销售；初级农产品收购",
}
AMOUNTS = (
    "壹拾万元整",
    "伍拾万元整",
    "壹佰万元整",
    "伍佰万元整",
    "贰仟万元整",
    "100万元人民币",
    "300万元人民币",
    "1200万元人民币",
)


def firm(rng: random.Random) -> Firm:
    """Named after its town, two lucky signs and its trade."""
    area = rng.choice(list(PLACES))
    trade = rng.choice(list(TRADES))
    city = PLACES[area][2].removesuffix("市").removesuffix("县")
    word = "".join(rng.choice("鑫隆恒泰宏源瑞祥德盛华信诚达运河金") for _ in range(2))
    return Firm(
        code=credit_code(rng, area),
        name=f"{city}{word}{trade}有限公司",
        type=rng.choice(("有限责任公司", "有限责任公司（自然人独资）", "有限责任公司（自然人投资或控股）")),
        legal_person=somebody(rng).name,
        capital=rng.choice(AMOUNTS),
        founded=day(rng, 1999, 2025),
        address=address(rng, area),
        scope=TRADES[trade],
    )
