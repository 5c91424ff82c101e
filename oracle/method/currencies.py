"""Currencies by their ISO 4217 codes, with the sign that people write and the name that they look for."""

from __future__ import annotations

from msgspec import Struct

from oracle.language import _, mark


class Currency(Struct, frozen=True):
    """A currency; its code is what is stored."""

    code: str
    symbol: str
    _name: str

    @property
    def name(self) -> str:
        """What it is called."""
        return _(self._name)

    @property
    def title(self) -> str:
        """ "GBP  £  Pound sterling"; the sign only where it differs from the code."""
        return "  ".join(dict.fromkeys((self.code, self.symbol, self.name)))


def find(text: str) -> Currency | None:
    """The currency of a code, a title, a name, or a sign that only one has; None when it is not plain which."""
    wanted = text.strip().casefold()
    for currency in CURRENCIES:
        if wanted in {currency.code.casefold(), currency.title.casefold(), currency.name.casefold()}:
            return currency
    usual = {"$": "USD", "£": "GBP", "¥": "JPY", "kr": "SEK"}  # who types a bare sign means the one used most
    found = [each for each in CURRENCIES if wanted and each.symbol.casefold() == wanted]
    code = found[0].code if len(found) == 1 else usual.get(wanted, "")
    return next((each for each in found if each.code == code), None)


def by_use() -> tuple[Currency, ...]:
    """All of them; first those in which most is paid, so that who types "pound" is offered sterling."""
    first = ("USD", "EUR", "JPY", "GBP", "CNY", "AUD", "CAD", "CHF", "HKD", "SGD", "SEK", "KRW", "NOK", "NZD", "INR")
    known = {each.code: each for each in CURRENCIES}
    return (*(known.pop(code) for code in first), *known.values())


CURRENCIES = (
    Currency("AED", "د.إ", mark("UAE dirham")),
    Currency("AFN", "؋", mark("Afghan afghani")),
    Currency("ALL", "L", mark("Albanian lek")),
    Currency("AMD", "֏", mark("Armenian dram")),
    Currency("ANG", "ƒ", mark("Netherlands Antillean guilder")),
    Currency("AOA", "Kz", mark("Angolan kwanza")),
    Currency("ARS", "$", mark("Argentine peso")),
    Currency("AUD", "A$", mark("Australian dollar")),
    Currency("AWG", "ƒ", mark("Aruban florin")),
    Currency("AZN", "₼", mark("Azerbaijani manat")),
    Currency("BAM", "KM", mark("Bosnian convertible mark")),
    Currency("BBD", "Bds$", mark("Barbadian dollar")),
    Currency("BDT", "৳", mark("Bangladeshi taka")),
    Currency("BHD", ".د.ب", mark("Bahraini dinar")),
    Currency("BIF", "FBu", mark("Burundian franc")),
    Currency("BMD", "BD$", mark("Bermudian dollar")),
    Currency("BND", "B$", mark("Brunei dollar")),
    Currency("BOB", "Bs", mark("Bolivian boliviano")),
    Currency("BRL", "R$", mark("Brazilian real")),
    Currency("BSD", "B$", mark("Bahamian dollar")),
    Currency("BTN", "Nu.", mark("Bhutanese ngultrum")),
    Currency("BWP", "P", mark("Botswana pula")),
    Currency("BYN", "Br", mark("Belarusian rouble")),
    Currency("BZD", "BZ$", mark("Belize dollar")),
    Currency("CAD", "C$", mark("Canadian dollar")),
    Currency("CDF", "FC", mark("Congolese franc")),
    Currency("CHF", "CHF", mark("Swiss franc")),
    Currency("CLP", "$", mark("Chilean peso")),
    Currency("CNY", "¥", mark("Chinese yuan")),
    Currency("COP", "$", mark("Colombian peso")),
    Currency("CRC", "₡", mark("Costa Rican colón")),
    Currency("CUP", "$", mark("Cuban peso")),
    Currency("CVE", "$", mark("Cape Verdean escudo")),
    Currency("CZK", "Kč", mark("Czech koruna")),
    Currency("DJF", "Fdj", mark("Djiboutian franc")),
    Currency("DKK", "kr.", mark("Danish krone")),
    Currency("DOP", "RD$", mark("Dominican peso")),
    Currency("DZD", "د.ج", mark("Algerian dinar")),
    Currency("EGP", "E£", mark("Egyptian pound")),
    Currency("ERN", "Nfk", mark("Eritrean nakfa")),
    Currency("ETB", "Br", mark("Ethiopian birr")),
    Currency("EUR", "€", mark("Euro")),
    Currency("FJD", "FJ$", mark("Fijian dollar")),
    Currency("FKP", "£", mark("Falkland Islands pound")),
    Currency("GBP", "£", mark("Pound sterling")),
    Currency("GEL", "₾", mark("Georgian lari")),
    Currency("GHS", "₵", mark("Ghanaian cedi")),
    Currency("GIP", "£", mark("Gibraltar pound")),
    Currency("GMD", "D", mark("Gambian dalasi")),
    Currency("GNF", "FG", mark("Guinean franc")),
    Currency("GTQ", "Q", mark("Guatemalan quetzal")),
    Currency("GYD", "G$", mark("Guyanese dollar")),
    Currency("HKD", "HK$", mark("Hong Kong dollar")),
    Currency("HNL", "L", mark("Honduran lempira")),
    Currency("HTG", "G", mark("Haitian gourde")),
    Currency("HUF", "Ft", mark("Hungarian forint")),
    Currency("IDR", "Rp", mark("Indonesian rupiah")),
    Currency("ILS", "₪", mark("Israeli new shekel")),
    Currency("INR", "₹", mark("Indian rupee")),
    Currency("IQD", "ع.د", mark("Iraqi dinar")),
    Currency("IRR", "﷼", mark("Iranian rial")),
    Currency("ISK", "kr", mark("Icelandic króna")),
    Currency("JMD", "J$", mark("Jamaican dollar")),
    Currency("JOD", "د.ا", mark("Jordanian dinar")),
    Currency("JPY", "¥", mark("Japanese yen")),
    Currency("KES", "KSh", mark("Kenyan shilling")),
    Currency("KGS", "сом", mark("Kyrgyz som")),
    Currency("KHR", "៛", mark("Cambodian riel")),
    Currency("KMF", "CF", mark("Comorian franc")),
    Currency("KPW", "₩", mark("North Korean won")),
    Currency("KRW", "₩", mark("South Korean won")),
    Currency("KWD", "د.ك", mark("Kuwaiti dinar")),
    Currency("KYD", "CI$", mark("Cayman Islands dollar")),
    Currency("KZT", "₸", mark("Kazakh tenge")),
    Currency("LAK", "₭", mark("Lao kip")),
    Currency("LBP", "ل.ل", mark("Lebanese pound")),
    Currency("LKR", "Rs", mark("Sri Lankan rupee")),
    Currency("LRD", "L$", mark("Liberian dollar")),
    Currency("LSL", "L", mark("Lesotho loti")),
    Currency("LYD", "ل.د", mark("Libyan dinar")),
    Currency("MAD", "د.م.", mark("Moroccan dirham")),
    Currency("MDL", "L", mark("Moldovan leu")),
    Currency("MGA", "Ar", mark("Malagasy ariary")),
    Currency("MKD", "ден", mark("Macedonian denar")),
    Currency("MMK", "K", mark("Burmese kyat")),
    Currency("MNT", "₮", mark("Mongolian tögrög")),
    Currency("MOP", "MOP$", mark("Macanese pataca")),
    Currency("MRU", "UM", mark("Mauritanian ouguiya")),
    Currency("MUR", "₨", mark("Mauritian rupee")),
    Currency("MVR", "Rf", mark("Maldivian rufiyaa")),
    Currency("MWK", "MK", mark("Malawian kwacha")),
    Currency("MXN", "$", mark("Mexican peso")),
    Currency("MYR", "RM", mark("Malaysian ringgit")),
    Currency("MZN", "MT", mark("Mozambican metical")),
    Currency("NAD", "N$", mark("Namibian dollar")),
    Currency("NGN", "₦", mark("Nigerian naira")),
    Currency("NIO", "C$", mark("Nicaraguan córdoba")),
    Currency("NOK", "kr", mark("Norwegian krone")),
    Currency("NPR", "रु", mark("Nepalese rupee")),
    Currency("NZD", "NZ$", mark("New Zealand dollar")),
    Currency("OMR", "ر.ع.", mark("Omani rial")),
    Currency("PAB", "B/.", mark("Panamanian balboa")),
    Currency("PEN", "S/", mark("Peruvian sol")),
    Currency("PGK", "K", mark("Papua New Guinean kina")),
    Currency("PHP", "₱", mark("Philippine peso")),
    Currency("PKR", "₨", mark("Pakistani rupee")),
    Currency("PLN", "zł", mark("Polish złoty")),
    Currency("PYG", "₲", mark("Paraguayan guaraní")),
    Currency("QAR", "ر.ق", mark("Qatari riyal")),
    Currency("RON", "lei", mark("Romanian leu")),
    Currency("RSD", "дин.", mark("Serbian dinar")),
    Currency("RUB", "₽", mark("Russian rouble")),
    Currency("RWF", "FRw", mark("Rwandan franc")),
    Currency("SAR", "ر.س", mark("Saudi riyal")),
    Currency("SBD", "SI$", mark("Solomon Islands dollar")),
    Currency("SCR", "₨", mark("Seychellois rupee")),
    Currency("SDG", "ج.س.", mark("Sudanese pound")),
    Currency("SEK", "kr", mark("Swedish krona")),
    Currency("SGD", "S$", mark("Singapore dollar")),
    Currency("SHP", "£", mark("Saint Helena pound")),
    Currency("SLE", "Le", mark("Sierra Leonean leone")),
    Currency("SOS", "Sh", mark("Somali shilling")),
    Currency("SRD", "Sr$", mark("Surinamese dollar")),
    Currency("SSP", "£", mark("South Sudanese pound")),
    Currency("STN", "Db", mark("São Tomé and Príncipe dobra")),
    Currency("SYP", "£", mark("Syrian pound")),
    Currency("SZL", "E", mark("Swazi lilangeni")),
    Currency("THB", "฿", mark("Thai baht")),
    Currency("TJS", "SM", mark("Tajikistani somoni")),
    Currency("TMT", "m", mark("Turkmen manat")),
    Currency("TND", "د.ت", mark("Tunisian dinar")),
    Currency("TOP", "T$", mark("Tongan paʻanga")),
    Currency("TRY", "₺", mark("Turkish lira")),
    Currency("TTD", "TT$", mark("Trinidad and Tobago dollar")),
    Currency("TWD", "NT$", mark("New Taiwan dollar")),
    Currency("TZS", "TSh", mark("Tanzanian shilling")),
    Currency("UAH", "₴", mark("Ukrainian hryvnia")),
    Currency("UGX", "USh", mark("Ugandan shilling")),
    Currency("USD", "$", mark("US dollar")),
    Currency("UYU", "$U", mark("Uruguayan peso")),
    Currency("UZS", "soʻm", mark("Uzbek soum")),
    Currency("VES", "Bs.", mark("Venezuelan bolívar")),
    Currency("VND", "₫", mark("Vietnamese đồng")),
    Currency("VUV", "VT", mark("Vanuatu vatu")),
    Currency("WST", "WS$", mark("Samoan tālā")),
    Currency("XAF", "FCFA", mark("Central African CFA franc")),
    Currency("XCD", "EC$", mark("East Caribbean dollar")),
    Currency("XOF", "CFA", mark("West African CFA franc")),
    Currency("XPF", "₣", mark("CFP franc")),
    Currency("YER", "﷼", mark("Yemeni rial")),
    Currency("ZAR", "R", mark("South African rand")),
    Currency("ZMW", "ZK", mark("Zambian kwacha")),
    Currency("ZWG", "ZiG", mark("Zimbabwe gold")),
)
