//! The languages that the detector knows, their relatives, and their commonest words.

use unicode_script::Script;
use whatlang::Lang;

/// A language of the detector.
#[derive(Debug)]
pub(super) struct Known {
    lang: Lang,
    pub(super) tag: &'static str,
    pub(super) script: Script,
    /// Languages with the same number cannot be told apart surely enough.
    family: u8,
    letters: Marks,
    /// Words that no text of the language does without and that few other languages have, sorted.
    words: &'static [&'static str],
}

/// Letters that tell a language from its neighbours.
#[derive(Debug)]
struct Marks {
    /// Letters that few others have.
    own: &'static str,
    /// How many of a thousand letters these are at least.
    permille: usize,
    /// Letters that it does not have, and those have that share its own.
    foreign: &'static str,
}

/// How many of the words of a text are among the commonest of a language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Common {
    common: usize,
    words: usize,
}

impl Known {
    pub(super) const fn lang(&self) -> Lang {
        self.lang
    }

    pub(super) fn is_kin(&self, other: &Self) -> bool {
        self.lang == other.lang || (self.family > 0 && self.family == other.family)
    }

    /// Whether a text has the letters that are the language's own, and none before those that it does not have. A
    /// `false` says nothing.
    pub(super) fn is_marked(&self, text: &str, letters: usize) -> bool {
        let Marks { own, permille, foreign } = self.letters;
        if own.is_empty() {
            return false;
        }
        let mut missing = (letters * permille / 1000).max(3);
        // Few characters share their last bits with one of these, and only those few are looked up.
        let bit = |character: char| 1_u64 << (u32::from(character) & 63);
        let bits = own.chars().chain(foreign.chars()).fold(0, |bits, character| bits | bit(character));
        for character in text.chars().filter(|&character| !character.is_ascii() && bits & bit(character) != 0) {
            if own.contains(character) {
                missing -= 1;
                if missing == 0 {
                    return true;
                }
            } else if foreign.contains(character) {
                return false;
            }
        }
        false
    }

    /// Whether it is known what the common words are.
    pub(super) const fn has_words(&self) -> bool {
        !self.words.is_empty()
    }

    /// Counts the common words, and stops as soon as there are many.
    pub(super) fn common_words(&self, text: &str) -> Common {
        let mut count = Common { common: 0, words: 0 };
        if !self.has_words() {
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

    /// At least this part of the words in a hundred, and not by chance.
    pub(super) const fn are_at_least(self, percent: usize) -> bool {
        self.common >= 3 && self.common * 100 >= self.words * percent
    }

    /// Half as many again as the others, or not known.
    pub(super) fn outnumber(self, other: Self) -> bool {
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

/// The languages that a language is easily taken for.
pub(super) fn relatives(known: &Known) -> Vec<Lang> {
    KNOWN.iter().filter(|other| other.lang != known.lang && known.is_kin(other)).map(|other| other.lang).collect()
}

/// Which of Chinese, Japanese and Korean a language is, or is of.
pub(super) fn east_asian(primary: &str) -> Option<&'static str> {
    match primary {
        "ja" => Some("ja"),
        "ko" => Some("ko"),
        "zh" | "cmn" | "yue" | "wuu" | "hak" | "gan" | "nan" | "hsn" | "cjy" | "cdo" | "lzh" => Some("zh"),
        _ => None,
    }
}

macro_rules! languages {
    ($($lang:ident $tag:literal $script:ident $family:literal ($own:literal $permille:literal $foreign:literal) [$($word:literal)*],)+) => {
        /// Each language of the detector whose script it does not have alone.
        static KNOWN: &[Known] = &[$(Known {
            lang: Lang::$lang,
            tag: $tag,
            script: Script::$script,
            family: $family,
            letters: Marks { own: $own, permille: $permille, foreign: $foreign },
            words: &[$($word),*],
        },)+];
    };
}

languages! {
    Eng "en" Latin 0 ("" 0 "") ["an" "and" "are" "as" "be" "but" "by" "can" "for" "from" "has" "have" "is" "it" "not" "of" "that" "the" "their" "they" "this" "to" "was" "we" "which" "with" "you"],
    Deu "de" Latin 0 ("" 0 "") ["als" "auch" "auf" "bei" "das" "dem" "den" "der" "des" "ein" "eine" "einen" "es" "für" "ist" "mit" "nach" "nicht" "oder" "sich" "sind" "und" "wenn" "werden" "wie" "wird" "zu" "über"],
    Nld "nl" Latin 1 ("" 0 "") ["aan" "bij" "dat" "deze" "dit" "door" "een" "en" "hebben" "het" "je" "kan" "met" "naar" "niet" "ook" "op" "te" "uit" "van" "voor" "worden" "wordt" "zijn"],
    Afr "af" Latin 1 ("" 0 "") ["aan" "deur" "die" "en" "het" "hulle" "is" "met" "nie" "om" "ook" "sy" "te" "van" "vir" "wat" "wees"],
    Swe "sv" Latin 2 ("" 0 "") ["att" "av" "den" "det" "du" "eller" "ett" "från" "för" "har" "inte" "kan" "med" "och" "också" "om" "på" "som" "till" "vid" "är"],
    Dan "da" Latin 2 ("" 0 "") ["af" "at" "blev" "den" "der" "det" "eller" "er" "et" "for" "fra" "har" "ikke" "jeg" "kan" "med" "og" "også" "på" "som" "til"],
    Nob "nb" Latin 2 ("" 0 "") ["at" "av" "ble" "den" "det" "eller" "er" "et" "for" "fra" "har" "ikke" "jeg" "kan" "med" "og" "også" "på" "som" "til"],
    Fra "fr" Latin 0 ("" 0 "") ["au" "aux" "avec" "ce" "cette" "dans" "des" "du" "est" "et" "les" "nous" "ou" "par" "pas" "plus" "pour" "que" "qui" "sont" "sur" "une" "votre" "vous" "être"],
    Spa "es" Latin 0 ("ñó¿¡" 8 "łąężőűãêçě") ["al" "como" "con" "cuando" "del" "el" "es" "esta" "este" "ha" "hay" "las" "lo" "los" "más" "no" "para" "pero" "por" "puede" "que" "se" "ser" "si" "son" "su" "sus" "tu" "una" "usted" "y" "ya"],
    Cat "ca" Latin 0 ("" 0 "") ["als" "amb" "aquest" "aquesta" "del" "dels" "els" "i" "la" "les" "més" "pel" "per" "però" "que" "seu" "seva" "són" "una" "és"],
    Ita "it" Latin 0 ("" 0 "") ["alla" "anche" "che" "come" "con" "dei" "della" "delle" "di" "gli" "il" "le" "nel" "non" "per" "più" "questa" "questo" "si" "sono" "un" "una" "è"],
    Por "pt" Latin 0 ("ãõ" 6 "đ") ["ao" "com" "como" "da" "das" "do" "dos" "em" "está" "mais" "na" "no" "não" "os" "para" "pelo" "pode" "por" "que" "seu" "sua" "são" "um" "uma" "você"],
    Ron "ro" Latin 0 ("ăîțșţş" 25 "đươığ") ["această" "acest" "al" "ale" "ca" "care" "cu" "dar" "din" "este" "fi" "lui" "mai" "nu" "o" "pe" "pentru" "prin" "să" "în" "şi" "și"],
    Pol "pl" Latin 0 ("łąężść" 20 "") ["ale" "być" "dla" "do" "jak" "jest" "jeśli" "które" "lub" "może" "na" "nie" "od" "oraz" "po" "przez" "się" "są" "tego" "to" "że"],
    Ces "cs" Latin 3 ("ěřů" 12 "") ["ale" "by" "bylo" "jako" "je" "jeho" "jen" "jsme" "jsou" "které" "který" "má" "na" "nebo" "podle" "pro" "při" "se" "také" "už" "že"],
    Slk "sk" Latin 3 ("ľôĺŕť" 5 "ěřů") ["aj" "ako" "ale" "alebo" "bolo" "by" "je" "jeho" "ktoré" "ktorý" "len" "má" "na" "podľa" "pre" "pri" "sa" "sú" "už" "že"],
    Hun "hu" Latin 0 ("őű" 6 "") ["az" "azt" "csak" "egy" "ez" "ezt" "ha" "hogy" "hogyan" "kell" "lehet" "meg" "mint" "már" "nem" "vagy" "van" "és"],
    Tur "tr" Latin 4 ("ışğ" 25 "ə") ["bir" "bu" "da" "daha" "değil" "gibi" "her" "ile" "için" "kadar" "olan" "olarak" "sonra" "ve" "veya" "çok"],
    Aze "az" Latin 4 ("ə" 30 "") ["bir" "bu" "da" "daha" "də" "edir" "ilə" "ki" "kimi" "olan" "onun" "və" "çox" "üçün"],
    Tuk "tk" Latin 4 ("" 0 "") [],
    Uzb "uz" Latin 0 ("" 0 "") ["bilan" "bir" "bo'lgan" "bu" "deb" "esa" "ham" "uchun" "va"],
    Hrv "hr" Latin 5 ("" 0 "") ["bi" "da" "ili" "je" "kao" "koje" "koji" "na" "nije" "od" "sa" "se" "su" "u" "za" "što"],
    Slv "sl" Latin 5 ("" 0 "") ["ali" "bi" "da" "in" "je" "ki" "kot" "na" "ne" "pri" "se" "so" "tudi" "v" "z" "za"],
    Lit "lt" Latin 0 ("ėįų" 15 "") ["ar" "bet" "ir" "iš" "jis" "kad" "kaip" "nuo" "po" "su" "tai" "taip" "tik" "yra" "į"],
    Lav "lv" Latin 0 ("āēīņļķ" 20 "") ["ar" "arī" "bet" "ir" "ka" "kas" "lai" "no" "par" "pie" "tas" "un" "vai"],
    Fin "fi" Latin 6 ("" 0 "") ["ei" "että" "hän" "ja" "joka" "kun" "mutta" "myös" "niin" "ole" "oli" "on" "ovat" "se" "tai" "voi"],
    Est "et" Latin 6 ("õ" 6 "ãđ") ["aga" "ei" "et" "ja" "ka" "kes" "kui" "mis" "ning" "oli" "oma" "on" "see" "ta" "või"],
    Ind "id" Latin 7 ("" 0 "") ["adalah" "akan" "anda" "atau" "dalam" "dan" "dari" "dengan" "di" "ini" "itu" "juga" "ke" "pada" "tidak" "untuk" "yang"],
    Jav "jv" Latin 7 ("" 0 "") [],
    Tgl "tl" Latin 0 ("" 0 "") ["ang" "at" "ay" "hindi" "ito" "mga" "na" "ng" "para" "sa"],
    Vie "vi" Latin 0 ("ạảấầậếệộốớợ" 20 "") ["cho" "các" "có" "của" "khi" "không" "là" "một" "người" "những" "này" "trong" "và" "với" "được" "để"],
    Epo "eo" Latin 0 ("" 0 "") ["al" "de" "en" "estas" "kaj" "kiu" "kun" "la" "ne" "por" "pri" "ĝi"],
    Zul "zu" Latin 8 ("" 0 "") [],
    Aka "ak" Latin 8 ("" 0 "") [],
    Sna "sn" Latin 8 ("" 0 "") [],
    Cym "cy" Latin 0 ("" 0 "") ["a" "ar" "ei" "i" "mae" "o'r" "wedi" "y" "yn" "yr"],
    Rus "ru" Cyrillic 0 ("ыэё" 8 "іїєўјђћљњ") ["был" "было" "быть" "вы" "для" "его" "если" "есть" "ещё" "её" "же" "из" "или" "их" "к" "как" "может" "мы" "он" "они" "по" "при" "так" "также" "только" "у" "что" "чтобы" "это" "этого" "я"],
    Ukr "uk" Cyrillic 0 ("іїєґ" 30 "ыўэ") ["або" "але" "було" "бути" "вже" "ви" "вони" "від" "для" "з" "й" "його" "коли" "ми" "може" "при" "та" "також" "у" "це" "цей" "цього" "що" "щоб" "як" "якщо" "які" "є" "і" "із"],
    Bel "be" Cyrillic 0 ("ў" 10 "") ["або" "ад" "але" "гэта" "для" "з" "каб" "калі" "на" "не" "таксама" "у" "што" "яго" "як" "ён" "і"],
    Bul "bg" Cyrillic 9 ("ъ" 8 "ыэіїј") ["ако" "бъде" "да" "е" "както" "като" "който" "която" "към" "може" "още" "са" "само" "се" "си" "след" "със" "тази" "тези" "това" "този" "че" "чрез" "ще"],
    Mkd "mk" Cyrillic 9 ("" 0 "") ["во" "ги" "да" "е" "за" "и" "или" "како" "на" "не" "од" "се" "со" "што" "ќе"],
    Srp "sr" Cyrillic 0 ("јљњђћ" 15 "ѓќѕ") ["би" "да" "за" "и" "или" "као" "који" "на" "није" "од" "са" "се" "су" "што" "је"],
    Ara "ar" Arabic 0 ("ةىإأ" 20 "پچگکی") ["أن" "أو" "إذا" "إلى" "التي" "الذي" "ذلك" "على" "عن" "في" "كان" "لا" "ما" "مع" "من" "هذا" "هذه" "يمكن"],
    Pes "fa" Arabic 0 ("یکگپچ" 60 "ےںہٹڈ") ["آن" "از" "است" "این" "با" "برای" "به" "در" "را" "شود" "می" "هم" "و" "که" "یک"],
    Urd "ur" Arabic 0 ("ےںہٹڈ" 40 "") ["اور" "سے" "میں" "نے" "پر" "کا" "کو" "کہ" "کی" "کے" "ہیں" "ہے" "یہ"],
    Heb "he" Hebrew 0 ("ה" 60 "") ["או" "אל" "אם" "אני" "את" "גם" "הוא" "היא" "זה" "יותר" "כי" "כל" "לא" "על" "עם" "של"],
    Yid "yi" Hebrew 0 ("" 0 "") ["א" "און" "איז" "אין" "דאס" "די" "דער" "מיט" "פֿון" "פון" "צו"],
    Hin "hi" Devanagari 0 ("" 0 "") ["और" "का" "की" "के" "को" "नहीं" "पर" "भी" "में" "यह" "से" "है" "हैं"],
    Mar "mr" Devanagari 0 ("" 0 "") ["आणि" "आहे" "आहेत" "की" "च" "ते" "नाही" "या" "व" "हे"],
    Nep "ne" Devanagari 0 ("" 0 "") ["को" "गर्न" "छ" "छन्" "पनि" "मा" "यो" "र" "लागि" "हो"],
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_known_in_scripts_that_they_are_written_in() {
        for known in KNOWN {
            let mut scripts = crate::kinds::language::scripts(known.tag).expect("each has a script");
            assert!(scripts.any(|code| super::super::letters::has(code, known.script)), "{}", known.tag);
        }
    }

    #[test]
    fn words_are_sorted() {
        for known in KNOWN {
            assert!(known.words.is_sorted(), "{}", known.tag);
        }
    }
}
