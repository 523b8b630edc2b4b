//! The languages that the detector knows, their relatives, and their commonest words.

use unicode_script::Script;
use whatlang::Lang;

/// A language of the detector.
#[derive(Debug)]
pub(super) struct Known {
    lang: Lang,
    pub(super) tag: &'static str,
    script: Script,
    /// Languages with the same number cannot be told apart surely enough.
    family: u8,
    /// Words that no text of the language does without and that few other languages have, sorted.
    words: &'static [&'static str],
}

/// How many of the words of a text are among the commonest of a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Common {
    common: usize,
    words: usize,
}

impl Known {
    pub(super) fn is_kin(&self, other: &Self) -> bool {
        self.lang == other.lang || (self.family > 0 && self.family == other.family)
    }

    /// Counts the common words, and stops as soon as there are many.
    pub(super) fn common_words(&self, text: &str) -> Common {
        let mut count = Common { common: 0, words: 0 };
        if self.words.is_empty() {
            return count;
        }
        for word in text.split_ascii_whitespace() {
            let word = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
            count.words += 1;
            count.common += usize::from(word.len() <= 16 && self.words.binary_search(&word).is_ok());
            if count.common >= FEW && count.are_many() {
                break;
            }
        }
        count
    }
}

/// Fewer common words than this are chance.
const FEW: usize = 8;

impl Common {
    /// So many that the text is in the language.
    pub(super) const fn are_many(self) -> bool {
        self.common >= FEW && self.common * 100 >= self.words * 14
    }

    pub(super) fn outnumber(self, other: &Self) -> bool {
        self.words == 0 || self.common * other.words.max(1) * 2 >= other.common * self.words.max(1) * 3
    }
}

/// The language of the detector that a tag stands for, in a script.
pub(super) fn known(primary: &str, script: Script) -> Option<&'static Known> {
    let tag = match primary {
        "mo" => "ro",
        "nn" | "no" => "nb",
        "bs" | "cnr" | "sh" if script == Script::Cyrillic => "sr",
        "bs" | "cnr" | "sh" | "sr" if script == Script::Latin => "hr",
        "ms" => "id",
        "fil" => "tl",
        tag => tag,
    };
    KNOWN.iter().find(|known| known.tag == tag && known.script == script)
}

pub(super) fn of(lang: Lang, script: Script) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.lang == lang && known.script == script)
}

/// Whether a language may be what looks like Chinese, Japanese or Korean.
pub(super) fn is_east_asian_kin(primary: &str, found: &str) -> bool {
    let found_chinese = found == "zh";
    match primary {
        "ja" | "ko" => primary == found,
        "zh" | "cmn" | "yue" | "wuu" | "hak" | "gan" | "nan" | "hsn" | "cjy" | "cdo" | "lzh" => found_chinese,
        _ => true,
    }
}

macro_rules! languages {
    ($($lang:ident $tag:literal $script:ident $family:literal [$($word:literal)*],)+) => {
        /// Each language of the detector whose script it does not have alone.
        static KNOWN: &[Known] = &[$(Known {
            lang: Lang::$lang,
            tag: $tag,
            script: Script::$script,
            family: $family,
            words: &[$($word),*],
        },)+];
    };
}

languages! {
    Eng "en" Latin 0 ["an" "and" "are" "as" "be" "but" "by" "can" "for" "from" "has" "have" "is" "it" "not" "of" "that" "the" "their" "they" "this" "to" "was" "we" "which" "with" "you"],
    Deu "de" Latin 0 ["als" "auch" "auf" "bei" "das" "dem" "den" "der" "des" "ein" "eine" "einen" "es" "für" "ist" "mit" "nach" "nicht" "oder" "sich" "sind" "und" "wenn" "werden" "wie" "wird" "zu" "über"],
    Nld "nl" Latin 1 ["aan" "bij" "dat" "deze" "dit" "door" "een" "en" "hebben" "het" "je" "kan" "met" "naar" "niet" "ook" "op" "te" "uit" "van" "voor" "worden" "wordt" "zijn"],
    Afr "af" Latin 1 ["aan" "deur" "die" "en" "het" "hulle" "is" "met" "nie" "om" "ook" "sy" "te" "van" "vir" "wat" "wees"],
    Swe "sv" Latin 2 ["att" "av" "den" "det" "du" "eller" "ett" "från" "för" "har" "inte" "kan" "med" "och" "också" "om" "på" "som" "till" "vid" "är"],
    Dan "da" Latin 2 ["af" "at" "blev" "den" "der" "det" "eller" "er" "et" "for" "fra" "har" "ikke" "jeg" "kan" "med" "og" "også" "på" "som" "til"],
    Nob "nb" Latin 2 ["at" "av" "ble" "den" "det" "eller" "er" "et" "for" "fra" "har" "ikke" "jeg" "kan" "med" "og" "også" "på" "som" "til"],
    Fra "fr" Latin 0 ["au" "aux" "avec" "ce" "cette" "dans" "des" "du" "est" "et" "les" "nous" "ou" "par" "pas" "plus" "pour" "que" "qui" "sont" "sur" "une" "votre" "vous" "être"],
    Spa "es" Latin 0 ["al" "como" "con" "del" "el" "es" "esta" "este" "las" "lo" "los" "más" "para" "pero" "por" "puede" "que" "son" "su" "tu" "una" "usted" "y"],
    Cat "ca" Latin 0 ["als" "amb" "aquest" "aquesta" "del" "dels" "els" "i" "la" "les" "més" "pel" "per" "però" "que" "seu" "seva" "són" "una" "és"],
    Ita "it" Latin 0 ["alla" "anche" "che" "come" "con" "dei" "della" "delle" "di" "gli" "il" "le" "nel" "non" "per" "più" "questa" "questo" "si" "sono" "un" "una" "è"],
    Por "pt" Latin 0 ["ao" "com" "como" "da" "das" "do" "dos" "em" "está" "mais" "na" "no" "não" "os" "para" "pelo" "pode" "por" "que" "seu" "sua" "são" "um" "uma" "você"],
    Ron "ro" Latin 0 ["această" "acest" "ca" "care" "cu" "dar" "de" "din" "este" "fi" "la" "lui" "mai" "nu" "pe" "pentru" "prin" "sunt" "să" "va" "în" "şi" "și"],
    Pol "pl" Latin 0 ["ale" "być" "dla" "do" "jak" "jest" "jeśli" "które" "lub" "może" "na" "nie" "od" "oraz" "po" "przez" "się" "są" "tego" "to" "że"],
    Ces "cs" Latin 3 ["ale" "by" "bylo" "jako" "je" "jeho" "jen" "jsme" "jsou" "které" "který" "má" "na" "nebo" "podle" "pro" "při" "se" "také" "už" "že"],
    Slk "sk" Latin 3 ["aj" "ako" "ale" "alebo" "bolo" "by" "je" "jeho" "ktoré" "ktorý" "len" "má" "na" "podľa" "pre" "pri" "sa" "sú" "už" "že"],
    Hun "hu" Latin 0 ["a" "az" "azt" "csak" "de" "egy" "el" "ez" "ezt" "ha" "hogy" "is" "kell" "lehet" "meg" "mint" "már" "nem" "vagy" "van" "és"],
    Tur "tr" Latin 4 ["bir" "bu" "da" "daha" "de" "değil" "en" "gibi" "her" "ile" "için" "kadar" "ne" "olan" "olarak" "sonra" "ve" "veya" "ya" "çok"],
    Aze "az" Latin 4 ["bir" "bu" "da" "daha" "də" "edir" "ilə" "ki" "kimi" "olan" "onun" "və" "çox" "üçün"],
    Tuk "tk" Latin 4 [],
    Uzb "uz" Latin 0 ["bilan" "bir" "bo'lgan" "bu" "deb" "esa" "ham" "uchun" "va"],
    Hrv "hr" Latin 5 ["bi" "da" "ili" "je" "kao" "koje" "koji" "na" "nije" "od" "sa" "se" "su" "u" "za" "što"],
    Slv "sl" Latin 5 ["ali" "bi" "da" "in" "je" "ki" "kot" "na" "ne" "pri" "se" "so" "tudi" "v" "z" "za"],
    Lit "lt" Latin 0 ["ar" "bet" "ir" "iš" "jis" "kad" "kaip" "nuo" "po" "su" "tai" "taip" "tik" "yra" "į"],
    Lav "lv" Latin 0 ["ar" "arī" "bet" "ir" "ka" "kas" "lai" "no" "par" "pie" "tas" "un" "vai"],
    Fin "fi" Latin 6 ["ei" "että" "hän" "ja" "joka" "kun" "mutta" "myös" "niin" "ole" "oli" "on" "ovat" "se" "tai" "voi"],
    Est "et" Latin 6 ["aga" "ei" "et" "ja" "ka" "kes" "kui" "mis" "ning" "oli" "oma" "on" "see" "ta" "või"],
    Ind "id" Latin 7 ["adalah" "akan" "anda" "atau" "dalam" "dan" "dari" "dengan" "di" "ini" "itu" "juga" "ke" "pada" "tidak" "untuk" "yang"],
    Jav "jv" Latin 7 [],
    Tgl "tl" Latin 0 ["ang" "at" "ay" "hindi" "ito" "mga" "na" "ng" "para" "sa"],
    Vie "vi" Latin 0 ["cho" "các" "có" "của" "khi" "không" "là" "một" "người" "những" "này" "trong" "và" "với" "được" "để"],
    Epo "eo" Latin 0 ["al" "de" "en" "estas" "kaj" "kiu" "kun" "la" "ne" "por" "pri" "ĝi"],
    Zul "zu" Latin 8 [],
    Aka "ak" Latin 8 [],
    Sna "sn" Latin 8 [],
    Cym "cy" Latin 0 ["a" "ar" "ei" "i" "mae" "o'r" "wedi" "y" "yn" "yr"],
    Rus "ru" Cyrillic 0 ["быть" "для" "его" "если" "есть" "за" "и" "из" "или" "к" "как" "может" "не" "но" "от" "по" "при" "так" "также" "только" "что" "чтобы" "это"],
    Ukr "uk" Cyrillic 0 ["або" "але" "бути" "ви" "від" "для" "до" "з" "за" "й" "його" "ми" "може" "не" "про" "та" "також" "у" "це" "що" "як" "якщо" "які" "є" "і" "із"],
    Bel "be" Cyrillic 0 ["або" "ад" "але" "гэта" "для" "з" "каб" "калі" "на" "не" "таксама" "у" "што" "яго" "як" "ён" "і"],
    Bul "bg" Cyrillic 9 ["ако" "ви" "да" "до" "е" "за" "или" "като" "който" "не" "но" "от" "по" "при" "са" "се" "със" "те" "това" "че" "ще"],
    Mkd "mk" Cyrillic 9 ["во" "ги" "да" "е" "за" "и" "или" "како" "на" "не" "од" "се" "со" "што" "ќе"],
    Srp "sr" Cyrillic 0 ["би" "да" "за" "и" "или" "као" "који" "на" "није" "од" "са" "се" "су" "што" "је"],
    Ara "ar" Arabic 0 ["أن" "أو" "إذا" "إلى" "التي" "الذي" "ذلك" "على" "عن" "في" "كان" "لا" "ما" "مع" "من" "هذا" "هذه" "يمكن"],
    Pes "fa" Arabic 0 ["آن" "از" "است" "این" "با" "برای" "به" "در" "را" "شود" "می" "هم" "و" "که" "یک"],
    Urd "ur" Arabic 0 ["اور" "سے" "میں" "نے" "پر" "کا" "کو" "کہ" "کی" "کے" "ہیں" "ہے" "یہ"],
    Heb "he" Hebrew 0 ["או" "אל" "אם" "אני" "את" "גם" "הוא" "היא" "זה" "יותר" "כי" "כל" "לא" "על" "עם" "של"],
    Yid "yi" Hebrew 0 ["א" "און" "איז" "אין" "דאס" "די" "דער" "מיט" "פֿון" "פון" "צו"],
    Hin "hi" Devanagari 0 ["और" "का" "की" "के" "को" "नहीं" "पर" "भी" "में" "यह" "से" "है" "हैं"],
    Mar "mr" Devanagari 0 ["आणि" "आहे" "आहेत" "की" "च" "ते" "नाही" "या" "व" "हे"],
    Nep "ne" Devanagari 0 ["को" "गर्न" "छ" "छन्" "पनि" "मा" "यो" "र" "लागि" "हो"],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        for known in KNOWN {
            assert!(known.words.is_sorted(), "{}", known.tag);
        }
    }
}
