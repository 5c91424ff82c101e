"""Flowables and texts that several tests need."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image

from oracle.report.display import Chart, Fill, Label, Stroke
from oracle.report.pdf.blocks import PictureRef, Style

H1 = Style(21, 27, 600)
H2 = Style(12, 17, 600)
SMALL = Style(8.5, 12.5)

SCRIPTS = {
    "latin": "Hello, “Thank you”, find 100 % — naïve Ångström fluffy office",
    "greek and cyrillic": "Ελληνικά και Кириллица українська",
    "hindi": "हिन्दी में लिखा हुआ क्षत्रिय विद्यार्थी प्रश्न",
    "bengali": "বাংলা লেখা ক্ষুদ্র প্রশ্ন",
    "tamil": "தமிழ் எழுத்து கொண்டு",
    "khmer": "ខ្មែរ ភាសា ប្រទេស",
    "myanmar": "မြန်မာဘာသာ စကား ကျောင်း",
    "chinese and japanese": "中文：这是一个测试，「引号」。日本語のテキスト",
    "others": "ქართული Հայերեն አማርኛ తెలుగు ಕನ್ನಡ മലയാളം ગુજરાતી ਪੰਜਾਬੀ සිංහල",
    "arabic": "مرحبا بالعالم هذا تقرير عن رحلة العميل في المتجر رقم 2025 من shop إلى المنزل لا يوجد خطأ",
    "hebrew": "שלום עולם דוח 123 על מסע לקוח אתר shop וגם טלפון",
    "thai": "ภาษาไทยเขียนต่อกันไม่มีช่องว่างระหว่างคำที่นี่",
    "emoji": "😀 👩‍👩‍👧‍👦 🇩🇪 ❤️ 👍🏽 1️⃣ 🎉 🚀 ✅ 🐶 🌿 🏳️‍🌈 👨‍💻 😎 🥳 🙏🏿",
}

HOSTILE = [
    "",
    " ",
    "\n\n\n",
    "<b>not bold</b> <img src=/etc/passwd> <a href='javascript:alert(1)'>x</a> &lt; & &#0; ]]> <!-- ",
    ") Tj ET Q (",
    "\\) endstream endobj \\( << /JavaScript >> %%EOF",
    "%late1; %late2;",
    "{{ 7*7 }} ${jndi:ldap://x} {0.__class__} %s %n %(x)s",
    "'; DROP TABLE walks; --",
    "\x00\x01\x02\x03\x1b[31mred\x7f\x80\x85\x9f",
    "\ud800 lone \udfff surrogates \udead",
    "\ufffe\uffff\U0001fffe\ufdd0 noncharacters",
    "\u202egnilbmuter\u202c \u2066isolate\u2069 \u200f\u200e\ufeff",
    "Ṱ̺̺̕o͞ ̷i̲̬͇̪͙n̝̗͕v̟̜̘̦͟o̶̙̰̠kè͚̮̺̪̹̱̤ ̖t̝͕̳̣̻̪͞h̼͓̲̦̳̘̲e͇̣̰̦̬͎ ̢̼̻̱̘h͚͎͙̜̣̲ͅi̦̲̣̰̤v̻͍e̺̭̳̪̰-m̢iͅn̖̺̞̲̯̰d̵̼̟͙̩̼̘̳.",
    "a" + "\u0301" * 20_000,
    "\u0301\u0302\u0303 marks without a letter",
    "x" * 100_000,
    "لا" * 5_000,
    "ש" * 9_000 + "(" * 200,
    "田" * 9_000,
    "ไ" * 5_000,
    "👩‍👩‍👧‍👦" * 500,
    "🇦🇧🇨🇩🇪🇫🇬",
    "\u200d\u200d\ufe0f\u20e3",
    "\U000e0001\U000e0041 tags \U000e0fff",
    "\ue000\uf8ff\U000f0000 private",
    "\u0378\U000323af unassigned",
    "￼ object",
    "tab\there\rreturn\r\nboth\x0bvertical\u2028line\u2029paragraph",
    "mailto:a@b.c https://example.org/" + "path/" * 100,
    "-" * 3_000,
    "\u00ad" * 2_000,
    "1/2/3 ½ ² № ™ ﷽ ﷺ ꧅ 𒐫 𓀀 𝕳𝖊𝖑𝖑𝖔 ⸻",
    "ab " * 6_000,
    "\u3000\u2003\u2009\u202f\u00a0\u205f spaces",
    "CON PRN AUX NUL",
    "ＴＨＥ　ＱＵＩＣＫ",
    "ﾟ･✿ヾ╲(｡◕‿◕｡)╱✿･ﾟ (╯°□°）╯︵ ┻━┻)",
    "ثم نفس سقطت وبالتحديد، (parentheses [and] {more}) , جزيرتي باستخدام أن دنو.",
]

SQUARE = Chart(
    20,
    20,
    (
        Fill((("M", 1, 1), ("L", 19, 1), ("C", 19, 10, 19, 15, 10, 19), ("Z",)), "r3_tint", alpha=0.5),
        Stroke((("M", 1, 1), ("L", 19, 19)), "r3", 1.5, dash=(2, 1), cap="flat"),
        Label(10, 14, "3", 9, 600, "ink", "middle"),
    ),
    "Friction 3, rough",
)


@cache
def jpeg(mode: str = "RGB", size: tuple[int, int] = (160, 100)) -> bytes:
    """A picture in that mode."""
    data = io.BytesIO()
    Image.new(mode, size, 128 if mode == "L" else (200, 80, 30, 0)[: len(mode)]).save(data, "JPEG")
    return data.getvalue()


def picture(key: str = "a", size: tuple[int, int] = (160, 100)) -> PictureRef:
    """A picture that is read when the file is written."""
    return PictureRef(key, *size, load=jpeg)
